package foreign_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/redact"
)

func vectorText(t testing.TB, name string) string {
	t.Helper()
	for _, v := range vectors(t) {
		if v.name == name {
			return v.text
		}
	}
	t.Fatalf("no vector %s", name)
	return ""
}

// TestPlacesLeadToTheText finds the line and the column where a difference is made.
func TestPlacesLeadToTheText(t *testing.T) {
	for _, test := range []struct {
		vector string
		code   finding.Code
		want   string
	}{
		{"docs-request", "http-scheme", "line 3, column 27"},
		{"docs-request", "client-secret-placeholder", "line 6, column 18"},
		{"http-dump-json", "body-json", "line 5, column 1"},
		{"har", "body-json", "log.entries[2].request.postData.text"},
		{"cmd", "body-json", "line 3, column 15"},
		{"invoke-skip-check", "verification-off", "line 1, column 5"},
		{"with-output", "path-slash", "line 1, column 11"},
		{"second-command", "username-two-parts", "line 2, column 69"},
	} {
		for _, d := range foreign.Read(vectorText(t, test.vector)).Compare("").Differences {
			if d.Code == test.code && d.Place.String() != test.want {
				t.Errorf("%s: %s at %s, want %s", test.vector, d.Code, d.Place, test.want)
			}
		}
	}
}

// TestTheCorrectedCommandIsAsDocumented reads the command that is offered for each text.
func TestTheCorrectedCommandIsAsDocumented(t *testing.T) {
	for _, v := range vectors(t) {
		reading := foreign.Read(v.text)
		if !reading.IsRequest() {
			continue
		}
		for _, shell := range export.Shells {
			command := export.Curl(reading.Corrected(reading.Compare("").Environment), shell)
			again := foreign.Read(command)
			if !again.IsRequest() {
				t.Errorf("%s, %s: not read:\n%s", v.name, shell, command)
				continue
			}
			for _, d := range again.Compare("").Differences {
				if d.Breaks() && !strings.HasSuffix(string(d.Code), "-placeholder") {
					t.Errorf("%s, %s: %s in\n%s", v.name, shell, d.Code, command)
				}
			}
			if len(secretPieces.Find(command)) > 0 {
				t.Errorf("%s: the secret is in %s", v.name, command)
			}
		}
	}
}

// TestASecretIsComparedWithoutBeingShown tells the three outcomes.
func TestASecretIsComparedWithoutBeingShown(t *testing.T) {
	reading := foreign.Read(vectorText(t, "newline-in-secret"))
	for known, want := range map[string]finding.Code{
		"zQ7canaryKx9wJvtZ4411\n": "", "zQ7canaryKx9wJvtZ4411": "secret-trimmed", "another": "secret-differs", "": "",
	} {
		var got finding.Code
		for _, d := range reading.CompareSecret(redact.NewSecret(known)) {
			got = d.Code
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", known, got, want)
		}
	}
}

// TestWhatTheExplorerGetsOfAPaste has the parts that fill the form.
func TestWhatTheExplorerGetsOfAPaste(t *testing.T) {
	const id, ref, address = "9f1c0a7e55d24be2", "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
	for _, test := range []struct {
		vector                   string
		id, ref, address, secret string
		environment              ripio.EnvironmentName
	}{
		{"as-documented", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"short-options", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Production},
		{"plus-encoded", id, ref, address, "zQ7+canary/Kx9w=Jv", ripio.Sandbox},
		{"caip-address", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"secret-instead-of-ref", id, "", address, "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"unquoted-variables", "", "", "", "", ripio.Sandbox},
		{"assigned-variables", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"here-document", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Production},
		{"invoke-json", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"private-key", id, ref, "", "zQ7canaryKx9wJvtZ4411", ripio.Sandbox},
		{"simulator", id, ref, address, "zQ7canaryKx9wJvtZ4411", ripio.Simulator},
		{"env", id, "", "", "zQ7canaryKx9wJvtZ4411", ""},
		{"env-country", id, "", "", "", ripio.Sandbox},
		{"username", id, ref, address, "", ""},
	} {
		r := foreign.Read(vectorText(t, test.vector))
		if r.ClientID != test.id || r.ExternalRef != test.ref || r.Address != test.address ||
			r.Secret.Reveal() != test.secret || r.Environment != test.environment {
			t.Errorf("%s: got %s %s %s %q %s", test.vector, r.ClientID, r.ExternalRef, r.Address, r.Secret.Reveal(), r.Environment)
		}
	}
}

// TestBrokenBytesAreRead has bytes that are not UTF-8, and quotes that never end.
func TestBrokenBytesAreRead(t *testing.T) {
	foreign.Read("curl https://example.com -d username=a&password=b\xb0411'") // the shell's parser reports two errors
	for _, v := range vectors(t) {
		for at := 0; at < len(v.text); at += 1 + len(v.text)/8 {
			foreign.Read(v.text[:at] + "\xb0'" + v.text[at:])
		}
		foreign.Read(v.text + "'\xb0")
	}
}

func FuzzRead(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.text)
	}
	f.Add("curl $'\\x' -d @")
	f.Add("irm @{ a = $( ) } -Body (")
	f.Add("> POST / HTTP/1.1\n>")
	f.Fuzz(func(t *testing.T, text string) {
		reading := foreign.Read(text)
		if !reading.IsRequest() {
			reading.Check()
			return
		}
		comparison := reading.Compare("")
		reading.Corrected(comparison.Environment)
		for _, d := range comparison.Differences {
			if d.Place.Line > strings.Count(text, "\n")+1 || d.Place.Line < 0 {
				t.Errorf("%s stands in line %d", d.Code, d.Place.Line)
			}
		}
	})
}
