package export_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/redact"
)

// hostileUsers are parts that a shell, a form or a URL may read something into.
var hostileUsers = [][3]string{
	{"simulator-client", "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"},
	{"it's", "$HOME `id` $(id)", "a+b&c=d;e%41"},
	{`"quoted" \" \\`, "%PATH%^&|<>!", "é-終 (x) {a,b} *? ~ # @"},
	{"@file", "-dash", "eip155:1:0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"},
}

func TestTheCommandForPOSIXSendsWhatWasMeant(t *testing.T) {
	server := receive(t, "ok")
	for _, shell := range []string{"sh", "bash"} {
		for i, parts := range hostileUsers {
			t.Run(fmt.Sprint(shell, i), func(t *testing.T) {
				needs(t, "curl")
				call := server.callWith(t, parts[0], parts[1], parts[2])
				for name, command := range map[string]string{
					"variable": export.Curl(call, export.POSIX),
					"written":  export.CurlWithSecret(call, secretOf(hostile), export.POSIX).Reveal(),
				} {
					arguments := filepath.Join(t.TempDir(), "arguments")
					script := spyOnCurl(t, arguments) + command
					output, err := run(t, hostile, t.TempDir(), shell, "-c", script)
					if err != nil || !strings.Contains(output, " 200 OK") || !strings.Contains(output, `"token":"ey`) {
						t.Fatalf("%s: %v\n%s", name, err, output)
					}
					server.wantForm(t, call, hostile)
					if seen, err := os.ReadFile(arguments); err != nil || len(redact.NewWholeFinder(hostile).Find(string(seen))) > 0 {
						t.Errorf("%s: the secret is in the arguments of curl, or these are not known (%v)", name, err)
					}
				}
			})
		}
	}
}

// spyOnCurl makes a shell write the arguments of curl into a file.
func spyOnCurl(t *testing.T, file string) string {
	t.Helper()
	real, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("curl is not installed")
	}
	dir := t.TempDir()
	spy := fmt.Sprintf("#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s'\nexec '%s' \"$@\"\n", file, real)
	if err := os.WriteFile(filepath.Join(dir, "curl"), []byte(spy), 0o700); err != nil {
		t.Fatal(err)
	}
	return "PATH='" + dir + "':$PATH\n"
}

func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
}

func TestAnUnsetVariableIsNamed(t *testing.T) {
	server := receive(t, "ok")
	needs(t, "curl")
	output, _ := run(t, "", "", "sh", "-c", export.Curl(server.call(t), export.POSIX))
	if !strings.Contains(output, export.SecretVariable+": is not set") || strings.Contains(output, " 200 ") {
		t.Errorf("it says %q", output)
	}
}

// TestTheCommandForWindowsSendsWhatWasMeant reads the commands as PowerShell and cmd
// document it and gives what they would to the real curl.
func TestTheCommandForWindowsSendsWhatWasMeant(t *testing.T) {
	server := receive(t, "ok")
	for i, parts := range hostileUsers {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			needs(t, "curl")
			call := server.callWith(t, parts[0], parts[1], parts[2])
			send := func(input string, arguments []string) {
				t.Helper()
				output, err := runWith(t, input, "", t.TempDir(), "curl", arguments...)
				if err != nil || !strings.Contains(output, " 200 OK") {
					t.Fatalf("%v\n%s", err, output)
				}
				server.wantForm(t, call, hostile)
			}
			send(readPowerShell(t, export.Curl(call, export.PowerShell), hostile))
			send(readPowerShell(t, export.CurlWithSecret(call, secretOf(hostile), export.PowerShell).Reveal(), ""))
			send("", readCmd(t, export.CurlWithSecret(call, secretOf(hostile), export.Cmd).Reveal()))

			// curl reads the variable itself from version 8.3 on, which may not be here: its
			// documented stand-in is put in place of the two options.
			arguments := readCmd(t, export.Curl(call, export.Cmd))
			joined := strings.Join(arguments, "\n")
			const own = "--variable\n%RIPIO_CLIENT_SECRET\n--expand-data-urlencode\npassword={{RIPIO_CLIENT_SECRET}}"
			if !strings.Contains(joined, own) {
				t.Fatalf("the arguments are\n%s", joined)
			}
			send("", strings.Split(strings.Replace(joined, own, "--data-urlencode\npassword="+hostile, 1), "\n"))
		})
	}
}

