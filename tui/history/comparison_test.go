package history

import (
	"io"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/theme"
)

const (
	externalRef = "3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2"
	goodAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
	badAddress  = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// attempt is one of a profile, made some hours before noon.
func attempt(id, profile string, hours time.Duration) profiles.Attempt {
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return profiles.Attempt{ID: id, Exchange: ripio.Exchange{
		Profile: profile, Environment: env, SentAt: noon.Add(-hours * time.Hour), Token: &jwt.Token{},
		Request: ripio.SentRequest{ExternalRef: externalRef, Address: goodAddress},
	}}
}

// listing returns a list of four attempts, the newest first.
func listing() *Model {
	styles := theme.New(lipgloss.NewRenderer(io.Discard), theme.PaletteFor(""), theme.Unicode, true)
	m := New(Host{Host: dialog.Host{Say: func(finding.Level, string) {}}}, nil, styles, func() time.Time { return noon }, time.UTC)
	m.Update(LoadedMsg{Attempts: []profiles.Attempt{
		attempt("d", "acme", 1), attempt("c", "beta", 2), attempt("b", "Acme", 3), attempt("a", "gamma", 4),
	}})
	m.SetSize(66, 20)
	return &m
}

func press(update func(tea.KeyMsg), keys ...string) {
	for _, name := range keys {
		update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)})
	}
}

// aComparison differs in one input; the date and the session are noise.
func aComparison() compare.Comparison {
	return compare.Comparison{
		Summary: "One input changed: the address. The first attempt worked, the second failed with rejected.",
		Rows: []compare.Row{
			{Group: compare.GroupInputs, Name: "client_id", Left: "9f1c55e2", Right: "9f1c55e2", Verdict: compare.VerdictSame},
			{Group: compare.GroupInputs, Name: "external_ref", Left: externalRef, Right: externalRef, Verdict: compare.VerdictSame},
			{Group: compare.GroupInputs, Name: "address", Left: goodAddress, Right: badAddress, Verdict: compare.VerdictChanged},
			{Group: compare.GroupOutcome, Name: "outcome", Left: "token", Right: "rejected", Verdict: compare.VerdictChanged},
			{Group: compare.GroupStatus, Name: "status", Left: "200", Right: "401", Verdict: compare.VerdictChanged},
			{Group: compare.GroupHeaders, Name: "Content-Type", Left: "application/json", Right: "application/json", Verdict: compare.VerdictSame},
			{Group: compare.GroupHeaders, Name: "Date", Left: "Mon, 23 Nov 2026 15:41:51 GMT", Right: "Mon, 23 Nov 2026 16:41:51 GMT", Verdict: compare.VerdictNoise},
			{Group: compare.GroupHeaders, Name: "X-Evil", Left: "a\x1b[31mb", Right: "", Verdict: compare.VerdictChanged},
			{Group: compare.GroupClaims, Name: "session", Left: "18ab6d6c", Right: "", Verdict: compare.VerdictNoise},
			{Group: compare.GroupTiming, Name: "total", Left: "214 ms", Right: "198 ms", Verdict: compare.VerdictNoise},
		},
	}
}

// comparing returns a comparison with rows of its own.
func comparing() *Comparison {
	c, _ := listing().compare()
	c.comparison = aComparison()
	return c
}

func (c *Comparison) screen(width, height int) string {
	return strings.Join(c.View(listing().Styles, width, height), "\n")
}

func TestComparisonShowsWhatChanged(t *testing.T) {
	c := comparing()
	check := func(noise bool) {
		t.Helper()
		screen := c.screen(120, 40)
		for _, want := range []string{"Compare two attempts", "One input changed: the address.", "SANDBOX  09:00:00", "SANDBOX  11:00:00", "Inputs  1 changed", "≠ address", `a\x1b[31mb`} {
			if !strings.Contains(screen, want) {
				t.Errorf("%q is missing in\n%s", want, screen)
			}
		}
		if strings.Contains(screen, "\x1b[31mb") {
			t.Error("a header's escape sequence reaches the terminal")
		}
		for text, want := range map[string]bool{"Mon, 23 Nov 2026 15:41:51 GMT": noise, "18ab6d6c": noise, "1 more differs in every attempt; n shows": !noise} {
			if got := strings.Contains(screen, text); got != want {
				t.Errorf("%q is shown: %v", text, got)
			}
		}
	}
	check(false)
	press(func(msg tea.KeyMsg) { c.Update(msg) }, "n")
	check(true)
	press(func(msg tea.KeyMsg) { c.Update(msg) }, "n")
	check(false)
}

