package tui

import (
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/manage"
)

// TestTheTrimRemarkIsOfTheSecretThatWasSent: the profile was saved while the answer was on
// its way, and its secret is sent as it is from then on.
func TestTheTrimRemarkIsOfTheSecretThatWasSent(t *testing.T) {
	const remark = "Sent without the stray characters of the secret"
	d := inSandbox(t)
	d.env["ACME_SECRET"] = " s3cr3t-of-acme "
	d.failing(causeOf(cause.RemedyTrimSecret, 90))
	d.answer, d.hold = accepted, true
	d.press("A", "enter")
	d.model.profileEdited("acme-wallet")
	d.held[0]()
	d.shows("Token received", remark)

	d = inSandbox(t)
	finish := answerPending(d)
	d.model.sends.Trimmed[d.model.selected.SecretKey()] = true
	finish()
	d.shows("Token received")
	d.hides(remark)
}

// TestTheSwapTestIsOfTheRejectionThatWasShown when it was asked for.
func TestTheSwapTestIsOfTheRejectionThatWasShown(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	asked := *d.model.result.Exchange()
	other := asked
	other.SentAt = asked.SentAt.Add(time.Minute)
	d.model.result.ShowExchange(other)
	d.answer = accepted
	d.typeText("acme-wallet")
	d.press("enter")
	kept := d.model.sends.Kept[d.model.selectedOwner()].Exchange
	if n := len(kept.Findings); n == 0 || kept.Findings[n-1].Code != "swap-test-accepted" {
		t.Errorf("the exchange that it was asked for has the findings %v", kept.Findings)
	}
	if now := d.model.result.Exchange(); len(now.Findings) != len(other.Findings) {
		t.Errorf("another one has the findings %v", now.Findings)
	}
}

// TestNegativeTestsAreOfWhatTheirListWasOpenedFor, or not sent.
func TestNegativeTestsAreOfWhatTheirListWasOpenedFor(t *testing.T) {
	d := start(t, twoProfiles)
	d.chooseTests()
	d.model.switchProfile("two")
	front[*dialog.Menu](d).Select("all of them")
	d.press("enter")
	d.sent(0)
	d.shows("not sent: another profile or user is selected now")
}

// starting selects the simulator and returns what starts it.
func starting(d *driver) (started func()) {
	d.press("f2", "up")
	cmd := d.pending("enter")
	return func() { d.run(cmd) }
}

// TestWhatWaitedForTheSimulatorIsSentAsItWas when enter was pressed, or not at all.
func TestWhatWaitedForTheSimulatorIsSentAsItWas(t *testing.T) {
	changed := func(clientID string) manage.ChangedMsg {
		profile := acme()
		profile.Sandbox.ClientID = clientID
		return manage.ChangedMsg{Book: profiles.Book{Profiles: []profiles.Profile{profile}}, Done: "read again"}
	}
	d := start(t, withProfiles(acme()))
	started := starting(d)
	d.press("enter")
	d.send(changed("another-id"))
	started()
	d.sent(0)
	d.shows("the request changed while the simulator started; nothing was sent, enter sends")

	d = start(t, withProfiles(acme()))
	started = starting(d)
	d.press("enter", "ctrl+p")
	started()
	d.sent(0) // something is open
	d.send(changed("another-id"))
	d.press("esc")
	d.sent(0)
	d.shows("the request changed while the simulator started")

	d = start(t, withProfiles(acme()))
	started = starting(d)
	d.press("enter")
	started()
	d.sent(1)
	if d.requests[0].ClientID != "9f1c55e2" {
		t.Errorf("sent with %s", d.requests[0].ClientID)
	}
}

// TestABlockedRequestDoesNotWaitForTheSimulator: it is said at the key press.
func TestABlockedRequestDoesNotWaitForTheSimulator(t *testing.T) {
	d := start(t, withProfiles(acme()))
	started := starting(d)
	d.press("tab", "tab", "end", ":", "enter")
	d.shows("not sent: external_ref")
	d.press("backspace")
	started()
	d.sent(0)
}

// TestASimulatorThatStartsLeavesTheCursorAlone, and the field that is being typed in.
func TestASimulatorThatStartsLeavesTheCursorAlone(t *testing.T) {
	d := start(t, withProfiles(acme()))
	started := starting(d)
	d.press("tab", "tab", "tab", "end")
	d.clear()
	d.press("shift+tab", "home", "a")
	started()
	d.press("b")
	d.hasUser("ab"+goodRef, "")
}

// TestTheSameUserLeavesTheCursorAlone: a change of the profiles ends while a field is in use.
func TestTheSameUserLeavesTheCursorAlone(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("tab", "tab", "home", "a", "tab", "shift+tab")
	d.send(manage.ChangedMsg{Book: d.model.selected.Book, Done: "read again", Select: "acme-wallet"})
	d.press("b")
	d.hasUser("ab"+goodRef, goodAddress)
}

// TestAConfirmedAddressIsThatOfTheOneAskedAbout: another profile has the same address.
func TestAConfirmedAddressIsThatOfTheOneAskedAbout(t *testing.T) {
	d := start(t, twoProfiles)
	d.model.askAboutAddress(finding.Finding{Title: "may be a key"})
	d.model.switchProfile("two")
	d.press("2")
	d.sent(0)
	d.shows("nothing was sent")
}

// TestEnterBeforeTheDraftIsReadGoesWhereTheDraftSays, not to the sandbox.
func TestEnterBeforeTheDraftIsReadGoesWhereTheDraftSays(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("f2", "up", "enter")
	draft := d.model.draft.Earlier
	draft.Profile, draft.Environment = "acme-wallet", ripio.Simulator
	d.model = New(d.deps(), d.model.options)
	d.press("enter")
	d.model.draft.Earlier = draft
	var hosts []ripio.EnvironmentName
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		hosts = append(hosts, env.Name)
		return accepted(env, request)
	}
	d.run(d.model.Init())
	if len(hosts) != 1 || hosts[0] != ripio.Simulator {
		t.Errorf("sent to %v", hosts)
	}
}