// readPowerShell splits a command as PowerShell does: a pipe whose first part is a
// string, single quotes with doubled ones in them, a backtick at the end of a line. What
// is piped gets a line break.
func readPowerShell(t *testing.T, command, secret string) (input string, arguments []string) {
	t.Helper()
	before, after, _ := strings.Cut(strings.TrimSuffix(command, "\n"), " | ")
	const variable = "'password=' + [uri]::EscapeDataString($env:RIPIO_CLIENT_SECRET)"
	if secret != "" && before == variable {
		input = "password=" + escapeDataString(secret)
	} else {
		input = strings.ReplaceAll(strings.Trim(before, "'"), "''", "'")
	}
	words := splitWords(t, strings.ReplaceAll(after, " `\n  ", " "), '\'')
	for _, word := range words {
		if strings.ContainsAny(word, "\"\\") {
			t.Errorf("Windows PowerShell does not hand %q to a program as it is", word)
		}
	}
	if words[0] != "curl.exe" {
		t.Errorf("the program is %s, which may be an alias", words[0])
	}
	return input + "\r\n", words[1:]
}

// escapeDataString is [uri]::EscapeDataString, which keeps the unreserved characters
// of RFC 3986.
func escapeDataString(text string) string {
	var escaped strings.Builder
	for _, char := range []byte(text) {
		if strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~", char) >= 0 {
			escaped.WriteByte(char)
		} else {
			fmt.Fprintf(&escaped, "%%%02X", char)
		}
	}
	return escaped.String()
}

// readCmd reads a command as the prompt of cmd.exe does, in which every variable that
// a name of letters and digits could name is set, and splits it as the C library does:
// percent signs first, then carets outside quotation marks.
func readCmd(t *testing.T, command string) []string {
	t.Helper()
	command = strings.ReplaceAll(strings.TrimSuffix(command, "\n"), " ^\n  ", " \n")
	var line strings.Builder
	for _, one := range strings.Split(command, "\n") {
		pieces := strings.Split(one, "%")
		for i := 1; i < len(pieces)-1; i++ {
			if !strings.ContainsAny(pieces[i], "^ ") {
				t.Errorf("cmd expands %%%s%%", pieces[i])
			}
		}
		line.WriteString(one)
	}
	var plain strings.Builder
	quoted := false
	text := line.String()
	for i := 0; i < len(text); i++ {
		switch char := text[i]; {
		case char == '"':
			quoted = !quoted
			plain.WriteByte(char)
		case char == '^' && !quoted:
			i++
			plain.WriteByte(text[i])
		case !quoted && strings.IndexByte("&|<>()", char) >= 0:
			t.Errorf("cmd takes %q for a sign of its own", char)
		default:
			plain.WriteByte(char)
		}
	}
	return splitWords(t, plain.String(), '"')[1:]
}

