package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/sending"
)

// chooseTests opens the list of negative tests from the command palette.
func (d *driver) chooseTests() {
	d.press("esc", "ctrl+p")
	d.typeText("negative tests")
	d.press("enter")
}

func TestNegativeTestIsSentAndLabelled(t *testing.T) {
	d := inSandbox(t)
	d.press("enter")
	token := d.model.sends.Kept[d.model.selectedOwner()].Exchange.Token
	d.answer = rejected
	d.chooseTests()
	d.shows("Negative tests", "Each sends one request to SANDBOX", "wrong secret", "all of them", "is sent as the password")
	d.press("1")
	if len(d.requests) != 2 || d.requests[1].Deviation != ripio.DeviationWrongSecret {
		t.Fatalf("%d requests, the last deviates by %q", len(d.requests), d.requests[len(d.requests)-1].Deviation)
	}
	if got := d.requests[1]; got.ExternalRef != goodRef || got.Address != goodAddress {
		t.Errorf("the test was sent for %s, %s", got.ExternalRef, got.Address)
	}
	d.shows("Negative test: wrong secret", "401", "Sent on purpose", "invalid_client", "esc goes back")
	d.hides("Likely cause", "What to try")
	if d.model.sends.Kept[d.model.selectedOwner()].Exchange.Token != token {
		t.Error("the negative test took the place of the kept token")
	}
	d.press("esc")
	d.shows("Token received")
}

func TestNegativeTestLeavesUsersAndRecordsAlone(t *testing.T) {
	d := inSandbox(t)
	d.answer = rejected
	d.chooseTests()
	d.press("1")
	users, err := d.manager.Users.List("")
	if err != nil || len(users) != 0 {
		t.Errorf("test users %v, error %v", users, err)
	}
	record, err := d.manager.Records.Of(profiles.SecretKey{Profile: "acme-wallet", Environment: ripio.Sandbox})
	if err != nil || !record.LastFailure.IsZero() {
		t.Errorf("record %+v, error %v", record, err)
	}
	d.press("esc")
	d.shows("The last response was to a negative test")
}

func TestAcceptedNegativeTestBringsNoToken(t *testing.T) {
	d := inSandbox(t)
	d.chooseTests()
	d.press("4")
	d.shows("Negative test: plain external_ref", "Accepted: a token came", "does not check this", "The token was discarded")
	if d.model.result.Decoded() != nil || d.model.result.Exchange().Token != nil {
		t.Error("the token is still there")
	}
	for _, key := range []string{"2", "3", "1"} {
		d.press(key)
		d.hides(documentedToken(noon.Add(10*time.Hour + 2*time.Second)))
	}
	d.press("ctrl+y")
	d.hides("whoever has it")
}

func TestAllNegativeTestsWithAPauseBetween(t *testing.T) {
	d := inSandbox(t)
	d.answer = rejected
	d.chooseTests()
	d.filter("all of")
	d.press("enter")
	want := ripio.NegativeTests()
	for i := range want {
		if len(d.requests) != i+1 || d.requests[i].Deviation != want[i].Deviation {
			t.Fatalf("after %d pauses %d requests were sent", i, len(d.requests))
		}
		if i+1 < len(want) {
			d.shows("A short pause lies between negative tests. Next: " + want[i+1].Title)
			d.after(sending.TestPause)
		}
	}
	d.shows("Negative tests in SANDBOX", "Test Response")
	for _, test := range want {
		d.shows(test.Title + " 401 invalid_client")
	}
	d.press("esc")
	d.shows("Negative test: " + want[len(want)-1].Title)
}

func TestNegativeTestsStop(t *testing.T) {
	limited := func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		return failedWith(env, request, 429, "", ripio.Failure{
			Kind: ripio.FailureRateLimited, RetryAfter: 30 * time.Second, RetryAfterRaw: "30",
		})
	}
	t.Run("when the server asks to wait", func(t *testing.T) {
		d := inSandbox(t)
		d.answer = limited
		d.chooseTests()
		d.filter("all of")
		d.press("enter")
		d.shows("not sent: the server asks to wait")
		d.press("esc")
		d.chooseTests()
		d.shows("a pause runs before the next request to SANDBOX")
		if len(d.requests) != 1 {
			t.Errorf("%d requests", len(d.requests))
		}
	})
	t.Run("by esc in the pause", func(t *testing.T) {
		d := inSandbox(t)
		d.answer = rejected
		d.chooseTests()
		d.filter("all of")
		d.press("enter", "esc")
		d.shows("stopped; nothing was sent")
		d.after(sending.TestPause)
		if len(d.requests) != 1 {
			t.Errorf("%d requests", len(d.requests))
		}
		d.press("enter")
		if len(d.requests) != 2 {
			t.Error("no ordinary request can be sent afterwards")
		}
	})
}

