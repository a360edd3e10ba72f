package cause

import (
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
)

var tlsRules = []rule{
	{"local-clock-wrong", 95, RemedyRetry, localClockWrong},
	{"tls-certificate-expired", 90, RemedyReport, all(ofKind(ripio.FailureTLSExpired), not(notYetValid))},
	{"tls-certificate-not-yet-valid", 90, RemedyRetry, all(ofKind(ripio.FailureTLSExpired), notYetValid)},
	{"tls-wrong-name", 90, RemedyRetry, certificate(ofKind(ripio.FailureTLSName))},
	{"tls-inspected", 95, RemedyNone, certificate(ofKind(ripio.FailureTLSIssuer), inspected)},
	{"tls-chain-incomplete", 60, RemedyReport, chainIncomplete},
	{"tls-roots-missing", 60, RemedyNone, missingRoots},
	{"tls-unknown-issuer", 75, RemedyNone, certificate(ofKind(ripio.FailureTLSIssuer), not(inspected), not(rootsMissing), not(trustIsSet))},
	{"tls-old-version", 95, RemedyRetry, all(ofKind(ripio.FailureTLS), because(ripio.ReasonTLSVersion))},
	{"tls-not-spoken", 95, RemedyRetry, all(ofKind(ripio.FailureTLS), because(ripio.ReasonPlainHTTP, ripio.ReasonNotTLS))},
	{"tls-client-certificate", 90, RemedyReport, all(ofKind(ripio.FailureTLS), because(ripio.ReasonClientCertificate))},
	{"tls-handshake-failed", 70, RemedyRetry, all(ofKind(ripio.FailureTLS), because(ripio.ReasonNone))},
}

// certificate is the check whose evidence is the certificate, as far as one
// came, and the way it came.
func certificate(conditions ...condition) check {
	holds := all(conditions...)
	return func(s *situation) (Cause, bool) {
		seen, ok := holds(s)
		seen.Evidence = s.certificate()
		return seen, ok
	}
}

// certificate names what came as the server's certificate, and which way.
func (s *situation) certificate() string {
	var parts []string
	if shown := s.Connection.Certificate; shown != nil {
		parts = append(parts, "the issuer is "+shown.Issuer, "the certificate is for "+phrase.ListNames(shown.Names))
	}
	if proxied(s) {
		parts = append(parts, "the request went through the proxy "+s.Connection.Proxy)
	}
	return strings.Join(parts, "; ")
}

// trustIsSet rules out advice to set what is set already.
func trustIsSet(s *situation) bool {
	_, set := s.finding("connection-trust-unusable", "connection-trust-named")
	return set
}

// missingRoots weighs more where no list of authorities was found at all.
func missingRoots(s *situation) (Cause, bool) {
	seen, ok := certificate(ofKind(ripio.FailureTLSIssuer), rootsMissing, not(trustIsSet))(s)
	if s.Failure.Reason == ripio.ReasonNoRoots {
		seen.Weight = 95
	}
	return seen, ok
}

// sentAlone holds when the server sent its own certificate and none of those above
// it, and did not sign it itself.
func sentAlone(s *situation) bool {
	shown := s.Connection.Certificate
	return shown != nil && shown.Sent == 1 && shown.Issuer != shown.Subject
}

// chainIncomplete holds when the server left out the certificates between its own
// and the authority's, which this program does not fetch. A root signs few
// servers directly, so a single certificate of a public authority is rarely whole.
func chainIncomplete(s *situation) (Cause, bool) {
	seen, ok := certificate(ofKind(ripio.FailureTLSIssuer), sentAlone, not(inspected))(s)
	seen.Evidence = phrase.JoinNonEmpty("; ", "the server sent 1 certificate", seen.Evidence)
	if !rootsMissing(s) || trustIsSet(s) {
		seen.Weight = 45
	}
	return seen, ok && s.Failure.Reason != ripio.ReasonNoRoots
}

// notYetValid holds when the certificate's time, or that of one above it, lies
// ahead of the local clock.
var notYetValid = because(ripio.ReasonNotYetValid)

const (
	// earlyIssue is how far ahead a certificate that is not valid yet may lie
	// before the local clock is the suspect: authorities date theirs back.
	earlyIssue = 24 * time.Hour
	// longExpired is for how long a server may have forgotten its certificate
	// before the local clock is the suspect.
	longExpired = 90 * 24 * time.Hour
)

// localClockWrong compares this machine's clock with the certificate's dates and
// with what it said before.
func localClockWrong(s *situation) (Cause, bool) {
	shown := s.Connection.Certificate
	if s.Failure.Kind != ripio.FailureTLSExpired {
		return Cause{}, false
	}
	now := "this machine says " + phrase.OnDay(s.SentAt)
	switch {
	case s.background.LastSuccess.After(s.SentAt):
		return Cause{Weight: 100, Evidence: now + ", and an earlier request was on " + phrase.OnDay(s.background.LastSuccess)}, true
	case shown == nil:
		return Cause{}, false
	case shown.NotBefore.Sub(s.SentAt) >= earlyIssue:
		return Cause{Evidence: now + "; the certificate is valid from " + phrase.OnDay(shown.NotBefore)}, true
	case s.SentAt.Sub(shown.NotAfter) >= longExpired:
		return Cause{Evidence: now + "; the certificate was valid until " + phrase.OnDay(shown.NotAfter)}, true
	}
	return Cause{}, false
}

func inspected(s *situation) bool {
	return s.Connection.Certificate != nil && ripio.InspectedBy(s.Connection.Certificate.Issuer)
}

// publicAuthorities are names in the issuers of the certificates that most
// servers have.
var publicAuthorities = []string{
	"let's encrypt", "o=amazon", "google trust", "digicert", "sectigo", "globalsign", "zerossl", "comodo", "godaddy", "entrust",
	"isrg",
}

// rootsMissing holds when the issuer says that it is one which every complete
// list of authorities has, or when there is no list at all.
func rootsMissing(s *situation) bool {
	if s.Failure.Reason == ripio.ReasonNoRoots {
		return true
	}
	return s.Connection.Certificate != nil && !proxied(s) && phrase.HasWord(s.Connection.Certificate.Issuer, publicAuthorities...)
}
