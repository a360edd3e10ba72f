package ripio

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/redact"
)

// FuzzUsername proves that what is not blocked reaches the server as it was
// entered: decoding the form and splitting at the first two colons gives back
// the three parts.
func FuzzUsername(f *testing.F) {
	f.Add("acme", "USER_1111", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "secret")
	f.Add("a%3Ab", "c+d e", "eip155:1:0x1", "&=%+;")
	f.Add("é", "\u202e", "bitcoincash:q", "p\xff")
	f.Fuzz(func(t *testing.T, clientID, externalRef, address, secret string) {
		request := Request{ClientID: clientID, ExternalRef: externalRef, Address: address, Secret: redact.NewSecret(secret)}
		if checkBlocked(request.Check()) != nil {
			return
		}
		form, err := url.ParseQuery(request.form().Encode())
		if err != nil {
			t.Fatalf("the form cannot be decoded: %v", err)
		}
		want := []string{clientID, externalRef, address}
		if got := strings.SplitN(form.Get("username"), ":", 3); !slices.Equal(got, want) {
			t.Errorf("username splits into %q, want %q", got, want)
		}
		if got := form.Get("password"); got != secret {
			t.Errorf("password is %q, want %q", got, secret)
		}
		if len(form) != 2 {
			t.Errorf("the form has %d fields", len(form))
		}
	})
}

func TestAWrongSecretIsNeverTheRealOne(t *testing.T) {
	for _, real := range []string{"c4nary/S&cret", WrongSecret, " " + WrongSecret + "\n", `"` + WrongSecret + `"`, strings.ToUpper(WrongSecret), WrongSecret + "-2"} {
		request := Request{Deviation: DeviationWrongSecret, Secret: redact.NewSecret(real)}
		sent := request.form().Get("password")
		if strings.EqualFold(sent, strings.Trim(real, "\" \n")) || !strings.HasPrefix(sent, WrongSecret) {
			t.Errorf("for the secret %q goes out %q", real, sent)
		}
	}
}