// TestComparisonMarksAChangeOnce finds one glyph for each row that changed, at every
// width and without colours, and no word that says it again.
func TestComparisonMarksAChangeOnce(t *testing.T) {
	for _, width := range []int{60, 84, 120} {
		screen := comparing().screen(width, 36)
		if got := strings.Count(screen, "≠"); got != 4 {
			t.Errorf("at %d the glyph stands there %d times:\n%s", width, got, screen)
		}
		for line := range strings.Lines(screen) {
			if strings.Contains(line, "≠") && strings.Contains(line, "changed") {
				t.Errorf("at %d a row says it twice: %s", width, line)
			}
		}
	}
}

// TestComparisonBreaksNamesBetweenWords has the longest header that the simulator sends.
func TestComparisonBreaksNamesBetweenWords(t *testing.T) {
	c := comparing()
	c.comparison.Rows = append(c.comparison.Rows, compare.Row{Group: compare.GroupHeaders, Name: "X-Ripio-Explorer-Simulated", Left: "a", Right: "b", Verdict: compare.VerdictChanged})
	for _, width := range []int{60, 84, 120, 200} {
		for line := range strings.Lines(c.screen(width, 60)) {
			if strings.Contains(line, "Simul") && !strings.Contains(line, "Simulated") {
				t.Errorf("at %d: %s", width, line)
			}
		}
	}
}

// TestComparisonBreaksNoValue finds values that do not fit side by side whole, one
// below the other, and those that fit nowhere whole once w was pressed.
func TestComparisonBreaksNoValue(t *testing.T) {
	c := comparing()
	long := "https://support.example.com/ripio/onboarding/errors/invalid-client/2026-11-23?reference=8842"
	c.comparison.Rows = append(c.comparison.Rows, compare.Row{Group: compare.GroupOutcome, Name: "location", Left: long, Verdict: compare.VerdictChanged})
	for width, want := range map[int][]string{
		84:  {goodAddress, badAddress, externalRef},
		120: {goodAddress, badAddress, externalRef},
		200: {goodAddress + "  ", badAddress, long},
	} {
		screen := c.screen(width, 60)
		for _, value := range want {
			if !strings.Contains(screen, value) {
				t.Errorf("at %d %s is not whole:\n%s", width, value, screen)
			}
		}
	}
	if screen := c.screen(84, 60); !strings.Contains(screen, "https://support") || !strings.Contains(screen, "=8842 ") {
		t.Errorf("a long value is not cut in its middle:\n%s", screen)
	}
	press(func(msg tea.KeyMsg) { c.Update(msg) }, "w")
	whole := strings.NewReplacer("│", "", " ", "", "\n", "").Replace(c.screen(84, 60))
	if !strings.Contains(whole, long) {
		t.Errorf("w does not show the whole value:\n%s", whole)
	}
}

func TestComparisonScrolls(t *testing.T) {
	c := comparing()
	c.screen(60, 18)
	update := func(msg tea.KeyMsg) { c.Update(msg) }
	press(update, "G")
	if screen := c.screen(60, 18); !strings.Contains(screen, "Timing") || !strings.Contains(screen, "worked") {
		t.Errorf("the end is\n%s", screen)
	}
	press(update, "g", "j", "k")
	if screen := c.screen(60, 18); !strings.Contains(screen, "Inputs") {
		t.Errorf("the top is\n%s", screen)
	}
	if outcome := c.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q")}); !outcome.Close {
		t.Error("q leaves the comparison open")
	}
}

func TestCompareChoosesTheOther(t *testing.T) {
	for _, test := range []struct {
		name        string
		marked, at  int // rows; -1 for no mark
		left, right string
	}{
		{"next older of the profile", -1, 0, "09:00:00", "11:00:00"},
		{"the marked one", 0, 3, "08:00:00", "11:00:00"},
		{"a marked older one", 3, 1, "08:00:00", "10:00:00"},
		{"marked by itself", 0, 0, "09:00:00", "11:00:00"},
		{"none is older", -1, 1, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := listing()
			if m.at = test.marked; test.marked >= 0 {
				m.MarkSelected()
			}
			m.at = test.at
			c, ok := m.compare()
			if ok != (test.left != "") || ok && (c.left.when != test.left || c.right.when != test.right) {
				t.Errorf("compared %+v", c)
			}
		})
	}
}