// splitWords splits at spaces outside a kind of quotation marks; a doubled one within
// is one.
func splitWords(t *testing.T, text string, mark byte) (words []string) {
	t.Helper()
	var word strings.Builder
	inside, any := false, false
	for i := 0; i < len(text); i++ {
		switch char := text[i]; {
		case char == mark && inside && i+1 < len(text) && text[i+1] == mark:
			i++
			word.WriteByte(mark)
		case char == mark:
			inside, any = !inside, true
		case char == ' ' && !inside:
			if any {
				words = append(words, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteByte(char)
			any = true
		}
	}
	if inside {
		t.Errorf("a quotation mark is not closed in %s", text)
	}
	return append(words, word.String())
}

func TestTheCommandsAreWrittenSo(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	call := newCall(t, sandbox, ripio.Request{ClientID: "acme's", ExternalRef: "U%1", Address: "0x1"})
	for _, each := range []struct {
		shell export.Shell
		want  string
	}{
		{export.POSIX, `printf %s "${RIPIO_CLIENT_SECRET:?is not set}" | curl --silent --show-error --include --max-time 20 \
  --header 'Accept: application/json' \
  --data-urlencode 'username=acme'\''s:U%1:0x1' \
  --data-urlencode 'password@-' \
  'https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth'
`},
		{export.PowerShell, "'password=' + [uri]::EscapeDataString($env:RIPIO_CLIENT_SECRET) | curl.exe --silent --show-error --include --max-time 20 `\n" +
			"  --header 'Accept: application/json' `\n" +
			"  --data 'username=acme%27s%3AU%251%3A0x1' `\n" +
			"  --data '@-' `\n" +
			"  'https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth'\n"},
		{export.Cmd, `curl.exe --silent --show-error --include --max-time 20 ^
  --header "Accept: application/json" ^
  --data username=acme^%27s^%3AU^%251^%3A0x1 ^
  --variable %RIPIO_CLIENT_SECRET ^
  --expand-data-urlencode "password={{RIPIO_CLIENT_SECRET}}" ^
  "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth"
`},
	} {
		if got := export.Curl(call, each.shell); got != each.want {
			t.Errorf("%s:\n%s\nwant\n%s", each.shell, got, each.want)
		}
	}
}

func TestTheCommandWithTheSecretIsASecret(t *testing.T) {
	server := receive(t, "ok")
	for _, shell := range export.Shells {
		command := export.CurlWithSecret(server.call(t), secretOf(hostile), shell)
		if printed := fmt.Sprintf("%v %+v %#v %s", command, command, command, command); strings.Contains(printed, "curl") {
			t.Errorf("%s: it prints as %q", shell, printed)
		}
		if len(redact.NewWholeFinder(hostile).Find(strings.ReplaceAll(command.Reveal(), "^", ""))) == 0 {
			t.Errorf("%s: it lacks the secret: %s", shell, command.Reveal())
		}
		if !export.CurlWithSecret(server.call(t), redact.Secret{}, shell).IsEmpty() {
			t.Errorf("%s: without a secret there is a command", shell)
		}
	}
}

func TestWhatMustNotBeShownIsNotExported(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	fine := ripio.Request{ClientID: "acme", ExternalRef: "USER_1111", Address: "0x1", Secret: secretOf("c4nary/S&cret-value")}
	for name, change := range map[string]func(*ripio.Request){
		"an empty part":                  func(r *ripio.Request) { r.ExternalRef = "" },
		"a colon in client_id":           func(r *ripio.Request) { r.ClientID = "a:b" },
		"a control character":            func(r *ripio.Request) { r.Address = "0x1\n--output x" },
		"a private key":                  func(r *ripio.Request) { r.Address = strings.Repeat("4f", 32) },
		"the secret in the external_ref": func(r *ripio.Request) { r.ExternalRef = "c4nary%2FS%26cret-value" },
		"bytes that are not text":        func(r *ripio.Request) { r.Address = "0x1\xff" },
	} {
		request := fine
		change(&request)
		call, err := export.NewCall(sandbox, request)
		if !errors.Is(err, export.ErrNotExported) || call != (export.Call{}) {
			t.Errorf("%s: %v, %+v", name, err, call)
		} else if strings.Contains(err.Error(), "c4nary") || strings.Contains(err.Error(), "4f4f") {
			t.Errorf("%s: the error repeats the value: %v", name, err)
		}
	}
	if _, err := export.NewCall(sandbox, fine); err != nil {
		t.Errorf("the ordinary request: %v", err)
	}
}

func TestParseShell(t *testing.T) {
	if shell, err := export.ParseShell("PowerShell"); err != nil || shell != export.PowerShell {
		t.Errorf("%s, %v", shell, err)
	}
	if _, err := export.ParseShell("fish"); !errors.Is(err, export.ErrUnknownShell) {
		t.Errorf("%v", err)
	}
}
