package field

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// longestSecret is in bytes and safely below what the systems' keyrings hold:
// 2560 on Windows, about 3000 on macOS.
const longestSecret = 2048

var clientSecretText = fieldText{field: finding.FieldSecret, empty: "client-secret-empty", hidden: true}

// CheckSecret looks at a client_secret. Its findings tell the kind of what was
// seen and whether it stands at the start, at the end or inside; they hold none
// of the secret's characters and no replacement. What a finding with Trims found
// goes away with redact.TrimSecret.
func CheckSecret(value redact.Secret) []finding.Finding {
	secret := value.Reveal()
	findings := clientSecretText.check(secret)
	if trimmed := redact.TrimSecret(value); !trimmed.IsEmpty() {
		left := clientSecretText.check(trimmed.Reveal())
		for i, item := range findings {
			findings[i].Trims = !finding.HasCode(left, item.Code)
		}
	}
	add := func(code finding.Code, found string) {
		findings = append(findings, finding.New(code, finding.FieldSecret, found))
	}
	if len(secret) > longestSecret {
		add("client-secret-long", "more than 2048 bytes")
	}
	if redact.HoldsToken(secret) {
		add("client-secret-token", "segments joined by dots, the first of a token's form")
	}
	if found := standsForSecret(pasted.TrimEdges(secret)); found != "" {
		add("client-secret-not-the-value", found)
	}
	odd := func(f finding.Finding) bool { return f.Code != "client-secret-non-ascii" }
	if NeedsEncoding(secret) && !slices.ContainsFunc(findings, odd) {
		add("encoding", FoundEncoding)
	}
	return findings
}

// FoundEncoding is the evidence for NeedsEncoding; it tells no character of a secret.
const FoundEncoding = "at least one of + & % =, or one outside ASCII"

// NeedsEncoding reports whether a value changes on its way in a form that does not encode it.
// Spaces are left out, because they have findings of their own.
func NeedsEncoding(value string) bool {
	return strings.ContainsFunc(value, func(r rune) bool { return r > unicode.MaxASCII || strings.ContainsRune("+&%=", r) })
}

var (
	// encryptedValue is what dotenvx, SOPS, hiera-eyaml, Ansible and PGP
	// write in place of a value.
	encryptedValue = phrase.NewShape(`^(?:encrypted:|ENC\[|ENC\(|\$ANSIBLE_VAULT;|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----)`)
	// vaultReference is a place in a vault, from which some program takes the value.
	vaultReference = phrase.NewShape(`^(?:arn:aws[a-z-]*:(?:secretsmanager|ssm|kms):|op://|vault:|secret://|projects/[^/\s]+/secrets/|` +
		`https://[^/\s]+\.vault\.azure\.net/|@Microsoft\.KeyVault\(|\{\{resolve:|ssm://|gcp-secret://|awssm://|keyring:|doppler://)`)
)

// standsForSecret says how a text is a way to a secret, or holds one among other
// things; nothing for any other text.
func standsForSecret(text string) string {
	switch {
	case !strings.ContainsAny(text, ":/[({;= \t\r\n\f"): // most values, which need no further look
		return ""
	case encryptedValue.Matches(text):
		return "an encrypted value, judging by how it begins"
	case vaultReference.Matches(text):
		return "a place in a vault, judging by how it begins"
	case strings.HasPrefix(text, "{") && json.Valid([]byte(text)), strings.HasPrefix(text, "[") && json.Valid([]byte(text)):
		return "JSON, which may contain the value"
	case HoldsAssignment(text):
		return "NAME=value, as in a .env file"
	}
	return ""
}
