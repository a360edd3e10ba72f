package guidance

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// List opens a list of all pages.
func (h Host) List() { h.Open(h.menu("Guide", allPages(), false)) }

// allPages are the words of the API, then the codes in alphabetical order.
var allPages = sync.OnceValue(func() (pages []guide.Page) {
	for _, term := range guide.Terms() {
		page, _ := find(guide.KindTerm, finding.Code(term.Name))
		pages = append(pages, page)
	}
	for _, code := range guide.Codes() {
		for _, page := range guide.Find(code) {
			if page.Kind != guide.KindTerm {
				pages = append(pages, page)
			}
		}
	}
	return pages
})

// menu is a list of pages. A page leads back to it. The short one leads to all pages.
func (h Host) menu(title string, pages []guide.Page, short bool) *dialog.Menu {
	var menu *dialog.Menu
	var choices []dialog.Choice
	for _, page := range pages {
		choices = append(choices, dialog.Choice{
			Name: titleOf(page), Detail: detailOf(page, string(page.Kind)),
			Run: func() tea.Cmd {
				h.Open(menu)
				h.Open(h.page(page, menu))
				return nil
			},
		})
	}
	if short {
		choices = append(choices, dialog.Choice{Name: "All pages", Detail: "of the guide", Run: func() tea.Cmd {
			h.List()
			return nil
		}})
		menu = dialog.NewMenu(title, choices)
		return menu
	}
	menu = dialog.NewPalette(title, choices)
	return menu
}

// titleOf is a page's title as the head of a text; a word of the API stays as it is.
func titleOf(page guide.Page) string {
	if page.Kind == guide.KindTerm {
		return page.Title
	}
	return draw.Title(page.Title)
}

// detailOf is the code of a page and what it names, for the list in short words.
func detailOf(page guide.Page, kind string) string {
	if page.Kind == guide.KindTerm {
		return page.Kind.Words()
	}
	return page.Code + ", " + kind
}
