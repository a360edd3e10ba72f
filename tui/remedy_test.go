package tui

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/request"
)

// causeOf is a cause with every text, for a remedy.
func causeOf(remedy cause.Remedy, weight int) cause.Cause {
	return cause.Cause{
		Code: "test-cause", Title: "the " + strings.TrimPrefix(string(remedy)+" cause", " "), Weight: weight,
		Certainty: finding.CertaintyOf(weight), Evidence: "seen-" + string(remedy),
		Why: "why-" + string(remedy), Fix: "fix-" + string(remedy), Source: "source-" + string(remedy), Remedy: remedy,
	}
}

// failing sends an ordinary request that fails, and shows the given causes.
func (d *driver) failing(causes ...cause.Cause) {
	d.answer = rejected
	d.press("enter")
	d.model.result.Causes = causes
}

// inSandbox is a driver whose profile can send to both environments, on a screen
// where the panes stand above each other, so that sentences read on.
func inSandbox(t *testing.T, setups ...setup) *driver {
	t.Helper()
	profile := acme()
	profile.Production = profile.Sandbox
	return start(t, append([]setup{withProfiles(profile), size(80, 100)}, setups...)...)
}

func TestCausesAreRankedWithTheirLetters(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyShowHTTP, 100), causeOf(cause.RemedyReport, 95), causeOf(cause.RemedyNone, 10))
	d.shows("Causes the likeliest first",
		"[A] The show-http cause", "known", "Press A, then enter: show the request and the response", "Found seen-show-http",
		"Fix-show-http.", "[B] The report cause", "likely", "[C] The cause", "guess")
	d.hides("› [A]", "Why-show-http", "source-show-http", "Fix-report", "seen-report") // enter sends here
	screen := d.screen()
	if body := strings.Index(screen, "Body"); body < 0 || body > strings.Index(screen, "Causes  the") {
		t.Error("what the server said in a few words does not stand before the causes")
	}
	d.press("B")
	d.shows("› [B] The report cause", "Press enter: build a report for Ripio's support", "Found seen-report", "Fix-report.")
	d.hides("Fix-show-http", "Why-report")
	d.press("up", "w")
	d.shows("› [A] The show-http cause", "Why Why-show-http.", "Source source-show-http")
	d.press("left")
	d.hides("Why-show-http")
	d.press("down", "right")
	d.shows("› [B] The report cause", "Why Why-report.")
	d.press("2")
	d.shows("1 lists 3 causes")
	d.hides("The show-http cause", "Fix-show-http.")
}

func TestLettersWithoutCauses(t *testing.T) {
	d := inSandbox(t)
	d.failing()
	d.press("A")
	d.shows("letters stand for the causes of a failure")
}

func TestLettersOfCauses(t *testing.T) {
	tests := []struct {
		name    string
		cause   cause.Cause
		want    string // on the screen afterwards
		sent    int    // requests in all
		arrange func(*driver)
	}{
		{name: "retry", cause: causeOf(cause.RemedyRetry, 10), want: "invalid_client", sent: 2},
		{name: "wait without a wait", cause: causeOf(cause.RemedyWait, 10), want: "invalid_client", sent: 2},
		{name: "show-http", cause: causeOf(cause.RemedyShowHTTP, 10), want: "POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth", sent: 1},
		{name: "switch-environment", cause: causeOf(cause.RemedySwitchEnvironment, 10), want: "PRODUCTION is selected", sent: 1},
		{name: "edit-credentials", cause: causeOf(cause.RemedyEditCredentials, 10), want: "[ Save profile ]", sent: 1},
		{name: "swap-test", cause: causeOf(cause.RemedySwapTest, 10), want: "Ask PRODUCTION", sent: 1},
		{name: "restart-simulator elsewhere", cause: causeOf(cause.RemedyRestartSimulator, 10), want: "A: the simulator is not selected", sent: 1},
		{name: "scenario elsewhere", cause: causeOf(cause.RemedyScenario, 10), want: "A: the simulator is not selected", sent: 1},
		{name: "none", cause: causeOf(cause.RemedyNone, 10), want: "A: no key can do this", sent: 1},
		{name: "new external_ref", cause: causeOf(cause.RemedyNewExternalRef, 10), want: "new external_ref: it stands for a new user", sent: 1},
		{
			name: "replace", want: "external_ref is now " + otherRef + "; enter sends", sent: 1,
			cause: cause.Cause{Title: "not a v4", Remedy: cause.RemedyReplace, Field: finding.FieldExternalRef, Replacement: otherRef},
		},
		{
			name: "replace client_id", want: "The client_id is corrected here", sent: 1,
			cause: cause.Cause{Title: "spaces", Remedy: cause.RemedyReplace, Field: finding.FieldClientID, Replacement: "corrected-id"},
		},
		{
			name: "enter", want: "type the address; enter then sends", sent: 1,
			cause: cause.Cause{Title: "no address", Remedy: cause.RemedyEnter, Field: finding.FieldAddress},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := inSandbox(t)
			d.failing(test.cause)
			d.press("A", "enter")
			d.shows(test.want)
			if len(d.requests) != test.sent {
				t.Errorf("%d requests were sent, want %d", len(d.requests), test.sent)
			}
		})
	}
}

func TestReplacedValueIsSentByThePerson(t *testing.T) {
	d := inSandbox(t)
	d.failing(cause.Cause{Title: "not a v4", Remedy: cause.RemedyReplace, Field: finding.FieldExternalRef, Replacement: otherRef})
	d.press("A", "enter", "enter")
	if got := d.requests[len(d.requests)-1].ExternalRef; len(d.requests) != 2 || got != otherRef {
		t.Errorf("%d requests, the last for %q", len(d.requests), got)
	}
}

