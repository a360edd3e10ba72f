package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
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
	switch {
	case looksLikeToken(text):
		if err := m.read(text); err != nil {
			m.status.say(finding.LevelWarning, visible.Line(err.Error()))
		}
	case ripiofield.LooksLikeUUID(text):
		m.land(text, m.form.Address.Value(), request.FocusExternalRef)
	case ripiofield.NeedsConfirmation(text):
		m.status.say(finding.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripiofield.LooksLikePrivateKey(text):
		m.status.say(finding.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
		m.land(m.form.ExternalRef.Value(), text, request.FocusAddress)
	default:
		m.status.say(finding.LevelNote, "this paste is no token, UUID or address; put the cursor in a field to paste text")
	}
	return nil
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

// copies lists what there is to copy now. The secret is never in it.
func (m *Model) copies() []result.Copy {
	list := m.result.Copies()
	add := func(name, detail string, text func() string) {
		list = append(list, result.Copy{Name: name, Detail: detail, Text: text})
	}
	request := m.form.Request()
	add("external_ref", request.ExternalRef, func() string { return request.ExternalRef })
	if !m.form.Address.Secret {
		add("address", request.Address, func() string { return request.Address })
		add("username", "the three joined parts", request.Username)
	}
	return list
}

func (m *Model) chooseCopy() {
	var choices []dialog.Choice
	for _, c := range m.copies() {
		choices = append(choices, dialog.Choice{Name: c.Name, Detail: c.Detail,
			Run: func() tea.Cmd { return copyText(m.deps.Copy, c.Name, c.Text()) }})
	}
	m.open(dialog.NewMenu("Copy", choices))
}

// copiedMsg tells what became of a copy.
type copiedMsg struct {
	what  string
	route clipboard.Route
	err   error
}

// notice tells it in a line.
func (msg copiedMsg) notice() (finding.Level, string) {
	switch {
	case msg.err != nil:
		return finding.LevelFailure, "not copied: " + visible.Line(msg.err.Error())
	case !msg.route.Arrived():
		return finding.LevelNote, msg.what + " " + string(msg.route) // whether it arrived is not known
	}
	return finding.LevelOK, msg.what + " " + string(msg.route)
}

func copyText(put func(string) (clipboard.Route, error), what, text string) tea.Cmd {
	return func() tea.Msg {
		route, err := put(text)
		return copiedMsg{what: what, route: route, err: err}
	}
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
		Text: "Paste a token, a Bearer line, the JSON answer of the API, or a widget link. " +
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
