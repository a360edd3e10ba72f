package widget_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/widget"
)

const (
	ref   = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	query = "external_ref=" + ref + "&action=onramp&crypto_amount=1.5&token=USDC&network=ETHEREUM&deposit_address=" + wallet +
		"&fiat_amount=2100&fiat_currency=ARS&fees=12.30&session_id=s-1&country_code=AR"
	whole = "https://partner.example/done?" + query
)

type redirectCase struct {
	name, text string
	// want are the codes above OK beside redirect-unsigned, which is always there.
	want []finding.Code
}

// with is the whole URL with one text in place of another.
func with(old, replacement string) string { return strings.Replace(whole, old, replacement, 1) }

var redirectCases = []redirectCase{
	{"whole", whole, nil},
	{"without a session", with("&session_id=s-1", ""), nil},
	{"the query alone", query, nil},
	{"with the question mark", "?" + query, nil},
	{"from a web page", strings.ReplaceAll(whole, "&", "&amp;"), nil},
	{"quoted", `"` + whole + `"`, nil},
	{"a Location header", "Location: " + whole, nil},
	{"an access log", `10.0.0.1 - - [24/Nov/2026:12:00:00 +0000] "GET /done?` + query + ` HTTP/1.1" 200 5 "-" "Mozilla/5.0"`, nil},
	{"wrapped by a terminal", whole[:60] + "\r\n" + whole[60:140] + "\n  " + whole[140:] + "\n", nil},
	{"http", with("https:", "http:"), []finding.Code{"redirect-http"}},
	{"http on this machine", strings.Replace(whole, "https://partner.example", "http://localhost:3000", 1), nil},
	{"behind a fragment", with("/done?", "/#/done?"), []finding.Code{"redirect-fragment"}},
	{"a cut URL", "https://partner.example/done?external_ref=" + ref + "&action=onramp", []finding.Code{"redirect-missing"}},
	{"another name", whole + "&utm_source=x", []finding.Code{"redirect-unknown"}},
	{"another letter case", with("external_ref", "External_Ref"), []finding.Code{"redirect-missing", "redirect-name-case"}},
	{"twice", whole + "&external_ref=other", []finding.Code{"redirect-repeated"}},
	{"empty", with("fees=12.30", "fees="), []finding.Code{"redirect-empty"}},
	{"a comma", with("12.30", "12,30"), []finding.Code{"redirect-number"}},
	{"a cut escape", with("s-1", "s%2"), []finding.Code{"redirect-escape"}},
	{"encoded twice", with("s-1", "s%252D1"), []finding.Code{"redirect-encoded-twice"}},
	{"the off-ramp", with("onramp", "offramp"), []finding.Code{"redirect-off-ramp"}},
	{"an unknown action", with("onramp", "buy"), []finding.Code{"redirect-action"}},
	{"a token", with("USDC", token), []finding.Code{"redirect-holds-token"}},
	{"no UUID", with(ref, "USER_1111"), []finding.Code{"external-ref-plain-text"}},
	{"an address of another chain", with("ETHEREUM", "TRON"), []finding.Code{"widget-network-family"}},
	{"an address without a checksum", with(wallet, strings.ToLower(wallet)), []finding.Code{"address-evm-no-checksum"}},
	{"a currency in small letters", with("ARS", "ars"), []finding.Code{"redirect-code-shape"}},
	{"a country of three letters", strings.TrimSuffix(whole, "AR") + "ARG", []finding.Code{"redirect-code-shape"}},
}

