package result

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/theme"
)

// TestAnExpiredTokenIsNoSuccess: the line that says that a token came follows
// what the line below it says of its expiry.
func TestAnExpiredTokenIsNoSuccess(t *testing.T) {
	for _, test := range []struct {
		name    string
		life    time.Duration
		unknown bool // the server's clock
		later   time.Duration
		want    string
	}{
		{"running", time.Hour, false, 0, "✓ Token received"},
		{"over since", time.Hour, false, 2 * time.Hour, "✗ Token expired 1 h 00 min 00 s ago"},
		{"over when it came", -time.Hour, false, 0, "✗ The token had expired when it came"},
		{"over by this machine's clock", -time.Hour, true, 0, "! Token received, expired by this machine's clock"},
	} {
		m := newModel(theme.Unicode)
		exchange := withToken(t, test.life)
		exchange.Clock.Known = !test.unknown
		m.ShowExchange(exchange)
		m.Now = func() time.Time { return noon.Add(test.later) }
		line := ansi.Strip(m.outcome(120)[0])
		if !strings.HasPrefix(line, test.want+"  ") {
			t.Errorf("%s: %q, want %q", test.name, line, test.want)
		}
	}
}

// TestClaimsThatWereNotReadAreNotCalledAbsent looks at what the pane says of
// tokens whose claims could not be read.
func TestClaimsThatWereNotReadAreNotCalledAbsent(t *testing.T) {
	m := newModel(theme.Unicode)
	header, _, _ := strings.Cut(decoded(t, "{}").Raw, ".")
	for name, text := range map[string]string{
		"encrypted":      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVy.dGFn",
		"cut in exp":     header + ".eyJleHAiOjE3MDgyOTg",
		"cut, %3D":       header + ".eyJleHAiOjE3MDgyOTg%3D",
		"shortened":      header + "...c2ln",
		"no base64":      header + ".*.c2ln",
		"too large":      header + "." + strings.Repeat("a", 65<<10) + ".c2ln",
		"claims missing": header + "..4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI",
	} {
		token, err := jwt.Decode(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		m.ShowToken(token, "")
		head := ansi.Strip(strings.Join(m.head(80, 20), "\n"))
		pane := ansi.Strip(strings.Join(m.bodyLines(80), "\n"))
		if !strings.Contains(head, "Expiry not known: the claims part ") || strings.Contains(head, "Expired") || strings.Contains(head, "No exp") {
			t.Errorf("%s: the head reads\n%s", name, head)
		}
		if _, claims, _ := strings.Cut(pane, "\nClaims\n"); !strings.HasPrefix(claims, "  not read: the claims part ") {
			t.Errorf("%s: the pane reads\n%s", name, pane)
		}
	}
}
