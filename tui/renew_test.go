package tui

import (
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// lasting makes tokens of a lifetime, issued at the driver's clock.
func (d *driver) lasting(lifetime time.Duration) {
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		exchange := exchangeWith(env, request, documentedToken(d.now.Add(lifetime)))
		exchange.SentAt, exchange.ReceivedAt = d.now, d.now
		exchange.Clock = ripio.Clock{Known: true, Date: d.now}
		return exchange
	}
}

func (d *driver) command(words string) {
	d.press("ctrl+p")
	d.typeText(words)
	d.press("enter")
}

func TestRenewSendsTheSameAgain(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("r")
	d.sent(0)
	d.shows("nothing was sent for this user yet")
	d.press("enter", "r", "ctrl+n")
	d.sent(3)
	if d.requests[2].Username() != d.requests[0].Username() {
		t.Errorf("sent %s, then %s", d.requests[0].Username(), d.requests[2].Username())
	}
}

func TestRenewalByItself(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.command("renew by itself")
	d.shows("there is no running token for this user")
	d.press("esc", "esc", "enter")
	d.command("renew by itself")
	d.shows("renews by itself, 10 left")
	d.after(58 * time.Minute)
	d.sent(1)
	d.after(time.Minute + time.Second)
	d.sent(2)
	d.shows("the token was renewed by itself", "renews by itself, 9 left", "Expires in 1 h 00 min 00 s")
	d.command("renew by itself")
	d.after(2 * time.Hour)
	d.sent(2)
	d.hides("renews by itself,")
}

// TestRenewalByItselfIsCapped renews a 30-second token, 3 seconds before each of
// its ends.
func TestRenewalByItselfIsCapped(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(30 * time.Second)
	d.press("enter")
	d.command("renew by itself")
	for range 20 {
		d.after(28 * time.Second)
	}
	d.sent(1 + mostRenewals)
	d.shows("renewed 10 times; no more by itself, r renews")
	d.hides("renews by itself,")
}

func TestRenewalByItselfWaitsForItsUser(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.press("enter")
	d.command("renew by itself")
	d.press("ctrl+g")
	d.after(2 * time.Hour)
	d.sent(1)
}

func TestRenewalByItselfDoesNotDisturbADialog(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.press("enter")
	d.command("renew by itself")
	d.press("ctrl+t")
	d.after(59*time.Minute + 30*time.Second)
	d.sent(1)
	d.press("esc")
	d.after(time.Second)
	d.sent(2)
}

// TestFailedRenewalTakesNoTokenAway stops renewing, and goes back to the token
// that is still good.
func TestFailedRenewalTakesNoTokenAway(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.press("enter")
	d.command("renew by itself")
	d.answersNow(rejected)
	d.after(59*time.Minute + 30*time.Second)
	d.sent(2)
	d.shows("the renewal failed: rejected; no more by itself", "The token of 14:41:51 is still good; esc shows it.")
	d.press("esc")
	d.shows("Expires in 30 s")
	d.after(time.Second)
	d.sent(2)
}

func TestRenewalInProductionIsAsked(t *testing.T) {
	d := inProduction(t)
	d.lasting(time.Hour)
	d.press("enter")
	d.command("renew by itself")
	d.shows("not in production, where each new token is asked for")
	d.after(time.Minute)
	d.press("esc", "esc", "enter")
	d.sent(1)
	d.shows("A token for this user is still good", "not documented")
	d.press("1")
	d.sent(1)
	d.shows("Expires in 59 min")
	d.press("enter", "2")
	d.sent(2)
	d.after(2 * time.Hour)
	d.press("enter")
	d.sent(3)
}

// TestRenewalByItselfLeavesWhatIsRead: nobody pressed a key for it, so it takes
// nothing away, and its token is there afterwards.
func TestRenewalByItselfLeavesWhatIsRead(t *testing.T) {
	for shown, open := range map[string]func(*driver){
		"From the history": func(d *driver) { d.press("4", "enter") },
		"Dry run":          func(d *driver) { d.press("esc", "d") },
		"Pasted token":     func(d *driver) { d.press("esc"); d.paste(documentedToken(noon)) },
	} {
		d := start(t, withProfiles(acme()))
		d.lasting(time.Hour)
		d.press("enter")
		d.command("renew by itself")
		open(d)
		d.shows(shown)
		d.after(59*time.Minute + time.Second)
		d.sent(2)
		d.shows(shown, "the token was renewed by itself")
		d.press("esc")
		if shown == "From the history" {
			d.press("1")
		}
		d.hides(shown)
		d.shows("Token received", "Expires in 1 h 00 min")
	}
}

// TestASendDoesNotWaitForTheSimulatorElsewhere: leaving the simulator drops the
// send that waited for its start.
func TestASendDoesNotWaitForTheSimulatorElsewhere(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+e", "up")
	starts := d.pending("enter")
	d.press("enter", "ctrl+e", "down", "enter")
	d.shows("SANDBOX is armed; what waited for the simulator was not sent")
	d.press("esc")
	d.hides("stopped; nothing was sent")
	d.run(starts)
	d.press("ctrl+e", "up", "enter")
	d.sent(0)

	d = start(t, withProfiles(acme()))
	d.press("ctrl+e", "up")
	starts = d.pending("enter")
	d.press("enter", "ctrl+g")
	d.run(starts)
	d.sent(0)
	d.shows("the request changed while the simulator started; nothing was sent, enter sends")
}
