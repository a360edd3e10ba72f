package cause_test

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
)

var lastMonth = time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)

func TestBackgroundChangesTheRanking(t *testing.T) {
	stray := func(r *ripio.Request) { r.Secret = redact.NewSecret("c4naryS3cret-0123456789 ") }
	tests := []struct {
		name       string
		change     func(*ripio.Request)
		background cause.Background
		want       finding.Code
		evidence   string // a part of it
		remedy     cause.Remedy
	}{
		{"the same pair worked", nil, cause.Background{LastSuccess: lastMonth}, "worked-before", "brought a token here on 3 Nov 2026, 14:02 UTC", cause.RemedyReport},
		{"the same pair with its space worked", stray, cause.Background{LastSuccess: lastMonth}, "worked-before", "3 Nov 2026", cause.RemedyReport},
		{"another secret worked", nil, cause.Background{OtherSecretWorked: lastMonth}, "secret-changed", "another client_secret brought a token here on 3 Nov 2026", cause.RemedyEditCredentials},
		{"another secret worked later", nil, cause.Background{LastSuccess: lastMonth.AddDate(0, -1, 0), OtherSecretWorked: lastMonth}, "secret-changed", "this one last on 3 Oct 2026", cause.RemedyEditCredentials},
		{"another secret worked before this one", nil, cause.Background{LastSuccess: lastMonth, OtherSecretWorked: lastMonth.AddDate(0, -1, 0)}, "worked-before", "3 Nov 2026", cause.RemedyReport},
		{"the client_id worked in production", nil, cause.Background{Other: cause.OtherCredentials{Exist: true, SameClientID: true, LastSuccess: lastMonth}},
			"environment-mismatch", "brought a token in production on 3 Nov 2026", cause.RemedySwitchEnvironment},
		{"the client_id is production's too", nil, cause.Background{Other: cause.OtherCredentials{Exist: true, SameClientID: true}},
			"environment-mismatch", "the profile has the same client_id for production", cause.RemedySwapTest},
		{"seen when the secret was wrong", nil, cause.Background{Seen: []cause.Sighting{{At: lastMonth, Deviation: ripio.DeviationWrongSecret, Times: 1}}},
			"seen-when-wrong", "seen before: 3 Nov 2026, when the secret was wrong", cause.RemedyEditCredentials},
		{"seen in several tests", nil, cause.Background{Seen: []cause.Sighting{{At: lastMonth, Deviation: ripio.DeviationWrongSecret}, {At: lastMonth, Deviation: ripio.DeviationNoAddress}}},
			"credentials-refused", "401", cause.RemedyEditCredentials},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.PlainRequest()
			if tt.change != nil {
				tt.change(&request)
			}
			cause := wantFirstCause(t, answeredBy(t, request, "401 Unauthorized", "{}"), tt.background, tt.want)
			if !strings.Contains(cause.Evidence, tt.evidence) || cause.Remedy != tt.remedy {
				t.Errorf("remedy %q, evidence %q", cause.Remedy, cause.Evidence)
			}
		})
	}
}

func TestWhatWorkedBeforeIsNotSuspected(t *testing.T) {
	request := wiretest.PlainRequest()
	request.Secret, request.Address = redact.NewSecret("c4naryS3cret-0123456789 "), wiretest.DocsEVM
	causes := causesOf(t, answeredBy(t, request, "401 Unauthorized", "{}"), cause.Background{LastSuccess: lastMonth})
	if got, want := listCauses(causes), "worked-before address-evm-checksum credentials-refused not-seen-before client-secret-edge-space"; got != want {
		t.Errorf("causes %q, want %q", got, want)
	}
}

func TestAnUnexplainedAnswerIsCalledNewOrSeen(t *testing.T) {
	exchange := answeredBy(t, wiretest.PlainRequest(), "418 I'm a teapot", "{}")
	if got := listCauses(causesOf(t, exchange, cause.Background{})); got != "not-seen-before" {
		t.Errorf("causes %q", got)
	}
	seen := wantFirstCause(t, exchange, cause.Background{Seen: []cause.Sighting{{At: lastMonth, Times: 3}}}, "seen-before")
	if want := "seen before: 3 Nov 2026, 14:02 UTC, and 2 times before that"; seen.Evidence != want {
		t.Errorf("evidence %q, want %q", seen.Evidence, want)
	}
}

func TestTheSwapTestDecides(t *testing.T) {
	exchange := answeredBy(t, wiretest.PlainRequest(), "401 Unauthorized", "{}")
	production, _ := ripio.EnvironmentFor(ripio.Production)
	token, err := jwt.Decode(wiretest.DocsToken)
	if err != nil {
		t.Fatal(err)
	}
	refused := ripio.Exchange{Environment: production, Response: &ripio.Response{Status: 401}, Failure: &ripio.Failure{Kind: ripio.FailureRejected, Evidence: "401"}}
	tests := []struct {
		name  string
		test  ripio.Exchange
		code  finding.Code
		found string
		want  finding.Code
	}{
		{"accepted", ripio.Exchange{Environment: production, Token: &token}, "swap-test-accepted", "sandbox: 401 Unauthorized, rejected; production: a token", "swap-test-accepted"},
		{"rejected", refused, "swap-test-rejected", "sandbox: 401 Unauthorized, rejected; production: 401, rejected", "swap-test-rejected"},
		{"unclear", ripio.Exchange{Environment: production, Failure: &ripio.Failure{Kind: ripio.FailureDNS}}, "swap-test-unclear",
			"sandbox: 401 Unauthorized, rejected; production: host name not found", "credentials-refused"},
		{"dry run", ripio.Exchange{Environment: production, DryRun: true}, "swap-test-unclear",
			"sandbox: 401 Unauthorized, rejected; production: nothing was sent", "credentials-refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			item := cause.SwapFinding(exchange, tt.test)
			if item.Code != tt.code || item.Found != tt.found || item.Stage() != finding.StageAfter {
				t.Errorf("finding %+v", item)
			}
			tested := exchange
			tested.Findings = append([]finding.Finding{item}, exchange.Findings...)
			causes := causesOf(t, tested, cause.Background{})
			if causes[0].Code != tt.want {
				t.Errorf("causes %s, want %s first", listCauses(causes), tt.want)
			}
			if guessed := findCause(causes, "environment-mismatch") >= 0; guessed != (tt.code == "swap-test-unclear") {
				t.Errorf("causes %s", listCauses(causes))
			}
		})
	}
}
