package cause

import (
	"devtools/ripio-explorer/ripio/finding"
)

// CauseCodes lists the codes of all rules in their order.
func CauseCodes() []finding.Code { return codesOf(causeRules) }

func codesOf(rules []causeRule) []finding.Code {
	var codes []finding.Code
	for _, rule := range rules {
		codes = append(codes, rule.code)
	}
	return codes
}
