package guidance

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

func plain() theme.Styles {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.Ascii)
	return theme.New(renderer, theme.PaletteFor(""), theme.Unicode, true)
}

// stack is a host that keeps what is opened.
func stack() (*dialog.Stack, Host) {
	s := &dialog.Stack{}
	return s, Host{Open: s.Open}
}

// TestEveryPageFits draws each page at four widths: no line is wider than its box, and no
// word of the page is split.
func TestEveryPageFits(t *testing.T) {
	styles := plain()
	opened, host := stack()
	host.List()
	for _, page := range allPages() {
		opened.Clear()
		host.Explain(Subject{Kind: page.Kind, Code: finding.Code(page.Code)})
		for _, width := range []int{60, 84, 120, 200} {
			lines := opened.Top().View(styles, width, 120)
			for _, line := range lines {
				if got := ansi.StringWidth(line); got != ansi.StringWidth(lines[0]) || got > width {
					t.Fatalf("%s at %d: a line of %d cells", page.Code, width, got)
				}
			}
			shown := strings.Fields(strings.Join(lines, "\n"))
			for _, word := range strings.Fields(page.What + " " + page.Why + " " + page.Fix) {
				if len(word) < width/2 && !slices.Contains(shown, word) {
					t.Fatalf("%s at %d: %q is not whole on\n%s", page.Code, width, word, strings.Join(lines, "\n"))
				}
			}
		}
	}
}

// TestAListIsLeftTheWayItWasEntered: a page leads back to its list with what was typed, and
// l on it does the same.
func TestAListIsLeftTheWayItWasEntered(t *testing.T) {
	opened, host := stack()
	host.List()
	list := opened.Top()
	for _, name := range []string{"esc", "l"} {
		for _, r := range "body-json" {
			opened.Update(draw.KeyNamed(string(r)))
		}
		opened.Update(draw.KeyNamed("enter"))
		if _, ok := opened.Top().(*Page); !ok {
			t.Fatalf("%T is in front", opened.Top())
		}
		opened.Update(draw.KeyNamed(name))
		if menu, ok := opened.Top().(*dialog.Menu); !ok || menu != list || menu.Filter() != "body-json" {
			t.Fatalf("%s leads to %T", name, opened.Top())
		}
		opened.Update(draw.KeyNamed("esc"))
	}
}

// TestOnlyWhatIsMoreThanWellIsExplained, the worst first, each code once.
func TestOnlyWhatIsMoreThanWellIsExplained(t *testing.T) {
	items := []finding.Finding{
		{Code: "external-ref-not-v4", Level: finding.LevelNote}, {Code: "address-evm-ok", Level: finding.LevelOK},
		{Code: "address-evm-checksum", Level: finding.LevelWarning}, {Code: "address-evm-checksum", Level: finding.LevelWarning},
		{Code: "no-such-code", Level: finding.LevelFailure},
	}
	var codes []string
	for _, page := range noticed(Subject{Findings: items, KindOfFindings: guide.KindFinding}) {
		codes = append(codes, page.Code)
	}
	if !slices.Equal(codes, []string{"address-evm-checksum", "external-ref-not-v4"}) {
		t.Errorf("%q", codes)
	}
	if !(Subject{Findings: items[1:2]}).Empty() {
		t.Error("what is well is explained")
	}
}

// TestTheKindTellsPagesOfOneCodeApart.
func TestTheKindTellsPagesOfOneCodeApart(t *testing.T) {
	for _, kind := range []guide.Kind{guide.KindDifference, guide.KindWebhook} {
		if page, ok := find(kind, "body-missing"); !ok || page.Kind != kind {
			t.Errorf("%s: %+v", kind, page)
		}
	}
}
