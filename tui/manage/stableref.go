package manage

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
)

// StableRef is an external_ref that stays the same for a user of the partner's own system.
type StableRef struct {
	Environment       ripio.EnvironmentName
	Profile, ClientID string
	Address           string
	// New makes a UUID v4, and Use gets the external_ref that was chosen.
	New func() string
	Use func(externalRef string)
}

// AskStableRef asks for the user's ID in the partner's system, and offers the two ways to a
// stable external_ref.
func (u *Users) AskStableRef() {
	s := u.StableRef()
	prompt := &dialog.Prompt{
		Title: "A stable external_ref",
		Text: "What is the user's ID in your own system? Ripio wants a UUID v4 that names the user, and a v4 is random: unless it is kept beside " +
			"the user, each visit looks like another user.",
		Input: field.New("such as 1042"), Foot: "enter goes on, esc goes back", Environment: s.Environment,
	}
	prompt.Input.Focus()
	prompt.Accept = func(id string) dialog.Answer {
		if id = strings.TrimSpace(id); id == "" {
			return dialog.Answer{Remark: "The ID is empty."}
		}
		return dialog.Answer{Run: func() tea.Cmd {
			u.chooseStableRef(s, id)
			return nil
		}}
	}
	u.Dialogs.Open(prompt)
}

// chooseStableRef offers a v4 that is kept under the ID, and a v5 that is derived from it.
func (u *Users) chooseStableRef(s StableRef, id string) {
	kept, detail := s.keptFor(u.known, id), "in the book already"
	if kept == "" {
		kept, detail = s.New(), "new, written into the book under this ID"
	}
	derived := dialog.Choice{Name: "A v5 derived from the ID", Detail: "always the same, kept nowhere",
		About: "Whether Ripio enforces version 4 is not known; a public integration sends a v5. Your backend gets the same one with " +
			ripiofield.DerivationFormula + ". Whoever knows your client_id can find a short ID again by trying.",
		Run: func() tea.Cmd {
			s.Use(ripiofield.DeriveExternalRef(s.ClientID, id))
			u.Say(finding.LevelOK, "external_ref derived from "+visible.Line(id)+": a UUID v5, not the documented v4")
			return nil
		}}
	if s.ClientID == "" {
		derived.Unavailable = "needs a client_id"
	}
	u.Dialogs.Open(dialog.NewMenu("A stable external_ref for "+visible.Cut(id, 30), []dialog.Choice{
		{Name: "A v4 kept in the book of users", Detail: detail,
			About: "As the documentation wants it. In your backend, too, make it once for each user and store it beside the user.",
			Run: func() tea.Cmd {
				s.Use(kept)
				return u.keepName(profiles.TestUser{Environment: s.Environment, Profile: s.Profile, ExternalRef: kept, Address: s.Address}, id)
			}},
		derived,
	}))
}

// keptFor is the external_ref that the book has under an ID; empty when it has none.
func (s StableRef) keptFor(known []profiles.TestUser, id string) string {
	for _, user := range known {
		if user.Environment == s.Environment && strings.EqualFold(user.Profile, s.Profile) && user.Label == id {
			return user.ExternalRef
		}
	}
	return ""
}
