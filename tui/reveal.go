package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// revealFor is how long a secret stays in sight.
const revealFor = 10 * time.Second

// reveal is a secret that is shown for a moment, on purpose. It goes out of
// sight when the time is over, when a dialog opens, when something else is
// armed, and when the terminal loses the focus.
type reveal struct {
	secret redact.Secret
	until  time.Time
}

// Active reports whether the secret is in sight.
func (r reveal) Active(now time.Time) bool { return !r.secret.IsEmpty() && now.Before(r.until) }

// revealMsg brings the secret that is to be shown.
type revealMsg struct {
	key    profiles.SecretKey
	secret redact.Secret
	err    error
}

// startReveal fetches the armed secret to show it.
func (m *Model) startReveal() tea.Cmd {
	secrets, key, reference := m.deps.Profiles.Secrets, m.secretKey(), m.account().Secret
	return func() tea.Msg {
		secret, err := secrets.Resolve(context.Background(), key, reference)
		return revealMsg{key: key, secret: secret, err: err}
	}
}

func (m *Model) noReveal() string {
	if !m.hasProfile() {
		return "no profile is armed"
	}
	return ""
}

// secretFetched shows the secret, if the same credentials are still armed and
// nothing lies over them.
func (m *Model) secretFetched(msg revealMsg) {
	switch {
	case msg.err != nil:
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
	case msg.key == m.secretKey() && m.dialogs.Empty():
		m.reveal = reveal{secret: msg.secret, until: m.deps.Now().Add(revealFor)}
		m.status.say(finding.LevelWarning, "the secret is in sight for 10 seconds; esc hides it")
	}
}

// hideSecret takes the secret out of sight.
func (m *Model) hideSecret() { m.reveal = reveal{} }

// shownSecret is what stands in place of the mask; empty when nothing does.
func (m *Model) shownSecret() string {
	if !m.dialogs.Empty() || !m.reveal.Active(m.deps.Now()) {
		return ""
	}
	return m.reveal.secret.Reveal()
}
