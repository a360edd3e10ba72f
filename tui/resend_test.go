package tui

import (
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

func TestResendSaysWhatItSelects(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "r")
	d.shows("Send the same again", "Selects acme-wallet, SANDBOX, external_ref 11111111…55555555, address 0x5aAeb6…Ef1BeAed")
	if len(d.requests) != 0 {
		t.Fatal("it was sent before anything was said")
	}
	d.press("1")
	if len(d.requests) != 1 || d.requests[0].ExternalRef != otherRef || d.requests[0].Address != goodAddress {
		t.Fatalf("sent %d requests", len(d.requests))
	}
	d.shows("Token received", otherRef)
	d.hides("From the history")
}

func TestResendOnlySelects(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "r", "2")
	if len(d.requests) != 0 {
		t.Fatal("it was sent")
	}
	if got := d.model.form.Request().ExternalRef; got != otherRef {
		t.Errorf("external_ref is %q", got)
	}
	d.press("5", "r", "3")
	if got := d.model.form.Request().ExternalRef; got != otherRef {
		t.Errorf("leaving everything changed external_ref to %q", got)
	}
}

func TestResendOfWhatIsSelectedSendsAtOnce(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "r")
	if len(d.requests) != 1 {
		t.Fatalf("sent %d requests", len(d.requests))
	}
	d.shows("Token received")
}

func TestResendFromAnOpenedAttempt(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "enter", "r", "1")
	if len(d.requests) != 1 || d.requests[0].ExternalRef != otherRef {
		t.Fatalf("sent %d requests", len(d.requests))
	}
	d.hides("From the history")
}

func TestResendToProductionAsksForTheName(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "j", "j", "r")
	d.shows("PRODUCTION", "The profile's client_id is another one")
	d.press("1")
	d.shows("go on: acme-wallet", "enter confirms for 10 min,")
	if len(d.requests) != 0 {
		t.Fatal("it was sent to production without its confirmation")
	}
}

func TestResendToTheSimulatorWithoutAProfile(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "j", "r", "1")
	if len(d.requests) != 1 || d.model.selected.Profile != "" || d.model.selected.Environment.Name != ripio.Simulator {
		t.Fatalf("sent %d requests as %q in %s", len(d.requests), d.model.selected.Profile, d.model.selected.Environment.Name)
	}
}

func TestResendSaysWhyNot(t *testing.T) {
	negative := attemptAt(time.Minute, func(e *ripio.Exchange) { e.Request.Deviation = ripio.DeviationWrongSecret })
	swap := attemptAt(time.Minute)
	swap.SwapTest = true
	tests := map[string]struct {
		attempt profiles.Attempt
		want    string
	}{
		"gone profile":  {attemptAt(time.Minute, ofProfile("gone")), "there is no profile gone any more"},
		"no profile":    {attemptAt(time.Minute, ofProfile("")), "it has no profile"},
		"negative test": {negative, "it was a negative test"},
		"swap test":     {swap, "it asked whether the keys are those of the other environment"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()), withHistory(test.attempt))
			d.press("5", "r")
			d.shows("not sent again: " + test.want)
			if len(d.requests) != 0 {
				t.Error("it was sent")
			}
		})
	}
}

func TestPurgeNamesTheNumber(t *testing.T) {
	tests := []struct {
		name    string
		choose  string
		confirm string
		left    int
	}{
		{"this profile", "Those of acme", "Remove 3 attempts of acme-wallet", 2},
		{"old ones", "Older than", "Remove 1 attempt older than 30 days", 4},
		{"all", "All of", "Remove 5 attempts of the whole history", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := start(t, withProfiles(acme()), someHistory())
			d.press("5", "x")
			d.filter(test.choose)
			d.press("enter")
			d.shows(test.confirm, "This cannot be undone.")
			d.press("enter")
			d.shows("nothing was removed")
			d.press("k") // takes the notice away
			d.shows("1 of 5")
			d.press("x")
			d.filter(test.choose)
			d.press("enter", "2")
			if left, err := d.manager.History.List(profiles.Filter{}); err != nil || len(left) != test.left {
				t.Errorf("%d attempts are left, want %d: %v", len(left), test.left, err)
			}
			d.shows("removed from the history")
		})
	}
}

// TestPurgeOfNoProfileIsNotOffered looks at an attempt without a profile, whose
// empty name would mean all of them.
func TestPurgeOfNoProfileIsNotOffered(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j", "j", "x")
	d.hides("Those of")
	d.press("esc")
	d = start(t, withProfiles(acme()))
	d.press("5", "x")
	d.shows("there is nothing to remove")
}
