package accessible

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/draw"
)

// guide reads the pages of a code or a word of the API. Without one it says what there is,
// the codes of the last outcome first.
func (s *session) guide(what string) {
	if what == "" {
		s.listGuide()
		return
	}
	pages := guide.Find(what)
	if len(pages) == 0 { // it is not repeated: it may be anything
		s.say("Nothing has that code or name. guide lists the words; ripio-explorer guide lists the codes, too.")
		return
	}
	for _, page := range pages {
		if page.Kind == guide.KindTerm {
			s.say("%s, %s.", page.Title, page.Kind.Words())
		} else {
			s.say("%s, %s: %s", draw.Capital(page.Kind.Words()), page.Code, draw.Sentence(page.Title))
		}
		for _, part := range page.Sections() {
			if part.Code {
				s.say("%s:", part.Name)
				s.lines.print(strings.Trim(part.Text, "\n") + "\n")
				continue
			}
			s.say("%s: %s", part.Name, part.Text)
		}
	}
}

func (s *session) listGuide() {
	if codes := s.lastCodes(); len(codes) > 0 {
		s.say("Codes of the last outcome: %s.", strings.Join(codes, ", "))
	}
	var names []string
	for _, term := range guide.Terms() {
		names = append(names, term.Name)
	}
	s.say("Words of the API: %s.", strings.Join(names, ", "))
	s.say("guide and a code or a word reads its page. ripio-explorer guide prints all codes.")
}

// lastCodes are those of the causes and of what was noticed in the last outcome.
func (s *session) lastCodes() (codes []string) {
	if s.last == nil {
		return nil
	}
	for _, likely := range s.last.causes {
		codes = append(codes, string(likely.Code))
	}
	for _, item := range s.last.exchange.Findings {
		if item.Level > finding.LevelOK && !slices.Contains(codes, string(item.Code)) {
			codes = append(codes, string(item.Code))
		}
	}
	return codes
}
