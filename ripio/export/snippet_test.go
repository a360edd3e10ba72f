package export_test

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/simulator"
)

// runtime says how the programs of a language are built and run, in a folder that
// holds the program and its driver.
type runtime struct {
	language    export.Format
	driver      string
	build       []string // nil for none
	run, runAll []string // the program, and the driver
}

var runtimes = []runtime{
	{export.Go, "driver.go", []string{"go", "build", "-o", "program", "main.go", "driver.go"}, []string{"./program"}, []string{"env", "DRIVE=1", "./program"}},
	{export.Node, "driver.mjs", nil, []string{"node", "ripio-token.mjs"}, []string{"node", "driver.mjs"}},
	{export.Python, "driver.py", nil, []string{"python3", "ripio_token.py"}, []string{"python3", "driver.py"}},
	{export.Java, "Driver.java", []string{"javac", "-encoding", "UTF-8", "RipioToken.java", "Driver.java"}, []string{"java", "RipioToken"}, []string{"java", "Driver"}},
	{export.PHP, "driver.php", nil, []string{"php", "ripio_token.php"}, []string{"php", "driver.php"}},
}

// prepare writes the program for a call and its driver into a folder and builds them.
func (r runtime) prepare(t *testing.T, call export.Call) (dir string) {
	t.Helper()
	needs(t, append(r.build, r.run[0])[0])
	dir = t.TempDir()
	program, err := export.Write(r.language, call)
	if err != nil {
		t.Fatal(err)
	}
	driver, err := os.ReadFile("testdata/drivers/" + r.driver)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{export.SnippetFile(r.language): program, r.driver: string(driver)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if r.build != nil {
		if output, err := run(t, "", dir, r.build[0], r.build[1:]...); err != nil {
			t.Fatalf("it does not build: %v\n%s", err, output)
		}
	}
	return dir
}

// start runs a program in its folder.
func start(t *testing.T, secret, dir string, words []string) (output string, err error) {
	t.Helper()
	name := words[0]
	if strings.HasPrefix(name, "./") {
		name = filepath.Join(dir, name)
	}
	return run(t, secret, dir, name, words[1:]...)
}

// role is what a server does during one part of a test.
type role struct {
	name     string
	handler  http.Handler
	requests int    // how many must come, when five ask at once and one after them; 0 for any
	want     string // in every line
}

// holding lets a request wait for another one that must not come, and tells the time
// of a server whose clock is off.
func holding(t *testing.T, scenario string, ahead, lifetime time.Duration) http.Handler {
	t.Helper()
	handler, err := simulator.Handler(scenario, simulator.WithLifetime(lifetime),
		simulator.WithClock(func() time.Time { return time.Now().Add(ahead) }))
	if err != nil {
		t.Fatal(err)
	}
	var under atomic.Int32
	second := make(chan struct{}, 16)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if under.Add(1) > 1 {
			second <- struct{}{}
		}
		select {
		case <-second:
		case <-time.After(100 * time.Millisecond):
		}
		under.Add(-1)
		handler.ServeHTTP(w, r)
	})
}

