// Package recognise decides what a paste outside a text field is, and shows it: a token, a
// webhook, the URL of a way back, a request of another program, credentials, a user. It
// sends nothing.
package recognise

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/webhook"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/explain"
)

// Host is what a paste may do with the explorer.
type Host struct {
	dialog.Host
	Manager *profiles.Manager
	Now     func() time.Time
	// Explain opens a page about the paste; kind is what its findings are to the guide.
	Explain func(page *explain.Page, kind guide.Kind)
	// Learn tells the curtain which values are in sight.
	Learn func(values ...string)
	// Environment is the selected one.
	Environment func() ripio.EnvironmentName
	// Fill puts a user that was pasted into the form, and the cursor into a field; an empty
	// part leaves what stands there.
	Fill func(user profiles.User, at finding.Field)
	// Show shows a token, with the environment that granted it where that is known. Shown
	// is the one that is shown, nil for none.
	Show  func(token jwt.Token, from ripio.EnvironmentName)
	Shown func() *jwt.Token
	// PaletteKey is the key of the list of commands, in the words of help.
	PaletteKey string
	// Copy copies a text under a name, and Import offers credentials as profiles.
	Copy   func(what, text string) tea.Cmd
	Import func(dotenv.Found) tea.Cmd
}

// Model reads what is pasted.
type Model struct {
	Host
	// Before is the token that was shown before one was pasted over it.
	Before jwt.Token
}

// Recognise decides what a paste outside a text field is. It sends nothing and changes no
// more than the two fields of the user.
func (m *Model) Recognise(text string) tea.Cmd {
	_, fromLink := link.EnvironmentOf(text)
	delivery, isWebhook := parseWebhook(text)
	reading := foreign.Read(text)
	redirect, notBack := link.ParseRedirect(text)
	m.Learn(reading.ClientID, reading.ExternalRef, reading.Address)
	for _, each := range redirect.Parameters {
		m.Learn(each.Value)
	}
	switch {
	case isWebhook:
		m.askWebhookSecret(delivery)
	case reading.IsRequest() && !fromLink:
		m.openRequest(reading)
	case holdsToken(text):
		m.readPasted(text)
	case reading.Kind != foreign.KindUnknown && !fromLink:
		m.openCredentialsPage(reading, text)
	case notBack == nil && isWayBack(redirect):
		return m.openRedirect(redirect)
	case ripiofield.LooksLikeUUID(text):
		m.Fill(profiles.User{ExternalRef: text}, finding.FieldExternalRef)
	case ripiofield.NeedsConfirmation(text):
		m.Say(finding.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripiofield.LooksLikePrivateKey(text):
		m.Say(finding.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
		m.Fill(profiles.User{Address: text}, finding.FieldAddress)
	default:
		m.Say(finding.LevelNote, "nothing was recognised in this paste; put the cursor in a field to paste text")
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

func holdsToken(text string) bool {
	_, _, ok := jwt.ExtractToken(text)
	return ok
}
