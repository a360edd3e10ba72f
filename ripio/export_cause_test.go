package ripio

import "slices"

// CauseCodes lists the codes of all rules in their order.
func CauseCodes() []Code { return codesOf(causeRules) }

// CredentialCauseCodes lists the codes of the rules about credentials and user.
func CredentialCauseCodes() []Code {
	return append(codesOf(slices.Concat(secretCauses, clientIDCauses, userCauses, environmentCauses, credentialGuesses)),
		"secret-changed", "worked-before", "server-names-external-ref", "server-names-address", "form-not-read",
		"credentials-not-seen", "product-oauth-words")
}

func codesOf(rules []causeRule) []Code {
	var codes []Code
	for _, rule := range rules {
		codes = append(codes, rule.code)
	}
	return codes
}
