// Package simulator imitates Ripio's authentication call on the loopback
// interface, as the public documentation describes it, and misbehaves on
// request. Its error responses are guesses: the documentation shows none.
//
// What it imitates is documented at
// https://docs.ripio.com/ramps-api/widget/authentication: one POST of a form
// with the fields username (client_id:external_ref:address) and password. Where
// that page is silent the simulator is lenient: it accepts any client_id, any
// external_ref, any address and any secret that are not empty, apart from the two
// values that this program's negative tests send.
//
// Its tokens look like the documented one and are worth nothing: each process
// signs them with a random key that it throws away.
package simulator

import (
	"crypto/rand"
	"net/http"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/ripio"
)

// ExampleClientID and ExampleSecret are credentials that the simulator accepts
// (it accepts any that are not empty). ExampleAddress is the address that the
// documentation of the call uses as its example, in the letter case that its
// EIP-55 checksum asks for; the documentation's own spelling,
// 0x05946b0d5E413e45069BeC923004F9A3c8F70C2C, fails that check.
const (
	ExampleClientID = "simulator-client"
	ExampleSecret   = "simulator-secret"
	ExampleAddress  = "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"
)

// authPath is the path of the call. Source: auth.
const authPath = "/api/v1/auth"

// Option changes a setting of a simulator.
type Option func(*handler)

// WithClock replaces the clock that dates responses and tokens.
func WithClock(now func() time.Time) Option { return func(h *handler) { h.now = now } }

// WithLifetime changes how long an ordinary token lives. The default is 10
// hours: the documentation of this call does not state a lifetime, and 10 hours
// is what https://docs.ripio.com/widget/fintech states for another widget.
func WithLifetime(lifetime time.Duration) Option { return func(h *handler) { h.lifetime = lifetime } }

// WithDelays changes how slow the slow scenarios are: how long slow-headers
// waits before it answers, and how long dripping-body waits before each byte of
// its body. The defaults, 40 seconds and 250 milliseconds, outlast a caller that
// waits 20 seconds.
func WithDelays(beforeHeaders, beforeEachByte time.Duration) Option {
	return func(h *handler) { h.headerDelay, h.dripPause = beforeHeaders, beforeEachByte }
}

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
	now                              func() time.Time
	lifetime, headerDelay, dripPause time.Duration

	key      [32]byte // signs the tokens
	scenario atomic.Pointer[behaviour]
}

func newHandler(scenario string, options []Option) (*handler, error) {
	h := &handler{now: time.Now, lifetime: 10 * time.Hour, headerDelay: 40 * time.Second, dripPause: 250 * time.Millisecond}
	for _, option := range options {
		option(h)
	}
	_, _ = rand.Read(h.key[:]) // never fails, it would end the program
	return h, h.setScenario(scenario)
}

func (h *handler) setScenario(name string) error {
	for i := range behaviours {
		if behaviours[i].Name == name {
			h.scenario.Store(&behaviours[i])
			return nil
		}
	}
	return &UnknownScenarioError{Name: name}
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
