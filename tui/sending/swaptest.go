package sending

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
)

// AskSwapTest explains the risk of asking the other environment, and has the
// profile's name typed.
func (f *Flow) AskSwapTest() {
	s := f.Capture(SwapTest)
	other, _ := Other(s.Owner.Environment)
	s.Environment, _ = ripio.EnvironmentFor(other)
	s.Request.SwapTest = true
	s.Rejected = *f.Pane.Exchange() // NoSwapTest is empty, so there is one
	prompt := newSwapTestPrompt(visible.Line(s.Owner.Profile), s.Owner.Environment, other)
	prompt.Accept = func(text string) dialog.Answer {
		return dialog.ConfirmName(text, s.Owner.Profile, sentNothing, func() tea.Cmd { return f.beginSwapTest(s) })
	}
	f.Dialogs.Open(prompt)
}

// newSwapTestPrompt asks for the profile's name before its credentials go to the
// other environment.
func newSwapTestPrompt(profile string, selected, other ripio.EnvironmentName) *dialog.Prompt {
	where := ""
	if other == ripio.Production {
		where = ", in production"
	}
	p := &dialog.Prompt{
		Title: "Ask " + other.Label(),
		Text: "One request goes to " + other.Label() + " with the client_id and client_secret for " + selected.Label() +
			": its host sees both. What a request does there is not documented. A new external_ref is sent with this " +
			"address, so a user may appear there" + where + ". A token that comes is dropped.\n" +
			"Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter asks once, esc goes back",
		Environment: other,
	}
	p.Input.Focus()
	return p
}

// NoSwapTest says why the other environment cannot be asked now; empty when it
// can.
func (f *Flow) NoSwapTest() string {
	e, owner := f.Pane.Exchange(), f.Owner()
	other, _ := Other(owner.Environment)
	switch busy := f.Busy(); {
	case busy != "":
		return busy
	case NoOther(owner.Environment) != "":
		return NoOther(owner.Environment)
	case owner.Profile == "":
		return "no profile is selected"
	case e == nil || !f.Pane.IsRejection():
		return "it is for credentials that were rejected; nothing shown here was"
	}
	if why := f.Stale(); why != "" {
		return why
	}
	if slices.ContainsFunc(e.Findings, isSwapAnswer) {
		return "it was asked already; the result is under Checks"
	}
	return f.Pauses.Refuse(other, f.Now(), f.Local())
}

// isSwapAnswer tells a finding that a swap test made, and that settles it.
func isSwapAnswer(finding finding.Finding) bool {
	code := string(finding.Code)
	return strings.HasPrefix(code, "swap-test-") && code != "swap-test-unclear"
}

// beginSwapTest begins the test once the profile's name was typed.
func (f *Flow) beginSwapTest(s Send) tea.Cmd {
	if why := f.NoSwapTest(); why != "" {
		f.Say(finding.LevelNote, "not asked: "+why)
		return nil
	}
	if s.Owner != f.Owner() {
		f.Say(finding.LevelNote, "not asked: another profile or user is selected now")
		return nil
	}
	s.Request.ExternalRef = f.NewExternalRef()
	return f.sendProbe(s, "")
}

// swapTestAnswered adds what the other environment said to the rejected exchange.
// The token that may have come is dropped here.
func (f *Flow) swapTestAnswered(s Send, e ripio.Exchange) {
	finding := cause.SwapFinding(s.Rejected, e)
	s.Rejected.Findings = append(slices.Clip(s.Rejected.Findings), finding)
	f.Kept.Amend(s.Owner, s.Rejected)
	f.Pane.Amend(s.Rejected)
	f.endProbe()
	f.Say(finding.Level, finding.Title)
}

// sendProbe makes the one call of a probe, which what names on the screen.
func (f *Flow) sendProbe(s Send, what string) tea.Cmd {
	s = f.takeOff(s)
	f.Pane.OpenSending(Progress{Environment: s.Environment, Since: f.Now(), What: what})
	return f.call(s)
}

// endProbe shows again what was there before, unless somebody else is selected now.
func (f *Flow) endProbe() {
	f.end()
	f.Pane.EndSending()
	if e, now := f.Pane.Exchange(), f.Owner(); e != nil && (e.Profile != now.Profile || e.Environment.Name != now.Environment ||
		!f.Pane.IsTest() && (e.Request.ExternalRef != now.ExternalRef || e.Request.Address != now.Address)) {
		f.ShowKept()
	}
}

// noSecretForProbe says why a secret could not be had, and how it can.
func noSecretForProbe(err error) string {
	for _, locked := range []error{profiles.ErrPassphraseNeeded, profiles.ErrNoSealedFile, profiles.ErrSecretNeeded} {
		if errors.Is(err, locked) {
			return "the client_secret is not open yet; send an ordinary request first"
		}
	}
	return visible.Line(err.Error())
}

// Other is the other one of sandbox and production; ok is false where there is none.
func Other(name ripio.EnvironmentName) (other ripio.EnvironmentName, ok bool) {
	switch name {
	case ripio.Sandbox:
		return ripio.Production, true
	case ripio.Production:
		return ripio.Sandbox, true
	}
	return "", false
}

// NoOther says why an environment has no other one; empty when it has.
func NoOther(name ripio.EnvironmentName) string {
	switch name {
	case ripio.Simulator:
		return "the simulator has no other environment"
	case ripio.Custom:
		return "a custom host has no other environment"
	}
	return ""
}

// OtherLabel names the environment that a send did not go to.
func OtherLabel(name ripio.EnvironmentName) string {
	if other, ok := Other(name); ok {
		return other.Label()
	}
	return "the other environment"
}
