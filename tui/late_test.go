package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/profileform"
	"devtools/ripio-explorer/tui/request"
)

// inFront is what a person is in the middle of: the dialog, and all that is typed.
func (d *driver) inFront() string {
	m := d.model
	typed := ""
	switch top := m.dialogs.Top().(type) {
	case nil:
	case *dialog.Menu:
		typed = top.Title + "/" + top.Filter()
	case *dialog.Prompt:
		typed = top.Title + "/" + top.Input.Value()
	case *dialog.Text:
		typed = top.Title
	case *profileform.Form:
		typed = top.Contents()
	default:
		typed = strings.Join(top.View(m.styles, 100, 30), "")
	}
	below, tab := onButton, m.result.Tab()
	if is := m.keyboardBelow(); is <= inField {
		below = is
	}
	looked, _ := m.result.Foot(200, true)
	return fmt.Sprintf("%T %q, keyboard below %d, tab %d, filter %q, search %q, link %v, user %q %q",
		m.dialogs.Top(), typed, below, tab, m.history.Filter(), looked, m.widget.Parameters(), m.form.ExternalRef.Value(), m.form.Address.Value())
}

// typedPlaces are the places where something can be typed or read, and how one
// comes there from profile "one" in the sandbox.
var typedPlaces = map[string]func(*driver){
	"a field":          func(d *driver) { d.press("tab", "tab"); d.typeText("zq") },
	"a new profile":    func(d *driver) { d.press("ctrl+t", "a"); d.typeText("zq") },
	"a profile":        func(d *driver) { d.press("ctrl+t", "e", "end"); d.typeText("zq") },
	"profiles, filter": func(d *driver) { d.press("ctrl+t", "/"); d.typeText("tw") },
	"environments":     func(d *driver) { d.press("f2") },
	"commands":         func(d *driver) { d.press("ctrl+p"); d.typeText("imp") },
	"copy":             func(d *driver) { d.press("ctrl+y") },
	"test users":       func(d *driver) { d.press("f3") },
	"import":           func(d *driver) { d.command("import credentials"); d.typeText("zq") },
	"read a token":     func(d *driver) { d.press("ctrl+r"); d.typeText("zq") },
	"help":             func(d *driver) { d.press("f1") },
	"forget":           func(d *driver) { d.press("ctrl+t", "X"); d.typeText("on") },
	"about":            func(d *driver) { d.command("about these") },
	"production":       func(d *driver) { d.press("f2", "down", "enter", "enter"); d.typeText("on") },
	"filter":           func(d *driver) { d.press("5", "/"); d.typeText("zq") },
	"link":             func(d *driver) { d.press("4", "down"); d.typeText("zq") },
	"search":           func(d *driver) { d.press("enter", "3", "/"); d.typeText("zq") },
	"search of help":   func(d *driver) { d.press("f1", "/"); d.typeText("zq") },
	"search of guide":  func(d *driver) { d.command("guide: all"); d.press("enter", "/"); d.typeText("zq") },
	"guide, filter":    func(d *driver) { d.command("guide: all"); d.press("/"); d.typeText("zq") },
	"a setting":        func(d *driver) { d.command("settings"); d.filter("history"); d.press("enter"); d.typeText("zq") },
	"stable ref":       func(d *driver) { d.command("stable external_ref"); d.typeText("zq") },
	"help over filter": func(d *driver) { d.press("5", "/"); d.typeText("zq"); d.press("f1") },
	"help over link":   func(d *driver) { d.press("4", "down"); d.typeText("zq"); d.press("f1") },
	"help over field":  func(d *driver) { d.press("tab", "tab"); d.typeText("zq"); d.press("f1") },
	"help over form":   func(d *driver) { d.press("ctrl+t", "a"); d.typeText("zq"); d.press("f1", "/"); d.typeText("zq") },
	"passphrase": func(d *driver) {
		d.model.profiles.Unlock(profiles.ErrPassphraseNeeded, d.model.begin)()
		d.typeText("zq")
	},
}

// TestALateResultTakesNothingAway delivers every kind of message while something
// is open and typed in: it is all still there.
func TestALateResultTakesNothingAway(t *testing.T) {
	for place, open := range typedPlaces {
		count := 1
		for i := 0; i < count; i++ {
			d := start(t, twoProfiles)
			d.model.switchProfile("one")
			open(d)
			before := d.inFront()
			if d.model.keyboard() > inField {
				t.Fatalf("%s: nothing is open", place)
			}
			messages := lateMessages(d)
			count = len(messages)
			d.send(messages[i])
			if after := d.inFront(); after != before {
				t.Errorf("%s, %T %+v:\nbefore %s\nafter  %s", place, messages[i], messages[i], before, after)
			}
		}
	}
}

