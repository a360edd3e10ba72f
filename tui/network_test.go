package tui

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// unreached answers with a failure of the network.
func unreached(failure ripio.Failure) func(ripio.Environment, ripio.Request) ripio.Exchange {
	return func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := failedWith(env, request, 0, "", failure)
		e.Response, e.Clock = nil, ripio.Clock{}
		e.Timing = ripio.Timing{Total: 10 * time.Second, Reached: failure.Phase}
		return e
	}
}

// TestAFailedNetworkSaysEachThingOnce in a narrow pane, with the outcome whole.
func TestAFailedNetworkSaysEachThingOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		failure     ripio.Failure
		shows, once []string
		hides       string
	}{
		"refused": {
			ripio.Failure{Kind: ripio.FailureConnection, Phase: ripio.PhaseConnect, Evidence: "dial tcp 203.0.113.7:443: connect: connection refused"},
			[]string{"Connection refused", "The request was not sent.", "Nothing listens at the"}, []string{"not sent", "istens at"}, "The connection was refused",
		},
		"time-out": {
			ripio.Failure{Kind: ripio.FailureTimeout, Phase: ripio.PhaseTLS, Evidence: "the limit of 10 s for the TLS handshake passed"},
			[]string{"Timed out during the TLS handshake", "after 10 s", "The request was not sent."}, []string{"not sent"}, "in the phase",
		},
		"no response": {
			ripio.Failure{Kind: ripio.FailureTimeout, Phase: ripio.PhaseFirstByte, Evidence: "the limit of 10 s for the first byte passed"},
			[]string{"Timed out waiting for a response", "The request was sent. Whether the"}, nil, "The phase says",
		},
		"issuer": {
			ripio.Failure{Kind: ripio.FailureTLSIssuer, Phase: ripio.PhaseTLS, Evidence: "signed by CN=Inspection"},
			[]string{"Certificate from an unknown issuer", "14:41:51"}, []string{"not sent"}, "No authority",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()), size(84, 30))
			d.answer = unreached(tt.failure)
			d.press("enter")
			d.shows(tt.shows...)
			d.hides(tt.hides)
			for _, words := range tt.once {
				if n := strings.Count(d.screen(), words); n != 1 {
					t.Errorf("%q stands %d times:\n%s", words, n, d.screen())
				}
			}
		})
	}
}

// TestTheTabsKeepWholeNames and the place of the secret stays whole where little fits.
func TestTheTabsKeepWholeNames(t *testing.T) {
	d := start(t, withEnvironment(ripio.Simulator), size(84, 30))
	d.shows("1 Token 2 Checks 3 HTTP 4 Widget 5 ", "the simulator's own")
	d.press("5")
	d.shows("1 Token 2 Checks 3 HTTP 4 5 History")
}

// TestEmptyListsOfferNoDeadKeys of profiles and of users.
func TestEmptyListsOfferNoDeadKeys(t *testing.T) {
	d := start(t, withEnvironment(ripio.Simulator))
	d.press("ctrl+t")
	d.shows("No profiles yet.", "a add")
	d.hides("x delete", "u undo", "/ filter", "enter choose")
	d.press("esc", "f3")
	d.shows("No users yet. Each attempt of a profile writes its user down here.")
	d.hides("x remove", "e name", "/ filter")

	d = start(t, withProfiles(acme()))
	d.press("ctrl+t", "x")
	d.shows("No profiles yet.", "a add", "u undo delete")
	d.press("u")
	d.shows("acme-wallet", "d duplicate")
}
