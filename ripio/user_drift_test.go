package ripio_test

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

func TestUserDrift(t *testing.T) {
	const address = "0x05946B0d5E41C1b8aDf2dF3a3bA5Fa3a1DbA0C2C"
	prior := ripio.PriorUse{
		Profile: "acme", Environment: ripio.Production, Address: address,
		At: time.Date(2026, 11, 24, 0, 41, 51, 0, time.FixedZone("ART", -3*3600)),
	}
	const found = "2026-11-24 03:41 UTC · acme · production · " + address
	tests := []struct {
		finding finding.Finding
		code    finding.Code
		level   finding.Level
		field   finding.Field
	}{
		{ripio.UserDriftAddress(prior, "0x1"), "user-drift-address", finding.LevelWarning, finding.FieldAddress},
		{ripio.UserDriftAddress(prior, strings.ToLower(address)), "user-drift-letter-case", finding.LevelNote, finding.FieldAddress},
		{ripio.UserDriftProfile(prior), "user-drift-profile", finding.LevelWarning, finding.FieldExternalRef},
		{ripio.UserDriftEnvironment(prior), "user-drift-environment", finding.LevelWarning, finding.FieldExternalRef},
	}
	for _, test := range tests {
		f := test.finding
		if f.Code != test.code || f.Level != test.level || f.Field != test.field || f.Found != found || f.Blocking {
			t.Errorf("got %+v, want %s", f, test.code)
		}
		if f.Title == "" || len(f.Title) > 48 || f.Source == "" || !strings.HasSuffix(f.Rule, ".") || !strings.HasSuffix(f.Fix, ".") {
			t.Errorf("%s does not explain itself: %+v", f.Code, f)
		}
	}
}

// TestUserDriftLetterCase tells addresses whose letter case means nothing from
// those where it does.
func TestUserDriftLetterCase(t *testing.T) {
	for before, now := range map[string]string{
		"TJRabPrwbZy45sbavfcjinPJC18kjpRTv8":          "TJRABPRWBZY45SBAVFCJINPJC18KJPRTV8",
		"0x05946B0d5E41":                              "0x05946b0d5e41",
		"0x05946B0d5E41C1b8aDf2dF3a3bA5Fa3a1DbA0C2g":  "0x05946b0d5e41c1b8adf2df3a3ba5fa3a1dba0c2G",
		"0x05946B0d5E41C1b8aDf2dF3a3bA5Fa3a1DbA0C2C ": "0x05946b0d5e41c1b8adf2df3a3ba5fa3a1dba0c2c ",
	} {
		if got := ripio.UserDriftAddress(ripio.PriorUse{Address: before}, now).Code; got != "user-drift-address" {
			t.Errorf("%s and %s give %s", before, now, got)
		}
	}
}
