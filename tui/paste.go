package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
)

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	text := strings.TrimSpace(string(msg.Runes))
	if m.dialogs.Empty() && m.form.Focus.InField() {
		switch m.form.LandsFromField(text) {
		case request.FocusExternalRef:
			m.land(text, m.form.Address.Value(), request.FocusExternalRef)
		case request.FocusAddress:
			m.land(m.form.ExternalRef.Value(), text, request.FocusAddress)
		default:
			m.form.Update(msg)
			m.userChanged()
			m.midText = true
		}
		return nil
	}
	return m.recognise(text)
}

func looksLikeToken(text string) bool {
	_, _, ok := jwt.ExtractToken(text)
	return ok
}

// land puts a recognised paste in its field and the cursor behind it.
func (m *Model) land(externalRef, address string, at request.Focus) {
	m.dialogs.Clear()
	m.form.SetUser(externalRef, address)
	m.setFocus(at)
	m.userChanged()
	m.status.say(finding.LevelOK, "pasted into "+string(m.form.Field()))
}

// inspect asks for a token to read.
func (m *Model) inspect() {
	prompt := newInspectPrompt()
	prompt.AcceptPaste = true
	prompt.Accept = func(text string) dialog.Answer {
		if err := m.read(text); err != nil {
			return dialog.Answer{Remark: draw.Sentence(visible.Line(err.Error()))}
		}
		return dialog.Answer{}
	}
	m.open(prompt)
}

// newInspectPrompt asks for a token to read.
func newInspectPrompt() *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Read a token",
		Text: "Paste a token, a Bearer line, the JSON response of the API, or a widget link. " +
			"It is read here; nothing leaves this machine.",
		Input:       field.New("eyJ…"),
		Foot:        "enter reads it, esc goes back",
		Environment: ripio.Simulator,
	}
	p.Input.Input.CharLimit = inspectLimit
	p.Input.Focus()
	return p
}

// read decodes a text and shows the token in it.
func (m *Model) read(text string) error {
	token, err := jwt.Decode(text)
	if err != nil {
		return err
	}
	m.dialogs.Clear()
	m.pastedFrom, _ = link.EnvironmentOf(text)
	m.result.ShowToken(token)
	m.setFocus(request.FocusResult)
	return nil
}

// inspectLimit leaves room for the largest token that the decoder reads.
const inspectLimit = 80 * 1024
