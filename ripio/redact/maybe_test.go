package redact_test

import (
	"testing"

	"devtools/ripio-explorer/ripio/redact"
)

func TestMayBe(t *testing.T) {
	for _, test := range []struct {
		masked, plain string
		want          bool
	}{
		{"acme", "acme", true},
		{"acme", "acme2", false},
		{redact.Mask, "acme", true},
		{"a" + redact.Mask + "e", "acme", true},
		{"a" + redact.Mask + "x", "acme", false},
		{"acm" + redact.Mask + "me", "acme", false},
		{"a" + redact.Mask + "-" + redact.Mask + "z", "acme-abcz", true},
	} {
		if got := redact.MayBe(test.masked, test.plain); got != test.want {
			t.Errorf("%q may be %q: %v", test.masked, test.plain, got)
		}
	}
}
