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

import "time"

// Default is the name of the scenario that follows the documentation.
const Default = "ok"

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

// settings are what the options change.
type settings struct {
	now         func() time.Time
	lifetime    time.Duration
	headerDelay time.Duration
	dripPause   time.Duration
}

// defaultSettings are slow enough, where slowness is asked for, to outlast a
// caller that waits 20 seconds.
func defaultSettings() settings {
	return settings{
		now:         time.Now,
		lifetime:    10 * time.Hour,
		headerDelay: 40 * time.Second,
		dripPause:   250 * time.Millisecond,
	}
}

// Option changes a setting of a simulator.
type Option func(*settings)

// WithClock replaces the clock that dates responses and tokens.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.now = now }
}

// WithLifetime changes how long an ordinary token lives. The default is 10
// hours: the documentation of this call does not state a lifetime, and 10 hours
// is what https://docs.ripio.com/widget/fintech states for another widget.
func WithLifetime(lifetime time.Duration) Option {
	return func(s *settings) { s.lifetime = lifetime }
}

// WithDelays changes how slow the slow scenarios are: how long slow-headers
// waits before it answers, and how long dripping-body waits before each byte of
// its body. The defaults are 40 seconds and 250 milliseconds.
func WithDelays(beforeHeaders, beforeEachByte time.Duration) Option {
	return func(s *settings) { s.headerDelay, s.dripPause = beforeHeaders, beforeEachByte }
}
