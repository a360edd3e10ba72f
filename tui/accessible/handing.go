package accessible

import (
	"strings"

	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/widget"
)

// handedOn finds what is to be printed or copied: the token, or a widget link with it.
func (s *session) handedOn(what string) (name, text string, ok bool) {
	e, there := s.own()
	if !there {
		return "", "", false
	}
	if what == "" || strings.EqualFold(what, "token") {
		return "The token", e.Token.Raw, true
	}
	flow, known := widget.ParseFlow(what)
	if !known {
		s.say("Say token, on-ramp or off-ramp behind it.")
		return "", "", false
	}
	link, err := widget.New(e.Environment, flow, redact.NewSecret(e.Token.Raw), widget.Parameters{})
	if err != nil {
		s.say("No link: %s", sentence(err.Error()))
		return "", "", false
	}
	return "The " + string(flow) + " link", link.Reveal(), true
}

// printSecret prints the token or a link on a line of its own, once that was agreed to:
// it stays in what the terminal keeps.
func (s *session) printSecret(what string) {
	name, text, ok := s.handedOn(what)
	if !ok {
		return
	}
	if !s.yes(name + " opens the widget as this user, and stays in the terminal's memory. Print it?") {
		s.say("Not printed.")
		return
	}
	s.lines.print(visible.Line(text) + "\n")
}

func (s *session) copySecret(what string) {
	name, text, ok := s.handedOn(what)
	if !ok {
		return
	}
	outcome, err := s.deps.Copy(text)
	if err != nil {
		s.say("Not copied: %s", sentence(err.Error()))
		return
	}
	s.say("%s: %s.", name, visible.Line(outcome))
}
