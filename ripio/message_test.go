package ripio_test

import (
	"context"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

func TestMessagesAreReadFromEveryKnownShape(t *testing.T) {
	tests := []struct{ name, body, message, code string }{
		{"detail", `{"detail":"Invalid credentials."}`, "Invalid credentials.", ""},
		{"detail with message and code", `{"detail":{"message":"Not allowed","code":"denied"}}`, "Not allowed", "denied"},
		{"B2B envelope", `{"code":40001,"type":"NotAuthenticated","detail":{"message":"Authentication credentials were not provided.","code":"not_authenticated"},"status":403}`,
			"Authentication credentials were not provided.", "40001"},
		{"B2B envelope, code as text", `{"code":"20039","type":"TermsAndConditionsNotAcceptedException","detail":{"message":"accept first"},"status":400}`, "accept first", "20039"},
		{"older envelope", `{"error_code":10,"message":"no such partner","data":null}`, "no such partner", "10"},
		{"error", `{"error":"invalid_client"}`, "invalid_client", ""},
		{"error with message", `{"error":{"message":"boom","code":7}}`, "boom", "7"},
		{"OAuth", `{"error":"invalid_client","error_description":"Client authentication failed"}`, "invalid_client: Client authentication failed", "invalid_client"},
		{"message", `{"message":"Forbidden"}`, "Forbidden", ""},
		{"errors as texts", `{"errors":["one","two"]}`, "one; two", ""},
		{"errors as objects", `{"errors":[{"message":"one"},{"detail":"two"}]}`, "one; two", ""},
		{"Django form", `{"username":["This field is required."],"password":["Too short.","Too simple."]}`, "password: Too short; Too simple; username: This field is required.", ""},
		{"Django, no field", `{"non_field_errors":["Unable to log in."]}`, "Unable to log in.", ""},
		{"FastAPI", `{"detail":[{"type":"missing","loc":["body","username"],"msg":"Field required","input":null},{"loc":["body","password"],"msg":"Field required"}]}`,
			"username: Field required; password: Field required", ""},
		{"Express", `{"errors":[{"type":"field","value":"x","msg":"Invalid value","path":"address","location":"body"}]}`, "address: Invalid value", ""},
		{"Spring", `{"status":400,"error":"Bad Request","message":"Validation failed","errors":[{"codes":["NotBlank"],"defaultMessage":"must not be blank","field":"username","code":"NotBlank"}],"path":"/api/v1/auth"}`,
			"Validation failed; username: must not be blank", ""},
		{"ASP.NET", `{"type":"about:blank","title":"One or more validation errors occurred.","status":400,"errors":{"Username":["The Username field is required."]}}`,
			"One or more validation errors occurred; Username: The Username field is required.", ""},
		{"a map of texts", `{"errors":{"external_ref":"is not a UUID","address":"is invalid"}}`, "address: is invalid; external_ref: is not a UUID", ""},
		{"a pointer", `{"title":"Invalid","errors":[{"detail":"must be a UUID","pointer":"#/external_ref"}]}`, "Invalid; external_ref: must be a UUID", ""},
		{"JSON:API", `{"errors":[{"status":"422","source":{"pointer":"/data/attributes/address"},"title":"Invalid Attribute"}]}`, "address: Invalid Attribute", ""},
		{"Joi", `{"message":[{"message":"too short","path":["external_ref"]}]}`, "external_ref: too short", ""},
		{"NestJS with constraints", `{"message":[{"property":"address","constraints":{"isEthereumAddress":"must be an Ethereum address"}}]}`,
			"address: isEthereumAddress: must be an Ethereum address", ""},
		{"the URL's path is not a field", `{"status":401,"error":"Unauthorized","path":"/api/v1/auth"}`, "Unauthorized", ""},
		{"AWS", `{"Message":"User: anonymous is not authorized"}`, "User: anonymous is not authorized", ""},
		{"a field inside detail", `{"detail":{"username":["Unknown."]}}`, "username: Unknown.", ""},
		{"a list of texts", `["No.","Really."]`, "No; Really.", ""},
		{"a text", `"go away"`, "go away", ""},
		{"succeed false with a message", `{"succeed":false,"message":"user blocked"}`, "user blocked", ""},
		{"detail is null, message is not", `{"detail":null,"message":"look here"}`, "look here", ""},
		{"a number as message", `{"message":12345678901234567890}`, "12345678901234567890", ""},
		{"names keep their letter case", `{"Detail":"no","message":"yes"}`, "yes", ""},
		{"byte order mark", "\ufeff" + `{"detail":"marked"}`, "marked", ""},
		{"no known name", `{"reason":"x"}`, `{"reason":"x"}`, ""},
		{"a list of numbers", `[1,2]`, "1; 2", ""},
		{"plain text", "  upstream connect error\n", "upstream connect error", ""},
		{"not quite JSON", `{"detail":"x"`, `{"detail":"x"`, ""},
		{"two values", `{"detail":"x"}{"detail":"y"}`, `{"detail":"x"}{"detail":"y"}`, ""},
		{"500 characters", strings.Repeat("é", 500), strings.Repeat("é", 500), ""},
		{"501 characters", strings.Repeat("é", 501), strings.Repeat("é", 500) + "…", ""},
		{"a long message of a known shape", `{"detail":"` + strings.Repeat("é", 2001) + `"}`, strings.Repeat("é", 2000) + "…", ""},
		{"a long code", `{"code":"` + strings.Repeat("x", 65) + `","message":"m"}`, "m", ""},
		{"deep", strings.Repeat(`{"detail":`, 100) + `"deep"` + strings.Repeat(`}`, 100), strings.Repeat(`{"detail":`, 50) + "…", ""},
		{"nothing", "", "", ""},
		{"null", "null", "", ""},
		{"empty object", "{}", "", ""},
		{"empty list", "[]", "", ""},
		{"empty text", `""`, "", ""},
		{"a token is not a message", `{"token":"` + wiretest.DocsToken + `"}`, "", ""},
		{"nor is an access token", `{"access_token":"abc"}`, "", ""},
		{"a token within a message", `{"detail":"` + wiretest.DocsToken + ` was revoked"}`, wiretest.DocsToken[:36] + "." + redact.Mask + " was revoked", ""},
		{"bytes that are not text", "\x00\xff\x1b[2J", "\x00\xff\x1b[2J", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Answering(t, "400 Bad Request", "application/json", tt.body)
			failure := wiretest.WantFailure(t, new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request()), ripio.FailureStatus)
			if failure.Message != tt.message || failure.Code != tt.code {
				t.Errorf("message %q, code %q; want %q, %q", failure.Message, failure.Code, tt.message, tt.code)
			}
		})
	}
}

func TestMessagesOfSuccessesThatAreNone(t *testing.T) {
	tests := []struct {
		body, message, code string
		kind                ripio.FailureKind
	}{
		{`{"succeed":false,"token":null,"error":"unknown client"}`, "unknown client", "", ripio.FailureNotSucceeded},
		{`{"code":40001,"detail":{"message":"no"}}`, "no", "40001", ripio.FailureNoToken},
		{`["no"]`, "no", "", ripio.FailureNoToken},
		{`sorry`, "sorry", "", ripio.FailureNotJSON},
	}
	for _, tt := range tests {
		server := wiretest.Answering(t, "200 OK", "application/json", tt.body)
		failure := wiretest.WantFailure(t, new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request()), tt.kind)
		if failure.Message != tt.message || failure.Code != tt.code {
			t.Errorf("%s: message %q, code %q; want %q, %q", tt.body, failure.Message, failure.Code, tt.message, tt.code)
		}
	}
}
