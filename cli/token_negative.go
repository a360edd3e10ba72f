package cli

import (
	"errors"
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// parseNegativeTest reads --negative-test.
func (f *tokenFlags) parseNegativeTest() (ripio.Deviation, error) {
	if !f.given("negative-test") {
		return ripio.DeviationNone, nil
	}
	test, known := ripio.Deviation(f.negativeTest).NegativeTest()
	switch {
	case !known:
		return ripio.DeviationNone, errors.New(unknownNegativeTest(f.negativeTest))
	case f.name == ripio.Production:
		return ripio.DeviationNone, errors.New("--negative-test is for sandbox and simulator: " +
			"requests that are wrong on purpose are not sent to production")
	}
	return test.Deviation, nil
}

// replacedFields are the fields whose value a negative test does not send.
var replacedFields = map[ripio.Deviation]finding.Field{
	ripio.DeviationWrongSecret:   finding.FieldSecret,
	ripio.DeviationNoAddress:     finding.FieldAddress,
	ripio.DeviationTwoParts:      finding.FieldAddress,
	ripio.DeviationPlainRef:      finding.FieldExternalRef,
	ripio.DeviationEmptyClientID: finding.FieldClientID,
}

// needs reports whether the request cannot be composed without the field.
func (a *attempt) needs(field finding.Field) bool { return replacedFields[a.flags.deviation] != field }

// unknownNegativeTest lists the known ones, one a line.
func unknownNegativeTest(name string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "no negative test is called %q; the negative tests are:", visible.Cut(name, 40))
	for _, test := range ripio.NegativeTests() {
		fmt.Fprintf(&text, "\n  %-18s %s", test.Deviation, test.What)
	}
	return text.String()
}
