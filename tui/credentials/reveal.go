package credentials

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// RevealFor is how long a secret stays in sight.
const RevealFor = 10 * time.Second

// Reveal is a secret that is shown for a moment, on purpose. It goes out of
// sight when the time is over, when a dialog opens, when something else is
// selected, and when the terminal loses the focus.
type Reveal struct {
	secret redact.Secret
	until  time.Time
}

// RevealMsg brings the secret that is to be shown.
type RevealMsg struct {
	Key    profiles.SecretKey
	Secret redact.Secret
	Err    error
}

// Fetch fetches a secret to show it.
func Fetch(secrets *profiles.Secrets, key profiles.SecretKey, reference profiles.SecretReference) tea.Cmd {
	return func() tea.Msg {
		secret, err := secrets.Resolve(context.Background(), key, reference)
		return RevealMsg{Key: key, Secret: secret, Err: err}
	}
}

// Take puts a secret in sight, if its credentials are still the selected ones and nothing
// lies over them. notice is what there is to say; empty for nothing.
func (r *Reveal) Take(msg RevealMsg, selected profiles.SecretKey, covered bool, now time.Time) (level finding.Level, notice string) {
	if msg.Err != nil {
		return finding.LevelWarning, visible.Line(msg.Err.Error())
	}
	if covered || msg.Key != selected {
		return finding.LevelOK, ""
	}
	*r = Reveal{secret: msg.Secret, until: now.Add(RevealFor)}
	return finding.LevelWarning, "the secret is visible for 10 seconds; esc hides it"
}

// Hide takes the secret out of sight.
func (r *Reveal) Hide() { *r = Reveal{} }

// Active reports whether the secret is in sight.
func (r Reveal) Active(now time.Time) bool { return !r.secret.IsEmpty() && now.Before(r.until) }

// Text is what stands in place of the mask; empty when nothing does.
func (r Reveal) Text(now time.Time) string {
	if !r.Active(now) {
		return ""
	}
	return r.secret.Reveal()
}
