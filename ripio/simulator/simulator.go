// Package simulator imitates Ripio's authentication call on the loopback
// interface, as the public documentation describes it, and misbehaves on
// request. Its error responses are guesses: the documentation shows none.
//
// What it imitates is documented at
// https://docs.ripio.com/ramps-api/widget/authentication: one POST of a form
// with the fields username (client_id:external_ref:address) and password. Where
// that page is silent the simulator is lenient: it accepts any client_id, any
// external_ref, any address and any secret that are not empty, apart from the two
// values that this program's negative tests send, and from a client_id that chooses
// a scenario.
//
// Its tokens look like the documented one and are worth nothing: each process
// signs them with a random key that it throws away.
package simulator

import (
	"crypto/rand"
	"crypto/tls"
	"net/http"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
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

// WithCredentials makes the simulator accept no other credentials, but for a client_id
// that chooses a scenario.
func WithCredentials(clientID string, secret redact.Secret) Option {
	return func(h *handler) { h.credentials = &credentials{clientID, secret} }
}

// WithAddress makes a server listen at a host and port, such as "127.0.0.1:8787"; port 0
// takes a free one. The default is a free port of 127.0.0.1.
func WithAddress(address string) Option { return func(h *handler) { h.address = address } }

// WithTLS makes a server speak https with a certificate, such as one of NewCertificate.
func WithTLS(certificate tls.Certificate) Option {
	return func(h *handler) { h.certificate = &certificate }
}

// WithLog is told of each request when it has been answered. It is called by many
// goroutines at once.
func WithLog(log func(Access)) Option { return func(h *handler) { h.log = log } }

// Handler answers as the simulator does, for tests that bring their own server.
// scenario is one scenario or a sequence, such as "rejected*2,ok": each is played for
// one request, or as often as the number says, and the last for all that follow. With
// "repeat" at its end the sequence begins again. The error for an unknown name is an
// *UnknownScenarioError; another one wraps ErrSequence.
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
	credentials                      *credentials // nil accepts any
	log                              func(Access) // nil logs nothing

	// address and certificate are those of a server.
	address     string
	certificate *tls.Certificate

	key  [32]byte // signs the tokens
	plan atomic.Pointer[plan]
}

func newHandler(scenario string, options []Option) (*handler, error) {
	h := &handler{
		now: time.Now, lifetime: 10 * time.Hour, headerDelay: 40 * time.Second, dripPause: 250 * time.Millisecond, address: "127.0.0.1:0",
	}
	for _, option := range options {
		option(h)
	}
	_, _ = rand.Read(h.key[:]) // never fails, it would end the program
	return h, h.setScenario(scenario)
}

func (h *handler) setScenario(text string) error {
	plan, err := newPlan(text)
	if err != nil {
		return err
	}
	h.plan.Store(plan)
	return nil
}

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
	c := call{handler: h, w: w, r: r, received: h.now()}
	if h.log == nil {
		c.answer()
		return
	}
	access, began := newAccess(r, c.received), time.Now()
	answered := &recorder{ResponseWriter: w}
	c.w = answered
	defer func() {
		access.Status, access.Bytes, access.Took = answered.status, answered.bytes, time.Since(began)
		h.log(access)
	}()
	chosen, form, mistake := c.answer()
	access.Scenario, access.ChosenBy = chosen.Name, chosen.by
	access.fill(form)
	if mistake != nil {
		access.Problems = mistake.problems
	}
}

// answer plays one request from its check to the end of the response.
func (c call) answer() (chosen choice, f form, m *mistake) {
	f, m = check(c.w, c.r)
	if m == nil {
		m = c.credentials.check(f)
	}
	if m == nil {
		chosen, m = c.choose(c.r.Header, f)
	} else {
		chosen = choice{c.plan.Load().peek(), ByServer}
	}
	c.received = c.received.Add(chosen.clockError)
	c.w.Header().Set(ripio.SimulatedHeader, chosen.Name)
	c.w.Header().Set("Date", c.received.UTC().Format(http.TimeFormat))
	if m != nil {
		c.complain(m)
	} else {
		chosen.respond(c)
	}
	return chosen, f, m
}
