package tui

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/sending"
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
	d.sent(1 + sending.MostRenewals)
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
		"From the history": func(d *driver) { d.press("5", "enter") },
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
	d.press("f2", "up")
	starts := d.pending("enter")
	d.press("enter", "f2", "down", "enter")
	d.shows("SANDBOX is selected; what waited for the simulator was not sent")
	d.press("esc")
	d.hides("stopped; nothing was sent")
	d.run(starts)
	d.press("f2", "up", "enter")
	d.sent(0)

	d = start(t, withProfiles(acme()))
	d.press("f2", "up")
	starts = d.pending("enter")
	d.press("enter", "ctrl+g")
	d.run(starts)
	d.sent(0)
	d.shows("the request changed while the simulator started; nothing was sent, enter sends")
}

// TestACancelledRenewalTakesNoTokenAway: the token that is still good comes back.
func TestACancelledRenewalTakesNoTokenAway(t *testing.T) {
	for name, renew := range map[string]func(*driver){
		"by itself": func(d *driver) {
			d.command("renew by itself")
			d.hold = true
			d.after(59*time.Minute + time.Second)
		},
		"by a key": func(d *driver) {
			d.hold = true
			d.press("enter")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.lasting(time.Hour)
			d.press("enter")
			renew(d)
			d.sent(2)
			d.shows("Sending to SANDBOX")
			d.press("esc")
			d.shows("cancelled", "Token received", "Expires in")
			d.hides("Sending to SANDBOX")
		})
	}
}

// TestARenewalSendsOnlyWhatWasConfirmed: an address that looks like a key is sent by a
// renewal while it is the confirmed text, and never as another one.
func TestARenewalSendsOnlyWhatWasConfirmed(t *testing.T) {
	const damaged = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4"
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.model.form.SetUser(goodRef, damaged)
	d.model.userChanged()
	d.press("enter", "2")
	d.sent(1)
	d.command("renew by itself")
	d.after(59*time.Minute + time.Second)
	d.sent(2)
	if got := d.requests[1]; got.ConfirmedAddress != damaged || got.Address != damaged {
		t.Errorf("renewed with %+v", got)
	}

	// The same user is selected again in a new run: the history resends it.
	d.manager = d.restarted()
	d.model = New(d.deps(), d.model.options)
	d.run(d.model.Init())
	d.press("5", "enter", "r")
	if strings.Contains(d.screen(), "Select and send") {
		d.press("enter")
	}
	d.sent(2)
	d.shows("may be a private key or a seed", "It is an address: send it")
	d.hides(damaged[:12])
}

// TestAnUnconfirmedAddressIsNotRenewed lets the confirmation go while a renewal is
// due: what is captured then is checked again.
func TestAnUnconfirmedAddressIsNotRenewed(t *testing.T) {
	const damaged = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4"
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.model.form.SetUser(goodRef, damaged)
	d.model.userChanged()
	d.press("enter", "2")
	d.command("renew by itself")
	s := d.model.newSend(sending.Renewal)
	if s.Request.ConfirmedAddress != damaged {
		t.Fatalf("captured %+v", s.Request)
	}
	s.Request.ConfirmedAddress = otherRef
	if preview := d.client().Preview(d.model.selected.Environment, s.Request); preview.Failure == nil {
		t.Error("the engine sends an address that nobody confirmed")
	}
}
