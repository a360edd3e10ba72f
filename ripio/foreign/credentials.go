package foreign

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// envLine is a line that sets one of Ripio's variables, in the names that public code
// uses: RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET, with a country or an environment in it.
var envLine = phrase.NewShape(`(?im)^\s*(?:(?:export|set|setx|setenv|declare -x|ENV)\s+|\$env:|-\s+)?["']?` +
	`((?:[A-Z]+_){0,2}RIPIO_(?:[A-Z]+_)*CLIENT_(ID|SECRET)(?:_[A-Z]+)*)["']?\s*[=:]\s*(.*?)\s*$`)

func readEnv(s source) (Reading, bool) {
	r := Reading{Kind: KindEnv}
	for _, line := range envLine().FindAllStringSubmatch(s.text, -1) {
		name, content := line[1], pasted.Tidy(strings.TrimSuffix(line[3], ","))
		if slices.Contains(r.Variables, name) {
			continue
		}
		r.Variables = append(r.Variables, name)
		switch upper := strings.ToUpper(name); {
		case phrase.ContainsAny(upper, "SANDBOX"):
			r.Environment = ripio.Sandbox
		case phrase.ContainsAny(upper, "PROD"):
			r.Environment = ripio.Production
		}
		switch {
		case strings.EqualFold(line[2], "SECRET"):
			if r.Secret.IsEmpty() {
				r.Secret = redact.NewSecret(content)
			}
		case r.ClientID == "":
			r.ClientID = content
		}
	}
	if ripio.HoldsSecret(r.ClientID, r.Secret) || field.HoldsAssignment(r.ClientID) {
		r.ClientID = ""
	}
	return r, r.Variables != nil
}

// readUser reads a username: client_id, external_ref and address with colons between.
// So that not just any text with two colons is one, the middle must be a UUID or the
// end an address.
func readUser(s source) (Reading, bool) {
	text := pasted.Tidy(s.text)
	parts := strings.Split(text, ":")
	if len(parts) != 3 || strings.ContainsAny(text, " \t\r\n/=&") || slices.Contains(parts, "") {
		return Reading{}, false
	}
	if !field.LooksLikeUUID(parts[1]) && !isEVM(parts[2]) && field.DescribeAddress(parts[2]).Family == field.FamilyUnknown ||
		field.LooksLikePrivateKey(parts[2]) || phrase.IsNumber(parts[1]) { // a CAIP-10 account has the chain there
		return Reading{}, false
	}
	return Reading{Kind: KindUser, ClientID: parts[0], ExternalRef: parts[1], Address: parts[2]}, true
}
