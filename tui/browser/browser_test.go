//go:build unix && !darwin

package browser

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/redact"
)

const secret = "https://b2b-widget-onramp.sandbox.ripio.com?_to=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"

// opener puts a program called xdg-open in front of the others, and returns the file
// that holds its arguments and a Browser that finds it.
func opener(t *testing.T, script string) (arguments string, b *Browser) {
	t.Helper()
	dir := t.TempDir()
	arguments = filepath.Join(dir, "arguments")
	script = "#!/bin/sh\necho \"$@\" > " + arguments + "\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	b = New(func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }, os.Environ)
	b.patience = time.Minute
	return arguments, b
}

// fetch is what a browser does, with what it was told in the file.
const fetch = `exec python3 - "$1" <<'END'
import sys, http.client, urllib.parse
at = urllib.parse.urlsplit(sys.argv[1])
for _ in range(2):
    try:
        c = http.client.HTTPConnection(at.netloc); c.request("GET", at.path); r = c.getresponse()
        open(OUT, "a").write(f"{r.status} {r.getheader('Location')} {r.getheader('Referrer-Policy')}\n")
    except OSError as gone:
        open(OUT, "a").write("gone\n")
END`

// TestTheBrowserGetsTheLinkOnce and no program gets it as an argument.
func TestTheBrowserGetsTheLinkOnce(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("there is no python3 here to play the browser")
	}
	out := filepath.Join(t.TempDir(), "seen")
	arguments, b := opener(t, strings.ReplaceAll(fetch, "OUT", "'"+out+"'"))
	if err := b.Open(redact.NewSecret(secret)); err != nil {
		t.Fatal(err)
	}
	argv, err := os.ReadFile(arguments) //nolint:gosec // the test's own file
	if err != nil || strings.Contains(string(argv), "eyJ") || !strings.HasPrefix(string(argv), "http://127.0.0.1:") {
		t.Errorf("%v: the program was started with %q", err, argv)
	}
	var seen []byte
	for end := time.Now().Add(time.Minute); strings.Count(string(seen), "\n") < 2 && time.Now().Before(end); {
		seen, _ = os.ReadFile(out) //nolint:gosec // the test's own file
	}
	lines := strings.Split(string(seen), "\n")
	if lines[0] != "302 "+secret+" no-referrer" {
		t.Errorf("the browser got %q", seen)
	}
	if strings.Contains(strings.Join(lines[1:], ""), "eyJ") {
		t.Errorf("it got the link twice: %q", seen)
	}
}

func TestWhyNothingOpens(t *testing.T) {
	_, failing := opener(t, "exit 3")
	if err := failing.Open(redact.NewSecret(secret)); err == nil || !strings.Contains(err.Error(), "exit status 3") || strings.Contains(err.Error(), "eyJ") {
		t.Errorf("a program that fails: %v", err)
	}
	_, idle := opener(t, "exit 0")
	idle.patience = 50 * time.Millisecond
	if err := idle.Open(redact.NewSecret(secret)); !errors.Is(err, ErrNotFetched) {
		t.Errorf("no browser comes: %v", err)
	}
	for name, want := range map[string]error{"SSH_TTY": ErrRemote, "NOTHING": ErrNone} {
		b := New(func(asked string) string { return map[string]string{name: "x"}[asked] }, os.Environ)
		if err := b.Open(redact.NewSecret(secret)); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
