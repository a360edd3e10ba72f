package tui

import (
	"os"
	"path/filepath"
	"testing"

	"devtools/ripio-explorer/ripio"
)

// withCustom is the program with --base-url.
func withCustom(t *testing.T) setup {
	t.Helper()
	custom, err := ripio.CustomAt("http://127.0.0.1:8787", false)
	if err != nil {
		t.Fatal(err)
	}
	return func(_ *driver, o *Options) { o.Environment, o.Custom = ripio.Custom, custom }
}

func TestACustomHostIsNamed(t *testing.T) {
	d := start(t, withProfiles(acme()), withCustom(t))
	d.shows("CUSTOM", "127.0.0.1:8787", "Send to CUSTOM", "9f1c55e2", "from $ACME_SECRET")
	d.golden("custom")
	d.press("enter")
	d.shows("Token received")
	if len(d.requests) != 1 || d.requests[0].CredentialsFor != ripio.Sandbox || d.requests[0].Secret.Reveal() != "s3cr3t-of-acme" {
		t.Errorf("sent %+v", d.requests)
	}
	d.press("4")
	d.shows("Only the token request went to a host that is not Ripio's")
	// The menu leads away from it and back.
	d.press("f2")
	d.shows("127.0.0.1:8787; takes the sandbox credentials")
	d.filter("sandbox")
	d.press("enter")
	d.shows("Send to SANDBOX")
	d.hides("127.0.0.1:8787")
	d.press("f2")
	d.filter("custom")
	d.press("enter")
	d.shows("Send to CUSTOM", "127.0.0.1:8787")
}

// TestACustomHostLeavesNoTrace looks for what a send to Ripio's servers would leave.
func TestACustomHostLeavesNoTrace(t *testing.T) {
	d := start(t, withProfiles(acme()), withCustom(t))
	d.press("enter")
	d.model.Settle(0)
	for _, name := range []string{"history.jsonl", "users.json", "records.json", "observed.json", "draft.json"} {
		if _, err := os.Stat(filepath.Join(d.dir, "state", name)); !os.IsNotExist(err) {
			t.Errorf("%s is there", name)
		}
	}
}

func TestACustomHostWantsSandboxCredentials(t *testing.T) {
	profile := acme()
	profile.Sandbox.ClientID = ""
	d := start(t, withProfiles(profile), withCustom(t))
	d.press("enter")
	d.shows("This profile has no client_id for SANDBOX yet.")
	if len(d.requests) != 0 {
		t.Errorf("sent %v", d.requests)
	}
}

func TestWithoutACustomHostTheMenuHasNone(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("f2")
	d.hides("CUSTOM")
}
