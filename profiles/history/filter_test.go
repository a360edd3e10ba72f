package history_test

import (
	"testing"

	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio"
)

func TestFilter(t *testing.T) {
	failed := rejected("acme", at)
	failed.Exchange.Request.Deviation = ripio.DeviationWrongSecret
	failed.Exchange.Response.Header["X-Request-Id"] = []string{"7d0e-rid"}
	failed.Exchange.Failure.Code = "40001"
	failed.SwapTest = true
	for name, test := range map[string]struct {
		filter   history.Filter
		ok, fail bool // whether the successful and the failed attempt fit
	}{
		"empty":                    {history.Filter{}, true, true},
		"profile":                  {history.Filter{Profile: "ACME"}, false, true},
		"no such profile":          {history.Filter{Profile: "acm"}, false, false},
		"environment":              {history.Filter{Environment: ripio.Sandbox}, true, true},
		"another environment":      {history.Filter{Environment: ripio.Production}, false, false},
		"user by external_ref":     {history.Filter{User: "3F2B8C1E"}, true, true},
		"user by address":          {history.Filter{User: " 0x05946b0d "}, true, true},
		"no such user":             {history.Filter{User: "id-acme"}, false, false},
		"tokens":                   {history.Filter{Outcome: history.OutcomeToken}, true, false},
		"failures":                 {history.Filter{Outcome: history.OutcomeFailed}, false, true},
		"a kind of failure":        {history.Filter{Outcome: "Rejected"}, false, true},
		"another kind of failure":  {history.Filter{Outcome: "dns"}, false, false},
		"text: profile":            {history.Filter{Text: "BETA"}, true, false},
		"text: client_id":          {history.Filter{Text: "id-acme"}, false, true},
		"text: environment":        {history.Filter{Text: "Sandbox"}, true, true},
		"text: host":               {history.Filter{Text: "onramp-api.sandbox.ripio"}, true, true},
		"text: external_ref":       {history.Filter{Text: "2f1d0a9b8c7d"}, true, true},
		"text: address":            {history.Filter{Text: "70C2C"}, true, true},
		"text: status":             {history.Filter{Text: "401"}, false, true},
		"text: reason":             {history.Filter{Text: "unauthorized"}, false, true},
		"text: title":              {history.Filter{Text: (&ripio.Failure{Kind: ripio.FailureRejected}).Title()}, false, true},
		"text: message":            {history.Filter{Text: "invalid PASSWORD"}, false, true},
		"text: code":               {history.Filter{Text: "40001"}, false, true},
		"text: request id":         {history.Filter{Text: "7D0E-rid"}, false, true},
		"text: date":               {history.Filter{Text: "2026-11-24 03:41"}, true, true},
		"text: another date":       {history.Filter{Text: "2026-11-25"}, false, false},
		"text: negative test":      {history.Filter{Text: "wrong-secret"}, false, true},
		"text: swap test":          {history.Filter{Text: "swap test"}, false, true},
		"text: finding":            {history.Filter{Text: "address-evm checksum"}, true, true},
		"text: one word is missed": {history.Filter{Text: "acme nowhere"}, false, false},
		"text: spaces":             {history.Filter{Text: "  "}, true, true},
		"all together": {history.Filter{
			Profile: "acme", Environment: ripio.Sandbox, User: "0x", Outcome: "failed", Text: "401",
		}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.filter.Fits(granted("beta", at)); got != test.ok {
				t.Errorf("the successful attempt: %v", got)
			}
			if got := test.filter.Fits(failed); got != test.fail {
				t.Errorf("the failed attempt: %v", got)
			}
		})
	}
	if (history.Filter{Text: "x"}).Fits(history.Attempt{}) {
		t.Error("an attempt without anything fits")
	}
}