// TestALateSendTakesNothingAway: neither does what comes of a send that was begun
// before.
func TestALateSendTakesNothingAway(t *testing.T) {
	asks := func(d *driver, _ *Options) {
		profile := acme()
		profile.Sandbox.Secret = profiles.Ask
		withProfiles(profile)(d, nil)
	}
	flows := map[string]struct {
		setup setup
		begin func(*driver) func()
	}{
		"accepted": {twoProfiles, answerPending},
		"rejected": {twoProfiles, func(d *driver) func() { d.answer = rejected; return answerPending(d) }},
		"tests":    {twoProfiles, testsPending},
		"typed":    {asks, secretPending},
		"locked": {stored, func(d *driver) func() {
			d.keyring.err = profiles.ErrPassphraseNeeded
			return secretPending(d)
		}},
		"none": {stored, func(d *driver) func() {
			d.keyring.err = fmt.Errorf("no key ring")
			return secretPending(d)
		}},
	}
	for name, flow := range flows {
		for place, open := range typedPlaces {
			if place == "production" || place == "search" {
				continue // a request is under way
			}
			for _, at := range [][2]int{{120, 36}, {60, 20}} {
				d := start(t, flow.setup, size(at[0], at[1]))
				finish := flow.begin(d)
				open(d)
				before := d.inFront()
				finish()
				if after := d.inFront(); after != before {
					t.Errorf("%s, %s, %v:\nbefore %s\nafter  %s", place, name, at, before, after)
				}
			}
		}
	}
}

// TestALateFailureLeavesTheSearchWhereItIs: a renewal that nobody pressed a key for fails
// while a tab is searched.
func TestALateFailureLeavesTheSearchWhereItIs(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.press("enter")
	d.command("renew by itself")
	d.press("3", "/")
	d.typeText("zq")
	before := d.inFront()
	d.answer = rejected
	d.after(59*time.Minute + time.Second)
	d.sent(2)
	if after := d.inFront(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
}

// TestAnOlderFailureLeavesTheLinkWhereItIs: the answer is for another user, and the failure
// of the selected one comes back into sight.
func TestAnOlderFailureLeavesTheLinkWhereItIs(t *testing.T) {
	d := start(t, twoProfiles)
	d.answer = rejected
	d.press("enter")
	d.pick("two")
	d.answer = accepted
	finish := answerPending(d)
	d.pick("one")
	d.press("4", "down")
	d.typeText("zq")
	before := d.inFront()
	finish()
	d.shows("the response is for the user you had before")
	if after := d.inFront(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
}

// TestWhereOnePaneFitsTypingGoesOn: the response is told, and comes forward for whoever
// only waits.
func TestWhereOnePaneFitsTypingGoesOn(t *testing.T) {
	d := start(t, withProfiles(acme()), size(60, 20))
	finish := answerPending(d)
	d.press("tab", "tab", "end", "z", "backspace")
	finish()
	d.shows("the response is there; tab leads to it")
	d.typeText("q")
	if got := d.model.form.ExternalRef.Value(); d.quit || got != goodRef+"q" {
		t.Errorf("the field holds %q; quit %v", got, d.quit)
	}
	d.press("backspace")
	d.model.form.SetFocus(request.FocusSend)
	answerPending(d)()
	if d.model.form.Focus != request.FocusResult {
		t.Errorf("the focus is on %d", d.model.form.Focus)
	}
}

// TestWhatCameLateOpensAfterwards: the question that a send ended with is asked
// when the form is closed, and still leads on.
func TestWhatCameLateOpensAfterwards(t *testing.T) {
	d := start(t, withProfiles(acme()), func(d *driver, _ *Options) {
		profile := acme()
		profile.Name, profile.Sandbox.Secret = "asks", profiles.Ask
		withProfiles(profile)(d, nil)
	})
	d.model.switchProfile("asks")
	finish := secretPending(d)
	d.press("ctrl+p")
	d.typeText("im")
	finish()
	d.shows("Commands")
	d.press("esc", "esc")
	d.shows("The client_secret of asks for SANDBOX.")
	d.typeText(canary)
	d.press("enter")
	d.shows("Token received")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary || d.requests[0].CredentialsFor != ripio.Sandbox {
		t.Errorf("%d requests", len(d.requests))
	}

	d.press("ctrl+p")
	d.send(manage.OrphansMsg{})
	d.shows("Commands")
	d.press("esc")
	d.shows("No secret and no file was left behind.")
}