func TestNegativeTestSaysWhyNot(t *testing.T) {
	tests := []struct {
		name, want string
		play       func(*testing.T) *driver
	}{
		{"production", "they are sent to sandbox and simulator only", func(t *testing.T) *driver {
			d := inSandbox(t)
			d.press("f2", "3")
			return d
		}},
		{"incomplete", "first correct the request: address", func(t *testing.T) *driver {
			d := inSandbox(t)
			d.model.form.SetUser(goodRef, "")
			return d
		}},
		{"no credentials", "there are no credentials for SANDBOX yet", func(t *testing.T) *driver {
			return start(t, withProfiles(profiles.Profile{Name: "empty"}))
		}},
		{"locked secret", "the client_secret is not open yet", func(t *testing.T) *driver {
			profile := acme()
			profile.Sandbox.Secret = profiles.Ask
			return start(t, withProfiles(profile))
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := test.play(t)
			d.chooseTests()
			if menu, ok := d.model.dialogs.Top().(*dialog.Menu); ok && menu.Title == "Negative tests" {
				d.press("1")
			}
			d.shows(test.want)
			if len(d.requests) != 0 {
				t.Error("a request was sent")
			}
		})
	}
}

// received is a rejection with the time at which it came, as real answers have it.
func received(env ripio.Environment, request ripio.Request) ripio.Exchange {
	e := rejected(env, request)
	e.ReceivedAt = e.SentAt.Add(e.Timing.Total)
	return e
}

// TestAnswersAreRemembered proves that the history names the test, and that an
// ordinary answer that is the same is named after it.
func TestAnswersAreRemembered(t *testing.T) {
	d := inSandbox(t)
	d.answer = received
	d.chooseTests()
	d.press("1")
	attempts, err := d.manager.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 1 || attempts[0].Exchange.Request.Deviation != ripio.DeviationWrongSecret {
		t.Fatalf("the history holds %d attempts, error %v", len(attempts), err)
	}
	d.press("esc", "enter", "w")
	d.shows("The same response came before in SANDBOX 23 Nov 2026, 14:41, when the secret was wrong")
}

func TestSightingsAreNamed(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyRetry, 10))
	d.model.result.Background.Seen = []cause.Sighting{
		{At: time.Date(2026, 11, 3, 12, 0, 0, 0, time.UTC), Deviation: ripio.DeviationWrongSecret, Times: 1},
		{At: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC), Times: 4},
	}
	d.press("w")
	d.shows("The same response came before in SANDBOX 3 Nov 2026, 09:00, when the secret was wrong; 4 times, last on 1 Oct 2026, 09:00")
}

// TestARunOfTestsKeepsItsCredentials: a profile that is edited between two tests of a
// run changes nothing of the run.
func TestARunOfTestsKeepsItsCredentials(t *testing.T) {
	d := start(t, stored)
	d.answer = rejected
	d.chooseTests()
	d.filter("all of")
	d.press("enter")
	profile := acme()
	profile.Sandbox.ClientID, profile.Sandbox.Secret = "new-id", profiles.InKeyring
	values := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret("new-secret")}
	d.run(func() tea.Msg {
		book, _, err := d.manager.Save(t.Context(), "acme-wallet", profile, values)
		return manage.ChangedMsg{Book: book, Err: err, Done: "acme-wallet saved", Select: "acme-wallet"}
	})
	for range ripio.NegativeTests() {
		d.after(sending.TestPause)
	}
	d.sent(len(ripio.NegativeTests()))
	for _, request := range d.requests {
		if request.ClientID != "9f1c55e2" || request.Secret.Reveal() != canary {
			t.Errorf("%s was sent with %s", request.ClientID, request.Secret.Reveal())
		}
	}
}
