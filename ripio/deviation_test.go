package ripio_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// deviations holds what each negative test sends, and what the simulator says of
// it.
var deviations = []struct {
	deviation ripio.Deviation
	username  string
	password  string
	kind      ripio.FailureKind
	message   string
}{
	{ripio.DeviationWrongSecret, "acme-client:" + wiretest.Ref + ":" + wiretest.Address, "ripio-explorer-wrong-secret", ripio.FailureRejected,
		"password is ripio-explorer-wrong-secret, which stands for a wrong client_secret; " +
			"the simulator refuses this one value; that the status is 401 is a guess"},
	{ripio.DeviationNoAddress, "acme-client:" + wiretest.Ref + ":", wiretest.Canary, ripio.FailureStatus, "address is empty in username"},
	{ripio.DeviationTwoParts, "acme-client:" + wiretest.Ref, wiretest.Canary, ripio.FailureStatus,
		"username has two parts, the address is missing; it must be client_id:external_ref:address"},
	{ripio.DeviationPlainRef, "acme-client:NEGATIVE_TEST_1111:" + wiretest.Address, wiretest.Canary, ripio.FailureStatus,
		"external_ref is NEGATIVE_TEST_1111, which is not a UUID v4; " +
			"the simulator refuses this one value, and it is not known whether Ripio's server refuses any"},
	{ripio.DeviationEmptyClientID, ":" + wiretest.Ref + ":" + wiretest.Address, wiretest.Canary, ripio.FailureStatus, "client_id is empty in username"},
}

func deviating(deviation ripio.Deviation) ripio.Request {
	request := wiretest.Request()
	request.Deviation = deviation
	return request
}

func TestNegativeTestsListAllDeviations(t *testing.T) {
	var listed, tested []ripio.Deviation
	for _, test := range ripio.NegativeTests() {
		listed = append(listed, test.Deviation)
		if test.Title == "" || len(test.Title) > 24 || test.When == "" || strings.HasSuffix(test.When, ".") {
			t.Errorf("%s: title %q, when %q", test.Deviation, test.Title, test.When)
		}
		for sentence := range strings.SplitSeq(test.What, ". ") {
			if sentence == "" || strings.Contains(sentence, "!") {
				t.Errorf("%s: what %q", test.Deviation, test.What)
			}
		}
		if found, ok := test.Deviation.NegativeTest(); !ok || found != test {
			t.Errorf("%s is found as %+v", test.Deviation, found)
		}
	}
	for _, want := range deviations {
		tested = append(tested, want.deviation)
	}
	if !slices.Equal(listed, tested) {
		t.Errorf("listed %q, tested %q", listed, tested)
	}
	ripio.NegativeTests()[0].Title = "changed"
	if ripio.NegativeTests()[0].Title != "wrong secret" {
		t.Error("the list can be changed from outside")
	}
	if test, ok := ripio.DeviationNone.NegativeTest(); ok {
		t.Errorf("an ordinary request is the test %+v", test)
	}
}

func TestTheSimulatorAnswersEveryNegativeTest(t *testing.T) {
	// Whatever the scenario, what is wrong on purpose is told.
	for _, scenario := range []string{"ok", "html-502"} {
		server, err := simulator.Start(scenario)
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		env, err := ripio.SimulatorAt(server.URL())
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range deviations {
			exchange := new(ripio.Client).Authenticate(context.Background(), env, deviating(want.deviation))
			failure := wiretest.WantFailure(t, exchange, want.kind)
			if failure.Message != want.message {
				t.Errorf("%s: message %q", want.deviation, failure.Message)
			}
			if !hasFinding(exchange, "answer-simulated") || !hasFinding(exchange, "negative-test") {
				t.Errorf("%s: findings %q", want.deviation, codesOf(exchange.Findings))
			}
			sent := exchange.Request
			if sent.Deviation != want.deviation || sent.Username != want.username {
				t.Errorf("%s: sent %+v", want.deviation, sent)
			}
			if sent.ClientID != "acme-client" || sent.ExternalRef != wiretest.Ref || sent.Address != wiretest.Address {
				t.Errorf("%s: the inputs are not those of the caller: %+v", want.deviation, sent)
			}
		}
	}
}

