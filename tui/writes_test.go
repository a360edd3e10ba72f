package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/sending"
)

// A program that ends right after an answer came has dropped the command that
// writes it down.
func TestQuittingLosesNoSend(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter")
	d.ended = true
	d.held[0]()
	if attempts := d.attempts(); len(attempts) != 0 {
		t.Fatalf("%d attempts before the end", len(attempts))
	}
	d.model.Settle(time.Minute)
	d.model.Settle(time.Minute)
	if attempts := d.attempts(); len(attempts) != 1 {
		t.Errorf("%d attempts, want 1", len(attempts))
	}
}

// A request that is under way at the end is cancelled, and written down so.
func TestQuittingWhileSending(t *testing.T) {
	for name, quit := range map[string]func(*driver){
		"by key":     func(d *driver) { d.press("ctrl+c") },
		"from above": func(*driver) {},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.answer, d.hold = cancelled, true
			d.press("enter")
			d.ended = true
			quit(d)
			d.model.Settle(time.Minute)
			if d.context.Err() == nil {
				t.Error("the request goes on")
			}
			if attempts := d.attempts(); len(attempts) != 1 {
				t.Errorf("%d attempts, want 1", len(attempts))
			}
		})
	}
}

func (d *driver) attempts() []profiles.Attempt {
	d.t.Helper()
	attempts, err := d.restarted().History.List(profiles.Filter{})
	if err != nil {
		d.t.Fatal(err)
	}
	return attempts
}

func TestSettle(t *testing.T) {
	m := Model{sends: sending.New(sending.Host{})}
	begun, release, ends := make(chan struct{}), make(chan struct{}), 0
	slow := m.writes.keep(func() tea.Msg {
		close(begun)
		<-release
		ends++
		return nil
	})
	go slow()
	<-begun
	m.Settle(time.Millisecond) // gives up
	close(release)
	m.Settle(time.Minute)
	if ends != 1 {
		t.Errorf("ended %d times, want once", ends)
	}
	m.writes.keep(func() tea.Msg { panic("while ending") })
	m.Settle(time.Minute)
	if m.writes.keep(nil) != nil {
		t.Error("no command became one")
	}
}
