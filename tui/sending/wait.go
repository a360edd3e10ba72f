package sending

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
)

// politely sends now, or when the environment's pause is over.
func (f *Flow) politely(s Send) tea.Cmd {
	if why := f.Busy(); why != "" {
		f.Say(finding.LevelNote, why)
		return nil
	}
	if s.Kind != Renewal {
		f.Pane.LeaveHistory()
	}
	p := f.Pauses[s.Environment.Name]
	if !p.Until.After(f.Now()) {
		return f.resolve(s)
	}
	f.waiting = &waiting{Send: s, pause: p}
	if !f.aside(s) {
		f.Pane.ShowSending(Progress{Environment: s.Environment, Since: f.Now(), Until: p.Until, Why: p.Why})
	}
	return nil
}

// SendWithoutWaiting ends the wait and sends, unless the profile is no longer what
// it was: its client_id and its secret would not belong together.
func (f *Flow) SendWithoutWaiting() tea.Cmd {
	s := f.waiting.Send
	if !s.SameAs(f.Capture(s.Kind)) {
		f.stopWaiting("What waited to be sent has changed; nothing was sent.")
		return nil
	}
	f.waiting = nil
	f.Pane.EndSending()
	return f.resolve(s)
}

// stopWaiting gives up the send that waits.
func (f *Flow) stopWaiting(why string) {
	s := f.waiting.Send
	f.waiting = nil
	if !f.aside(s) {
		f.Pane.ShowNothing(why)
	}
	f.ShowKept()
	f.Say(finding.LevelNote, why)
}

// Tick goes on with what waited for its time: a send, a renewal by itself, the next
// negative test.
func (f *Flow) Tick() tea.Cmd {
	now := f.Now()
	var send tea.Cmd
	if f.waiting != nil && !f.waiting.pause.Until.After(now) {
		send = f.SendWithoutWaiting()
	}
	if f.Dialogs.Empty() && f.renewalDue(now) {
		return tea.Batch(send, f.politely(f.Capture(Renewal)))
	}
	if f.tests.due(now) {
		return f.sendNextTest()
	}
	return send
}

// Stop gives up the send that is in sight, and reports whether there was one.
func (f *Flow) Stop() (note tea.Cmd, stopped bool) {
	if f.flight != nil && !f.aside(f.flight.Send) {
		return f.cancel(f.flight.Send), true
	}
	if f.waiting != nil && !f.aside(f.waiting.Send) {
		f.stopWaiting("The wait was cancelled; nothing was sent.")
		return nil, true
	}
	return nil, false
}

// cancel gives up the request that is under way.
func (f *Flow) cancel(s Send) tea.Cmd {
	aside := f.aside(s)
	note, posted := f.GiveUp()
	text := "stopped; nothing was sent"
	if posted {
		text = "cancelled; whether " + s.Environment.Name.Label() + " received the request is not known"
	}
	f.Say(finding.LevelNote, text)
	if s.IsProbe() {
		f.endProbe()
		return note
	}
	_, live := f.Kept.Live(s.Owner, f.Now())
	if posted && !aside && !live {
		f.Pane.ShowNothing("The last request was cancelled. Whether it reached the server is not known.")
	}
	if posted && (live || s.Owner != f.Owner()) {
		f.ShowKept()
	}
	return note
}

// GiveUp ends the send that is under way and the run it is part of, and reports whether
// its call was made. A pause follows then, as the server may have got it, and it stands
// in the history all the same.
func (f *Flow) GiveUp() (note tea.Cmd, posted bool) {
	given := f.flight
	f.end()
	f.tests = series{}
	if given == nil || given.story == nil {
		return nil, false
	}
	f.Pauses.GivenUp(given.Environment.Name, f.Now())
	return f.Keep(f.journal().Finish(given.story)), true
}
