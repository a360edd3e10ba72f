package tui

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/tui/theme"
)

// pictures are the screens that the README shows, each dark and light.
var pictures = []struct {
	name string
	play func(*driver)
}{
	{"token", func(d *driver) { d.press("enter") }},
	{"failure", func(d *driver) { d.answer = rejected; d.press("enter") }},
}

func withTheme(name string) setup {
	return func(_ *driver, o *Options) { o.ThemeFor = func(string) string { return name } }
}

// TestPictures compares the pictures of the README with the screens they show;
// make pictures draws them anew.
func TestPictures(t *testing.T) {
	for _, picture := range pictures {
		for name, look := range map[string]look{theme.ThemeDark: darkTerminal, theme.ThemeLight: lightTerminal} {
			t.Run(picture.name+"-"+name, func(t *testing.T) {
				d := start(t, withProfiles(acme()), withTheme(name), size(104, 32))
				picture.play(d)
				same(t, filepath.Join("..", "docs", "pictures", picture.name+"-"+name+".svg"), look.draw(d.model.View(), 104, 32))
			})
		}
	}
}

// TestColourFrames compares two screens with their colours, in every theme and size.
func TestColourFrames(t *testing.T) {
	themes := map[string]setup{
		"dark":  withTheme(theme.ThemeDark),
		"light": withTheme(theme.ThemeLight),
		"16":    withColours(termenv.ANSI),
		"none":  withTheme(theme.ThemeNone),
	}
	for _, picture := range pictures {
		for name, theme := range themes {
			for _, at := range [][2]int{{200, 60}, {120, 36}, {84, 30}, {60, 20}} {
				name := fmt.Sprintf("%s-%s-%dx%d", picture.name, name, at[0], at[1])
				t.Run(name, func(t *testing.T) {
					d := start(t, withProfiles(acme()), theme, size(at[0], at[1]))
					picture.play(d)
					view := d.model.View()
					same(t, filepath.Join("testdata", "colour", name+".ansi"), view+"\n")
					if strings.Contains(name, "-none-") && hasColour(view) {
						t.Error("NO_COLOR has a colour")
					}
				})
			}
		}
	}
}

// same compares with a file that was looked at.
func same(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the screen is no longer that of %s: make golden and make pictures draw it anew; look at it before you keep it", path)
	}
}

// look is a terminal that is drawn: its own colours.
type look struct{ ink, paper string }

var (
	darkTerminal  = look{ink: "#e6e6e6", paper: "#14171c"}
	lightTerminal = look{ink: "#1b1f24", paper: "#ffffff"}
)

// pen is how text is written.
type pen struct {
	ink, paper           string
	bold, faint, reverse bool
}

func hasColour(view string) bool {
	found := false
	eachRun(view, func(_ int, _ string, p pen) { found = found || p.ink != "" || p.paper != "" })
	return found
}

// The size of a cell, and the margin around the screen, in pixels.
const cellWidth, cellHeight, margin = 8.4, 18, 12

// draw is a screen as an SVG picture, whose text can be selected and found.
func (l look) draw(view string, columns, rows int) string {
	width, height := float64(columns)*cellWidth+2*margin, float64(rows)*cellHeight+2*margin
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n", width, height)
	fmt.Fprintf(&b, "<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"%s\"/>\n", l.paper)
	for y, line := range strings.Split(view, "\n") {
		eachRun(line, func(x int, text string, p pen) {
			ink, paper := p.ink, p.paper
			if ink == "" {
				ink = l.ink
			}
			if p.reverse {
				ink, paper = l.paper, ink
			}
			left, top, wide := margin+float64(x)*cellWidth, margin+float64(y)*cellHeight, float64(ansi.StringWidth(text))*cellWidth
			if paper != "" {
				fmt.Fprintf(&b, "<rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n", left, top, wide, cellHeight, paper)
			}
			if strings.TrimSpace(text) == "" {
				return
			}
			fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%.0f\" textLength=\"%.1f\" fill=\"%s\"%s xml:space=\"preserve\">%s</text>\n", left, top+13, wide, ink, p.attributes(), html.EscapeString(text))
		})
	}
	return b.String() + "</svg>\n"
}

func (p pen) attributes() (text string) {
	if p.bold {
		text += ` font-weight="bold"`
	}
	if p.faint {
		text += ` opacity="0.7"`
	}
	return text
}

// eachRun passes on the pieces of a line that are written alike, and their columns.
func eachRun(line string, use func(x int, text string, p pen)) {
	x := 0
	var p pen
	for line != "" {
		text, rest, found := strings.Cut(line, "\x1b[")
		if text != "" {
			use(x, text, p)
			x += ansi.StringWidth(text)
		}
		if !found {
			return
		}
		codes, after, _ := strings.Cut(rest, "m")
		p = p.after(strings.Split(codes, ";"))
		line = after
	}
}

// after is the pen once a sequence of SGR codes was taken.
func (p pen) after(codes []string) pen {
	for i := 0; i < len(codes); i++ {
		switch codes[i] {
		case "", "0":
			p = pen{}
		case "1":
			p.bold = true
		case "2":
			p.faint = true
		case "7":
			p.reverse = true
		case "22":
			p.bold, p.faint = false, false
		case "38", "48":
			if i+4 >= len(codes) || codes[i+1] != "2" {
				continue
			}
			colour := "#"
			for _, part := range codes[i+2 : i+5] {
				n, _ := strconv.Atoi(part)
				colour += fmt.Sprintf("%02x", n)
			}
			if codes[i] == "38" {
				p.ink = colour
			} else {
				p.paper = colour
			}
			i += 4
		}
	}
	return p
}
