// Package sendview shows a send, as text and as a JSON object whose keys are
// stable.
package sendview

import (
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

// View is a send, ready to be shown. The secret was taken out of it by whatever
// made the exchange.
type View struct {
	Exchange ripio.Exchange
	// Failure is nil on success. What is known of it beyond its words stands in the
	// exchange.
	Failure *console.Error
	// Causes are ranked; empty on success and when nothing was sent.
	Causes []cause.Cause
	// ID names the send in the history; empty when it is not kept there.
	ID string
	// Now is when the view is read, zero for right after the send.
	Now time.Time
}

// New makes the view of a send and its ranked causes, whose fixes are the advice.
func New(exchange ripio.Exchange, causes []cause.Cause) *View {
	v := &View{Exchange: exchange, Causes: causes}
	switch failure := exchange.Failure; {
	case failure != nil:
		v.Failure = &console.Error{
			Code: exitCode(failure.Kind), Kind: string(failure.Kind), Title: failure.Title(), Message: failure.Explanation(),
		}
		for _, likely := range causes {
			v.Failure.Hints = append(v.Failure.Hints, likely.Fix)
		}
	case exchange.Token == nil && !exchange.DryRun:
		v.Failure = &console.Error{
			Code: console.ExitInternal, Kind: string(ripio.FailureInternal), Title: "a fault in this program",
			Message: "The send ended with neither a token nor a failure.",
		}
	}
	return v
}

// exitCode returns the code for a way in which a send fails.
func exitCode(kind ripio.FailureKind) int {
	switch kind {
	case ripio.FailureBlocked:
		return console.ExitBlocked
	case ripio.FailureRefusedHost, ripio.FailureRefusedHTTP, ripio.FailureRefusedTest, ripio.FailureRefusedPair, ripio.FailureRefusedDemo, ripio.FailureProxySetting:
		return console.ExitRefused
	case ripio.FailureRejected:
		return console.ExitRejected
	case ripio.FailureDNS, ripio.FailureConnection, ripio.FailureUnreachable, ripio.FailureTimeout,
		ripio.FailureReset, ripio.FailureClosed, ripio.FailureProxy,
		ripio.FailureTLSName, ripio.FailureTLSIssuer, ripio.FailureTLSExpired, ripio.FailureTLS:
		return console.ExitNetwork
	case ripio.FailureCancelled, ripio.FailureInternal:
		return console.ExitInternal
	}
	return console.ExitNoToken
}

// WasSent reports whether the send got as far as the network.
func WasSent(exchange ripio.Exchange) bool { return !exchange.ReceivedAt.IsZero() }

// UnconfirmedAddress refuses an address that may be a key; what says what happens
// to it once it is accepted.
func UnconfirmedAddress(address, what string) *console.Error {
	noted := field.CheckAddress(address)[0]
	return &console.Error{
		Code: console.ExitRefused, Kind: console.KindNotConfirmed, Title: "the address is not confirmed",
		Message: "The address " + noted.Title + ": " + noted.Found + ". It may also be an address of another chain, a hash or an identifier.",
		Hints:   []string{"If it is not a key, add --accept-address: " + what + "."},
	}
}

// ShownAddress masks what may be a private key.
func ShownAddress(address string) string {
	if field.LooksLikePrivateKey(address) {
		return redact.Mask
	}
	return address
}
