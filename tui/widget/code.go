package widget

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Code is a dialog over the whole screen: the link as a QR code, as long as the token
// lives.
type Code struct {
	// Saved says where the picture is.
	Saved string

	host    Host
	subject Subject
	link    link.Link
	code    qr.Code
	now     func() time.Time
}

// newCode makes the dialog of a link.
func (m *Model) newCode(made link.Link, of Subject) (*Code, error) {
	code, err := qr.Encode(redact.NewSecret(made.Reveal()))
	if err != nil {
		return nil, fmt.Errorf("no QR code was made: %w", err)
	}
	return &Code{host: m.host, subject: of, link: made, code: code, now: m.Now}, nil
}

// Left is how long the code may be kept; zero when the token's end is not known.
func (c *Code) Left() time.Duration {
	left, _ := c.subject.Left(c.now())
	return left
}

// Expired reports whether the code is of no use any more.
func (c *Code) Expired() bool { return c.subject.expired(c.now()) != "" }

// Update saves a picture, or closes the code.
func (c *Code) Update(msg tea.KeyMsg) dialog.Outcome {
	switch msg.String() {
	case "w":
		if !c.Expired() {
			c.askSave()
		}
	case "q", "v", "enter":
		return dialog.Outcome{Close: true}
	}
	return dialog.Outcome{}
}

// Typing is false: letters are keys.
func (c *Code) Typing() bool { return false }

// Leave closes the code.
func (c *Code) Leave() bool { return true }

// ShortHelp are the keys of the code.
func (c *Code) ShortHelp() []key.Binding {
	return []key.Binding{draw.Bind("w", "save as a picture"), draw.Bind("esc", "back")}
}

// chromeRows are the header and the footer around the code.
const chromeRows = 2

// besideWidth is what words beside a code need, and belowRows what those under it do.
const besideWidth, belowRows = 30, 3

// View fills the area with the code and what is to be said of it.
func (c *Code) View(s theme.Styles, width, height int) []string {
	side, rows := c.code.Width(), c.code.Height()
	canDraw := s.Glyphs.Full == theme.Unicode.Full
	switch {
	case c.Expired():
		return c.page(c.blanked(s, width), width, height)
	case canDraw && side+besideWidth <= width && rows <= height:
		words := append([]string{""}, c.words(s, width-side-2)...)
		area := draw.Blank(width, height)
		for i := range area {
			code, text := strings.Repeat(" ", side), ""
			if i < rows {
				code = c.line(s, i)
			}
			if i < len(words) {
				text = words[i]
			}
			area[i] = code + "  " + draw.Fit(text, width-side-2, s.Glyphs.Ellipsis)
		}
		return area
	case canDraw && side <= width && rows+belowRows <= height:
		area := make([]string, 0, height)
		for i := range rows {
			area = append(area, draw.Fit(c.line(s, i), width, ""))
		}
		return c.page(append(area, c.fuse(s, width)...), width, height)
	}
	return c.page(c.tooSmall(s, width, height, canDraw), width, height)
}

// page fills the area up.
func (c *Code) page(lines []string, width, height int) []string {
	area := draw.Blank(width, height)
	for i, line := range lines[:min(len(lines), height)] {
		area[i] = draw.Fit(line, width, "")
	}
	return area
}

// line draws a line of the code, in black on white where there are colours.
func (c *Code) line(s theme.Styles, i int) string {
	ink := qr.DarkInk
	if !s.Coloured {
		ink = qr.LightInk
	}
	return s.Code.Render(c.code.Lines(ink)[i])
}

// words say what the code is and how long it holds.
func (c *Code) words(s theme.Styles, width int) []string {
	lines := []string{s.Strong.Render("Widget link, " + string(c.link.Flow())), s.Environment(c.subject.Environment.Name).Render(c.subject.Environment.Name.Label()), ""}
	lines = append(lines, c.fuse(s, width)...)
	lines = append(lines, "")
	lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap("Whoever scans it acts as this user until the token expires.", width-2), s.Text)...)
	lines = append(lines, "")
	lines = append(lines, draw.Styled(urlLines(c.link.Preview(), width), s.Muted)...)
	return append(lines, c.savedLines(s, width)...)
}

// savedLines say where the picture is.
func (c *Code) savedLines(s theme.Styles, width int) []string {
	if c.Saved == "" {
		return nil
	}
	return append([]string{""}, draw.Hang(s.Mark(finding.LevelOK)+" ", draw.Wrap("Picture: "+c.Saved+". Only you can read it; it is removed when the token expires or the program ends.", width-2), s.Text)...)
}

// fuse is how much of the token's life is left.
func (c *Code) fuse(s theme.Styles, width int) []string {
	left, known := c.subject.Left(c.now())
	if !known {
		return draw.Styled(draw.Wrap("When the token expires is not known.", width), s.Warning)
	}
	const soon = 5 * time.Minute
	style := s.OK
	if left <= soon || c.subject.Lifetime > 0 && left*5 <= c.subject.Lifetime {
		style = s.Warning
	}
	lines := []string{style.Bold().Render("Expires in " + draw.Countdown(left))}
	if c.subject.Lifetime > 0 {
		cells := min(width, 40)
		full := max(min(int(float64(left)/float64(c.subject.Lifetime)*float64(cells)+0.5), cells), 1)
		lines = append(lines, style.Render(strings.Repeat(s.Glyphs.Full, full))+s.Muted.Render(strings.Repeat(s.Glyphs.Empty, cells-full)))
	}
	return lines
}

// blanked stands in place of the code of an expired token.
func (c *Code) blanked(s theme.Styles, width int) []string {
	lines := []string{"", s.Failure.Render(s.Glyphs.Failure + " The code is gone"), ""}
	return append(lines, draw.Styled(draw.Wrap(draw.Sentence(c.subject.expired(c.now())), width), s.Text)...)
}

// tooSmall says what the code needs, and what else can be done.
func (c *Code) tooSmall(s theme.Styles, width, height int, canDraw bool) []string {
	needWidth, needHeight := c.code.Width()+besideWidth, c.code.Height()
	if width < needWidth {
		needWidth, needHeight = c.code.Width(), c.code.Height()+belowRows
	}
	need := fmt.Sprintf("The code needs a window of %d columns and %d rows; this one has %d and %d. Make it larger, or its letters smaller.",
		needWidth, needHeight+chromeRows, width, height+chromeRows)
	if !canDraw {
		need = "This terminal has no half blocks to draw the code with."
	}
	lines := []string{"", s.Strong.Render("Widget link, " + string(c.link.Flow())), ""}
	lines = append(lines, draw.Styled(draw.Wrap(need, width), s.Text)...)
	lines = append(lines, "")
	lines = append(lines, draw.Hang(draw.Press(s, "w", "")+" ", draw.Wrap("saves it as a picture that only you can read, for a viewer of pictures. It is removed when the token expires or the program ends.", width-2), s.Text)...)
	lines = append(lines, "")
	lines = append(lines, c.fuse(s, width)...)
	return append(lines, c.savedLines(s, width)...)
}
