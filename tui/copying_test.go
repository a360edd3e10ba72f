package tui

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/clipboard"
)

// copy chooses from the copy menu by name, and then in each menu that follows.
func (d *driver) copy(names ...string) {
	d.t.Helper()
	d.press("ctrl+y")
	for _, name := range names {
		d.filter(name)
		d.press("enter")
	}
}

// lastCopy is what is on the clipboard.
func (d *driver) lastCopy() string {
	if len(d.copied) == 0 {
		return ""
	}
	return d.copied[len(d.copied)-1]
}

func TestTheCopyMenu(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	token := d.model.result.Decoded()
	parts := strings.Split(token.Raw, ".")
	for name, want := range map[string]string{
		"token": token.Raw, "Authorization line": "Authorization: Bearer " + token.Raw,
		"raw header": parts[0], "raw claims": parts[1], "header": string(token.HeaderJSON), "claims": string(token.ClaimsJSON),
		"external_ref": goodRef, "address": goodAddress, "username": "9f1c55e2:" + goodRef + ":" + goodAddress,
	} {
		d.copy(name)
		if d.lastCopy() != want {
			t.Errorf("%s: copied %q, want %q", name, d.lastCopy(), want)
		}
		d.shows(name + " copied to the clipboard")
	}
	if decoded, err := base64.RawURLEncoding.DecodeString(parts[1]); err != nil || string(decoded) != string(token.ClaimsJSON) {
		t.Errorf("the raw claims are %q, %v", decoded, err)
	}
	d.copy("on-ramp link", "Copy it")
	if d.lastCopy() != d.link() {
		t.Errorf("copied %q", d.lastCopy())
	}
	d.copy("report")
	if !strings.Contains(d.lastCopy(), goodRef) || strings.Contains(d.lastCopy(), token.Raw) {
		t.Errorf("the report is %q", d.lastCopy())
	}
}

// TestExportsHoldNoSecret but for the one that asks first.
func TestExportsHoldNoSecret(t *testing.T) {
	d := start(t, withProfiles(acme()))
	for _, names := range [][]string{
		{"curl", "curl for sh"}, {"curl", "PowerShell"}, {"curl", "cmd.exe"}, {"program or tool file", "Python"}, {"program or tool file", "Bruno"},
	} {
		before := len(d.copied)
		d.copy(names...)
		if len(d.copied) != before+1 || !strings.Contains(d.lastCopy(), "9f1c55e2") || strings.Contains(d.lastCopy(), "s3cr3t") {
			t.Errorf("%v: copied %q", names, d.lastCopy())
		}
	}
	d.copied = nil
	d.copy("curl with the secret", "sh, bash")
	d.shows("Copy the secret, too?", "This command holds the client_secret")
	if len(d.copied) > 0 {
		t.Fatal("the secret was copied before it was asked")
	}
	d.press("enter") // goes back
	d.copy("curl with the secret", "sh, bash", "Copy curl")
	if !strings.Contains(d.lastCopy(), "s3cr3t-of-acme") {
		t.Errorf("copied %q", d.lastCopy())
	}
	d.shows("it holds the client_secret")
	d.hides("s3cr3t")
}

func TestNothingExpiredIsCopiedSilently(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.after(10*time.Hour + time.Minute)
	for _, name := range []string{"token", "Authorization line", "claims", "header"} {
		d.copy(name)
		d.shows(name + " copied to the clipboard; it expired")
	}
	before := len(d.copied)
	d.copy("on-ramp link")
	d.shows("the token expired")
	if len(d.copied) != before {
		t.Errorf("copied %q", d.lastCopy())
	}
}

// TestWhereNoWayWorks the text is shown to select from, and saved exactly.
func TestWhereNoWayWorks(t *testing.T) {
	d := start(t, withProfiles(acme()))
	var name, text string
	d.model.deps.SaveReport = func(as, what string) (string, error) { name, text = as, what; return "/home/ana/" + as, nil }
	d.press("enter")
	d.copyErr = clipboard.ErrNoTerminal
	d.copy("token")
	raw := d.model.result.Decoded().Raw
	if screen := strings.ReplaceAll(d.screen(), "\n", ""); !strings.Contains(screen, raw) {
		t.Errorf("the token is not on the screen:\n%s", d.screen())
	}
	d.shows("this terminal has no clipboard", "w saves the exact text")
	d.press("w", "2")
	if text != raw || !strings.HasPrefix(name, "ripio-token-") {
		t.Errorf("saved %q as %q", text, name)
	}
	d.shows("saved as /home/ana/ripio-token-")
	d.press("esc")
	d.copy("curl with the secret", "sh, bash", "Copy curl")
	d.shows("not copied: this terminal has no clipboard")
	d.hides("s3cr3t", "w saves the exact text")
}

// TestAForgottenProfileLeavesNoCopy where this program can see that it is its own.
func TestAForgottenProfileLeavesNoCopy(t *testing.T) {
	for _, forgotten := range []string{"acme-wallet", "beta"} {
		d := start(t, withProfiles(acme(), profiles.Profile{Name: "beta", Sandbox: profiles.Account{ClientID: "id-2", Secret: profiles.Ask}}))
		d.copy("username")
		d.run(d.model.handover.Forget(forgotten))
		if want := map[bool]int{true: 1}[forgotten == "acme-wallet"]; d.cleared != want {
			t.Errorf("%s: cleared %d times", forgotten, d.cleared)
		}
	}
}
