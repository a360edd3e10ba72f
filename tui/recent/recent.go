// Package recent fills the room below the form with what helps the next request: the
// other users of the profile, and its last sends.
package recent

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

const (
	// mostSends are kept of a run; mostRows of a kind are shown.
	mostSends = 50
	mostRows  = 4
	// leastSends is from when on they are listed: the last one alone is in the other pane.
	leastSends = 2
)

// Model knows the sends of this run.
type Model struct {
	// Users and History are the keys that list all of them.
	Users, History key.Binding

	sends []ripio.Exchange
	shown []profiles.TestUser
}

// Sent adds a send.
func (m *Model) Sent(e ripio.Exchange) {
	m.sends = append([]ripio.Exchange{e}, m.sends[:min(len(m.sends), mostSends-1)]...)
}

// Of is what the room is filled for: a profile in an environment, and the user in the
// form.
type Of struct {
	Environment ripio.EnvironmentName
	Profile     string
	User        profiles.User
	// Known is the book of test users, the latest use first.
	Known []profiles.TestUser
	Local *time.Location
}

// View draws what fits in the room, which it does not have to fill.
func (m *Model) View(s theme.Styles, of Of, width, room int) []string {
	lines := m.users(s, of, width)
	if len(lines) > room {
		lines = nil
	}
	if sends := m.lastSends(s, of, width); len(lines)+len(sends) <= room {
		lines = append(lines, sends...)
	}
	return lines
}

// head is a blank line and a title, with the key that lists all.
func head(s theme.Styles, title string, all key.Binding, width int) []string {
	right := draw.Press(s, all.Help().Key, "all")
	return []string{"", "  " + draw.Spread(s.Muted.Render(title), right, width-indent, s.Glyphs.Ellipsis)}
}

// indent is where the labels of the form begin.
const indent = 2

func (m *Model) users(s theme.Styles, of Of, width int) []string {
	m.shown = m.shown[:0]
	for _, user := range of.Known {
		if user.Environment == of.Environment && user.Profile == of.Profile && user.User() != of.User && len(m.shown) < mostRows {
			m.shown = append(m.shown, user)
		}
	}
	if len(m.shown) == 0 {
		return nil
	}
	title := "Other users"
	if of.Profile != "" {
		title += " of " + visible.Line(of.Profile)
	}
	lines := head(s, title, m.Users, width)
	half := (width - indent - 1) / 2
	for i, user := range m.shown {
		name := s.Text.Render(draw.Shorten(visible.Line(user.Label), half, s.Glyphs.Ellipsis))
		if user.Label == "" {
			name = s.Text.Render(draw.Shorten(visible.Line(user.ExternalRef), half, s.Glyphs.Ellipsis))
		}
		row := "  " + draw.Fit(name, half, "") + " " + s.Muted.Render(draw.Shorten(visible.Line(user.Address), half, s.Glyphs.Ellipsis))
		lines = append(lines, zone.Row(zone.Part(userPart, i), row, width))
	}
	return lines
}

// userPart is the name of the rows of users.
const userPart = "recent user"

// Clicked is the user whose row was clicked.
func (m *Model) Clicked(target zone.Target) (profiles.User, bool) {
	i, ok := target.Part(userPart)
	if !ok || i >= len(m.shown) {
		return profiles.User{}, false
	}
	return m.shown[i].User(), true
}

func (m *Model) lastSends(s theme.Styles, of Of, width int) []string {
	var rows []string
	for _, e := range m.sends {
		if e.Environment.Name == of.Environment && e.Profile == of.Profile && len(rows) < mostRows {
			rows = append(rows, sendRow(s, e, of.Local, width))
		}
	}
	if len(rows) < leastSends {
		return nil
	}
	return append(head(s, "Last attempts", m.History, width), rows...)
}

// sendRow tells how a send ended, when, and for whom.
func sendRow(s theme.Styles, e ripio.Exchange, local *time.Location, width int) string {
	level, words, status := finding.LevelOK, "token", ""
	switch {
	case e.Failure != nil && e.Failure.Kind == ripio.FailureCancelled:
		level, words = finding.LevelNote, e.Failure.Title()
	case e.Failure != nil:
		level, words = finding.LevelFailure, e.Failure.Title()
	}
	if e.Response != nil {
		status = fmt.Sprint(e.Response.Status)
	}
	left := "  " + s.Muted.Render(e.SentAt.In(local).Format(time.TimeOnly)) + " " + s.Mark(level) + " " + s.Text.Render(words)
	right := s.Muted.Render(strings.TrimSpace(status + " " + draw.Shorten(visible.Line(e.Request.ExternalRef), refWidth, s.Glyphs.Ellipsis)))
	if ansi.StringWidth(left)+1+ansi.StringWidth(right) > width {
		return ansi.Truncate(left, width, s.Glyphs.Ellipsis)
	}
	return draw.Spread(left, right, width, s.Glyphs.Ellipsis)
}

// refWidth is the width of an external_ref beside a send.
const refWidth = 13
