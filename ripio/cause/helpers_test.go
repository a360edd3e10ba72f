package cause_test

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// judgedKinds are the failures in which a server may have looked at the
// credentials. FailureBlocked is about the request, and no network was involved.
// An answer of the last two may be the API's own: a page, and a server's error that says so.
var judgedKinds = []ripio.FailureKind{
	ripio.FailureBlocked, ripio.FailureRejected, ripio.FailureNotSucceeded, ripio.FailureStatus, ripio.FailureNoToken,
	ripio.FailureHTML, ripio.FailureServer,
}

// remedies are all that there are.
var remedies = []cause.Remedy{
	cause.RemedyNone, cause.RemedyReplace, cause.RemedyEnter, cause.RemedyTrimSecret, cause.RemedyNewExternalRef,
	cause.RemedyEditCredentials, cause.RemedySwitchEnvironment, cause.RemedySwapTest, cause.RemedyRetry, cause.RemedyWait,
	cause.RemedyShowHTTP, cause.RemedyReport, cause.RemedyRestartSimulator, cause.RemedyScenario,
}

// blamesCredentials finds the codes of the causes about credentials and user.
var blamesCredentials = regexp.MustCompile(`^(client-secret-|secret-changed|client-id-|credentials-|external-ref-|address-|user|username-|two-part-username|environment-mismatch|` +
	`swap-test-|other-country|request-refused|account-not-enabled|other-product|clock-skew|worked-before|` +
	`server-names-|form-not-read|product-oauth-words)`)

// causesOf returns the causes after it has checked what holds for all of them.
func causesOf(t testing.TB, exchange ripio.Exchange, background cause.Background) []cause.Cause {
	t.Helper()
	causes := cause.Rank(exchange, background)
	lifetime, known := exchange.Lifetime()
	if (len(causes) > 0) != (exchange.Failure != nil || known && lifetime <= 0) || len(causes) > 6 {
		t.Fatalf("%d causes for the failure %v", len(causes), exchange.Failure)
	}
	seen := map[finding.Code]bool{}
	for i, likely := range causes {
		checkCause(t, likely)
		if seen[likely.Code] {
			t.Errorf("%s stands twice", likely.Code)
		}
		seen[likely.Code] = true
		if i > 0 && likely.Weight > causes[i-1].Weight {
			t.Errorf("%s weighs more than %s before it", likely.Code, causes[i-1].Code)
		}
		if blamesCredentials.MatchString(string(likely.Code)) && !slices.Contains(judgedKinds, exchange.Failure.Kind) {
			t.Errorf("%s is taken for %s, which is about the credentials", exchange.Failure.Kind, likely.Code)
		}
	}
	if text, err := json.Marshal(causes); err != nil || strings.Contains(string(text), wiretest.Canary) || strings.Contains(string(text), "c4nary") {
		t.Errorf("the causes hold the secret (%v): %s", err, text)
	}
	return causes
}

func checkCause(t testing.TB, likely cause.Cause) {
	t.Helper()
	if likely.Title == "" || likely.Why == "" || likely.Fix == "" || likely.Evidence == "" || likely.Weight < 1 || likely.Weight > 100 {
		t.Errorf("%s is not whole: %+v", likely.Code, likely)
	}
	if !slices.Contains(remedies, likely.Remedy) {
		t.Errorf("%s: unknown remedy %q", likely.Code, likely.Remedy)
	}
	switch likely.Remedy {
	case cause.RemedyReplace:
		if likely.Field == "" || likely.Replacement == "" {
			t.Errorf("%s: nothing to replace: %+v", likely.Code, likely)
		}
	case cause.RemedyEnter:
		if likely.Field != finding.FieldAddress && likely.Field != finding.FieldExternalRef || likely.Replacement != "" {
			t.Errorf("%s: no field to enter: %+v", likely.Code, likely)
		}
	case cause.RemedyEditCredentials:
		if likely.Field != "" && likely.Field != finding.FieldClientID && likely.Field != finding.FieldSecret || likely.Replacement != "" {
			t.Errorf("%s: no credential: %+v", likely.Code, likely)
		}
	default:
		if likely.Field != "" || likely.Replacement != "" {
			t.Errorf("%s: a field without use: %+v", likely.Code, likely)
		}
	}
}

// wantFirstCause checks the code of the first cause and gives it.
func wantFirstCause(t testing.TB, exchange ripio.Exchange, background cause.Background, want finding.Code) cause.Cause {
	t.Helper()
	causes := causesOf(t, exchange, background)
	if len(causes) == 0 || causes[0].Code != want {
		t.Fatalf("causes %s of %v, want %s first", listCauses(causes), exchange.Failure, want)
	}
	return causes[0]
}

func listCauses(causes []cause.Cause) string {
	var codes []string
	for _, cause := range causes {
		codes = append(codes, string(cause.Code))
	}
	return strings.Join(codes, " ")
}

// send makes a send to a raw server with short limits.
func send(t testing.TB, server *wiretest.Server) ripio.Exchange {
	t.Helper()
	client := &ripio.Client{HeaderTimeout: 2 * time.Second}
	return client.Authenticate(context.Background(), server.Env(), wiretest.PlainRequest())
}

func plainRequestFor(name ripio.EnvironmentName) ripio.Request {
	request := wiretest.PlainRequest()
	request.CredentialsFor = name
	return request
}

// answeredBy is a send to the sandbox that was answered so, without a network.
func answeredBy(t testing.TB, request ripio.Request, status, body string) ripio.Exchange {
	t.Helper()
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{Answer: "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body})
	return server.Client.Authenticate(context.Background(), server.Env, request)
}
