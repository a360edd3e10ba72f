package sending

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// land takes the answer of a send, unless it was given up, and writes it down.
func (msg AnswerMsg) land(f *Flow) tea.Cmd {
	var current bool
	if msg.Send, current = f.current(msg.Send); !current {
		return nil
	}
	s := msg.Send
	if msg.Err != nil {
		f.tests = series{}
		f.endProbe()
		f.Say(finding.LevelFailure, "not sent: "+noSecretForProbe(msg.Err))
		return nil
	}
	msg.Exchange.Profile = s.Owner.Profile
	f.Pauses.After(msg.Exchange)
	note := f.writeDown(msg)
	f.Sent(msg.Exchange)
	switch s.Kind {
	case SwapTest:
		f.swapTestAnswered(s, msg.Exchange)
	case NegativeTest:
		f.negativeTestAnswered(msg)
	default:
		f.showAnswer(s, msg.Exchange)
	}
	return note
}

// showAnswer shows the outcome of an ordinary send. It is kept under whom it was for,
// and shown only there.
func (f *Flow) showAnswer(s Send, e ripio.Exchange) {
	earlier, live := f.Kept.Live(s.Owner, f.Now())
	stays := live && e.Failure != nil // the failure takes no good token away
	if !stays {
		f.Kept.Keep(s.Owner, e)
	}
	aside := f.aside(s)
	f.end()
	if s.Kind == Renewal {
		f.renewed(e)
	}
	switch {
	case s.Owner != f.Owner():
		f.ShowKept()
		if f.Pane.IsSending() {
			f.Pane.ShowNothing(f.elsewhere(e))
		}
		f.Say(finding.LevelNote, "the response is for the user you had before; go back to see it")
		return
	case aside:
		if !stays {
			f.Pane.ShowOwn(e)
		}
		return
	}
	f.Pane.ShowExchange(e)
	f.Pane.SetRemark(f.trimRemark(s.Secret))
	if stays {
		f.Pane.SetAside("The token of " + earlier.SentAt.In(f.Local()).Format(time.TimeOnly) + " is still good; esc shows it.")
	}
	if s.Kind != Renewal {
		f.Pane.ComeForward()
	}
}

// journal is where answers are written down.
func (f *Flow) journal() Journal {
	return Journal{Manager: f.Manager, Fingerprint: f.Fingerprint, KeepTokens: f.KeepTokens()}
}

// writeDown puts an answer into the history, and notes who was used and how the
// credentials fared, where there is a profile. What a custom host answers says nothing of
// Ripio's, so nothing is kept of it.
func (f *Flow) writeDown(msg AnswerMsg) tea.Cmd {
	if msg.Exchange.Environment.Name == ripio.Custom {
		return nil
	}
	kept := f.Keep(f.journal().Write(msg))
	if kept == nil || msg.Send.Owner.Profile == "" || msg.Send.IsProbe() {
		return kept
	}
	return tea.Batch(kept, f.Note(msg))
}

// land completes what is shown with what is known beside it.
func (msg RememberedMsg) land(f *Flow) tea.Cmd {
	if len(msg.Warnings) > 0 {
		f.Say(finding.LevelWarning, visible.Line(msg.Warnings[0].Text))
	}
	if msg.Written {
		f.Written()
	}
	f.Kept.Remembered(msg)
	f.Pane.Remembered(msg.Attempt, msg.Background, msg.Lifetimes)
	return nil
}

// ShowKept shows what is known for the selected profile, environment and user, and
// nothing else's token.
func (f *Flow) ShowKept() {
	owner := f.Owner()
	switch {
	case f.flight != nil, f.waiting != nil && f.waiting.Owner == owner:
		return
	case f.waiting != nil:
		f.stopWaiting("The wait was for another user; nothing was sent.")
		return
	}
	outcome, kept := f.Kept[owner]
	last := f.Pane.Own()
	switch {
	case kept:
		if about := outcome.Beside; f.Pane.ShowOwn(outcome.Exchange) {
			f.Pane.Remembered(about.Attempt, about.Background, about.Lifetimes)
		}
	case last == nil:
	case last.Request.Deviation != ripio.DeviationNone:
		f.Pane.ShowNothing("The last response was to a negative test. It is in the history.")
	default:
		f.Pane.ShowNothing(f.elsewhere(*last))
	}
	f.Shown()
}

// elsewhere says whose the last answer was, when somebody else is selected.
func (f *Flow) elsewhere(last ripio.Exchange) string {
	return "The last response was for " + f.PlaceWords(last) + ", external_ref " + visible.Line(last.Request.ExternalRef) +
		". It comes back when they are selected again."
}
