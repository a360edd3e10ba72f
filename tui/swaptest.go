package tui

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
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// askSwapTest explains the risk of asking the other environment, and has the
// profile's name typed.
func (m *Model) askSwapTest() {
	s := m.newSend(sending.SwapTest)
	other, _ := otherEnvironment(s.Owner.Environment)
	s.Environment, _ = ripio.EnvironmentFor(other)
	s.Request.SwapTest = true
	prompt := newSwapTestPrompt(visible.Line(s.Owner.Profile), s.Owner.Environment, other)
	prompt.Accept = func(text string) dialog.Answer {
		return dialog.ConfirmName(text, s.Owner.Profile, sentNothing, func() tea.Cmd { return m.beginSwapTest(s) })
	}
	m.open(prompt)
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

// noSwapTest says why the other environment cannot be asked now; empty when it
// can.
func (m *Model) noSwapTest() string {
	e := m.result.Exchange()
	switch busy := m.sends.Busy(); {
	case busy != "":
		return busy
	case m.noOtherEnvironment() != "":
		return m.noOtherEnvironment()
	case !m.hasProfile():
		return "no profile is selected"
	case e == nil || !m.result.IsRejection():
		return "it is for credentials that were rejected; nothing shown here was"
	}
	if why := m.staleCauses(); why != "" {
		return why
	}
	if slices.ContainsFunc(e.Findings, isSwapAnswer) {
		return "it was asked already; the result is under Checks"
	}
	other, _ := otherEnvironment(m.environment.Name)
	return m.sends.Pauses.Refuse(other, m.deps.Now(), m.settings.Zone())
}

// isSwapAnswer tells a finding that a swap test made, and that settles it.
func isSwapAnswer(finding finding.Finding) bool {
	code := string(finding.Code)
	return strings.HasPrefix(code, "swap-test-") && code != "swap-test-unclear"
}

// beginSwapTest begins the test once the profile's name was typed.
func (m *Model) beginSwapTest(s sending.Send) tea.Cmd {
	if why := m.noSwapTest(); why != "" {
		m.status.say(finding.LevelNote, "not asked: "+why)
		return nil
	}
	if s.Owner != m.selectedOwner() {
		m.status.say(finding.LevelNote, "not asked: another profile or user is selected now")
		return nil
	}
	s.Request.ExternalRef = m.deps.NewExternalRef()
	s.Rejected = *m.result.Exchange()
	return m.sendProbe(s, "")
}

// swapTestAnswered adds what the other environment said to the rejected exchange.
// The token that may have come is dropped here.
func (m *Model) swapTestAnswered(s sending.Send, e ripio.Exchange) {
	finding := cause.SwapFinding(s.Rejected, e)
	s.Rejected.Findings = append(slices.Clip(s.Rejected.Findings), finding)
	m.sends.Kept.Amend(s.Owner, s.Rejected)
	m.result.Amend(s.Rejected)
	m.endProbe()
	m.status.say(finding.Level, finding.Title)
}

// endProbe shows again what was there before, unless somebody else is selected now.
func (m *Model) endProbe() {
	m.sends.End()
	m.result.EndSending()
	if e, now := m.result.Exchange(), m.selectedOwner(); e != nil && (e.Profile != now.Profile || e.Environment.Name != now.Environment ||
		!m.result.IsTest() && (e.Request.ExternalRef != now.ExternalRef || e.Request.Address != now.Address)) {
		m.showKept()
	}
}

// sendProbe makes the one call of a probe, which what names on the screen.
func (m *Model) sendProbe(s sending.Send, what string) tea.Cmd {
	s = m.sends.TakeOff(s)
	m.result.OpenSending(result.Sending{Environment: s.Environment, Since: m.deps.Now(), What: what})
	return m.sends.Call(s, m.deps.Profiles.Secrets, m.deps.Authenticate)
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
