package widget_test

import (
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/widget"
)

type checkCase struct {
	name        string
	parameters  widget.Parameters
	environment ripio.EnvironmentName
	flow        widget.Flow
	// want are the codes above OK, and replacement that of the first.
	want        []finding.Code
	replacement string
}

var checkCases = []checkCase{
	{name: "nothing"},
	{name: "the documentation's values", parameters: widget.Parameters{Address: wallet, Network: "ETHEREUM", Amount: "4321.35", Crypto: "USDT", TrackingSession: "random-tracking-id-onramp"}},
	{name: "the preset", parameters: widget.Presets(ripio.Sandbox, widget.OnRamp)[0].Parameters},
	{name: "the preset in production", parameters: widget.Presets(ripio.Sandbox, widget.OnRamp)[0].Parameters, environment: ripio.Production,
		want: []finding.Code{"widget-test-in-production", "widget-test-in-production"}},
	{name: "a network in small letters", parameters: widget.Parameters{Network: "ethereum-sepolia"}, want: []finding.Code{"widget-network-shape"}, replacement: "ETHEREUM_SEPOLIA"},
	{name: "a chain's number", parameters: widget.Parameters{Network: "8453"}, want: []finding.Code{"widget-network-shape"}},
	{name: "space around", parameters: widget.Parameters{Network: " POLYGON "}, want: []finding.Code{"widget-value-untidy"}, replacement: "POLYGON"},
	{name: "quotes", parameters: widget.Parameters{Crypto: `"USDC"`}, want: []finding.Code{"widget-value-untidy"}, replacement: "USDC"},
	{name: "a newline", parameters: widget.Parameters{Crypto: "USDC\n"}, want: []finding.Code{"widget-value-control"}, replacement: "USDC"},
	{name: "a small w", parameters: widget.Parameters{Crypto: "wARS"}},
	{name: "small letters", parameters: widget.Parameters{Crypto: "usdc"}, want: []finding.Code{"widget-crypto-shape"}, replacement: "USDC"},
	{name: "two cryptos", parameters: widget.Parameters{Crypto: "USDC,USDT"}, want: []finding.Code{"widget-crypto-shape"}},
	{name: "a comma", parameters: widget.Parameters{Amount: "4321,35"}, want: []finding.Code{"widget-amount-shape"}, replacement: "4321.35"},
	{name: "thousands with a comma", parameters: widget.Parameters{Amount: "4,321"}, want: []finding.Code{"widget-amount-shape"}},
	{name: "thousands with dots", parameters: widget.Parameters{Amount: "1.234.567"}, want: []finding.Code{"widget-amount-shape"}},
	{name: "thousands with a dot", parameters: widget.Parameters{Amount: "4.321"}, want: []finding.Code{"widget-amount-decimals"}},
	{name: "many decimals", parameters: widget.Parameters{Amount: "1.23456"}, want: []finding.Code{"widget-amount-decimals"}},
	{name: "a minus", parameters: widget.Parameters{Amount: "-5"}, want: []finding.Code{"widget-amount-shape"}},
	{name: "a currency", parameters: widget.Parameters{Amount: "ARS 2100"}, want: []finding.Code{"widget-amount-shape"}},
	{name: "an exponent", parameters: widget.Parameters{Amount: "1e3"}, want: []finding.Code{"widget-amount-shape"}},
	{name: "zero", parameters: widget.Parameters{Amount: "0.00"}, want: []finding.Code{"widget-amount-zero"}},
	{name: "a bare dot", parameters: widget.Parameters{Amount: "."}, want: []finding.Code{"widget-amount-shape"}},
	{name: "a token as session", parameters: widget.Parameters{TrackingSession: token}, want: []finding.Code{"widget-session-token"}},
	{name: "a mail address as session", parameters: widget.Parameters{TrackingSession: "ana@example.com"}, want: []finding.Code{"widget-session-email"}},
	{name: "a Tron address on an EVM chain", parameters: widget.Parameters{Address: "TFEkshkSXo8yMe8vcA6P77XmiLfstNWHyT", Network: "POLYGON"}, want: []finding.Code{"widget-network-family"}},
	{name: "an EVM address on an unknown chain", parameters: widget.Parameters{Address: wallet, Network: "NEWCHAIN"}},
	{name: "an address without a checksum", parameters: widget.Parameters{Address: strings.ToLower(wallet)}, want: []finding.Code{"address-evm-no-checksum"}, replacement: wallet},
	{name: "the off-ramp", parameters: widget.Parameters{Amount: "1000", Crypto: "USDT"}, flow: widget.OffRamp, want: []finding.Code{"widget-off-ramp-parameter", "widget-off-ramp-parameter"}},
}

func (c checkCase) check() []finding.Finding {
	environment, flow := c.environment, c.flow
	if environment == "" {
		environment = ripio.Sandbox
	}
	if flow == "" {
		flow = widget.OnRamp
	}
	return slices.DeleteFunc(c.parameters.Check(environment, flow), func(f finding.Finding) bool { return f.Level == finding.LevelOK })
}

func codes(findings []finding.Finding) (list []finding.Code) {
	for _, item := range findings {
		list = append(list, item.Code)
	}
	return list
}

func TestCheck(t *testing.T) {
	for _, test := range checkCases {
		findings := test.check()
		if got := codes(findings); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
			continue
		}
		for i, item := range findings {
			if !strings.HasPrefix(string(item.Field), "_") {
				t.Errorf("%s: the finding is about %s", test.name, item.Field)
			}
			if i == 0 && item.Replacement != test.replacement {
				t.Errorf("%s: replacement %q", test.name, item.Replacement)
			}
		}
	}
}

// TestWarnDoNotBlock: only control characters and keys stop a link.
func TestWarnDoNotBlock(t *testing.T) {
	for _, test := range checkCases {
		if got, want := finding.Blocked(test.check()), test.name == "a newline"; got != want {
			t.Errorf("%s: blocked is %v", test.name, got)
		}
	}
}

func TestCheckOrigin(t *testing.T) {
	for granted, blocked := range map[ripio.EnvironmentName]bool{"": false, ripio.Sandbox: false, ripio.Production: true, ripio.Simulator: true} {
		if got := finding.Blocked(widget.CheckOrigin(ripio.Sandbox, granted)); got != blocked {
			t.Errorf("granted by %q: blocked is %v", granted, got)
		}
	}
}

// TestCodesAndWordsAgree fails for words of this package that no check uses.
func TestCodesAndWordsAgree(t *testing.T) {
	emitted := codes(widget.CheckOrigin(ripio.Sandbox, ripio.Production))
	for _, test := range checkCases {
		emitted = append(emitted, codes(test.check())...)
	}
	for _, test := range redirectCases {
		redirect, err := widget.ParseRedirect(test.text)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		emitted = append(emitted, codes(redirect.Findings)...)
	}
	for _, code := range finding.Codes() {
		ours := strings.HasPrefix(string(code), "widget-") || strings.HasPrefix(string(code), "redirect-")
		if ours && !slices.Contains(emitted, code) {
			t.Errorf("no sample gives the finding %s", code)
		}
	}
}
