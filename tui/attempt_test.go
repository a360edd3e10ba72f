package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
)

// TestOpenedAttemptIsNobodysToken opens an attempt whose token was not kept and
// goes back to the selected user's.
func TestOpenedAttemptIsNobodysToken(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("enter")
	d.shows("Expires in 10 h 00 min 00 s")
	d.press("5", "j", "enter")
	d.shows("From the history, today 13:41:51: acme-wallet, SANDBOX,", "The token was not kept; it expires at",
		"2026-11-24 02:41:53 UTC, 2026-11-23 23:41:53 here")
	d.hides("Expires in")
	for _, c := range d.model.handover.List() {
		if c.Name == "token" {
			t.Error("a token that was not kept is offered for copying")
		}
	}
	d.press("3")
	d.shows("From the history, ")
	if _, ok := d.model.sends.Kept[d.model.selectedOwner()]; !ok || len(d.model.sends.Kept) != 1 {
		t.Error("opening an attempt changed what is kept for the selected users")
	}
	d.press("esc")
	d.shows("2 of 6")
	d.press("esc")
	d.shows("Expires in 10 h 00 min 00 s")
	d.hides("From the history")
}

func TestOpenedAttemptDoesNotTick(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "enter")
	d.pauses = nil
	d.press("2")
	if len(d.pauses) != 0 {
		t.Error("a token that was not kept makes the screen tick")
	}
}

func TestOpenedAttemptStaysWhileAnotherUserIsTyped(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("enter", "5", "j", "enter", "ctrl+g")
	d.shows("From the history, ")
	d.press("esc", "esc")
	d.hides("Expires in", "From the history")
	d.shows("No token for this")
}

func TestExpiredAttemptSaysSo(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5")
	d.model.history.Move(3)
	d.press("enter")
	d.shows("22 Nov 2026 13:41:51: acme-wallet, PRODUCTION", "it expired at", "2026-11-23 02:41:53 UTC")
	d.shows("acme-wallet", "SANDBOX")
}

func TestTokensAreKeptOnlyWhenAsked(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "5", "W")
	d.shows("Write no tokens", "Whoever reads the history file can use the tokens in it.")
	if d.model.history.KeepTokens {
		t.Fatal("tokens are written before it was agreed to")
	}
	d.press("2")
	d.shows("tokens are written into the history", "Tokens of this run are written into the history. W stops it.")
	d.model.form.SetFocus(request.FocusSend)
	d.now = d.now.Add(time.Minute)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := accepted(env, request)
		e.SentAt = d.now
		return e
	}
	d.press("enter", "5")
	attempts, err := d.manager.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 2 {
		t.Fatalf("%d attempts, %v", len(attempts), err)
	}
	if attempts[0].Exchange.Token.Raw == "" || attempts[1].Exchange.Token.Raw != "" {
		t.Error("the first token must not be kept, the second must")
	}
	d.press("enter")
	d.shows("From the history", "Expires in")
	if got := d.model.shortCountdown(); got != "" {
		t.Errorf("the header counts %q down as if it were the selected user's", got)
	}
	d.press("esc", "W")
	d.shows("no longer written")
	d.hides("W stops it")
}

// TestHostileHistory reads a file that somebody else wrote: nothing of it reaches
// the terminal as it is.
func TestHostileHistory(t *testing.T) {
	const evil = "a\x1b]0;x\x07\u202eb\nc"
	attempt := attemptAt(time.Hour, refused, ofProfile(evil), ofUser(evil, evil), func(e *ripio.Exchange) {
		e.Environment.Name, e.Request.ClientID = evil, evil
		e.Failure.Message = evil
		e.Response.Reason = evil
	})
	attempt.ID = "one"
	older := attempt
	older.ID, older.Exchange.SentAt = "two", noon.Add(-2*time.Hour)
	for _, keys := range [][]string{{}, {"j"}, {"enter"}, {"enter", "2"}, {"enter", "3"}, {"c"}, {"c", "n"}, {"s"}, {"r"}, {"x"}, {"x", "1"}} {
		d := start(t, withProfiles(acme()), withColours(termenv.Ascii))
		d.press("5")
		d.send(history.LoadedMsg{Attempts: []profiles.Attempt{attempt, older}})
		d.press(keys...)
		if view := d.model.View(); strings.ContainsAny(view, "\x1b\x07\u202e") {
			t.Errorf("after %v the screen holds control characters:\n%q", keys, view)
		}
	}
}

// TestOpenedAttemptsAndDryRunsAreLeftInOrder opens an attempt, a dry run over it
// and another attempt over that.
func TestOpenedAttemptsAndDryRunsAreLeftInOrder(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("enter", "5", "j", "enter", "ctrl+d", "5", "j", "enter")
	for range 8 {
		d.press("esc")
		d.screen()
	}
	d.press("1")
	d.shows("Expires in 10 h 00 min 00 s")
	d.hides("From the history")
}

func TestDamagedAttemptIsNotOpened(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("5")
	d.send(history.LoadedMsg{Attempts: []profiles.Attempt{{ID: "one"}}})
	d.shows("no token")
	d.press("enter")
	d.shows("holds neither a token nor a failure")
}