// TestAMaskedClientIDIsNoOtherOne has a client_id that stands in its own secret, so that
// it is masked in what is kept of the send: the causes are still those of the profile.
func TestAMaskedClientIDIsNoOtherOne(t *testing.T) {
	d := inSandbox(t)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := rejected(env, request)
		e.Request.ClientID = redact.Mask
		return e
	}
	d.press("enter")
	d.shows("Rejected")
	d.hides("has changed")
}

func TestStaleCausesDoNotAct(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyTrimSecret, 90), causeOf(cause.RemedyShowHTTP, 10))
	d.now = d.now.Add(time.Minute)
	d.press("ctrl+t", "e")
	d.press("shift+tab", "enter")
	d.shows("acme-wallet saved", "The profile has changed since this was sent; send again.")
	d.hides("cut the stray")
	d.press("A", "f")
	d.shows("the profile has changed since this was sent")
	if len(d.requests) != 1 {
		t.Error("a stale cause sent a request")
	}
	d.press("B", "enter")
	d.shows("POST https")
}

// TestCausesOfThePastDoNotAct keeps the selected credentials from being used for an
// attempt from the history.
func TestCausesOfThePastDoNotAct(t *testing.T) {
	d := inSandbox(t, withHistory(attemptAt(time.Hour, refused)))
	d.press("5", "enter")
	d.model.result.Causes = []cause.Cause{causeOf(cause.RemedyRetry, 10)}
	d.shows("This attempt is from the history; r sends its inputs again.")
	d.press("A", "f")
	if len(d.requests) != 0 {
		t.Errorf("%d requests", len(d.requests))
	}
}

func TestFixKeyDoesTheFirstCause(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyRetry, 10))
	d.press("f")
	d.model.result.Causes = []cause.Cause{causeOf(cause.RemedyRetry, 10)}
	d.press("shift+tab", "ctrl+f")
	if len(d.requests) != 3 {
		t.Errorf("%d requests, want 3", len(d.requests))
	}
}

// TestFieldsKeepTheirLetters tells how to reach the letters from a text field.
func TestFieldsKeepTheirLetters(t *testing.T) {
	d := inSandbox(t)
	d.press("shift+tab")
	d.failing(causeOf(cause.RemedyRetry, 10), causeOf(cause.RemedyShowHTTP, 10))
	d.shows("Press ^F: send the same again", "[B] The show-http cause")
	d.press("esc")
	d.shows("Press A, then enter: send the same again")
	d.press("B", "enter")
	d.shows("POST https")
}

// TestLettersOutOfSightDoNothing keeps a letter from doing what nobody can read.
func TestLettersOutOfSightDoNothing(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyRetry, 10))
	d.press("3", "A")
	d.shows("the causes are out of sight")
	d.press("f")
	d.shows("no key can fix it")
	d.press("1")
	d.model.screen.width, d.model.screen.height = 60, 20
	d.model.form.SetFocus(request.FocusSend)
	d.press("A")
	d.shows("the causes are out of sight")
	if len(d.requests) != 1 {
		t.Errorf("%d requests", len(d.requests))
	}
}

func TestFormIsMendedBeforeCauses(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.model.form.SetUser(goodRef, "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C")
	d.failing(causeOf(cause.RemedyRetry, 10))
	d.shows("Press A, then enter: send the same again")
	d.press("f")
	d.shows("address changed")
}

func TestCommandsNameTheCauses(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyRetry, 10))
	d.shows("A, enter act on it")
	d.press("ctrl+p")
	d.typeText("cause a")
	d.shows("Cause A: send the same again")
	d.press("enter")
	if len(d.requests) != 2 {
		t.Errorf("%d requests, want 2", len(d.requests))
	}
}

func TestSimulatorStartsAgain(t *testing.T) {
	d := start(t)
	d.press("enter")
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		return failedWith(env, request, 0, "", ripio.Failure{Kind: ripio.FailureConnection})
	}
	d.failing(causeOf(cause.RemedyRestartSimulator, 90))
	d.press("A", "enter", "enter")
	if d.model.selected.Simulator == nil || len(d.requests) != 2 {
		t.Errorf("simulator %v, %d requests", d.model.selected.Simulator, len(d.requests))
	}
}

// TestCausesAreHarmless looks at hostile texts in every place of a cause that may
// hold them.
func TestCausesAreHarmless(t *testing.T) {
	t.Parallel()
	d := inSandbox(t)
	for _, text := range hostileStrings(t) {
		likely := cause.Cause{
			Title: "a title", Weight: 60, Evidence: text, Remedy: cause.RemedyReplace, Field: finding.FieldAddress, Replacement: text,
		}
		d.failing(likely, likely)
		d.model.result.Background.Seen = []cause.Sighting{{At: noon, Deviation: ripio.Deviation(text)}}
		for _, key := range []string{"1", "2", "ctrl+p", "esc", "esc"} {
			d.press(key)
			if r, found := obeyed(d.model.View()); found {
				t.Fatalf("after %s with %q: %U reaches the terminal", key, text, r)
			}
		}
		d.model.form.SetUser(goodRef, goodAddress)
	}
}

// TestAScenarioIsLeftByItsCause with the simulator.
func TestAScenarioIsLeftByItsCause(t *testing.T) {
	d := start(t, withEnvironment(ripio.Simulator))
	d.failing(causeOf(cause.RemedyScenario, 100))
	d.shows("A, then enter: choose another scenario")
	d.press("A", "enter")
	d.shows("Scenario of the simulator")
}
