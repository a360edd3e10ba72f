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
	p, held := f.Hold(s, f.Now())
	if !held {
		return f.resolve(s)
	}
	if !f.aside(s) {
		f.Pane.ShowSending(Progress{Environment: s.Environment, Since: f.Now(), Until: p.Until, Why: p.Why})
	}
	return nil
}

// SendWithoutWaiting ends the wait and sends, unless the profile is no longer what
// it was: its client_id and its secret would not belong together.
func (f *Flow) SendWithoutWaiting() tea.Cmd {
	if s, _ := f.Waiting(); !s.SameAs(f.Capture(s.Kind)) {
		f.stopWaiting("What waited to be sent has changed; nothing was sent.")
		return nil
	}
	f.Pane.EndSending()
	return f.resolve(f.Release())
}

// stopWaiting gives up the send that waits.
func (f *Flow) stopWaiting(why string) {
	if !f.aside(f.Release()) {
		f.Pane.ShowNothing(why)
	}
	f.ShowKept()
	f.Say(finding.LevelNote, why)
}

// Go goes on with what waited for its time: a send, a renewal by itself, the next
// negative test.
func (f *Flow) Go() tea.Cmd {
	now := f.Now()
	var send tea.Cmd
	if f.Due(now) {
		send = f.SendWithoutWaiting()
	}
	if f.Free() {
		renew, refused := f.RenewalDue(f.Owner(), now)
		if renew {
			return tea.Batch(send, f.politely(f.Capture(Renewal)))
		}
		if refused != "" {
			f.Say(finding.LevelNote, refused)
		}
	}
	if f.Tests.Due(now) {
		return f.sendNextTest()
	}
	return send
}

// Stop gives up the send that is in sight, and reports whether there was one.
func (f *Flow) Stop() (note tea.Cmd, stopped bool) {
	if s, flying := f.UnderWay(); flying && !f.aside(s) {
		return f.cancel(s), true
	}
	if s, waits := f.Waiting(); waits && !f.aside(s) {
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

// GiveUp ends the send that is under way, and reports whether its call was made. It
// stands in the history then all the same.
func (f *Flow) GiveUp() (note tea.Cmd, posted bool) {
	story := f.giveUp(f.Now)
	if story == nil {
		return nil, false
	}
	return f.Keep(f.journal().Finish(story)), true
}
