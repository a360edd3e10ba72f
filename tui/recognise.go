package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/webhook"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/request"
)

// recognise decides what a paste outside a text field is. It sends nothing and changes no
// more than the two fields of the user.
func (m *Model) recognise(text string) tea.Cmd {
	_, fromLink := link.EnvironmentOf(text)
	delivery, isWebhook := parseWebhook(text)
	reading := foreign.Read(text)
	redirect, notBack := link.ParseRedirect(text)
	m.curtain.Learn(reading.ClientID, reading.ExternalRef, reading.Address)
	for _, each := range redirect.Parameters {
		m.curtain.Learn(each.Value)
	}
	switch {
	case isWebhook:
		m.askWebhookSecret(delivery)
	case reading.IsRequest() && !fromLink:
		m.openRequest(reading)
	case looksLikeToken(text):
		if err := m.readPasted(text); err != nil {
			m.status.say(finding.LevelWarning, visible.Line(err.Error()))
		}
	case reading.Kind != foreign.KindUnknown && !fromLink:
		m.openCredentialsPage(reading, text)
	case notBack == nil && isWayBack(redirect):
		return m.openRedirect(redirect)
	case ripiofield.LooksLikeUUID(text):
		m.land(text, m.form.Address.Value(), request.FocusExternalRef)
	case ripiofield.NeedsConfirmation(text):
		m.status.say(finding.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripiofield.LooksLikePrivateKey(text):
		m.status.say(finding.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
		m.land(m.form.ExternalRef.Value(), text, request.FocusAddress)
	default:
		m.status.say(finding.LevelNote, "nothing was recognised in this paste; put the cursor in a field to paste text")
	}
	return nil
}

// parseWebhook reads a webhook; a JSON text that names no event is none.
func parseWebhook(text string) (webhook.Delivery, bool) {
	delivery, err := webhook.Parse([]byte(text))
	if err != nil {
		return delivery, false
	}
	v := delivery.Verify(webhook.Options{})
	return delivery, v.Signature.Header != "" || v.Event.Name != ""
}

// isWayBack reports whether a URL has what the widget puts behind the partner's own.
func isWayBack(r link.Redirect) bool {
	const enough = 2
	documented := 0
	for _, each := range r.Parameters {
		if each.Meaning != "" {
			documented++
		}
	}
	return documented >= enough
}

// openRequest shows a request of another program beside this one's.
func (m *Model) openRequest(reading foreign.Reading) {
	page, corrected := explain.Request(reading, m.environment.Name)
	page.Actions = append(page.Actions, explain.Action{Key: "c", Words: "copy it as documented", Run: func() tea.Cmd {
		return m.put("corrected command", corrected, "")
	}})
	m.offerUser(page, reading)
	m.open(page)
}

// offerUser lets a page fill in the form with the user that the paste names.
func (m *Model) offerUser(page *explain.Page, reading foreign.Reading) {
	if reading.ExternalRef == "" && reading.Address == "" {
		return
	}
	page.Actions = append(page.Actions, explain.Action{Key: "f", Words: "fill in this user", Close: true, Run: func() tea.Cmd {
		externalRef, address := m.form.ExternalRef.Value(), m.form.Address.Value()
		if reading.ExternalRef != "" {
			externalRef = reading.ExternalRef
		}
		if reading.Address != "" {
			address = reading.Address
		}
		m.land(externalRef, address, request.FocusAddress)
		m.status.say(finding.LevelOK, "external_ref and address are those of the paste; client_id and secret stay those of the profile")
		return nil
	}})
}

// openCredentialsPage shows .env lines or a username, and offers to import the former.
func (m *Model) openCredentialsPage(reading foreign.Reading, text string) {
	page, _ := explain.Request(reading, m.environment.Name)
	if found, err := dotenv.Parse([]byte(text)); err == nil && reading.Kind == foreign.KindEnv && len(found.Proposals) > 0 {
		page.Actions = append(page.Actions, explain.Action{Key: "i", Words: "import as a profile", Close: true, Run: func() tea.Cmd {
			return m.profiles.ImportFound(found)
		}})
	}
	m.offerUser(page, reading)
	m.open(page)
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

// askKey asks for a key, and tries it on the shown token. It is kept nowhere.
func (m *Model) askKey() {
	token := *m.result.Decoded()
	prompt := &dialog.Prompt{
		Title: "Verify the signature with a key",
		Text: "Ripio publishes no key for its tokens, so only a key that somebody gave you can be tried: as it is, as base64 and as hexadecimal digits. " +
			"It stays in memory for that moment and is written nowhere.",
		Input: field.NewSecret("type or paste the key; it is not shown"), Foot: "enter tries it, esc goes back", Environment: m.environment.Name,
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
			m.status.say(level, "the signature "+verdict.String())
			return nil
		}}
	}
	m.open(prompt)
}

// seenMsg brings who was seen before, for what came back from the widget.
type seenMsg struct {
	seen []link.Seen
	open func(seen []link.Seen)
}

// whoWasSeen lists the test users and the users of the history, and then opens a page.
func (m *Model) whoWasSeen(open func(seen []link.Seen)) tea.Cmd {
	manager := m.deps.Profiles
	return func() tea.Msg { return seenMsg{seenBy(manager), open} }
}

// seenBy lists who is in the book of test users and in the history. What cannot be read
// is left out.
func seenBy(manager *profiles.Manager) (list []link.Seen) {
	for _, environment := range ripio.EnvironmentNames {
		users, _ := manager.Users.List(environment)
		for _, user := range users {
			list = append(list, link.Seen{Kind: link.SeenUser, Name: user.Label, Environment: user.Environment,
				Profile: user.Profile, ExternalRef: user.ExternalRef, Address: user.Address, At: user.LastUse})
		}
	}
	sends, _ := manager.History.List(profiles.Filter{})
	for _, send := range sends {
		e := send.Exchange
		list = append(list, link.Seen{Kind: link.SeenAttempt, Environment: e.Environment.Name,
			Profile: e.Profile, ExternalRef: e.Request.ExternalRef, Address: e.Request.Address, At: e.SentAt})
	}
	return list
}

// openRedirect explains the URL with which the widget sent somebody back.
func (m *Model) openRedirect(redirect link.Redirect) tea.Cmd {
	return m.whoWasSeen(func(seen []link.Seen) { m.open(explain.Redirect(redirect, redirect.Match(seen))) })
}

// askWebhookSecret asks for the shared secret of a webhook, and explains the webhook.
func (m *Model) askWebhookSecret(delivery webhook.Delivery) {
	prompt := &dialog.Prompt{
		Title: "Webhook: the shared secret",
		Text: "The secret that Ripio shared with you for webhooks. It verifies the signature here, stays in memory for that moment and is written nowhere. " +
			"Without one the event is explained, and the signature is not checked.",
		Input: field.NewSecret("type or paste the secret; it is not shown"), Foot: "enter verifies, or explains without a secret; esc goes back",
		Environment: m.environment.Name,
	}
	prompt.Input.Focus()
	prompt.Accept = func(text string) dialog.Answer {
		secret := redact.NewSecret(text)
		return dialog.Answer{Run: func() tea.Cmd {
			return m.whoWasSeen(func(seen []link.Seen) {
				v := delivery.Verify(webhook.Options{
					Secret: secret, Now: m.deps.Now(),
					Lookup: func(ref string) []link.Match { return link.MatchUser(ref, "", seen) },
				})
				m.open(explain.Webhook(v, strings.TrimSpace(secret.Reveal()) != ""))
			})
		}}
	}
	m.open(prompt)
}
