package ripio

import "slices"

// longestSecret is in bytes and safely below what the systems' keyrings hold:
// 2560 on Windows, about 3000 on macOS.
const longestSecret = 2048

var clientSecretText = fieldText{field: FieldSecret, prefix: "client-secret", hidden: true}

// CheckSecret looks at a client_secret. Its findings tell the kind of what was
// seen and whether it stands at the start, at the end or inside; they hold none
// of the secret's characters and no replacement. Where TrimFixes says so,
// TrimSecret gives the corrected secret.
func CheckSecret(value Secret) []Finding {
	secret := value.Reveal()
	findings := clientSecretText.check(secret)
	if len(secret) > longestSecret {
		findings = append(findings, clientSecretText.finding("long", "more than 2048 bytes"))
	}
	if holdsToken(secret) {
		findings = append(findings, clientSecretText.finding("token", "segments joined by dots, the first of a token's form"))
	}
	return findings
}

// TrimSecret drops what pasting adds around a secret: white space, control and
// invisible characters at both ends and one pair of quotation marks.
func TrimSecret(secret Secret) Secret {
	trimmed := trimEdges(secret.Reveal())
	if inner, ok := unquotePair(trimmed); ok {
		trimmed = trimEdges(inner)
	}
	return NewSecret(trimmed)
}

// TrimFixes tells whether TrimSecret would make a finding of CheckSecret go
// away without making the secret empty.
func TrimFixes(secret Secret, finding Finding) bool {
	trimmed := TrimSecret(secret)
	if finding.Field != FieldSecret || trimmed.IsEmpty() {
		return false
	}
	return !slices.ContainsFunc(CheckSecret(trimmed), func(left Finding) bool { return left.Code == finding.Code })
}
