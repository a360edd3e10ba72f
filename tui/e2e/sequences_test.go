//go:build unix

package e2e_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
)

const backspace = "\x7f"

// strays are what a terminal sends that nobody typed as text.
var strays = []string{
	"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\", "\x1b]52;c;c2VjcmV0\a", "\x1bP>|xterm(390)\x1b\\", "\x1b_Gi=31;OK\x1b\\",
	"\x1bOp\x1bOy\x1bOM", "\x1bq", "\x1bx\x1bz", "\x1b[?62;22c", "\x1b[57399u",
}

// sendStrays sends the strays, whole and in two pieces, and wants the screen as it
// was: the letter that follows them is all that the field gets.
func (p *program) sendStrays(mark string) {
	p.t.Helper()
	before := p.screen.Text()
	for _, stray := range strays {
		p.press(stray)
		for cut := 1; cut < len(stray); cut += 3 {
			p.press(stray[:cut], stray[cut:])
		}
	}
	p.press("x")
	p.waitUntil("the letter", func(screen string) bool { return screen != before && strings.Contains(screen, mark) })
	p.press(backspace)
	p.waitUntil("a field without the letter and the strays", func(screen string) bool { return screen == before })
}

func TestStraySequencesInsertNothing(t *testing.T) {
	t.Run("secret", func(t *testing.T) {
		t.Parallel()
		p := startCanary(t, profiles.Ask, "http://127.0.0.1:1")
		p.waitFor("Send to SANDBOX")
		p.press(enter)
		p.waitFor("It stays in memory")
		p.sendStrays("•")
		p.press(ctrlC)
		p.checkEnd(0)
	})
	t.Run("secret of the profile form", func(t *testing.T) {
		t.Parallel()
		p := startCanary(t, profiles.InPlainFile, "http://127.0.0.1:1")
		p.waitFor("Send to SANDBOX")
		p.press(ctrlT)
		p.waitFor("╭ Profiles ─")
		p.press("e")
		p.waitFor("╭ Edit canary ─")
		p.press(tab, tab, tab, tab)
		p.waitFor("▌ secret ")
		p.sendStrays("▌ secret         •")
		p.press(ctrlC)
		p.checkEnd(0)
	})
	t.Run("address", func(t *testing.T) {
		t.Parallel()
		p := start(t, nil)
		p.waitFor("Welcome")
		p.press(enter)
		p.waitFor("Send to SIMULATOR")
		p.press("\x1b[Z")
		p.waitFor("▌ address")
		p.sendStrays("x")
		p.press(ctrlC)
		p.checkEnd(0)
	})
}
