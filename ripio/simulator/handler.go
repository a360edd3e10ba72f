package simulator

import (
	"crypto/rand"
	"net/http"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/ripio"
)

// authPath is the path of the call. Source: auth.
const authPath = "/api/v1/auth"

// Handler answers as the simulator does, for tests that bring their own server.
// The error for an unknown name is an *UnknownScenarioError.
func Handler(scenario string, options ...Option) (http.Handler, error) {
	h, err := newHandler(scenario, options)
	if err != nil {
		return nil, err // not h: a nil *handler is not a nil http.Handler
	}
	return h, nil
}

// handler is the simulator without its listener.
type handler struct {
	settings
	key      [32]byte // signs the tokens
	scenario atomic.Pointer[behaviour]
}

func newHandler(scenario string, options []Option) (*handler, error) {
	h := &handler{settings: defaultSettings()}
	for _, option := range options {
		option(&h.settings)
	}
	if err := h.setScenario(scenario); err != nil {
		return nil, err
	}
	_, _ = rand.Read(h.key[:]) // never fails, it would end the program
	return h, nil
}

func (h *handler) setScenario(name string) error {
	chosen, err := find(name)
	if err != nil {
		return err
	}
	h.scenario.Store(chosen)
	return nil
}

// call is one request and the response to it.
type call struct {
	*handler
	w http.ResponseWriter
	r *http.Request
	// received is the simulated server's time.
	received time.Time
}

// ServeHTTP checks the request as the documentation describes it, and then
// plays the scenario. A wrong request is told what is wrong in every scenario.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	scenario := h.scenario.Load()
	c := call{handler: h, w: w, r: r, received: h.now().Add(scenario.clockError)}
	w.Header().Set(ripio.SimulatedHeader, scenario.Name)
	w.Header().Set("Date", c.received.UTC().Format(http.TimeFormat))
	if mistake := check(w, r); mistake != nil {
		c.complain(mistake)
		return
	}
	scenario.respond(c)
}
