package tui

import (
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/sending"
)

// inProduction is a profile that was confirmed for production, with a secret
// that needs no question.
func inProduction(t *testing.T) *driver {
	t.Helper()
	profile := acme()
	profile.Production.Secret = "env:ACME_SECRET"
	profile.Production.User = profile.Sandbox.User
	d := start(t, withProfiles(profile), withEnvironment(ripio.Production))
	d.model.sends.Leases[profile.Name] = noon.Add(8 * time.Hour)
	return d
}

// answersNow makes answers begin at the driver's clock.
func (d *driver) answersNow(answer func(ripio.Environment, ripio.Request) ripio.Exchange) {
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		exchange := answer(env, request)
		exchange.SentAt = d.now
		return exchange
	}
}

// busy asks to wait for 30 seconds.
func busy(env ripio.Environment, request ripio.Request) ripio.Exchange {
	return failedWith(env, request, 429, `{"detail":"slow down"}`, ripio.Failure{
		Kind: ripio.FailureRateLimited, RetryAfter: 30 * time.Second, RetryAfterRaw: "30",
	})
}

func TestProductionPausesBetweenCalls(t *testing.T) {
	d := inProduction(t)
	d.answersNow(rejected)
	d.press("enter", "enter")
	d.sent(1)
	d.shows("Waiting to send to PRODUCTION", "A short pause lies between two calls to production.", "esc cancels; nothing was sent yet")
	d.after(2 * time.Second)
	d.sent(1)
	d.after(2 * time.Second)
	d.sent(2)
	d.hides("Waiting")
}

func TestProductionPausesAfterACancelledCall(t *testing.T) {
	d := inProduction(t)
	d.answersNow(cancelled)
	d.hold = true
	d.press("enter")
	d.after(10 * time.Second)
	d.press("esc", "enter")
	d.sent(1)
	d.shows("Waiting to send to PRODUCTION", "A short pause lies between two calls to production.")
	d.after(4 * time.Second)
	d.sent(2)
}

func TestSandboxDoesNotPause(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "enter")
	d.sent(2)
}

func TestRetryAfterIsHonoured(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "enter")
	d.sent(1)
	d.shows("Waiting to send to SANDBOX", "The server asked to wait: Retry-After: 30.")
	d.press("enter")
	d.shows("a request is under way")
	d.after(29 * time.Second)
	d.sent(1)
	d.shows("2 s")
	d.after(2 * time.Second)
	d.sent(2)
}

// TestRetryAfterSurvivesASleep sends once, however late the clock ticks again.
func TestRetryAfterSurvivesASleep(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "enter")
	d.after(9 * time.Hour)
	d.sent(2)
}

func TestAWaitIsCancelled(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "enter", "esc")
	d.shows("The wait was cancelled; nothing was sent.", "Too many requests")
	d.after(time.Minute)
	d.sent(1)
}

func TestAWaitEndsWithItsUser(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "enter", "ctrl+g")
	d.after(time.Minute)
	d.sent(1)
	d.hides("Waiting")
	d.press("enter")
	d.sent(2)
}

func TestAWaitCanBeCutShort(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "enter", "ctrl+p")
	d.typeText("without waiting")
	d.press("enter")
	d.sent(2)
}

func TestAnotherScenarioAsksForNoWait(t *testing.T) {
	d := start(t, withEnvironment(ripio.Simulator))
	d.answersNow(busy)
	d.press("enter", "ctrl+x")
	d.filter("rejected")
	d.press("enter", "enter")
	d.sent(2)
}

func TestAnotherEnvironmentAsksForNoWait(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answersNow(busy)
	d.press("enter", "f2")
	d.filter("simulator")
	d.press("enter", "enter")
	d.sent(2)
}

func (d *driver) sent(want int) {
	d.t.Helper()
	if got := len(d.requests); got != want {
		d.t.Errorf("%d requests were sent, want %d", got, want)
	}
}

// TestHugeRetryAfter holds sends up for a day at most.
func TestHugeRetryAfter(t *testing.T) {
	for _, wait := range []time.Duration{0, phrase.LongestDuration} {
		e := ripio.Exchange{SentAt: noon, Failure: &ripio.Failure{Kind: ripio.FailureRateLimited, RetryAfterRaw: "raw", RetryAfter: wait}}
		pauses := sending.Pauses{}
		pauses.After(e)
		if until := pauses[e.Environment.Name].Until; until.After(noon.Add(24 * time.Hour)) {
			t.Errorf("%v: a pause until %v", wait, until)
		}
	}
	if got := draw.Countdown(1<<63 - 1); got != "more than 290 years" {
		t.Errorf("the longest countdown: %q", got)
	}
}
