package cause_test

import (
	"context"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// TestAnotherUsersReferenceIsNotReplaced: a new external_ref would be a second identity.
func TestAnotherUsersReferenceIsNotReplaced(t *testing.T) {
	for _, words := range []string{
		"external_ref belongs to a user with another wallet address", "external_ref already exists", "This external_ref is already in use",
		"wallet address is already registered for another user", "external_ref y address no coinciden: pertenece a otro usuario",
	} {
		for _, ref := range []string{wiretest.Ref, "USER_1111"} {
			request := wiretest.PlainRequest()
			request.ExternalRef = ref
			likely := wantFirstCause(t, answeredBy(t, request, "409 Conflict", `{"detail":"`+words+`"}`), cause.Background{}, "server-names-other-user")
			if likely.Remedy != cause.RemedyEnter || likely.Field != finding.FieldAddress {
				t.Errorf("%q: %s %s", words, likely.Remedy, likely.Field)
			}
		}
	}
}

// TestAUUIDThatIsAskedForIsKnown where the one that was sent is not one.
func TestAUUIDThatIsAskedForIsKnown(t *testing.T) {
	request := wiretest.PlainRequest()
	request.ExternalRef = "USER_1111"
	exchange := answeredBy(t, request, "400 Bad Request", `{"external_ref":["Must be a valid UUID."]}`)
	likely := wantFirstCause(t, exchange, cause.Background{}, "server-names-external-ref-form")
	if likely.Certainty != finding.Known || likely.Remedy != cause.RemedyNewExternalRef || strings.Count(likely.Evidence, "not a UUID") != 1 || strings.Count(likely.Evidence, "400") != 1 {
		t.Errorf("%+v", likely)
	}
	for _, other := range []string{"401 Unauthorized", "500 Internal Server Error"} {
		exchange := answeredBy(t, request, other, `{"external_ref":["Must be a valid UUID."]}`)
		if likely := cause.Rank(exchange, cause.Background{})[0]; likely.Certainty == finding.Known {
			t.Errorf("%s: %s is known", other, likely.Code)
		}
	}
}

func TestForemostLeavesOutWhatPlainWordsRuleOut(t *testing.T) {
	tests := []struct {
		status, body string
		all          bool
		want         int
	}{
		{"400 Bad Request", `{"username":["This field is required."],"password":["This field is required."]}`, false, 1},
		{"403 Forbidden", `{"message":"Your IP 203.0.113.9 is not whitelisted"}`, false, 1},
		{"409 Conflict", `{"detail":"external_ref belongs to a user with another wallet address"}`, false, 1},
		{"401 Unauthorized", `{"detail":"Invalid username or password."}`, true, 0},
		{"401 Unauthorized", `{}`, true, 0},
	}
	for _, tt := range tests {
		causes := causesOf(t, answeredBy(t, wiretest.PlainRequest(), tt.status, tt.body), cause.Background{})
		want := tt.want
		if tt.all {
			want = len(causes)
		}
		if got := cause.Foremost(causes); got != want || !tt.all && len(causes) == want {
			t.Errorf("%s %s: %d of %s", tt.status, tt.body, got, listCauses(causes))
		}
	}
	if cause.Foremost(nil) != 0 {
		t.Error("one of none")
	}
}

// TestANameThatLeadsHere: waiting does not help where the name of a server elsewhere is
// this machine's.
func TestANameThatLeadsHere(t *testing.T) {
	refused := func(ip string) ripio.Exchange {
		sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
		client := wiretest.FailingClient(&net.OpError{
			Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.ParseIP(ip), Port: 443}, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED),
		})
		return client.Authenticate(context.Background(), sandbox, wiretest.PlainRequest())
	}
	for _, ip := range []string{"127.0.0.7", "::1"} {
		likely := wantFirstCause(t, refused(ip), cause.Background{}, "host-leads-here")
		if likely.Certainty != finding.Known || !strings.Contains(likely.Evidence, ip) || strings.Contains(likely.Fix, "minute") {
			t.Errorf("%+v", likely)
		}
	}
	wantFirstCause(t, refused("203.0.113.7"), cause.Background{}, "connection-refused")
}

// TestATokenThatCameExpiredHasACause, and how sure it is depends on the clock.
func TestATokenThatCameExpiredHasACause(t *testing.T) {
	body := `{"succeed":true,"token":"` + wiretest.DocsToken + `","token_type":"bearer"}`
	dated := "200 OK\r\nDate: " + time.Now().UTC().Format(http.TimeFormat)
	exchange := answeredBy(t, wiretest.PlainRequest(), dated, body)
	likely := wantFirstCause(t, exchange, cause.Background{}, "token-came-expired")
	if exchange.Failure != nil || likely.Certainty != finding.Known || likely.Remedy != cause.RemedyRetry || !strings.Contains(likely.Evidence, "server's own clock") {
		t.Errorf("%v: %+v", exchange.Failure, likely)
	}
	likely = wantFirstCause(t, answeredBy(t, wiretest.PlainRequest(), "200 OK", body), cause.Background{}, "token-came-expired")
	if likely.Certainty != finding.Likely || !strings.Contains(likely.Title, "may") || !strings.Contains(likely.Fix, "clock") {
		t.Errorf("%+v", likely)
	}
}
