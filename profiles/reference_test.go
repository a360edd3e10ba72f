package profiles_test

import (
	"errors"
	"slices"
	"testing"

	"devtools/ripio-explorer/profiles"
)

func TestParseSecretReference(t *testing.T) {
	const forms = "secret reference has an unknown form; write env:NAME to read the environment variable NAME, " +
		"or ask to type the secret in each session"
	const variable = forms + "; NAME has only the letters A to Z, digits and _, and does not begin with a digit"
	tests := []struct {
		text    string
		want    profiles.SecretReference
		label   string
		failure string
	}{
		{"env:RIPIO_CLIENT_SECRET", "env:RIPIO_CLIENT_SECRET", "from $RIPIO_CLIENT_SECRET", ""},
		{" env:_a1 \n", "env:_a1", "from $_a1", ""},
		{"ask", profiles.Ask, "asked each session", ""},
		{"", "", "none chosen", ""},
		{"  ", "", "none chosen", ""},
		{"env:", "", "none chosen", variable},
		{"env", "", "none chosen", variable},
		{"env:1A", "", "none chosen", variable},
		{"env:A-B", "", "none chosen", variable},
		{"env:$A", "", "none chosen", variable},
		{"env:A\nB", "", "none chosen", variable},
		{"env: A", "", "none chosen", variable},
		{"env:" + canary + "!", "", "none chosen", variable},
		{"ask:", "", "none chosen", forms + "; ask stands alone"},
		{"ENV:A", "", "none chosen", forms},
		{"keyring", "", "none chosen", forms},
		{"invalid", "", "none chosen", forms},
		{canary, "", "none chosen", forms},
	}
	for _, test := range tests {
		got, err := profiles.ParseSecretReference(test.text)
		if got != test.want || got.Label() != test.label {
			t.Errorf("%q: got %q labelled %q, want %q labelled %q", test.text, got, got.Label(), test.want, test.label)
		}
		if test.failure == "" && err == nil {
			continue
		}
		if !errors.Is(err, profiles.ErrReferenceForm) || err.Error() != test.failure {
			t.Errorf("%q: got error %v, want %q", test.text, err, test.failure)
		}
	}
}

func TestLabelQuotesNoUnknownReference(t *testing.T) {
	for _, reference := range []profiles.SecretReference{profiles.InvalidReference, canary} {
		if got := reference.Label(); got != "not a known reference" {
			t.Errorf("got %q", got)
		}
	}
}

func TestWithoutSecretVariables(t *testing.T) {
	book := profiles.Book{Profiles: []profiles.Profile{
		{Name: "a", Sandbox: profiles.Account{Secret: "env:SANDBOX_SECRET"}, Production: profiles.Account{Secret: "env:LIVE_SECRET"}},
		{Name: "b", Sandbox: profiles.Account{Secret: profiles.Ask}},
	}}
	environ := []string{"PATH=/bin", "SANDBOX_SECRET=" + canary, "SANDBOX_SECRET_2=x", "LIVE_SECRET=" + canary, "ask=x", "ODD"}
	want := []string{"PATH=/bin", "SANDBOX_SECRET_2=x", "ask=x", "ODD"}
	if got := book.WithoutSecretVariables(environ); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
