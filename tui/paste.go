package tui

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/recognise"
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
	return m.recogniser().Recognise(text)
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

// recogniser shows what was pasted outside a field.
func (m *Model) recogniser() recognise.Host {
	fill := func(externalRef, address string, at request.Focus) {
		m.land(cmp.Or(externalRef, m.form.ExternalRef.Value()), cmp.Or(address, m.form.Address.Value()), at)
	}
	return recognise.Host{
		Manager: m.deps.Profiles, Now: m.deps.Now, Open: m.open, Say: m.status.say, Learn: m.curtain.Learn,
		Explain:         func(page *explain.Page, kind guide.Kind) { openExplained(m, page, kind) },
		Environment:     func() ripio.EnvironmentName { return m.environment.Name },
		FillExternalRef: func(text string) { fill(text, "", request.FocusExternalRef) },
		FillAddress:     func(text string) { fill("", text, request.FocusAddress) },
		FillUser:        func(user profiles.User) { fill(user.ExternalRef, user.Address, request.FocusAddress) },
		ReadToken:       m.readPasted,
		Copy:            func(what, text string) tea.Cmd { return m.handover.Put(what, text, "") },
		Import:          m.profiles.ImportFound,
	}
}

// readPasted reads a token. One that lies over another is compared with it by a key.
func (m *Model) readPasted(text string) error {
	before := m.result.Decoded()
	if err := m.read(text); err != nil {
		return err
	}
	if now := m.result.Decoded(); before != nil && before.Raw != "" && before.Raw != now.Raw {
		m.comparable = *before
		m.status.say(finding.LevelNote, m.keys.Palette.Help().Key+", Compare with the token before, sets the two side by side; esc goes back")
	}
	return nil
}

// noSecondToken says why two tokens cannot be compared; empty when they can.
func (m *Model) noSecondToken() string {
	now := m.result.Decoded()
	if now == nil || m.comparable.Raw == "" || m.comparable.Raw == now.Raw {
		return "paste a second token while one is shown"
	}
	return ""
}

// compareTokens sets the shown token beside the one that was shown before it.
func (m *Model) compareTokens() { m.open(explain.Tokens(m.comparable, *m.result.Decoded())) }

// askStableRef helps to an external_ref that names the same user each time.
func (m *Model) askStableRef() {
	clientID, _ := m.credentials()
	m.users.AskStableRef(manage.StableRef{
		Environment: m.environment.Name, Profile: m.profile, ClientID: clientID, Address: m.form.Address.Value(), New: m.deps.NewExternalRef,
		Use: func(externalRef string) {
			m.form.SetUser(externalRef, m.form.Address.Value())
			m.userChanged()
		},
	})
}

// noToVerify says why no key can be tried; empty when one can.
func (m *Model) noToVerify() string {
	if token := m.result.Decoded(); token == nil || token.Raw == "" {
		return "no token is shown that could be verified"
	}
	return ""
}
