package profiles_test

import (
	"os"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func TestWhoseCredentialsACustomHostGets(t *testing.T) {
	h := newHouse(t)
	profile := inSandbox("acme", "env:SANDBOX_SECRET")
	profile.Sandbox.ClientID = "acme-test"
	profile.Production = profiles.Account{ClientID: "acme-live", Secret: "env:LIVE_SECRET"}
	shared := inSandbox("shared", "env:SHARED")
	shared.Sandbox.ClientID = "shared"
	shared.Production = profiles.Account{ClientID: "shared", Secret: "env:SHARED"}
	h.save(t, "", profile, nil)
	h.save(t, "", shared, nil)
	lookup := func(name string) (string, bool) { return "value of " + name, true }
	for _, test := range []struct {
		clientID, secret string
		want             ripio.EnvironmentName
	}{
		{"acme-test", "value of SANDBOX_SECRET", ripio.Sandbox},
		{"acme-live", "typed", ripio.Production},
		{"acme-test", "value of LIVE_SECRET", ripio.Production},
		{"shared", "value of SHARED", ripio.Production},
		{"shared", "typed", ripio.Sandbox},
		{"unknown", "typed", ripio.Sandbox},
	} {
		got := h.ForCustom(ripio.Request{ClientID: test.clientID, Secret: redact.NewSecret(test.secret), CredentialsFor: ripio.Sandbox}, lookup)
		if got.CredentialsFor != test.want {
			t.Errorf("%s with %q belongs to %q, want %q", test.clientID, test.secret, got.CredentialsFor, test.want)
		}
	}
	if err := os.WriteFile(h.Store.Path(), []byte("[["), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := h.ForCustom(ripio.Request{CredentialsFor: ripio.Sandbox}, lookup); got.CredentialsFor != "" {
		t.Errorf("with profiles that cannot be read it belongs to %q", got.CredentialsFor)
	}
}
