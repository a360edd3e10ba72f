package simulator

import (
	"net/http"
	"strings"

	"devtools/ripio-explorer/ripio/redact"
)

// ScenarioHeader lets a request choose its own scenario, and ScenarioPrefix before a
// scenario's name makes a client_id that does. The header goes first. Neither counts as
// a step of a sequence.
const (
	ScenarioHeader = "X-Ripio-Explorer-Scenario"
	ScenarioPrefix = "scenario-"
)

// What chose a scenario.
const (
	ByServer   = "server"
	ByHeader   = "header"
	ByClientID = "client_id"
)

type choice struct {
	*behaviour
	by string
}

// choose finds the scenario of a request that is right so far. With a mistake it is
// the one that would have been played.
func (h *handler) choose(header http.Header, f form) (choice, *mistake) {
	plan := h.plan.Load()
	wanted, by := header.Get(ScenarioHeader), ByHeader
	if wanted == "" {
		var magic bool
		if wanted, magic = strings.CutPrefix(f.clientID(), ScenarioPrefix); !magic {
			return choice{plan.next(), ByServer}, nil
		}
		by = ByClientID
	}
	scenario, err := find(wanted)
	if err != nil {
		what := "the header " + ScenarioHeader
		if by == ByClientID {
			what = "the client_id begins with " + ScenarioPrefix + " and"
		}
		return choice{plan.peek(), ByServer}, wrong(http.StatusBadRequest,
			"%s names no scenario; ripio-explorer simulate --list shows them", what)
	}
	return choice{scenario, by}, nil
}

// credentials are the only ones that are accepted.
type credentials struct {
	clientID string
	secret   redact.Secret
}

// check compares the credentials of a form. How Ripio's server answers is not
// documented.
func (c *credentials) check(f form) *mistake {
	const guess = "; that the status is 401 is a guess"
	if c == nil {
		return nil
	}
	secret := c.secret.Reveal()
	switch id := f.clientID(); {
	case id != c.clientID && !strings.HasPrefix(id, ScenarioPrefix):
		return wrong(http.StatusUnauthorized, "the client_id is not the one that the simulator was started with"+guess)
	case f.password == secret:
		return nil
	case strings.TrimSpace(f.password) == secret:
		return wrong(http.StatusUnauthorized, "the password is the client_secret with white space around it"+guess)
	}
	return wrong(http.StatusUnauthorized, "the password is not the client_secret that the simulator was started with"+guess)
}
