package recognise

import (
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/webhook"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/field"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// AskKey asks for a key, and tries it on the shown token. It is kept nowhere.
func (m *Model) AskKey() {
	token := *m.Shown()
	prompt := &dialog.Prompt{
		Title: "Verify the signature with a key",
		Text: "Ripio publishes no key for its tokens, so only a key that somebody gave you can be tried: as it is, as base64 and as hexadecimal digits. " +
			"It stays in memory for that moment and is written nowhere.",
		Input: field.NewSecret("type or paste the key; it is not shown"), Foot: "enter tries it, esc goes back", Environment: m.Environment(),
	}
	prompt.Input.Focus()
	prompt.Accept = func(text string) dialog.Answer {
		if text == "" {
			return dialog.Answer{Remark: "The key is empty."}
		}
		verdict, err := token.VerifyKey(redact.NewSecret(text))
		if err != nil {
			return dialog.Answer{Remark: "The key was not tried: " + err.Error() + "."}
		}
		level := finding.LevelWarning
		if verdict.Holds {
			level = finding.LevelOK
		}
		return dialog.Answer{Run: func() tea.Cmd {
			m.Say(level, "the signature "+verdict.String())
			return nil
		}}
	}
	m.Dialogs.Open(prompt)
}

// askWebhookSecret asks for the shared secret of a webhook, and explains the webhook.
func (m *Model) askWebhookSecret(delivery webhook.Delivery) {
	prompt := &dialog.Prompt{
		Title: "Webhook: the shared secret",
		Text: "The secret that Ripio shared with you for webhooks. It verifies the signature here, stays in memory for that moment and is written nowhere. " +
			"Without one the event is explained, and the signature is not checked.",
		Input: field.NewSecret("type or paste the secret; it is not shown"), Foot: "enter verifies, or explains without a secret; esc goes back",
		Environment: m.Environment(),
	}
	prompt.Input.Focus()
	prompt.Accept = func(text string) dialog.Answer {
		secret := redact.NewSecret(text)
		return dialog.Answer{Run: func() tea.Cmd {
			return m.whoWasSeen(func(seen []link.Seen) {
				v := delivery.Verify(webhook.Options{
					Secret: secret, Now: m.Now(),
					Lookup: func(ref string) []link.Match { return link.MatchUser(ref, "", seen) },
				})
				m.Explain(explain.Webhook(v, strings.TrimSpace(secret.Reveal()) != ""), guide.KindWebhook)
			})
		}}
	}
	m.Dialogs.Open(prompt)
}
