package ripio_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// judgedKinds are the failures in which a server may have looked at the
// credentials. FailureBlocked is about the request, and no network was involved.
var judgedKinds = []ripio.FailureKind{
	ripio.FailureBlocked, ripio.FailureRejected, ripio.FailureNotSucceeded, ripio.FailureStatus, ripio.FailureNoToken,
}

// remedies are all that there are.
var remedies = []ripio.Remedy{
	ripio.RemedyNone, ripio.RemedyReplace, ripio.RemedyEnter, ripio.RemedyTrimSecret, ripio.RemedyNewExternalRef,
	ripio.RemedyEditCredentials, ripio.RemedySwitchEnvironment, ripio.RemedySwapTest, ripio.RemedyRetry, ripio.RemedyWait,
	ripio.RemedyShowHTTP, ripio.RemedyReport, ripio.RemedyRestartSimulator,
}

// causesOf gives the causes after it has checked what holds for all of them.
func causesOf(t testing.TB, exchange ripio.Exchange, background ripio.Background) []ripio.Cause {
	t.Helper()
	causes := exchange.Causes(background)
	if (len(causes) > 0) != (exchange.Failure != nil) || len(causes) > 6 {
		t.Fatalf("%d causes for the failure %v", len(causes), exchange.Failure)
	}
	seen := map[ripio.Code]bool{}
	for i, cause := range causes {
		checkCause(t, cause)
		if seen[cause.Code] {
			t.Errorf("%s stands twice", cause.Code)
		}
		seen[cause.Code] = true
		if i > 0 && cause.Weight > causes[i-1].Weight {
			t.Errorf("%s weighs more than %s before it", cause.Code, causes[i-1].Code)
		}
		if slices.Contains(ripio.CredentialCauseCodes(), cause.Code) && !slices.Contains(judgedKinds, exchange.Failure.Kind) {
			t.Errorf("%s is taken for %s, which is about the credentials", exchange.Failure.Kind, cause.Code)
		}
	}
	if text, err := json.Marshal(causes); err != nil || strings.Contains(string(text), canary) || strings.Contains(string(text), "c4nary") {
		t.Errorf("the causes hold the secret (%v): %s", err, text)
	}
	return causes
}

func checkCause(t testing.TB, cause ripio.Cause) {
	t.Helper()
	if cause.Title == "" || cause.Why == "" || cause.Fix == "" || cause.Evidence == "" || cause.Weight < 1 || cause.Weight > 100 {
		t.Errorf("%s is not whole: %+v", cause.Code, cause)
	}
	if !slices.Contains(remedies, cause.Remedy) {
		t.Errorf("%s: unknown remedy %q", cause.Code, cause.Remedy)
	}
	switch cause.Remedy {
	case ripio.RemedyReplace:
		if cause.Field == "" || cause.Replacement == "" {
			t.Errorf("%s: nothing to replace: %+v", cause.Code, cause)
		}
	case ripio.RemedyEnter:
		if cause.Field != ripio.FieldAddress && cause.Field != ripio.FieldExternalRef || cause.Replacement != "" {
			t.Errorf("%s: no field to enter: %+v", cause.Code, cause)
		}
	case ripio.RemedyEditCredentials:
		if cause.Field != "" && cause.Field != ripio.FieldClientID && cause.Field != ripio.FieldSecret || cause.Replacement != "" {
			t.Errorf("%s: no credential: %+v", cause.Code, cause)
		}
	default:
		if cause.Field != "" || cause.Replacement != "" {
			t.Errorf("%s: a field without use: %+v", cause.Code, cause)
		}
	}
}

// wantFirstCause checks the code of the first cause and gives it.
func wantFirstCause(t testing.TB, exchange ripio.Exchange, background ripio.Background, want ripio.Code) ripio.Cause {
	t.Helper()
	causes := causesOf(t, exchange, background)
	if len(causes) == 0 || causes[0].Code != want {
		t.Fatalf("causes %s of %v, want %s first", listCauses(causes), exchange.Failure, want)
	}
	return causes[0]
}

func listCauses(causes []ripio.Cause) string {
	var codes []string
	for _, cause := range causes {
		codes = append(codes, string(cause.Code))
	}
	return strings.Join(codes, " ")
}

// send makes a send to a raw server with short limits.
func send(t testing.TB, server *rawServer) ripio.Exchange {
	t.Helper()
	client := &ripio.Client{HeaderTimeout: 2 * time.Second}
	return client.Authenticate(context.Background(), server.env(), plainRequest())
}

// plainRequest has nothing about it that a check would warn of.
func plainRequest() ripio.Request {
	return ripio.Request{ClientID: "acme-client", ExternalRef: testRef, Address: goodEVM, Secret: ripio.NewSecret("c4naryS3cret-0123456789"), CredentialsFor: ripio.Sandbox}
}

func plainRequestFor(name ripio.EnvironmentName) ripio.Request {
	request := plainRequest()
	request.CredentialsFor = name
	return request
}

// answeredBy is a send to the sandbox that was answered so, without a network.
func answeredBy(t testing.TB, request ripio.Request, status, body string) ripio.Exchange {
	t.Helper()
	server := newTLSServer(t, tlsSetup{answer: "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body})
	return server.client.Authenticate(context.Background(), server.env, request)
}
