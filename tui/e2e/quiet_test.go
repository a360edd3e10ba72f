//go:build unix

package e2e_test

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestNothingIsAsked guards the order of initialisation that package background
// depends on: the terminal of these tests never answers.
func TestNothingIsAsked(t *testing.T) {
	t.Parallel()
	began := time.Now()
	p := start(t, nil)
	p.waitFor("Welcome")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("first frame after %v", took)
	}
	p.press(ctrlC)
	p.checkEnd(0)
	for name, question := range map[string]string{
		"foreground": "\x1b]10;?", "background": "\x1b]11;?", "cursor position": "\x1b[6n",
		"device attributes": "\x1b[c", "device status": "\x1b[5n", "keyboard": "\x1b[?u",
	} {
		if strings.Contains(p.Output(), question) {
			t.Errorf("the program asks the terminal for its %s", name)
		}
	}
}

// colour is a sequence that sets a foreground or a background colour.
var colour = regexp.MustCompile(`\x1b\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])(;[0-9;]*)?m`)

// attribute is a sequence that sets bold, faint or reverse.
var attribute = regexp.MustCompile(`\x1b\[([0-9;]*;)?[127](;[0-9;]*)?m`)

func TestColours(t *testing.T) {
	for _, test := range []struct {
		name        string
		environment []string
		want        bool
	}{
		{"256 colours", nil, true},
		{"16 colours", []string{"TERM=xterm"}, true},
		{"NO_COLOR", []string{"NO_COLOR=1"}, false},
		{"CLICOLOR=0", []string{"CLICOLOR=0"}, false},
		{"TERM=dumb", []string{"TERM=dumb", "COLORTERM=truecolor"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := start(t, nil, test.environment...)
			p.waitFor("Welcome")
			p.press(enter)
			p.waitFor("SIMULATOR")
			p.press(ctrlC)
			p.checkEnd(0)
			if got := colour.MatchString(p.Output()); got != test.want {
				t.Errorf("colours written = %v, want %v", got, test.want)
			}
			if got, want := attribute.MatchString(p.Output()), test.name != "TERM=dumb"; got != want {
				t.Errorf("bold, faint or reverse written = %v, want %v", got, want)
			}
		})
	}
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, ([0-9.]+) ms clock`)

// TestInitialisationIsQuick looks for a package that computes for long before
// the program's first line: some terminal libraries do, and the first frame
// and every command of a script wait for it.
func TestInitialisationIsQuick(t *testing.T) {
	const most, tries = 5.0, 5 // milliseconds; a busy machine disturbs single tries
	quickest := map[string]float64{}
	for range tries {
		command := exec.Command(binary, "--version")
		command.Env = environment(t.TempDir(), "GODEBUG=inittrace=1")
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatal(err)
		}
		matches := initLine.FindAllStringSubmatch(string(output), -1)
		if len(matches) == 0 {
			t.Fatalf("no package was traced: %s", output)
		}
		for _, match := range matches {
			took, err := strconv.ParseFloat(match[2], 64)
			if err != nil {
				t.Fatal(err)
			}
			if best, known := quickest[match[1]]; !known || took < best {
				quickest[match[1]] = took
			}
		}
	}
	for path, took := range quickest {
		if took > most {
			t.Errorf("package %s takes %v ms to initialise, want at most %v", path, took, most)
		}
	}
}
