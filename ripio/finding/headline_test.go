package finding

import "testing"

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
