package cli_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// TestTheQRCodeOfALink is black on white on a terminal, whatever its colours, and
// plain where no colours are wanted or nobody looks.
func TestTheQRCodeOfALink(t *testing.T) {
	const colours = "\x1b[38;5;16;48;5;231m"
	for _, test := range []struct {
		name     string
		flag     string
		terminal bool
		env      map[string]string
		coloured bool
		inverted bool
	}{
		{"a terminal", "--qr", true, nil, true, false},
		{"a terminal without colours", "--qr", true, map[string]string{"NO_COLOR": "1"}, false, true},
		{"a dumb terminal", "--qr", true, map[string]string{"TERM": "dumb"}, false, true},
		{"a file", "--qr", false, nil, false, true},
		{"a dark terminal", "--qr=dark", true, nil, false, true},
		{"a light terminal", "--qr=light", true, nil, false, false},
	} {
		w := newWorld(ripio.Exchange{})
		w.stdin = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiMThhYjZkNmMiLCJleHAiOjE3OTU2MDAwMDB9.4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
		w.NewManager = func(string) (*profiles.Manager, error) { return nil, errors.New("there is no folder") }
		w.LookupEnv = func(name string) (string, bool) { value, ok := test.env[name]; return value, ok }
		w.IsTerminal = func(stream any) bool {
			_, isOutput := stream.(*bytes.Buffer)
			return isOutput && test.terminal
		}
		got := w.run(t, "widget", test.flag)
		if got.code != cli.ExitOK {
			t.Errorf("%s: code %d, %s", test.name, got.code, got.err)
			continue
		}
		lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")[1:]
		if coloured := strings.Contains(got.out, colours); coloured != test.coloured {
			t.Errorf("%s: coloured is %v", test.name, coloured)
		}
		if inverted := strings.HasPrefix(lines[0], "█"); inverted != test.inverted {
			t.Errorf("%s: the quiet zone is drawn: %v", test.name, inverted)
		}
	}
}

// TestAWidgetCommandWithoutAFolder still works: the history is a help.
func TestAWidgetCommandWithoutAFolder(t *testing.T) {
	w := newWorld(ripio.Exchange{})
	w.NewManager = func(string) (*profiles.Manager, error) { return nil, errors.New("there is no folder") }
	got := w.run(t, "widget", "back", "?external_ref=x&action=onramp\x1b[2J")
	if got.code != cli.ExitOK || !strings.Contains(got.err, "were not compared") || strings.Contains(got.out+got.err, "\x1b") {
		t.Errorf("%+v", got)
	}
}
