package recognise

import (
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/field"
)

// inspectLimit leaves room for the largest token that the decoder reads.
const inspectLimit = 80 * 1024

// AskToken asks for a token to read.
func (m *Model) AskToken() {
	p := &dialog.Prompt{
		Title: "Read a token",
		Text: "Paste a token, a Bearer line, the JSON response of the API, or a widget link. " +
			"It is read here; nothing leaves this machine.",
		Input:       field.New("eyJ…"),
		Foot:        "enter reads it, esc goes back",
		Environment: ripio.Simulator,
		AcceptPaste: true,
	}
	p.Input.Input.CharLimit = inspectLimit
	p.Input.Focus()
	p.Accept = func(text string) dialog.Answer {
		if err := m.read(text); err != nil {
			return dialog.Answer{Remark: draw.Sentence(visible.Line(err.Error()))}
		}
		return dialog.Answer{}
	}
	m.Dialogs.Open(p)
}

// read decodes a text and shows the token in it.
func (m *Model) read(text string) error {
	token, err := jwt.Decode(text)
	if err != nil {
		return err
	}
	from, _ := link.EnvironmentOf(text)
	m.Show(token, from)
	return nil
}

// readPasted reads a token. One that lies over another is compared with it by a key.
func (m *Model) readPasted(text string) {
	before := m.Shown()
	if err := m.read(text); err != nil {
		m.Say(finding.LevelWarning, visible.Line(err.Error()))
		return
	}
	if now := m.Shown(); before != nil && before.Raw != "" && before.Raw != now.Raw {
		m.Before = *before
		m.Say(finding.LevelNote, m.PaletteKey+", Compare with the token before, sets the two side by side; esc goes back")
	}
}

// NoSecondToken says why two tokens cannot be compared; empty when they can.
func (m *Model) NoSecondToken() string {
	now := m.Shown()
	if now == nil || m.Before.Raw == "" || m.Before.Raw == now.Raw {
		return "paste a second token while one is shown"
	}
	return ""
}

// CompareTokens sets the shown token beside the one that was shown before it.
func (m *Model) CompareTokens() { m.Dialogs.Open(explain.Tokens(m.Before, *m.Shown())) }

// NoToken says why no key can be tried; empty when one can.
func (m *Model) NoToken() string {
	if token := m.Shown(); token == nil || token.Raw == "" {
		return "no token is shown that could be verified"
	}
	return ""
}
