package field

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

var clientIDText = fieldText{field: finding.FieldClientID, empty: "client-id-empty"}

// CheckClientID looks at a client_id as it stands while someone types it. It
// gives no finding for a value that shows nothing odd: its form is not
// documented. One that holds an assignment gives that finding alone, without a
// character of it: a secret may stand behind the sign.
func CheckClientID(value string) []finding.Finding {
	if HoldsAssignment(value) {
		return []finding.Finding{finding.New("client-id-assignment", finding.FieldClientID, "a variable's name and what it is set to, not shown")}
	}
	findings := clientIDText.check(value)
	if strings.Contains(value, ":") {
		findings = slices.Insert(findings, 0, finding.New("client-id-colon", finding.FieldClientID, colonPlace(value)))
	}
	return findings
}

var (
	// credentialAssigned is the name of a credential, as variables, JSON, YAML and
	// commands write it, and the sign that gives it a value. The name may stand
	// right behind other text: a line break may have been lost before it. A colon
	// needs a space or a quotation mark: without it, it splits the username.
	credentialAssigned = phrase.NewShape(`(?i)(client[-_]?id|client[-_]?secret|secret|password|passwd|api[-_]?key)[A-Za-z0-9_]*` +
		`(["']?\s*=|["']\s*:|:\s)`)
	// variableAssigned is a line of a .env file or of a shell.
	variableAssigned = phrase.NewShape(`^\s*(?:(?:export|set|setx|setenv|declare -x|typeset -x|ENV)\s+|\$env:\s*)?[A-Z_][A-Z0-9_]{2,}\s*=\s*[^\s=]`)
	// commandAssigned is a command that sets a variable without an equals sign.
	commandAssigned = phrase.NewShape(`(?i)^\s*(?:set\s+-[a-z]+|setx|setenv|ENV)\s+[A-Z_][A-Z0-9_]*\s+\S`)
)

// AssignsCredential reports whether a credential gets its value in a text, under a name
// such as RIPIO_CLIENT_SECRET.
func AssignsCredential(text string) bool { return credentialAssigned.Matches(text) }

// HoldsAssignment reports whether a text sets a variable, such as a line of a .env file
// that was pasted where its value belongs. Callers mask it.
func HoldsAssignment(text string) bool {
	if !strings.ContainsAny(text, "=: \t\r\n\f") {
		return false
	}
	return credentialAssigned.Matches(text) || variableAssigned.Matches(text) || commandAssigned.Matches(text)
}

// ShowClientID returns a client_id as it may be shown: masked when it holds an
// assignment, and with it maybe the secret.
func ShowClientID(clientID string) string {
	if HoldsAssignment(clientID) {
		return redact.Mask
	}
	return clientID
}
