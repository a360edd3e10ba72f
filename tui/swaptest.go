package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// askSwapTest explains the risk of asking the other environment, and has the
// profile's name typed.
func (m *Model) askSwapTest() {
	s := m.newSending(sendSwapTest)
	other, _ := otherEnvironment(s.owner.environment)
	s.environment, _ = ripio.EnvironmentFor(other)
	s.request.SwapTest = true
	prompt := newSwapTestPrompt(visible.Line(s.owner.profile), s.owner.environment, other)
	prompt.Accept = func(text string) dialog.Answer {
		return confirmName(text, s.owner.profile, sentNothing, func() tea.Cmd { return m.beginSwapTest(s) })
	}
	m.open(prompt)
}

// newSwapTestPrompt asks for the profile's name before its credentials go to the
// other environment.
func newSwapTestPrompt(profile string, armed, other ripio.EnvironmentName) *dialog.Prompt {
	where := ""
	if other == ripio.Production {
		where = ", in production"
	}
	p := &dialog.Prompt{
		Title: "Ask " + other.Label(),
		Text: "One request goes to " + other.Label() + " with the client_id and client_secret for " + armed.Label() +
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
	switch {
	case m.busy() != "":
		return m.busy()
	case m.environment.Name == ripio.Simulator:
		return "the simulator has no other environment"
	case !m.hasProfile():
		return "no profile is armed"
	case e == nil || !m.result.IsRejection():
		return "it is for credentials that were rejected; nothing shown here was"
	}
	if why := m.staleCauses(); why != "" {
		return why
	}
	if slices.ContainsFunc(e.Findings, isSwapAnswer) {
		return "it was asked already; the answer stands under Checks"
	}
	other, _ := otherEnvironment(m.environment.Name)
	return m.pausedFor(other)
}

// isSwapAnswer tells a finding that a swap test made, and that settles it.
func isSwapAnswer(finding finding.Finding) bool {
	code := string(finding.Code)
	return strings.HasPrefix(code, "swap-test-") && code != "swap-test-unclear"
}

// pausedFor says that an environment asked to wait; empty when it did not.
func (m *Model) pausedFor(name ripio.EnvironmentName) string {
	if until := m.pauses[name].until; until.After(m.deps.Now()) {
		return "a pause runs before the next request to " + name.Label() + "; it ends at " +
			until.In(m.deps.Local).Format(draw.ClockLayout)
	}
	return ""
}

// beginSwapTest begins the test once the profile's name was typed.
func (m *Model) beginSwapTest(s sending) tea.Cmd {
	if why := m.noSwapTest(); why != "" {
		m.status.say(finding.LevelNote, "not asked: "+why)
		return nil
	}
	if s.owner != m.armedOwner() {
		m.status.say(finding.LevelNote, "not asked: another profile or user is armed by now")
		return nil
	}
	s.request.ExternalRef = m.deps.NewExternalRef()
	s.rejected = *m.result.Exchange()
	return m.sendProbe(s, "")
}

// swapTestArrived adds what the other environment said to the rejected exchange.
// The token that may have come is dropped here.
func (m *Model) swapTestArrived(msg probeMsg) tea.Cmd {
	whom, note := msg.sending.owner, m.writeProbeDown(msg)
	rejected := msg.sending.rejected
	finding := cause.SwapFinding(rejected, msg.exchange)
	rejected.Findings = append(slices.Clip(rejected.Findings), finding)
	if kept, ok := m.kept[whom]; ok && kept.SentAt.Equal(rejected.SentAt) {
		m.kept[whom] = rejected
	}
	m.result.Amend(rejected)
	m.endProbe()
	m.status.say(finding.Level, finding.Title)
	return note
}