func TestParseRedirect(t *testing.T) {
	for _, test := range redirectCases {
		redirect, err := widget.ParseRedirect(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		got := codes(slices.DeleteFunc(redirect.Findings, func(f finding.Finding) bool { return f.Level == finding.LevelOK || f.Code == "redirect-unsigned" }))
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if finding.Blocked(redirect.Findings) {
			t.Errorf("%s is blocked", test.name)
		}
	}
}

func TestWhatARedirectSays(t *testing.T) {
	redirect, err := widget.ParseRedirect(strings.Replace(whole, "partner.example", "user:pa55@partner.example", 1))
	if err != nil {
		t.Fatal(err)
	}
	if redirect.Endpoint != "https://partner.example/done" || redirect.Flow != widget.OnRamp || redirect.ExternalRef() != ref {
		t.Errorf("%q, %q, %q", redirect.Endpoint, redirect.Flow, redirect.ExternalRef())
	}
	if len(redirect.Parameters) != len(widget.RedirectParameters) || redirect.Missing != nil {
		t.Errorf("%d parameters, missing %v", len(redirect.Parameters), redirect.Missing)
	}
	for i, each := range redirect.Parameters {
		if each.Meaning == "" || each.Name != widget.RedirectParameters[i].Name {
			t.Errorf("%+v", each)
		}
	}
}

func TestWhatIsNoRedirect(t *testing.T) {
	for text, want := range map[string]error{
		"":                                   widget.ErrNoRedirect,
		"hello":                              widget.ErrNoRedirect,
		"https://partner.example/done":       widget.ErrNoRedirect,
		"https://partner.example/?&&":        widget.ErrNoRedirect,
		"https://x.example/?_to=" + token:    widget.ErrIsLink,
		"https://x.example/#/a?_to=" + token: widget.ErrIsLink,
		strings.Repeat("a=1&", 20_000):       widget.ErrRedirectTooLong,
		"https://b2b-widget-onramp.ripio.com?" + query: widget.ErrIsLink,
	} {
		if _, err := widget.ParseRedirect(text); !errors.Is(err, want) {
			t.Errorf("%.60s: %v, want %v", text, err, want)
		}
	}
}

func TestMatch(t *testing.T) {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	seen := []widget.Seen{
		{Kind: widget.SeenUser, Name: "other", ExternalRef: "x", Address: "y"},
		{Kind: widget.SeenAttempt, Name: "by-address", Environment: ripio.Sandbox, ExternalRef: "x", Address: strings.ToLower(wallet), At: at.Add(time.Hour)},
		{Kind: widget.SeenUser, Name: "letter-case", ExternalRef: strings.ToUpper(ref), At: at.Add(time.Hour)},
		{Kind: widget.SeenAttempt, Name: "older", ExternalRef: ref, At: at},
		{Kind: widget.SeenAttempt, Name: "newer", ExternalRef: ref, Address: wallet, At: at.Add(time.Minute)},
		{Kind: widget.SeenUser, Name: "nobody"},
	}
	redirect, err := widget.ParseRedirect(whole)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, match := range redirect.Match(seen) {
		got = append(got, match.Name+": "+string(match.By))
	}
	want := []string{"newer: external_ref", "older: external_ref", "letter-case: external_ref, but for its letter case", "by-address: address only"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	bare, err := widget.ParseRedirect("action=onramp&fees=1")
	if err != nil || bare.Match(seen) != nil {
		t.Errorf("%v: a redirect without a user matches %v", err, bare.Match(seen))
	}
}

// FuzzParseRedirect feeds it what may be pasted.
func FuzzParseRedirect(f *testing.F) {
	for _, test := range redirectCases {
		f.Add(test.text)
	}
	f.Add("https://\x00/?a=%zz&&=&=b;\u202e=%00#?x=1")
	f.Fuzz(func(t *testing.T, text string) {
		redirect, err := widget.ParseRedirect(text)
		if err != nil {
			if len(redirect.Parameters) > 0 {
				t.Error("there are parameters beside an error")
			}
			return
		}
		if finding.Blocked(redirect.Findings) || !finding.HasCode(redirect.Findings, "redirect-unsigned") {
			t.Errorf("findings %v", codes(redirect.Findings))
		}
		shown := redirect.Endpoint + " "
		for _, each := range redirect.Parameters {
			shown += each.Name + " " + each.Value + " "
		}
		for _, item := range redirect.Findings {
			shown += string(item.Field) + " " + item.Found + " "
		}
		if redact.Tokens(shown) != shown {
			t.Errorf("a token is shown: %q", shown)
		}
		if strings.ContainsFunc(visible.Line(shown), unicode.IsControl) {
			t.Errorf("a control character is shown: %q", shown)
		}
		redirect.Match([]widget.Seen{{ExternalRef: ref, Address: wallet}})
	})
}
