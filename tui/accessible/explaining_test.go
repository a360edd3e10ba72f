package accessible_test

import (
	"strings"
	"testing"
)

// TestTheGuideIsReadInLines: the cause of a failure names its code, whose page has the code
// to write and the source with its date; a word of the API has its page too.
func TestTheGuideIsReadInLines(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.options.Address = "0x05946b0d5E413E45069BeC923004F9A3c8F70C2C" // its checksum is wrong
	w.hidden = []string{canary}
	w.answers = []string{"detail-field"}
	out := w.talk("guide", "send", "causes", "guide", "guide address-evm-checksum", "guide EXTERNAL_REF", "guide body-missing", "guide "+canary, "quit")
	w.wants(out,
		"Words of the API: client_id, client_secret, ", "No token from SANDBOX", "guide address-evm-checksum explains it",
		"Codes of the last outcome: ", "address-evm-checksum",
		"Finding, address-evm-checksum: ", "What: ", "Why: ", "What to do: ", "In your own code:", "getAddress(typed)", "Source: ERC-55", "of 2016: https://eips.ethereum.org/EIPS/eip-55",
		"external_ref, word of the API.", "What: ", "Source: ",
		"Difference of a request, body-missing: There is no body.", "Finding about a webhook, body-missing: There is no body.",
		"Nothing has that code or name.")
}

const foreignCurl = `curl -X POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth -H 'Content-Type: application/json' \
  -d '{"username":"9f1c55e2:` + ref + `","password":"` + canary + `"}'`

// TestAPasteIsExplainedInLines: whatever it is, it is recognised, and no secret of it is
// printed.
func TestAPasteIsExplainedInLines(t *testing.T) {
	for name, test := range map[string]struct {
		paste  string
		hidden []string
		want   []string
	}{
		"request": {foreignCurl, nil, []string{
			"Found: curl command.", "Compared with the request to SANDBOX.", "Other, ", "It should be ",
			"Failure, body: The body is JSON, not a form.", "guide body-json explains it.", "It differs so that it may fail.", "As documented, with the secret from $", "--data-urlencode",
		}},
		"dump with an empty line": {"POST /api/v1/auth HTTP/1.1\r\nHost: b2b-widget-onramp-api.ripio.com\r\n\r\nusername=a:b:c&password=" + canary, nil, []string{
			"Found: HTTP dump.", "Compared with the request to PRODUCTION.",
		}},
		"env lines": {"RIPIO_CLIENT_ID=id-9\nRIPIO_CLIENT_SECRET=" + canary, nil, []string{"Found: .env lines.", "client_id: id-9"}},
		"token": {"Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiYWJjIiwiZXhwIjoxNzAwMDAwMDAwfQ.c2lnbmF0dXJl", nil, []string{
			"Found: a token.", "It expired ", "Header alg: HS256", "Claim session: abc", "Signature: Not checked",
		}},
		"webhook without its secret": {`{"eventType":"ON-RAMP.DEPOSIT.RECEIVED","issueDatetime":"2026-11-23T17:00:00Z","transactionObject":{}}`, []string{""}, []string{
			"Found: a webhook.", "The signature was not checked", "Event: ON-RAMP.DEPOSIT.RECEIVED",
		}},
		"signed webhook": {"Http-X-Wh-Signature-256: sha256=00\n\n" + `{"eventType":"ON-RAMP.DEPOSIT.RECEIVED"}`, []string{canary}, []string{
			"Found: a webhook.", "Signature: does not hold.", "Header: Http-X-Wh-Signature-256", "guide signature-",
		}},
		"redirect": {"https://partner.example/done?external_ref=" + ref + "&action=onramp&crypto_amount=1.5&token=USDT", nil, []string{
			"Found: a URL with which the widget sends a person back.", "external_ref: " + ref, "token: USDT",
		}},
		"nothing":  {"hello " + canary, nil, []string{"Nothing was recognised in the text."}},
		"empty":    {"", nil, []string{"Nothing was pasted."}},
		"too long": {strings.Repeat("x", 70<<10), nil, []string{"The text is too long."}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t).withProfile(goodUser)
			w.hidden = test.hidden
			out := w.talk(append([]string{"explain"}, append(strings.Split(test.paste, "\n"), ".", "status", "quit")...)...)
			w.wants(out, append(test.want, "Environment: SANDBOX.", "Goodbye.")...)
			if len(w.sent) > 0 || w.copied != "" {
				t.Error("a paste was sent or copied")
			}
		})
	}
}
