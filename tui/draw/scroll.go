package draw

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// ScrollKeys move through lines or rows.
type ScrollKeys struct{ Up, Down, PageUp, PageDown, Top, Bottom key.Binding }

// DefaultScrollKeys returns them with the words that help shows.
func DefaultScrollKeys() ScrollKeys {
	return ScrollKeys{
		Up:       Bind("k", "up", "k", "up"),
		Down:     Bind("j", "down", "j", "down"),
		PageUp:   Bind("pgup", "page up", "pgup"),
		PageDown: Bind("pgdown", "page down", "pgdown", " "),
		Top:      Bind("g", "top", "g", "home"),
		Bottom:   Bind("G", "bottom", "G", "end"),
	}
}

// Moves returns by how many lines a key moves where room lines show; ok is false for
// any other key.
func (k ScrollKeys) Moves(msg tea.KeyMsg, room int) (by int, ok bool) {
	const far = 1 << 30
	switch page := max(room-1, 1); {
	case key.Matches(msg, k.Up):
		return -1, true
	case key.Matches(msg, k.Down):
		return 1, true
	case key.Matches(msg, k.PageUp):
		return -page, true
	case key.Matches(msg, k.PageDown):
		return page, true
	case key.Matches(msg, k.Top):
		return -far, true
	case key.Matches(msg, k.Bottom):
		return far, true
	}
	return 0, false
}

// Scroll is which of Body lines show where there is room for Room.
type Scroll struct{ Offset, Room, Body int }

// By moves by lines, no further than the body goes.
func (s *Scroll) By(lines int) { s.Offset = max(0, min(s.Offset+lines, s.Body-s.Room)) }

// Reveal brings the lines from first to before end into sight, and first where there is no
// room for all of them.
func (s *Scroll) Reveal(first, end int) { s.Offset = min(max(s.Offset, end-s.Room), first) }

// Update moves with the keys that do, and reports whether it was one.
func (s *Scroll) Update(msg tea.KeyMsg, keys ScrollKeys) bool {
	by, ok := keys.Moves(msg, s.Room)
	s.By(by)
	return ok
}

// Show returns the lines in sight.
func (s *Scroll) Show(lines []string, room int) []string {
	s.Body, s.Room = len(lines), max(room, 0)
	s.By(0)
	return lines[s.Offset:min(s.Offset+s.Room, s.Body)]
}

// Position says how far the body is scrolled; empty when all of it shows.
func (s *Scroll) Position() string {
	if s.Body <= s.Room || s.Room == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d of %d", s.Offset+1, min(s.Offset+s.Room, s.Body), s.Body)
}

// More reports whether the body goes on below what shows.
func (s *Scroll) More() bool { return s.Room > 0 && s.Offset+s.Room < s.Body }
