package exchangejson_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/exchangejson"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/ripio/simulator"
)

// back returns an exchange as it comes back from its document.
func back(t *testing.T, exchange ripio.Exchange, keepToken bool) (ripio.Exchange, exchangejson.Document) {
	t.Helper()
	data, err := json.Marshal(exchangejson.New(exchange, keepToken))
	if err != nil {
		t.Fatal(err)
	}
	var document exchangejson.Document
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	return document.Exchange(), document
}

// send plays a scenario of the simulator.
func send(t *testing.T, scenario string) ripio.Exchange {
	t.Helper()
	server, err := simulator.Start(scenario, simulator.WithDelays(time.Minute, time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	environment, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	client := &ripio.Client{Timeout: 300 * time.Millisecond}
	exchange := client.Authenticate(context.Background(), environment, ripio.Request{
		ClientID: simulator.ExampleClientID, Secret: redact.NewSecret(simulator.ExampleSecret),
		ExternalRef: "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", Address: simulator.ExampleAddress,
	})
	exchange.Profile = "acme"
	return exchange
}

// whole is what must survive of an exchange when the token is kept: all of it, but
// for the monotonic clock, the time zone and the types of errors.
func whole(exchange ripio.Exchange) ripio.Exchange {
	exchange.SentAt, exchange.ReceivedAt = exchange.SentAt.Round(0).UTC(), exchange.ReceivedAt.Round(0).UTC()
	if exchange.Failure != nil {
		failure := *exchange.Failure
		failure.Cause = nil
		exchange.Failure = &failure
	}
	if exchange.Token != nil {
		token := *exchange.Token
		exchange.Token = &token
	}
	if exchange.Response != nil {
		response := *exchange.Response
		if len(response.Body) == 0 {
			response.Body = nil
		}
		if len(response.Body) > exchangejson.MaxBody {
			response.Body, response.Cut = response.Body[:exchangejson.MaxBody], true
		}
		exchange.Response = &response
	}
	return exchange
}

// wantSame compares two exchanges field by field.
func wantSame(t *testing.T, got, want ripio.Exchange) {
	t.Helper()
	compare := func(name string, got, want any) {
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %+v\nwant %+v", name, got, want)
		}
	}
	left, right := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range left.NumField() {
		name := left.Type().Field(i).Name
		switch name {
		case "Token": // it prints as a mask
			compare(name+" is there", got.Token != nil, want.Token != nil)
			if got.Token != nil && want.Token != nil {
				compareToken(compare, *got.Token, *want.Token)
			}
		case "Response", "Failure":
			compare(name, left.Field(i).Interface(), right.Field(i).Interface())
			if !left.Field(i).IsNil() && !right.Field(i).IsNil() {
				compare(name, left.Field(i).Elem().Interface(), right.Field(i).Elem().Interface())
			}
		default:
			compare(name, left.Field(i).Interface(), right.Field(i).Interface())
		}
	}
}

func compareToken(compare func(name string, got, want any), got, want jwt.Token) {
	left, right := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range left.NumField() {
		compare("Token."+left.Type().Field(i).Name, left.Field(i).Interface(), right.Field(i).Interface())
	}
}

func TestEveryScenarioComesBack(t *testing.T) {
	for _, scenario := range simulator.Scenarios() {
		t.Run(scenario.Name, func(t *testing.T) {
			t.Parallel()
			exchange := send(t, scenario.Name)
			got, _ := back(t, exchange, true)
			wantSame(t, got, whole(exchange))

			got, _ = back(t, exchange, false)
			want := whole(exchange)
			if want.Token != nil {
				want.Token.Raw = ""
				want.Response.Body = fmt.Appendf(nil, `{"succeed":true,"token":"%s","token_type":"bearer"}`, redact.Mask)
			} else if want.Response != nil && len(want.Response.Body) > 0 {
				// Bodies of failures hold no token, but for the one that ends early.
				want.Response.Body = []byte(redact.Credentials(string(want.Response.Body)))
			}
			if want.Failure != nil {
				want.Failure.Message = redact.Credentials(want.Failure.Message)
			}
			wantSame(t, got, want)
		})
	}
}

// TestViewsOfWhatCameBack asks the questions that the program's views ask.
func TestViewsOfWhatCameBack(t *testing.T) {
	for _, scenario := range []string{"ok", "clock-off", "rate-limited", "redirect-307", "html-502", "slow-headers", "envelope-40001"} {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			exchange := send(t, scenario)
			got, _ := back(t, exchange, false)
			gotLifetime, gotOK := got.Lifetime()
			wantLifetime, wantOK := exchange.Lifetime()
			if gotLifetime != wantLifetime || gotOK != wantOK || got.LifetimeBasis() != exchange.LifetimeBasis() {
				t.Errorf("lifetime %v, %s; want %v, %s", gotLifetime, got.LifetimeBasis(), wantLifetime, exchange.LifetimeBasis())
			}
			if got, want := cause.Rank(got, cause.Background{}), cause.Rank(exchange, cause.Background{}); !reflect.DeepEqual(got, want) {
				t.Errorf("causes\ngot  %+v\nwant %+v", got, want)
			}
			for _, row := range compare.Exchanges(got, exchange, "", "").Rows {
				if row.Verdict == compare.VerdictChanged {
					t.Errorf("changed: %+v", row)
				}
			}
			options := report.Options{Version: "1.2.0"}
			if got, want := report.Markdown(got, nil, options), report.Markdown(exchange, nil, options); got != want {
				t.Errorf("report\ngot\n%s\nwant\n%s", got, want)
			}
		})
	}
}
