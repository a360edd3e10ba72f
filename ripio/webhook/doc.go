// Package webhook reads webhooks of Ripio's ramps: it verifies their signature over the
// raw body, finds out by trying why one does not hold, explains the event, and makes
// signed webhooks for tests of a receiver.
//
// What Ripio documents and what is only known from integrators' code is told apart, see
// Standing. Parse, Delivery.Verify, Make and Poster are where to begin.
package webhook
