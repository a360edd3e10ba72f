package cli

import "devtools/ripio-explorer/ripio"

// The exit codes. They are stable: scripts may rely on them.
const (
	ExitOK          = 0 // a token came, or was read
	ExitInternal    = 1 // a fault in this program, an output that cannot be written, or a send given up
	ExitUsage       = 2 // the arguments are wrong
	ExitBlocked     = 3 // a check stopped the request, or something it needs is missing
	ExitRejected    = 4 // the server rejected the request: 401 or 403
	ExitNetwork     = 5 // no answer: DNS, connection, TLS, proxy, time-out
	ExitNoToken     = 6 // an answer came, but without a usable token
	ExitRefused     = 7 // this program refused, to protect the secret or production
	ExitNotReadable = 8 // decode: there is no token, or it cannot be read
)

// exitCode returns the code for a way in which a send fails; an unknown one is
// ExitInternal.
func exitCode(kind ripio.FailureKind) int {
	switch kind {
	case ripio.FailureBlocked:
		return ExitBlocked
	case ripio.FailureRefusedHost, ripio.FailureRefusedHTTP, ripio.FailureRefusedTest, ripio.FailureRefusedPair, ripio.FailureProxySetting:
		return ExitRefused
	case ripio.FailureRejected:
		return ExitRejected
	case ripio.FailureDNS, ripio.FailureConnection, ripio.FailureUnreachable, ripio.FailureTimeout,
		ripio.FailureReset, ripio.FailureClosed, ripio.FailureProxy,
		ripio.FailureTLSName, ripio.FailureTLSIssuer, ripio.FailureTLSExpired, ripio.FailureTLS:
		return ExitNetwork
	case ripio.FailureMalformedHTTP, ripio.FailureHeadersTooLarge, ripio.FailureTruncated, ripio.FailureTooLarge,
		ripio.FailureRedirect, ripio.FailureRateLimited, ripio.FailureServer, ripio.FailureHTML,
		ripio.FailureStatus, ripio.FailureNotJSON, ripio.FailureNotSucceeded, ripio.FailureNoToken,
		ripio.FailureTokenType:
		return ExitNoToken
	}
	return ExitInternal
}

// refusal says why nothing was sent. It is shown like a failure of the send.
type refusal struct {
	code int
	// kind is stable, as a ripio.FailureKind is.
	kind ripio.FailureKind
	// title is a few words, message a sentence. Both are safe to print.
	title, message string
	advice         []string
}

// The kinds of refusal.
const (
	kindMissing    ripio.FailureKind = "missing-input"
	kindProfiles   ripio.FailureKind = "profiles-file"
	kindProduction ripio.FailureKind = "production-not-confirmed"
	kindSimulator  ripio.FailureKind = "simulator-not-started"
	kindNoToken    ripio.FailureKind = "not-readable"
)

func missing(message string, advice ...string) *refusal {
	return &refusal{ExitBlocked, kindMissing, "input is missing", message, advice}
}
