package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// markMatches marks what was found in the lines of the pane, of which the last
// ones show the tab's body.
func (m *Model) markMatches(lines []string, width int) {
	r, s := &m.result, &m.search
	if !s.active || !m.searchable() || r.drawn == nil {
		return
	}
	s.look(r.drawn, width, r.tab)
	head := len(lines) - (min(r.offset+r.room, r.body) - r.offset)
	for i := head; i < len(lines); i++ {
		if parts := s.found.inLine(r.offset + i - head); len(parts) > 0 {
			lines[i] = markLine(m.styles, lines[i], parts, s.at)
		}
	}
}

// markLine marks matches in a line. The current one stands out: reversed, or in
// brackets where the terminal shows no attributes.
func markLine(s theme.Styles, line string, parts []matchPart, current int) string {
	if s.Plain {
		if at := slices.IndexFunc(parts, func(part matchPart) bool { return part.match == current }); at >= 0 {
			return bracketMatch(line, parts[at])
		}
		return line
	}
	var out strings.Builder
	active := "" // what styles the text at this place
	bare := 0    // how many bytes of the bare line were passed
	for rest := line; rest != ""; {
		if size := styleSequence(rest); size > 0 {
			if active += rest[:size]; strings.HasSuffix(active, noStyle) || strings.HasSuffix(active, "\x1b[m") {
				active = ""
			}
			out.WriteString(rest[:size])
			rest = rest[size:]
			continue
		}
		size := strings.IndexByte(rest, ansi.ESC)
		if size < 0 {
			size = len(rest)
		}
		for text := rest[:size]; text != ""; {
			for len(parts) > 0 && bare >= parts[0].to {
				parts = parts[1:]
			}
			end := len(text)
			switch {
			case len(parts) == 0:
				out.WriteString(text)
			case bare < parts[0].from:
				end = min(end, parts[0].from-bare)
				out.WriteString(text[:end])
			default:
				end = min(end, parts[0].to-bare)
				out.WriteString(noStyle + matchStyle(s, parts[0].match == current).Render(text[:end]) + active)
			}
			text, bare = text[end:], bare+end
		}
		rest = rest[size:]
	}
	return out.String()
}

// noStyle ends every style.
const noStyle = "\x1b[0m"

// styleSequence is the length of the escape sequence that text begins with. The
// lines of a pane hold none but those of styles.
func styleSequence(text string) int {
	if text[0] != ansi.ESC {
		return 0
	}
	return strings.IndexByte(text, 'm') + 1
}

// bracketMatch puts the current match in brackets. They take the place of the
// blanks beside it where there are some.
func bracketMatch(line string, part matchPart) string {
	left, text, right := line[:part.from], line[part.from:part.to], line[part.to:]
	return strings.TrimSuffix(left, " ") + "[" + text + "]" + strings.TrimPrefix(right, " ")
}

func matchStyle(s theme.Styles, current bool) draw.Style {
	if current {
		return s.Cursor
	}
	return s.Match
}

// boxFoot is what a box's lower border needs beside the words in it: two corners,
// the blanks around both texts, and a stretch of line before each corner.
const boxFoot = 8

// searchFoot is what the pane's lower border says of a search: the prompt or the
// text that was looked for, and how many matches there are.
func (m *Model) searchFoot(width int) (left, right string) {
	search, s := &m.search, m.styles
	if !search.active || m.result.tab == tabHistory {
		return "", ""
	}
	right = s.Text.Render(search.tally())
	room := width - ansi.StringWidth(right) - boxFoot - len("/ ")
	if m.searching() {
		shown := ansi.StringWidth(visible.Line(search.input.Value())) + 2
		if search.input.Value() == "" {
			shown = room
		}
		return s.Key.Render("/") + " " + search.input.View(s, min(shown, room)), right
	}
	left = s.Key.Render("/") + " " + s.Text.Render(ansi.Truncate(visible.Line(search.input.Value()), room, s.Glyphs.Ellipsis))
	for _, hint := range [][2]string{{"n", "next"}, {"N", "previous"}, {"esc", "ends"}} {
		text := "  " + s.Key.Render(hint[0]) + " " + s.Muted.Render(hint[1])
		if ansi.StringWidth(left)+ansi.StringWidth(text) > room+len("/ ") {
			break
		}
		left += text
	}
	return left, right
}

// tally counts the matches in words.
func (s *search) tally() string {
	count := s.found.count()
	switch {
	case s.input.Value() == "":
		return ""
	case count == 0:
		return "no match"
	case s.at < 0:
		return phrase.Count(count, "match", "matches")
	}
	return fmt.Sprintf("%d of %d", s.at+1, count)
}
