package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/request"
)

// withDrafts gives the program a clock for the pause in typing; due lets it pass.
func (d *driver) withDrafts(options Options) (due func()) {
	var messages []func(time.Time) tea.Msg
	deps := d.deps()
	deps.After = func(_ time.Duration, message func(time.Time) tea.Msg) tea.Cmd {
		messages = append(messages, message)
		return nil
	}
	d.model = New(deps, options)
	d.run(d.model.Init())
	return func() {
		for _, message := range messages {
			d.send(message(d.now))
		}
		messages = nil
	}
}

func TestTheDraftComesBackAfterACrash(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	options := d.model.options
	due := d.withDrafts(options)
	d.pick("beta")
	d.model.form.SetFocus(request.FocusExternalRef)
	d.clear()
	d.typeText("typed-ref")
	if _, err := os.Stat(filepath.Join(d.dir, "state", "draft.json")); err == nil {
		t.Error("the draft was written while somebody types")
	}
	due()
	d.withDrafts(options) // nothing of the run before was told to end
	d.shows("beta", "typed-ref", "SANDBOX")
}

func TestTheDraftComesBackAfterQuitting(t *testing.T) {
	d := start(t, withProfiles(acme()))
	options := d.model.options
	d.withDrafts(options)
	d.model.form.SetFocus(request.FocusExternalRef)
	d.clear()
	d.typeText("typed-ref")
	d.model.Settle(time.Second)
	d.withDrafts(options)
	d.shows("typed-ref")
}

func TestNothingOfProductionAndNoKeyIsKept(t *testing.T) {
	d := start(t, withProfiles(acme()))
	options := d.model.options
	options.Environment = ripio.Production
	due := d.withDrafts(options)
	d.typeText("typed-for-production")
	due()
	options.Environment = ripio.Sandbox
	due = d.withDrafts(options)
	d.model.form.SetFocus(request.FocusAddress)
	d.clear()
	d.typeText("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318")
	due()
	d.model.Settle(time.Second)
	text, _ := os.ReadFile(filepath.Join(d.dir, "state", "draft.json"))
	if strings.Contains(string(text), "production") || strings.Contains(string(text), "4c0883a6") {
		t.Errorf("the draft is\n%s", text)
	}
}

// TestAProfileWithoutAUserStartsWithANewExternalRef: an external_ref names one user,
// and those of two profiles, or of sandbox and production, are not the same.
func TestAProfileWithoutAUserStartsWithANewExternalRef(t *testing.T) {
	d := start(t, withProfiles(withoutUser("first"), withoutUser("other")))
	seen := map[string]bool{}
	now := func() string { return d.model.form.ExternalRef.Value() }
	seen[now()] = true
	d.pick("other")
	if seen[now()] {
		t.Errorf("another profile inherits %s", now())
	}
	mine := now()
	d.run(d.model.switchEnvironment(ripio.Simulator))
	if now() != mine {
		t.Errorf("the simulator, which uses the sandbox's account, has %s, want %s", now(), mine)
	}
	d.model.deps.NewExternalRef = func() string { return "a-new-one" }
	d.run(d.model.switchEnvironment(ripio.Production))
	if now() != "a-new-one" {
		t.Errorf("production inherits %s", now())
	}
}

// TestATypedUserStaysWithItsAccount: what is typed for one profile or environment is not
// sent with another one, and is there again on the way back.
func TestATypedUserStaysWithItsAccount(t *testing.T) {
	d := start(t, withProfiles(withoutUser("first"), withoutUser("other")))
	d.model.form.SetFocus(request.FocusExternalRef)
	d.clear()
	d.typeText("typed-ref")
	d.model.form.SetFocus(request.FocusAddress)
	d.clear()
	d.typeText(goodAddress)
	refs := 0
	d.model.deps.NewExternalRef = func() string { refs++; return fmt.Sprintf("new-%d", refs) }
	want := func(step, externalRef, address string) {
		t.Helper()
		if is := d.model.form.Request(); is.ExternalRef != externalRef || is.Address != address {
			t.Errorf("%s: the form holds %q and %q, want %q and %q", step, is.ExternalRef, is.Address, externalRef, address)
		}
	}
	d.pick("other")
	want("another profile", "new-1", "")
	d.run(d.model.switchEnvironment(ripio.Production))
	want("another environment", "new-2", "")
	d.pick("first")
	want("another profile in production", "new-3", "")
	d.run(d.model.switchEnvironment(ripio.Sandbox))
	want("the way back", "typed-ref", goodAddress)
	d.run(d.model.switchEnvironment(ripio.Simulator))
	want("the simulator, which uses the sandbox's account", "typed-ref", goodAddress)
}

// TestAFirstProfileTakesWhatWasTyped: until there is a profile, the user is nobody else's.
func TestAFirstProfileTakesWhatWasTyped(t *testing.T) {
	d := start(t, withProfiles(withoutUser("first")), func(_ *driver, o *Options) { o.ExternalRef, o.Address = "from-a-flag", goodAddress })
	if is := d.model.form.Request(); is.ExternalRef != "from-a-flag" || is.Address != goodAddress {
		t.Errorf("the form holds %+v", is)
	}
}
