package finding

import (
	"strings"
	"testing"
)

// TestHeadline words the field of the response as texts do.
func TestHeadline(t *testing.T) {
	for field, want := range map[Field]string{
		FieldAnswer: "response: it is odd", FieldExternalRef: "external_ref: it is odd", FieldConnection: "connection: it is odd",
	} {
		if got := (Finding{Field: field, Title: "it is odd"}).Headline(); got != want {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
}

// TestTitlesThatNameTheFieldSaySo compares the table with the titles themselves.
func TestTitlesThatNameTheFieldSaySo(t *testing.T) {
	for _, code := range allWords.Codes() {
		w := allWords.Of(code)
		var field Field
		for _, each := range []Field{FieldClientID, FieldSecret, FieldExternalRef, FieldAddress, FieldUsername} {
			if strings.HasPrefix(string(code), string(each.code(""))) {
				field = each
			}
		}
		names := field != "" && strings.Contains(w.Title, string(field)) || strings.HasPrefix(w.Title, "client_id ")
		if w.Weight > 0 && w.Named != names {
			t.Errorf("%s, %q: named is %v", code, w.Title, w.Named)
		}
	}
}
