package guidance

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/search"
	"devtools/ripio-explorer/tui/theme"
)

// Page is a page of the guide as a dialog that scrolls and can be searched.
type Page struct {
	host Host
	page guide.Page
	// words are the words of the API that the page uses: the first nine, one for each digit.
	words []guide.Page
	// list is the list that lies below; nil where the page was opened without one.
	list *dialog.Menu

	scroll draw.Scroll
	search search.Search
	lines  []string
}

func (h Host) page(page guide.Page, list *dialog.Menu) *Page {
	return &Page{host: h, page: page, list: list, words: wordsIn(page)}
}

// mostWords is how many words of the API a page offers: as many as there are digits.
const mostWords = 9

// wordsIn are the words of the API in the text of a page.
func wordsIn(page guide.Page) (words []guide.Page) {
	text := strings.Join([]string{page.Title, page.What, page.Why, page.Fix}, "\n")
	for _, term := range guide.Terms() {
		if term.Name == page.Title || len(words) == mostWords {
			continue
		}
		if regexp.MustCompile(`(^|[^\w-])` + regexp.QuoteMeta(term.Name) + `($|[^\w-])`).MatchString(text) {
			word, _ := find(guide.KindTerm, finding.Code(term.Name))
			words = append(words, word)
		}
	}
	return words
}

// Update searches, scrolls, opens a word or the list, copies, or closes the page.
func (p *Page) Update(msg tea.KeyMsg) dialog.Outcome {
	if p.search.Typing() {
		p.search.Type(msg, false, p.searched())
		return dialog.Outcome{}
	}
	switch name := msg.String(); {
	case name == "q", name == "enter":
		return dialog.Outcome{Close: true}
	case name == "/":
		p.search = search.Begin(p.searched(), true)
	case name == "n":
		p.search.Step(1, p.searched())
	case name == "N":
		p.search.Step(-1, p.searched())
	case name == "l" && p.list != nil:
		return dialog.Outcome{Close: true}
	case name == "l":
		return p.does(p.host.List)
	case name == "c" && p.page.Example != "":
		return dialog.Outcome{Run: func() tea.Cmd { return p.host.Copy("example", p.page.Example+"\n") }}
	case name == "y" && p.links() != "":
		return dialog.Outcome{Run: func() tea.Cmd { return p.host.Copy("source", p.links()) }}
	case len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(p.words):
		word := p.words[name[0]-'1']
		return p.does(func() { p.host.Open(p.host.page(word, nil)) })
	default:
		p.scroll.Update(msg, draw.DefaultScrollKeys())
	}
	return dialog.Outcome{}
}

func (p *Page) does(open func()) dialog.Outcome {
	return dialog.Outcome{Run: func() tea.Cmd { open(); return nil }}
}

// links are the addresses of the sources, one a line.
func (p *Page) links() string {
	var links []string
	for _, source := range p.page.Sources {
		if source.URL != "" {
			links = append(links, source.URL)
		}
	}
	return strings.Join(links, "\n")
}

// searched is the page as a search looks at it.
func (p *Page) searched() search.Page {
	return search.Page{Scroll: &p.scroll, Lines: func() []string { return p.lines }}
}

// Wheel scrolls the page.
func (p *Page) Wheel(by int) { p.scroll.By(by) }

// Typing reports whether letters are looked for.
func (p *Page) Typing() bool { return p.search.Typing() }

// Leave ends the search first, and then closes the page.
func (p *Page) Leave() bool {
	if !p.search.Active() {
		return true
	}
	p.search.End(p.searched())
	return false
}

// ShortHelp are the keys of the page.
func (p *Page) ShortHelp() []key.Binding {
	switch {
	case p.search.Typing():
		return []key.Binding{draw.Bind("enter", "keep"), draw.Bind("down", "next"), draw.Bind("up", "previous"), draw.Bind("esc", "end the search")}
	case p.search.Active():
		return []key.Binding{draw.Bind("n", "next"), draw.Bind("N", "previous"), draw.Bind("esc", "end the search")}
	}
	keys := []key.Binding{draw.Bind("j/k", "scroll"), draw.Bind("/", "search"), draw.Bind("l", "all pages")}
	if p.page.Example != "" {
		keys = append(keys, draw.Bind("c", "copy the code"))
	}
	if p.links() != "" {
		keys = append(keys, draw.Bind("y", "copy the link"))
	}
	return append(keys, draw.Bind("esc", "back"))
}

// margin is where texts begin under their headings.
const margin = 2

// View draws the page as a box for an area of the given size.
func (p *Page) View(s theme.Styles, width, height int) []string {
	boxWidth := min(draw.ProseWidth+margin+draw.BoxFrame, width-2)
	w := draw.NewWriter(s, boxWidth-draw.BoxFrame)
	p.write(w)
	w.End()
	p.lines = w.Lines
	shown := p.scroll.Show(p.lines, max(height-draw.BoxRows, 1))
	shown = p.search.Mark(s, p.lines, shown, p.scroll.Offset)
	box := draw.Box{
		Title: s.Strong.Render("Guide") + s.Muted.Render(" "+s.Glyphs.Dot+" "+detailOf(p.page, p.page.Kind.Words())), Right: draw.Press(s, "esc", "closes"), Lines: shown,
		Width: boxWidth, Height: min(len(shown)+draw.BoxRows, height), Border: s.Accent,
	}
	if p.search.Active() {
		const apart = 2
		box.Foot, box.FootRight = p.search.Foot(s, boxWidth-draw.BoxFrame-apart, true)
	}
	if box.FootRight == "" {
		box.FootRight = s.Muted.Render(p.scroll.Position())
	}
	return draw.DrawBox(s, box)
}

// write lays the page out: the title, its sections, and the words of the API.
func (p *Page) write(w *draw.Writer) {
	w.Begin(0, 0)
	w.Words(w.Strong, titleOf(p.page))
	w.End()
	before := ""
	for _, part := range p.page.Sections() {
		if part.Name != before { // several sources have one heading
			w.Heading(part.Name, "")
		}
		before = part.Name
		if part.Code {
			writeCode(w, part.Text)
		} else {
			w.Sentence(w.Text, part.Text)
		}
	}
	if len(p.words) == 0 {
		return
	}
	var hints [][2]string
	for i, word := range p.words {
		hints = append(hints, [2]string{strconv.Itoa(i + 1), word.Title})
	}
	w.Heading("Words of the API", "")
	for _, line := range draw.PressAll(w.Styles, hints, w.Width-margin) {
		w.Add(strings.Repeat(" ", margin) + line)
	}
}

// writeCode writes the lines of an example; one that has no room goes on further right.
func writeCode(w *draw.Writer, text string) {
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		line = strings.ReplaceAll(line, "\t", "    ")
		code := strings.TrimLeft(line, " ")
		from := margin + len(line) - len(code)
		w.Begin(from, from+margin)
		w.Write(w.Text, code)
		w.End()
	}
}
