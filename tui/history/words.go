package history

import (
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// shortUser is the width of an external_ref or address in a sentence.
const shortUser = 17

// PlaceWords name the profile and the environment of an exchange.
func PlaceWords(e ripio.Exchange) string {
	return visible.Line(ProfileName(e)) + ", " + visible.Line(e.Environment.Name.Label())
}

// OwnerWords name the profile, the environment and the external_ref of an exchange.
func (m *Model) OwnerWords(e ripio.Exchange) string {
	return PlaceWords(e) + ", external_ref " + m.shortened(e.Request.ExternalRef)
}

// About says when a request was sent, and for whom.
func (m *Model) About(e ripio.Exchange) string {
	user := m.shortened(e.Request.ExternalRef)
	if name := m.UserName(e); name != "" {
		user = visible.Line(name)
	}
	at := e.SentAt.In(m.Local)
	day := phrase.Day(at)
	if phrase.SameDay(at, m.Now().In(m.Local)) {
		day = "today"
	}
	return day + " " + at.Format(time.TimeOnly) + ": " + PlaceWords(e) + ", " + user
}

// resendWords say what will be selected to send an exchange again, and what of its
// profile is no longer as it was.
func (m *Model) resendWords(e ripio.Exchange, profile profiles.Profile) string {
	text := "Selects " + m.OwnerWords(e) + ", address " + m.shortened(e.Request.Address) + "."
	name := e.Environment.Name
	if name == ripio.Simulator {
		name = ripio.Sandbox
	}
	if clientID := profile.Account(name).ClientID; e.Profile != "" && !redact.MayBe(e.Request.ClientID, clientID) {
		text += " The profile's client_id is another one now: " + visible.Line(field.ShowClientID(clientID)) + "."
	}
	return text
}

// shortened is an external_ref or address as a sentence holds it.
func (m *Model) shortened(text string) string {
	return draw.Shorten(visible.Line(text), shortUser, m.Styles.Glyphs.Ellipsis)
}