// scenario answers as the simulator does.
func scenario(t *testing.T, name string) http.Handler {
	t.Helper()
	handler, err := simulator.Handler(name)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// tellTale answers with all it was sent.
func tellTale(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	w.WriteHeader(http.StatusUnauthorized)
	fmt.Fprintf(w, "wrong password %s", r.PostForm.Get("password"))
}

// TestTheProgramsDoWhatTheySay runs them against the simulator, with a secret that
// trips up those who encode it wrongly.
func TestTheProgramsDoWhatTheySay(t *testing.T) {
	for _, r := range runtimes {
		t.Run(string(r.language), func(t *testing.T) {
			var handler atomic.Pointer[http.Handler]
			become := func(next http.Handler) { handler.Store(&next) }
			server := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*handler.Load()).ServeHTTP(w, r) }))
			become(holding(t, "ok", 0, time.Hour))
			call := server.callWith(t, `it's "q" \ \u0041 $HOME ${x}`, "é-終-#{y} %41", "eip155:1:{z}")
			dir := r.prepare(t, call)
			output, err := start(t, hostile, dir, r.run)
			if err != nil || !regexp.MustCompile(`^ey[\w-]+\.[\w-]+\.[\w-]+\r?\n$`).MatchString(output) {
				t.Fatalf("%v\n%s", err, output)
			}
			server.wantForm(t, call, hostile)
			if got := server.header(); got.Get("Content-Type") != "application/x-www-form-urlencoded" || got.Get("Accept") != "application/json" {
				t.Errorf("the headers are %v", got)
			}
			output, err = start(t, "", dir, r.run)
			if err == nil || !strings.Contains(output, "RIPIO_CLIENT_SECRET is not set") {
				t.Errorf("without the variable: %v, %q", err, output)
			}

			const hour, minute = time.Hour, time.Minute
			roles := []role{
				{"kept", holding(t, "ok", 0, 10*hour), 1, "token ey"},
				{"the server is an hour ahead", holding(t, "ok", hour, 30*time.Second), 2, "token ey"},
				{"the server is an hour behind", holding(t, "ok", -hour, 10*minute), 1, "token ey"},
				{"rejected", holding(t, "rejected", 0, hour), 2, "error: no token: status 401"},
				{"expired", scenario(t, "expired-token"), 0, "error: the token has expired already"},
				{"redirected", scenario(t, "redirect-307"), 0, "error: no token: status 307"},
				{"not JSON", scenario(t, "not-json"), 0, "error: no token: status 200"},
				{"succeed is false", scenario(t, "succeed-false"), 0, "error: no token: status 200"},
				{"the secret comes back", http.HandlerFunc(tellTale), 0, "error: no token: status 401"},
				{"broken off", scenario(t, "truncated-body"), 0, "error: "},
			}
			if r.language == export.PHP { // its processes share a token, but no failure and no short token
				roles[1].requests, roles[3].requests = 0, 0
			}
			for _, role := range roles {
				become(role.handler)
				_ = os.RemoveAll(filepath.Join(dir, "ripio-token-cache")) // of the program in PHP
				output, err := start(t, hostile, dir, r.runAll)
				lines := strings.Split(strings.TrimSpace(output), "\n")
				if err != nil || len(lines) != 6 {
					t.Fatalf("%s: %v\n%s", role.name, err, output)
				}
				for _, line := range lines {
					if !strings.HasPrefix(line, role.want) || strings.Contains(line, "終") {
						t.Errorf("%s: %s", role.name, line)
					}
				}
				if got := server.count(); role.requests > 0 && got != role.requests {
					t.Errorf("%s: %d requests came, not %d", role.name, got, role.requests)
				}
			}
		})
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// TestTheProgramsAreWhole looks at how each language writes values with characters of
// its own.
func TestTheProgramsAreWhole(t *testing.T) {
	production, _ := ripio.EnvironmentFor(ripio.Production)
	call := newCall(t, production, ripio.Request{ClientID: `it's "q" \`, ExternalRef: "é$x\u202e", Address: "a\U000E0041"})
	want := map[export.Format][]string{
		export.Go:     {`clientID    = "it's \"q\" \\"`, `"é$x\u202E"`, `"a\U000E0041"`},
		export.Node:   {`CLIENT_ID = "it's \"q\" \\"`, `"é$x\u{202E}"`, `"a\u{E0041}"`},
		export.Python: {`CLIENT_ID = "it's \"q\" \\"`, `"é$x\u202E"`, `"a\U000E0041"`},
		export.PHP:    {`CLIENT_ID = 'it\'s "q" \\'`, `"é\$x\u{202E}"`, `"a\u{E0041}"`},
		export.Java:   {`CLIENT_ID = "it's \"q\" \\"`, `"é$x\u202E"`, `"a\uDB40\uDC41"`},
		export.CSharp: {`ClientId = "it's \"q\" \\"`, `"é$x\u202E"`, `"a\U000E0041"`},
	}
	for language, parts := range want {
		program, err := export.Write(language, call)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range append(parts, call.URL, "RIPIO_CLIENT_SECRET") {
			if strings.Count(program, part) < 1 {
				t.Errorf("%s: it lacks %s", language, part)
			}
		}
		if strings.Contains(program, "YOUR_") || strings.Contains(program, "sandbox") {
			t.Errorf("%s: a placeholder was left:\n%s", language, program)
		}
		for i, line := range strings.Split(program, "\n") {
			if len(line) > 160 {
				t.Errorf("%s: line %d is too long", language, i+1)
			}
		}
	}
	// No runtime of C# can be had for the tests, so the whole program stands in a file that
	// was read with care.
	const golden = "testdata/csharp.golden"
	program, err := export.Write(export.CSharp, call)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(program), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != program {
		t.Errorf("the program in C# differs from %s (-update writes it anew), %v:\n%s", golden, err, program)
	}
	if _, err := export.Write("cobol", call); !errors.Is(err, export.ErrUnknownFormat) {
		t.Errorf("an unknown language: %v", err)
	}
}
