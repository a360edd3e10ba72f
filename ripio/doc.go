// Package ripio knows everything this program knows about the authentication
// call of Ripio's On/Off-Ramp widget: where it is sent, how its fields are
// composed and checked, what went over the wire, and how to read the token.
//
// The call is documented at
// https://docs.ripio.com/ramps-api/widget/authentication (called "auth" in the
// sources of findings). What that page does not say, such as the bodies of
// rejected requests or the lifetime of a token, is not claimed here either:
// guesses are worded as guesses and carry their source.
//
// The package uses no terminal and no disk. It never prints, never retries and
// never follows a redirect.
package ripio
