package cause_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

// knownResponse is a row of testdata/responses.toml.
type knownResponse struct {
	Name, Status, Type, Body string
	Header                   []string
	Secret, Address          string // of the request, where they are not ordinary
	First                    finding.Code
	Certainty                finding.Certainty
	Never                    []finding.Code
}

// TestFirstCauseOfKnownResponses has a server that plays the sandbox over TLS, so that
// nothing on the way can have answered in its place.
func TestFirstCauseOfKnownResponses(t *testing.T) {
	text, err := os.ReadFile("testdata/responses.toml")
	if err != nil {
		t.Fatal(err)
	}
	var table struct{ Response []knownResponse }
	if err := toml.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	if len(table.Response) < 80 {
		t.Fatalf("only %d responses", len(table.Response))
	}
	for _, tt := range table.Response {
		t.Run(tt.Name, func(t *testing.T) {
			head := append([]string{"HTTP/1.1 " + tt.Status, "Content-Type: " + tt.Type, "Connection: close"}, tt.Header...)
			server := wiretest.ServeTLS(t, wiretest.TLSSetup{Answer: strings.Join(head, "\r\n") + "\r\n\r\n" + tt.Body})
			request := wiretest.PlainRequest()
			if tt.Secret != "" {
				request.Secret = redact.NewSecret(tt.Secret)
			}
			if tt.Address != "" {
				request.Address = tt.Address
			}
			causes := causesOf(t, server.Client.Authenticate(context.Background(), server.Env, request), cause.Background{})
			if causes[0].Code != tt.First || causes[0].Certainty != tt.Certainty {
				t.Errorf("%s (%s) first of %s, want %s (%s)", causes[0].Code, causes[0].Certainty, listCauses(causes), tt.First, tt.Certainty)
			}
			for _, code := range tt.Never {
				if findCause(causes, code) >= 0 {
					t.Errorf("%s among %s", code, listCauses(causes))
				}
			}
			for _, each := range causes {
				if text := strings.ToLower(each.Title + each.Why + each.Fix); strings.Contains(text, "hotel") || strings.Contains(text, "wi-fi") {
					t.Errorf("%s blames a network that cannot have answered: %s", each.Code, text)
				}
			}
		})
	}
}
