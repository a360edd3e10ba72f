package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/internal/exchangetest"
	"devtools/ripio-explorer/ripio/jwt"
)

// changedIn lists the names of a group's rows that changed.
func changedIn(c compare.Comparison, group compare.Group) []string {
	var names []string
	for _, row := range c.Rows {
		if row.Group == group && row.Verdict == compare.VerdictChanged {
			names = append(names, row.Name)
		}
	}
	return names
}

func rowOf(t testing.TB, c compare.Comparison, group compare.Group, name string) compare.Row {
	t.Helper()
	for _, row := range c.Rows {
		if row.Group == group && row.Name == name {
			return row
		}
	}
	t.Fatalf("there is no row %q about the %s in %+v", name, group, c.Rows)
	return compare.Row{}
}

func TestOneInputThatDiffersIsShownAlone(t *testing.T) {
	production, _ := ripio.EnvironmentFor(ripio.Production)
	tests := []struct {
		name        string
		change      func(e *ripio.Exchange, fingerprint *string)
		left, right string
	}{
		{"environment", func(e *ripio.Exchange, _ *string) { e.Environment = production }, "sandbox", "production"},
		{"profile", func(e *ripio.Exchange, _ *string) { e.Profile = "acme-br" }, "acme", "acme-br"},
		{"client_id", func(e *ripio.Exchange, _ *string) { e.Request.ClientID = "acme-client-9999" }, "acme…0001", "acme…9999"},
		{"client_id", func(e *ripio.Exchange, _ *string) { e.Request.ClientID = "acme-CLIENT-0001" }, "acme-client-0001", "acme-CLIENT-0001"},
		{"client_secret", func(_ *ripio.Exchange, f *string) { *f = "BBBB-BBBB" }, "one secret", "another secret"},
		{"external_ref", func(e *ripio.Exchange, _ *string) { e.Request.ExternalRef = "USER_1111" }, exchangetest.Ref, "USER_1111"},
		{"address", func(e *ripio.Exchange, _ *string) { e.Request.Address = "0x1" }, exchangetest.Address, "0x1"},
	}
	for _, test := range ripio.NegativeTests() {
		tests = append(tests, tests[0])
		last := &tests[len(tests)-1]
		last.name, last.left, last.right = "negative test", "none", test.Title
		last.change = func(e *ripio.Exchange, _ *string) { e.Request.Deviation = test.Deviation }
	}
	for _, test := range tests {
		t.Run(test.name+" "+test.right, func(t *testing.T) {
			left, right, fingerprint := exchangetest.Received(t, 0), exchangetest.Received(t, 7), "AAAA-AAAA"
			test.change(&right, &fingerprint)
			c := compare.Exchanges(left, right, "AAAA-AAAA", fingerprint)
			if got := changedIn(c, compare.GroupInputs); !slices.Equal(got, []string{test.name}) {
				t.Errorf("changed inputs %q", got)
			}
			if row := rowOf(t, c, compare.GroupInputs, test.name); row.Left != test.left || row.Right != test.right {
				t.Errorf("row %+v", row)
			}
			if c.Rows[0].Name != test.name {
				t.Errorf("the first row is %+v", c.Rows[0])
			}
			if want := "One input differs: " + test.name + "."; c.Summary != want {
				t.Errorf("summary %q, want %q", c.Summary, want)
			}
			for _, group := range compare.Groups[1:] {
				if got := changedIn(c, group); got != nil {
					t.Errorf("%s: %q changed too", group, got)
				}
			}
		})
	}
}

