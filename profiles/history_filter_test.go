package profiles_test

import (
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

func TestFilter(t *testing.T) {
	failed := rejected("acme", at)
	failed.Exchange.Request.Deviation = ripio.DeviationWrongSecret
	failed.Exchange.Response.Header["X-Request-Id"] = []string{"7d0e-rid"}
	failed.Exchange.Failure.Code = "40001"
	failed.SwapTest = true
	for name, test := range map[string]struct {
		filter   profiles.Filter
		ok, fail bool // whether the successful and the failed attempt fit
	}{
		"empty":                    {profiles.Filter{}, true, true},
		"profile":                  {profiles.Filter{Profile: "ACME"}, false, true},
		"no such profile":          {profiles.Filter{Profile: "acm"}, false, false},
		"environment":              {profiles.Filter{Environment: ripio.Sandbox}, true, true},
		"another environment":      {profiles.Filter{Environment: ripio.Production}, false, false},
		"user by external_ref":     {profiles.Filter{User: "3F2B8C1E"}, true, true},
		"user by address":          {profiles.Filter{User: " 0x05946b0d "}, true, true},
		"no such user":             {profiles.Filter{User: "id-acme"}, false, false},
		"tokens":                   {profiles.Filter{Outcome: profiles.OutcomeToken}, true, false},
		"failures":                 {profiles.Filter{Outcome: profiles.OutcomeFailed}, false, true},
		"a kind of failure":        {profiles.Filter{Outcome: "Rejected"}, false, true},
		"another kind of failure":  {profiles.Filter{Outcome: "dns"}, false, false},
		"text: profile":            {profiles.Filter{Text: "BETA"}, true, false},
		"text: client_id":          {profiles.Filter{Text: "id-acme"}, false, true},
		"text: environment":        {profiles.Filter{Text: "Sandbox"}, true, true},
		"text: host":               {profiles.Filter{Text: "onramp-api.sandbox.ripio"}, true, true},
		"text: external_ref":       {profiles.Filter{Text: "2f1d0a9b8c7d"}, true, true},
		"text: address":            {profiles.Filter{Text: "70C2C"}, true, true},
		"text: status":             {profiles.Filter{Text: "401"}, false, true},
		"text: reason":             {profiles.Filter{Text: "unauthorized"}, false, true},
		"text: title":              {profiles.Filter{Text: (&ripio.Failure{Kind: ripio.FailureRejected}).Title()}, false, true},
		"text: message":            {profiles.Filter{Text: "invalid PASSWORD"}, false, true},
		"text: code":               {profiles.Filter{Text: "40001"}, false, true},
		"text: request id":         {profiles.Filter{Text: "7D0E-rid"}, false, true},
		"text: date":               {profiles.Filter{Text: "2026-11-24 03:41"}, true, true},
		"text: another date":       {profiles.Filter{Text: "2026-11-25"}, false, false},
		"text: negative test":      {profiles.Filter{Text: "wrong-secret"}, false, true},
		"text: swap test":          {profiles.Filter{Text: "swap test"}, false, true},
		"text: finding":            {profiles.Filter{Text: "address-evm checksum"}, true, true},
		"text: one word is missed": {profiles.Filter{Text: "acme nowhere"}, false, false},
		"text: spaces":             {profiles.Filter{Text: "  "}, true, true},
		"all together": {profiles.Filter{
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
	if (profiles.Filter{Text: "x"}).Fits(profiles.Attempt{}) {
		t.Error("an attempt without anything fits")
	}
}
