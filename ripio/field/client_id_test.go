package field_test

import (
	"encoding/json"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

var assignment = []finding.Code{"client-id-assignment"}

const hiddenAssignment = "a variable's name and what it is set to, not shown"

// clientIDCases are the texts that paste hygiene is about; the other fields
// share its rules.
var clientIDCases = []inputCase{
	{"good", "acme-wallet_01", nil, "", ""},
	{"empty", "", []finding.Code{"client-id-empty"}, "", ""},
	{"only space", " \t\u200b", []finding.Code{"client-id-empty"}, "only characters that cannot be seen", ""},
	{"colon", "acme:1", []finding.Code{"client-id-colon"}, "at character 5", ""},
	{"whole username", "acme:USER_1111:0x1", []finding.Code{"client-id-colon"}, "at character 5, and 1 more", ""},
	{"newline at the end", "acme\n", []finding.Code{"client-id-control"}, "newline at the end", "acme"},
	{"Windows line break", "acme\r\n", []finding.Code{"client-id-control"}, "line break at the end", "acme"},
	{"tab at the start", "\tacme", []finding.Code{"client-id-control"}, "tab at the start", "acme"},
	{"newline and space", "acme \n", []finding.Code{"client-id-control"}, "newline at the end", "acme"},
	{"newline inside", "ac\nme", []finding.Code{"client-id-control"}, "newline at character 3", ""},
	{"escape inside", "añ\x1b[31m", []finding.Code{"client-id-control", "client-id-non-ascii"}, "escape character at character 3", ""},
	{"C1 control", "ac\u0085me", []finding.Code{"client-id-control"}, "U+0085 at character 3", ""},
	{"space before", " acme", []finding.Code{"client-id-edge-space"}, "at the start", "acme"},
	{"space after", "acme ", []finding.Code{"client-id-edge-space"}, "at the end", "acme"},
	{"no-break space around", "\u00a0acme\u00a0", []finding.Code{"client-id-edge-space"}, "at the start and at the end", "acme"},
	{"space inside", "ac me", []finding.Code{"client-id-inner-space"}, "at character 3", ""},
	{"zero-width space", "ac\u200bme", []finding.Code{"client-id-invisible"}, "U+200B at character 3", "acme"},
	{"byte order mark", "\ufeffacme", []finding.Code{"client-id-invisible"}, "U+FEFF at the start", "acme"},
	{"right-to-left override", "ac\u202eme", []finding.Code{"client-id-invisible"}, "U+202E at character 3", "acme"},
	{"variation selector", "acme\ufe0f", []finding.Code{"client-id-invisible"}, "U+FE0F at the end", "acme"},
	{"quotes", `"acme"`, []finding.Code{"client-id-quotes"}, "one at the start and one at the end", "acme"},
	{"curly quotes", "“acme”", []finding.Code{"client-id-quotes"}, "one at the start and one at the end", "acme"},
	{"quotes and space", ` 'acme' `, []finding.Code{"client-id-quotes", "client-id-edge-space"}, "one at the start and one at the end", "acme"},
	{"one quote", `"acme`, nil, "", ""},
	{"a quote alone", `"`, nil, "", ""},
	{"Cyrillic a", "\u0430cme", []finding.Code{"client-id-look-alike"}, "U+0430, which looks like 'a', at the start", "acme"},
	{"full-width letters", "acm\uff45", []finding.Code{"client-id-look-alike"}, "U+FF45, which looks like 'e', at the end", "acme"},
	{"Cyrillic a in curly quotes", "“\u0430cme”", []finding.Code{"client-id-quotes", "client-id-look-alike"}, "one at the start and one at the end", "\u0430cme"},
	{"accent", "acmé", []finding.Code{"client-id-non-ascii"}, "é (U+00E9) at the end", ""},
	{"look-alike beside an accent", "\u0430cmé", []finding.Code{"client-id-non-ascii"}, "\u0430 (U+0430) at the start", ""},
	{"not UTF-8", "ac\xffme", []finding.Code{"client-id-non-ascii"}, "byte 0xff, which is not UTF-8, at character 3", ""},
	{"the documentation's placeholder", "<client_id>", []finding.Code{"client-id-placeholder"}, "in angle brackets, as in the documentation", ""},
	{"shell variable", "$RIPIO_CLIENT_ID", []finding.Code{"client-id-placeholder"}, "a variable that was not replaced by its value", ""},
	{"shell variable in braces", "${RIPIO_CLIENT_ID}", []finding.Code{"client-id-placeholder"}, "a variable that was not replaced by its value", ""},
	{"template variable", "{{client_id}}", []finding.Code{"client-id-placeholder"}, "a variable that was not replaced by its value", ""},
	{"name of the field", "YOUR_CLIENT_ID", []finding.Code{"client-id-placeholder"}, "the name of the field itself", ""},
	{"two lines of a .env file", "RIPIO_CLIENT_ID=acme\nRIPIO_CLIENT_SECRET=s", assignment, hiddenAssignment, ""},
	{"two lines that became one", "RIPIO_CLIENT_ID=acmeRIPIO_CLIENT_SECRET=s", assignment, hiddenAssignment, ""},
	{"the rest of a line", "acme; export RIPIO_CLIENT_SECRET=s", assignment, hiddenAssignment, ""},
	{"lines that carriage returns end", "acme\rRIPIO_CLIENT_SECRET=s", assignment, hiddenAssignment, ""},
	{"a variable of another name", "ACME_ID=acme", assignment, hiddenAssignment, ""},
	{"the command set", "set ACME_ID=acme", assignment, hiddenAssignment, ""},
	{"the command setx", "setx ACME_ID acme", assignment, hiddenAssignment, ""},
	{"PowerShell", "$env:ACME_ID = \"acme\"", assignment, hiddenAssignment, ""},
	{"JSON", `{"client_id": "acme", "client_secret": "s"}`, assignment, hiddenAssignment, ""},
	{"YAML", "client_secret: s", assignment, hiddenAssignment, ""},
	{"base64 with padding", "YWNtZQ==", nil, "", ""},
	{"a word and a sign", "acme=1", nil, "", ""},
	{"masked", "********", []finding.Code{"client-id-placeholder"}, "only dots, stars or crosses, as programs show a hidden value", ""},
}

func TestCheckClientID(t *testing.T) { checkCases(t, field.CheckClientID, clientIDCases) }

func TestClientIDBlocksOnlyWhatBreaksTheUsername(t *testing.T) {
	blocking := map[finding.Code]bool{"client-id-empty": true, "client-id-colon": true, "client-id-assignment": true, "client-id-control": true}
	for _, test := range clientIDCases {
		for _, item := range field.CheckClientID(test.value) {
			if item.Blocking != blocking[item.Code] {
				t.Errorf("%s: %s blocks: %v", test.name, item.Code, item.Blocking)
			}
			if item.Blocking != (item.Level == finding.LevelFailure) {
				t.Errorf("%s: %s blocks: %v, level %s", test.name, item.Code, item.Blocking, item.Level)
			}
		}
	}
}

// TestAnAssignmentInTheClientIDIsNeitherShownNorSent plays lines of a .env file
// that were pasted into the field.
func TestAnAssignmentInTheClientIDIsNeitherShownNorSent(t *testing.T) {
	const secret = "n0t-for-any-screen"
	for _, id := range []string{
		"RIPIO_CLIENT_ID=acme\nRIPIO_CLIENT_SECRET=" + secret, "RIPIO_CLIENT_ID=acmeRIPIO_CLIENT_SECRET=" + secret,
		"acme\rexport RIPIO_CLIENT_SECRET='" + secret + "'", `{"client_secret":"` + secret + `"}`,
	} {
		request := sampleRequest()
		request.ClientID = id
		env, err := ripio.SimulatorAt("http://127.0.0.1:1")
		if err != nil {
			t.Fatal(err)
		}
		exchange := new(ripio.Client).Authenticate(t.Context(), env, request)
		if exchange.Failure == nil || exchange.Failure.Kind != ripio.FailureBlocked {
			t.Errorf("%q was not stopped: %v", id, exchange.Failure)
		}
		shown, err := json.Marshal([]any{exchange, request.Parts(), request.Check()})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(shown), secret) {
			t.Errorf("%q is shown: %s", id, shown)
		}
	}
}