func TestCompareSummary(t *testing.T) {
	const a, b = "AAAA-AAAA", "BBBB-BBBB"
	otherMessage := exchangetest.Refused(1)
	otherMessage.Failure.Message = "go away"
	shorter := exchangetest.WithClaims(t, exchangetest.Received(t, 3), fmt.Sprintf(`{"session":"%s","exp":%d}`, exchangetest.HexOf(5), exchangetest.Noon.Add(time.Hour).Unix()))
	many := exchangetest.WithToken(t, exchangetest.Received(t, 3), `{"alg":"HS512"}`, `{"session":1,"exp":"1","sub":"x"}`)
	elsewhere := exchangetest.Refused(2)
	elsewhere.Request.Address, elsewhere.Request.ExternalRef = "0x1", "USER_1111"
	hostileClaims := fmt.Sprintf(`{"session":"%s","exp":%d,"a\u001b[2J\u202e":1}`, exchangetest.HexOf(1), exchangetest.Noon.Add(10*time.Hour).Unix())
	tests := []struct {
		name                    string
		left, right             ripio.Exchange
		leftSecret, rightSecret string
		want                    string
	}{
		{"itself", exchangetest.Received(t, 0), exchangetest.Received(t, 0), a, a, "Nothing changed."},
		{"sent again", exchangetest.Received(t, 0), exchangetest.Received(t, 7), a, a, "Nothing changed apart from noise."},
		{"sent again, secret not known", exchangetest.Received(t, 0), exchangetest.Received(t, 7), "", "", "Nothing changed apart from noise."},
		{"worked and failed", exchangetest.Received(t, 0), exchangetest.Refused(7), a, a, "The inputs are the same; the status changed from 200 to 401."},
		{"worked and failed, secret not known", exchangetest.Received(t, 0), exchangetest.Refused(7), "", a,
			"The known inputs are the same; the status changed from 200 to 401."},
		{"secrets too short for a fingerprint", exchangetest.Received(t, 0), exchangetest.Refused(7), "too short to fingerprint", "too short to fingerprint",
			"The known inputs are the same; the status changed from 200 to 401."},
		{"one secret too short for a fingerprint", exchangetest.Received(t, 0), exchangetest.Refused(7), "too short to fingerprint", a,
			"One input differs: client_secret; the status changed from 200 to 401."},
		{"hostile claim", exchangetest.Received(t, 0), exchangetest.WithClaims(t, exchangetest.Received(t, 0), hostileClaims), a, a,
			`The inputs are the same; a\x1b[2J\u{202e} changed.`},
		{"no answer", exchangetest.Received(t, 0), exchangetest.Hung(7), a, a, `The inputs are the same; the outcome changed from "token" to "time-out".`},
		{"failed and worked", exchangetest.Hung(0), exchangetest.Received(t, 7), a, a, `The inputs are the same; the outcome changed from "time-out" to "token".`},
		{"another secret", exchangetest.Received(t, 0), exchangetest.Refused(7), a, b, "One input differs: client_secret; the status changed from 200 to 401."},
		{"two inputs", exchangetest.Refused(1), elsewhere, a, a, "2 inputs differ: external_ref and address."},
		{"two inputs and the status", exchangetest.Received(t, 0), elsewhere, a, a,
			"2 inputs differ: external_ref and address; the status changed from 200 to 401."},
		{"another message", exchangetest.Refused(1), otherMessage, a, a,
			"The inputs are the same; the outcome is the same, but the server's message changed."},
		{"shorter life", exchangetest.Received(t, 0), shorter, a, a, "The inputs are the same; lifetime changed."},
		{"much", exchangetest.Received(t, 0), many, a, a, "The inputs are the same; header alg, header typ, session and 3 other things changed."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := compare.Exchanges(test.left, test.right, test.leftSecret, test.rightSecret); got.Summary != test.want {
				t.Errorf("%q, want %q; %+v", got.Summary, test.want, got.Rows)
			}
		})
	}
}

// TestComparedRowsStandInOrder: group by group, and in each of them what changed
// first and noise last.
func TestComparedRowsStandInOrder(t *testing.T) {
	c := compare.Exchanges(exchangetest.Received(t, 0), exchangetest.Refused(7), "A", "B")
	order := []compare.Verdict{compare.VerdictChanged, compare.VerdictSame, compare.VerdictNoise}
	rank := func(row compare.Row) int {
		return slices.Index(compare.Groups, row.Group)*len(order) + slices.Index(order, row.Verdict)
	}
	if !slices.IsSortedFunc(c.Rows, func(a, b compare.Row) int { return rank(a) - rank(b) }) {
		t.Errorf("%+v", c.Rows)
	}
	for _, row := range c.Rows {
		if rank(row) < 0 || row.Left == "" && row.Right == "" {
			t.Errorf("row %+v", row)
		}
	}
}

func TestCompareShowsNoTokenAndNoSecret(t *testing.T) {
	left, right := exchangetest.Received(t, 0), exchangetest.Received(t, 7)
	right.Response.Header.Set("X-Echo", "Bearer "+left.Token.Raw)
	right.Response.Header.Set("X-Opaque", "https://x.example/?access_token=0paque-token-0paque")
	left.Failure = &ripio.Failure{Kind: ripio.FailureTokenType, Message: `{"session_code":"0paque-token-0paque"}`, Location: "https://x.example/?_to=" + left.Token.Raw}
	left.Request.Address = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
	text := fmt.Sprintf("%+v", compare.Exchanges(left, right, "AAAA-AAAA", "BBBB-BBBB"))
	hidden := []string{"0paque-token-0paque", left.Request.Address, "AAAA-AAAA", exchangetest.HexOf(1), exchangetest.HexOf(8)}
	for _, token := range []*jwt.Token{left.Token, right.Token} {
		hidden = append(hidden, token.Segments()[1:]...)
	}
	for _, secret := range hidden {
		if strings.Contains(text, secret) {
			t.Errorf("%s holds %s", text, secret)
		}
	}
}

// TestTwoMaskedAddressesAreNotTheSame compares sends with two addresses that look
// like keys.
func TestTwoMaskedAddressesAreNotTheSame(t *testing.T) {
	var left, right ripio.Exchange
	hexKey := strings.Repeat("1f2e3d4c5b6a7988", 4)
	left.Request.Address, right.Request.Address = hexKey, hexKey[:63]+"0"
	for _, row := range compare.Exchanges(left, right, "", "").Rows {
		if row.Name == "address" && (row.Verdict == compare.VerdictSame || strings.Contains(row.Left+row.Right, hexKey[:20])) {
			t.Errorf("%+v", row)
		}
	}
}
