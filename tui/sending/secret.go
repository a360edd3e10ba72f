package sending

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// resolve fetches the secret off the screen's loop.
func (f *Flow) resolve(s Send) tea.Cmd {
	s = f.takeOff(s)
	if s.Secret.IsSimulators() {
		return f.post(s, redact.NewSecret(simulator.ExampleSecret))
	}
	f.Say(finding.LevelNote, "getting the client_secret: "+s.Secret.Reference.Label()+"; esc stops")
	secrets := f.Manager.Secrets
	return func() tea.Msg {
		secret, err := s.Secret.Fetch(s.context, secrets)
		return SecretMsg{Send: s, Secret: secret, Err: err}
	}
}

// land goes on with the send, or asks for the secret.
func (msg SecretMsg) land(f *Flow) tea.Cmd {
	s, current := f.current(msg.Send)
	if !current {
		return nil
	}
	if msg.Err == nil {
		f.Unsay()
		return f.post(s, msg.Secret)
	}
	f.end()
	f.ShowKept()
	if errors.Is(msg.Err, context.Canceled) {
		f.Unsay()
		return nil
	}
	again := func() tea.Cmd { return f.Ask(s) }
	return f.askAbout(s, "the client_secret was not there", func() {
		unlock := f.Unlock(msg.Err, again)
		switch {
		case unlock != nil:
			unlock()
		case errors.Is(msg.Err, profiles.ErrSecretNeeded):
			f.AskSecret(s)
		default:
			f.Dialogs.Open(newOtherPlaceMenu(s, msg.Err, again, f.EditPlace))
		}
	})
}

// askAbout opens a question about a send that was stopped. It is asked only for
// what is still selected: an answer would lead on to what is no longer on screen.
func (f *Flow) askAbout(s Send, why string, open func()) tea.Cmd {
	f.Unsay()
	return f.Dialogs.WhenFree(func() tea.Cmd {
		if s.Owner != f.Owner() {
			f.Say(finding.LevelWarning, "not sent to "+s.Environment.Name.Label()+" for the user you had before: "+why)
			return nil
		}
		open()
		return nil
	})
}

// newOtherPlaceMenu says why the secret could not be had, and how to go on.
func newOtherPlaceMenu(s Send, err error, again func() tea.Cmd, edit func()) *dialog.Menu {
	menu := dialog.NewMenu("Not sent: no client_secret", []dialog.Choice{
		{Name: "Try again", Run: again},
		{Name: "Choose another place", Detail: "for the secret of " + s.Secret.Key.Environment.Label() + ", in the profile", Run: func() tea.Cmd {
			edit()
			return nil
		}},
	})
	menu.Hints = draw.Capital(visible.Line(err.Error())) + "."
	return menu
}

// AskSecret asks for a secret that stays in memory.
func (f *Flow) AskSecret(s Send) {
	prompt := newSecretPrompt(visible.Line(s.Owner.Profile), s.Secret.Key.Environment)
	prompt.Accept = func(text string) dialog.Answer {
		if text == "" {
			return dialog.Answer{Remark: "The secret is empty. " + sentNothing}
		}
		f.Manager.Secrets.Remember(s.Secret.Key, redact.NewSecret(text))
		return dialog.Answer{Run: func() tea.Cmd { return f.Ask(s) }}
	}
	f.Dialogs.Open(prompt)
}

// newSecretPrompt asks for a secret that is kept in memory only.
func newSecretPrompt(profile string, environment ripio.EnvironmentName) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "client_secret",
		Text: "The client_secret of " + profile + " for " + environment.Label() + ". " +
			"It stays in memory until the program ends and is written nowhere.",
		Input:       field.NewSecret("type or paste the secret; it is not shown"),
		Foot:        "enter uses it, esc goes back",
		Environment: environment,
	}
	p.Input.Focus()
	return p
}

// post makes the call.
func (f *Flow) post(s Send, secret redact.Secret) tea.Cmd {
	for _, item := range ripiofield.CheckSecret(secret) {
		if !item.Blocking {
			continue
		}
		f.end()
		f.ShowKept()
		if !item.Trims || s.Secret.IsSimulators() {
			f.Manager.Secrets.Forget(s.Owner.Profile)
			f.Say(finding.LevelFailure, "not sent: "+item.Headline())
			return nil
		}
		return f.askAbout(s, item.Headline(), func() { f.offerTrim(s, item) })
	}
	s.Request.Secret = secret
	f.Unsay()
	if !f.aside(s) {
		f.Pane.ShowSending(Progress{Environment: s.Environment, Since: f.Now()})
	}
	return f.call(s)
}
