package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/profileform"
)

// failures are the ways in which a change can end other than well.
func failures() map[string]error {
	return map[string]error{
		"conflict": &profiles.ConflictError{Name: "acme-wallet"}, "corrupt": &profiles.CorruptError{Path: "/x", Reason: "damaged"},
		"locked": profiles.ErrPassphraseNeeded, "no room": fmt.Errorf("no room"),
	}
}

// savePending presses Save in a form in which a name was changed, and returns how the save
// ends: with err, or well where that is nil.
func savePending(d *driver) (end func(err error)) {
	d.t.Helper()
	d.press("ctrl+t", "e", "end")
	d.typeText("-2")
	d.press("up")
	cmd := d.pending("enter")
	return func(err error) {
		for _, msg := range messagesOf(cmd) {
			if changed, ok := msg.(manage.ChangedMsg); ok && err != nil {
				changed.Err = err
				msg = changed
			}
			d.send(msg)
		}
	}
}

// messagesOf are those that a command brings, without what follows from them.
func messagesOf(cmd tea.Cmd) (list []tea.Msg) {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	for _, one := range batch {
		list = append(list, messagesOf(one)...)
	}
	return list
}

// TestALateSaveLeavesWhatIsTyped: the form stays, with what was typed in it since, and
// nothing opens over it.
func TestALateSaveLeavesWhatIsTyped(t *testing.T) {
	for name, err := range failures() {
		for meanwhile, act := range map[string]func(*driver){
			"typing":      func(d *driver) { d.press("down"); d.typeText("zq") },
			"help":        func(d *driver) { d.press("f1") },
			"help search": func(d *driver) { d.press("f1", "/"); d.typeText("zq") },
		} {
			d := start(t, withProfiles(acme()))
			end := savePending(d)
			act(d)
			before := d.inFront()
			end(err)
			if after := d.inFront(); after != before {
				t.Errorf("%s, %s:\nbefore %s\nafter  %s", name, meanwhile, before, after)
			}
			for range 3 {
				if _, form := d.model.dialogs.Top().(*profileform.Form); !form {
					d.press("esc")
				}
			}
			d.shows("Not saved: ")
		}
	}
}

// TestAnUntouchedFormIsAskedAboutAtOnce, and stays below the question.
func TestAnUntouchedFormIsAskedAboutAtOnce(t *testing.T) {
	for name, shown := range map[string]string{
		"conflict": "Changed in another window", "corrupt": "The profiles file is damaged", "locked": "Encrypted file",
	} {
		d := start(t, withProfiles(acme()))
		end := savePending(d)
		before := front[*profileform.Form](d).Contents()
		end(failures()[name])
		d.shows(shown)
		d.press("esc")
		if front[*profileform.Form](d).Contents() != before {
			t.Errorf("%s: the form holds something else", name)
		}
	}
}

// TestASaveThatMetADamagedFileGoesOn after the backup is in use: the form is still there.
func TestASaveThatMetADamagedFileGoesOn(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.changedElsewhere("acme-wallet") // now there is a backup
	d.send(manage.Load(d.manager, "read again")())
	d.press("ctrl+t", "e", "end")
	d.typeText("-2")
	if err := os.WriteFile(d.manager.Store.Path(), []byte("damaged = ["), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("up", "enter")
	d.shows("The profiles file is damaged", "Use the backup")
	d.press("1")
	d.shows("Edit acme-wallet", "the backup is in use")
}

// TestASaveClosesItsFormOnly: help that was opened over it stays.
func TestASaveClosesItsFormOnly(t *testing.T) {
	d := start(t, withProfiles(acme()))
	end := savePending(d)
	d.press("f1", "/")
	d.typeText("zq")
	before := d.inFront()
	end(nil)
	if after := d.inFront(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
	d.press("esc", "esc")
	if !d.model.dialogs.Empty() {
		t.Errorf("%T is open", d.model.dialogs.Top())
	}
	if !d.model.credentials.EditedAfter("acme-wallet-2", noon.Add(-time.Second)) {
		t.Error("the change of the credentials was not noted")
	}
}

// TestAMendedFileSavesNoFormThatWasClosed: the plain file is repaired while another form
// is being filled in.
func TestAMendedFileSavesNoFormThatWasClosed(t *testing.T) {
	d := start(t, inPlainFile)
	d.press("ctrl+t", "e", "end")
	d.typeText("-2")
	d.downTo("client_secret")
	d.press("down")
	d.typeText("another-secret")
	d.downTo("› [ Save profile ]")
	d.press("enter")
	d.shows("The plain file of secrets", "Use the backup")
	repair := d.pending("enter")
	d.press("esc", "esc", "ctrl+t", "a")
	d.typeText("zq")
	before := d.inFront()
	d.run(repair)
	if after := d.inFront(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
	if saved := d.saved(); len(saved) != 1 || saved[0].Name != "acme-wallet" {
		t.Errorf("saved are %v", saved)
	}
}

// TestANameThatIsNotKeptOpensNothingOverAField: the prompt for it would take the letters.
func TestANameThatIsNotKeptOpensNothingOverAField(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.command("stable external_ref")
	d.typeText("1042")
	d.press("enter")
	naming := d.pending("enter")
	path := filepath.Join(d.dir, "state", "users.json")
	if err := errors.Join(os.RemoveAll(path), os.MkdirAll(filepath.Join(path, "in the way"), 0o700)); err != nil {
		t.Fatal(err)
	}
	d.press("tab", "tab")
	d.typeText("zq")
	before := d.inFront()
	d.run(naming)
	if after := d.inFront(); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
}

// TestTheLinkThatWasListedIsCopied: the list of copies was opened before the pane showed
// that another request is under way.
func TestTheLinkThatWasListedIsCopied(t *testing.T) {
	d := withToken(t)
	link := d.link()
	d.press("esc")
	again := secretPending(d)
	d.press("ctrl+y")
	front[*dialog.Menu](d).Select("on-ramp link")
	d.hold = true
	again()
	d.press("enter", "1")
	if len(d.copied) != 1 || d.copied[0] != link {
		t.Errorf("copied %q, want %q", d.copied, link)
	}
}

// TestALateCopyLeavesThePointerWhereItWasMoved: the next key of the list acts on the profile
// under it.
func TestALateCopyLeavesThePointerWhereItWasMoved(t *testing.T) {
	d := start(t, twoProfiles)
	d.press("ctrl+t")
	_, copying := d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("d")})
	d.press("down")
	d.run(copying)
	d.shows("one copy made")
	if on, _ := front[*dialog.Menu](d).Selected(); on.Name != "two" {
		t.Errorf("the pointer is on %q", on.Name)
	}
	d.press("x", "home", "down")
	_, undoing := d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("u")})
	d.press("home")
	d.run(undoing)
	d.shows("two is back")
	if on, _ := front[*dialog.Menu](d).Selected(); on.Name != "one" {
		t.Errorf("the pointer is on %q", on.Name)
	}
}
