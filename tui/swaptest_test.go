package tui

import (
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/tui/dialog"
)

// askOther opens the swap test over a rejected send.
func (d *driver) askOther() {
	d.failing(causeOf(cause.RemedySwapTest, 60))
	d.shows("Press A, then enter: ask PRODUCTION, once you have confirmed the risk")
	d.press("A", "enter")
	d.shows("Ask PRODUCTION", "its host sees both", "is not documented", "in production. A token", "name to go on: acme-wallet")
}

func TestSwapTestNeedsTheName(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	d.typeText("acme")
	d.press("enter")
	d.shows("That is not the name of this profile. Nothing was sent.")
	d.press("esc")
	if len(d.requests) != 1 {
		t.Errorf("%d requests, want only the rejected one", len(d.requests))
	}
}

func TestSwapTestAsksOnce(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	var asked ripio.Environment
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		asked = env
		return accepted(env, request)
	}
	d.typeText("acme-wallet")
	d.press("enter")
	if len(d.requests) != 2 || asked.Name != ripio.Production {
		t.Fatalf("%d requests, the last to %s", len(d.requests), asked.Name)
	}
	first, second := d.requests[0], d.requests[1]
	if second.ClientID != first.ClientID || second.Secret.Reveal() != first.Secret.Reveal() || second.Address != first.Address {
		t.Errorf("the test sent %+v, the rejected request was %+v", second, first)
	}
	if second.ExternalRef == first.ExternalRef || second.ExternalRef == "" {
		t.Errorf("the test used external_ref %q", second.ExternalRef)
	}
	d.shows("Rejected", "SANDBOX", "redentials are accepted in the other")
	if d.model.result.Decoded() != nil || d.model.selected.Environment.Name != ripio.Sandbox {
		t.Error("the swap test left a token or another environment")
	}
	kept := d.model.sends.Kept[d.model.selectedOwner()].Exchange
	if n := len(kept.Findings); n == 0 || kept.Findings[n-1].Code != "swap-test-accepted" {
		t.Errorf("the kept exchange has the findings %v", kept.Findings)
	}
	d.press("2")
	d.shows("redentials are accepted in the other")
	if why := d.model.sends.NoSwapTest(); !strings.Contains(why, "it was asked already") {
		t.Errorf("it can be asked again: %q", why)
	}
}

// TestSwapTestLeavesNoTrace proves that the token is nowhere and that neither
// the test users nor the records know of the test.
func TestSwapTestLeavesNoTrace(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	d.answer = accepted
	d.typeText("acme-wallet")
	d.press("enter")
	users, err := d.manager.Users.List("")
	if err != nil || len(users) != 1 || users[0].ExternalRef != goodRef {
		t.Errorf("test users %v, error %v", users, err)
	}
	record, err := d.manager.Records.Of(profiles.SecretKey{Profile: "acme-wallet", Environment: ripio.Production})
	if err != nil || !record.LastSuccess.IsZero() {
		t.Errorf("record %+v, error %v", record, err)
	}
	d.press("ctrl+y")
	d.hides("whoever has it")
	d.press("esc", "f2", "3")
	d.hides("Token received")
}

func TestSwapTestIsInTheHistory(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	d.answer = received
	d.typeText("acme-wallet")
	d.press("enter")
	attempts, err := d.manager.History.List(profiles.Filter{Environment: ripio.Production})
	if err != nil || len(attempts) != 1 || !attempts[0].SwapTest || attempts[0].Fingerprint == "" {
		t.Errorf("the history holds %d attempts in production, error %v", len(attempts), err)
	}
}

func TestSwapTestIsCancelled(t *testing.T) {
	d := inSandbox(t)
	d.askOther()
	d.answer, d.hold = cancelled, true
	d.typeText("acme-wallet")
	d.press("enter")
	d.shows("Sending to PRODUCTION", "esc cancels")
	d.press("enter")
	d.press("esc")
	d.shows("cancelled; whether PRODUCTION received the request is not known", "Rejected")
	if d.context.Err() == nil {
		t.Error("the request goes on")
	}
	for _, release := range d.held {
		release()
	}
	d.shows("Rejected")
	d.hides("other environment")
	attempts := d.attempts()
	if !slices.ContainsFunc(attempts, func(a profiles.Attempt) bool { return a.SwapTest }) {
		t.Errorf("the history holds no swap test among %d attempts", len(attempts))
	}
	if len(d.requests) != 2 {
		t.Errorf("%d requests", len(d.requests))
	}
}

func TestSwapTestSaysWhyNot(t *testing.T) {
	tests := []struct {
		name, want string
		play       func(*testing.T) *driver
	}{
		{"nothing sent", "nothing shown here was", func(t *testing.T) *driver { return inSandbox(t) }},
		{"a token came", "nothing shown here was", func(t *testing.T) *driver {
			d := inSandbox(t)
			d.press("enter")
			return d
		}},
		{"simulator", "the simulator has no other environment", func(t *testing.T) *driver {
			d := start(t)
			d.press("enter")
			d.failing()
			return d
		}},
		{"a time-out", "nothing shown here was", func(t *testing.T) *driver {
			d := inSandbox(t)
			d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
				return failedWith(env, request, 504, "", ripio.Failure{Kind: ripio.FailureTimeout})
			}
			d.press("enter")
			d.model.result.Causes = nil
			return d
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := test.play(t)
			d.press("esc", "ctrl+p")
			d.typeText("are these keys")
			d.press("enter")
			d.shows(test.want)
			if _, asked := d.model.dialogs.Top().(*dialog.Prompt); asked {
				t.Error("the test is offered")
			}
		})
	}
}