func TestADeviationChangesTheFormAlone(t *testing.T) {
	for _, want := range deviations {
		t.Run(string(want.deviation), func(t *testing.T) {
			server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
			new(ripio.Client).Authenticate(context.Background(), server.Env(), deviating(want.deviation))
			_, body, _ := strings.Cut(server.Wire(), "\r\n\r\n")
			if want := (url.Values{"username": {want.username}, "password": {want.password}}).Encode(); body != want {
				t.Errorf("body %q, want %q", body, want)
			}
			if got := deviating(want.deviation).Username(); got != want.username {
				t.Errorf("username %q", got)
			}
		})
	}
}

func TestANegativeTestIsRefusedElsewhere(t *testing.T) {
	production, _ := ripio.EnvironmentFor(ripio.Production)
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	tests := []struct {
		name      string
		env       ripio.Environment
		deviation ripio.Deviation
		evidence  string
	}{
		{"unknown", sandbox, "upside-down", "upside-down is not a negative test"},
	}
	for _, test := range ripio.NegativeTests() {
		tests = append(tests, tests[0])
		last := &tests[len(tests)-1]
		last.name, last.env, last.deviation = string(test.Deviation), production, test.Deviation
		last.evidence = "the test is " + test.Title + ", the environment is production"
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			client := clientWithoutNetwork(t)
			for _, exchange := range []ripio.Exchange{
				client.Authenticate(context.Background(), test.env, deviating(test.deviation)),
				client.Preview(test.env, deviating(test.deviation)),
			} {
				failure := wiretest.WantFailure(t, exchange, ripio.FailureRefusedTest)
				if failure.Evidence != test.evidence || exchange.Request.Deviation != test.deviation {
					t.Errorf("evidence %q, deviation %q", failure.Evidence, exchange.Request.Deviation)
				}
			}
		})
	}
}

// TestWhatANegativeTestLeavesOutDoesNotBlock has a form in which the replaced
// field, and then another one, cannot be sent.
func TestWhatANegativeTestLeavesOutDoesNotBlock(t *testing.T) {
	breakField := map[finding.Field]func(r *ripio.Request){
		finding.FieldClientID:    func(r *ripio.Request) { r.ClientID = "a:b" },
		finding.FieldSecret:      func(r *ripio.Request) { r.Secret = redact.Secret{} },
		finding.FieldExternalRef: func(r *ripio.Request) { r.ExternalRef = "" },
		finding.FieldAddress:     func(r *ripio.Request) { r.Address = "" },
	}
	replaced := map[ripio.Deviation]finding.Field{
		ripio.DeviationNone: "", ripio.DeviationWrongSecret: finding.FieldSecret, ripio.DeviationNoAddress: finding.FieldAddress,
		ripio.DeviationTwoParts: finding.FieldAddress, ripio.DeviationPlainRef: finding.FieldExternalRef,
		ripio.DeviationEmptyClientID: finding.FieldClientID,
	}
	for deviation, own := range replaced {
		if finding.Blocked(deviating(deviation).Check()) {
			t.Errorf("%q blocks itself", deviation)
		}
		for field, change := range breakField {
			request := deviating(deviation)
			change(&request)
			findings := request.Check()
			if got := finding.Blocked(findings); got != (field != own) {
				t.Errorf("%q with a broken %s: blocked is %v", deviation, field, got)
			}
			if field == own && len(finding.ForField(findings, field)) > 0 {
				t.Errorf("%q says something about %s, which is not sent", deviation, field)
			}
		}
	}
}

func TestANegativeTestStillWarnsOfTheSecretInTheUsername(t *testing.T) {
	request := deviating(ripio.DeviationNoAddress)
	request.ClientID = wiretest.Canary
	got := codesOf(finding.ForField(request.Check(), finding.FieldUsername))
	if want := []finding.Code{"negative-test", "username-holds-secret"}; !slices.Equal(got, want) {
		t.Errorf("findings %q", got)
	}
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	wantNoSecret(t, new(ripio.Client).Authenticate(context.Background(), server.Env(), request))
}
