// Package guidance shows the guide over the explorer: the page of a cause or a finding, the
// words of the API, and a list of all pages. All of it is in the program; nothing is
// fetched, and links are text.
package guidance

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/dialog"
)

// Host is what the guide may do in the explorer.
type Host struct {
	// Open puts a dialog in front.
	Open func(dialog.Dialog)
	// Copy puts a text on the clipboard; what names it.
	Copy func(what, text string) tea.Cmd
}

// Subject is what a person looks at when they ask for the guide.
type Subject struct {
	// Kind and Code are of the one thing that is selected; no Code where nothing is.
	Kind guide.Kind
	Code finding.Code
	// Findings are those in sight; their pages have KindOfFindings where there is one.
	Findings       []finding.Finding
	KindOfFindings guide.Kind
}

// Empty reports whether there is nothing to explain.
func (about Subject) Empty() bool { return about.Code == "" && len(noticed(about)) == 0 }

// Explain opens the page of what is selected, else that of the only finding, else a list of
// those of the findings. Where there is nothing to explain it lists all pages.
func (h Host) Explain(about Subject) {
	if page, ok := find(about.Kind, about.Code); ok {
		h.Open(h.page(page, nil))
		return
	}
	pages := noticed(about)
	switch len(pages) {
	case 0:
		h.List()
	case 1:
		h.Open(h.page(pages[0], nil))
	default:
		h.Open(h.menu("Guide: what was noticed", pages, true))
	}
}

// find is the page of a code: that of the kind where it has one, else the first.
func find(kind guide.Kind, code finding.Code) (page guide.Page, ok bool) {
	pages := guide.Find(string(code))
	if len(pages) == 0 {
		return page, false
	}
	return pages[max(slices.IndexFunc(pages, func(p guide.Page) bool { return p.Kind == kind }), 0)], true
}

// noticed are the pages of what is more than well, the worst first.
func noticed(about Subject) (pages []guide.Page) {
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, item := range about.Findings {
			page, ok := find(about.KindOfFindings, item.Code)
			known := slices.ContainsFunc(pages, func(p guide.Page) bool { return p.Code == page.Code })
			if ok && item.Level == level && !known {
				pages = append(pages, page)
			}
		}
	}
	return pages
}
