package tui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/manage"
)

const canary = "cAnArY-7f3a9-secret"

// chooseStore turns the choice in the profile form until it shows a store.
func (d *driver) chooseStore(label string) {
	d.t.Helper()
	for range profiles.StoreKinds {
		if strings.Contains(d.screen(), "› "+label) {
			return
		}
		d.press("right")
	}
	d.t.Fatalf("there is no store %q:\n%s", label, d.screen())
}

// TestProfileWithEachStore makes a profile with each store, starts the program
// again and requests a token from the simulator with it.
func TestProfileWithEachStore(t *testing.T) {
	tests := []struct {
		kind profiles.StoreKind
		// fill follows the choice of the store in the form.
		fill func(*driver)
		// afterSave and afterSend answer what is asked then.
		afterSave, afterSend func(*driver)
		keptIn               string
	}{
		{kind: profiles.KindKeyring, fill: func(d *driver) { d.typeText(canary) }},
		{
			kind: profiles.KindSealed, fill: func(d *driver) { d.typeText(canary) },
			afterSave: func(d *driver) {
				d.shows("Choose a passphrase")
				d.typeText("correct horse")
				d.press("enter")
				d.shows("Type the new passphrase once more")
				d.typeText("correct horse")
				d.press("enter")
			},
			afterSend: func(d *driver) {
				d.typeText("wrong")
				d.press("enter")
				d.shows("That is not the passphrase of this file")
				d.typeText("correct horse")
				d.press("enter")
			},
		},
		{
			kind: profiles.KindPlain, fill: func(d *driver) { d.typeText(canary) },
			afterSave: func(d *driver) {
				d.shows("Not encrypted", "The plain file is not encrypted")
				if _, err := os.Stat(filepath.Join(d.dir, "secrets-plain.json")); !errors.Is(err, fs.ErrNotExist) {
					d.t.Error("the file was written before the warning was accepted")
				}
				d.press("2")
			},
			keptIn: "secrets-plain.json",
		},
		{kind: profiles.KindVariable, fill: func(d *driver) { d.typeText("CANARY") }},
		{kind: profiles.KindAsk, afterSend: func(d *driver) {
			d.typeText(canary)
			d.press("enter")
		}},
		{kind: profiles.KindCommand, fill: func(d *driver) { d.typeText("printf " + canary[:6] + "%s " + canary[6:]) }},
	}
	for _, test := range tests {
		t.Run(string(test.kind), func(t *testing.T) {
			d := start(t)
			d.env["CANARY"] = canary
			d.press("2")
			d.typeText("acme")
			d.press("enter", "enter")
			d.typeText("id-1")
			d.press("enter")
			d.chooseStore(test.kind.Label())
			d.press("enter")
			if test.fill != nil {
				test.fill(d)
			}
			d.downTo("› [ Save profile ]")
			d.press("enter")
			if test.afterSave != nil {
				test.afterSave(d)
			}
			d.shows("acme saved")
			d.nowhereButIn(test.keptIn)

			d.manager = d.restarted()
			d.model = New(d.deps(), d.model.options)
			d.run(d.model.Init())
			d.press("f2", "1", "enter")
			if test.afterSend != nil {
				test.afterSend(d)
			}
			d.shows("Token received")
			if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary {
				t.Errorf("%d requests were sent", len(d.requests))
			}
			d.hides(canary)
			d.nowhereButIn(test.keptIn)
		})
	}
}

// nowhereButIn looks for the canary in every file of the program.
func (d *driver) nowhereButIn(allowed string) {
	d.t.Helper()
	err := filepath.WalkDir(d.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), canary) && (allowed == "" || !strings.HasPrefix(filepath.Base(path), allowed)) {
			d.t.Errorf("%s holds the secret", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

func stored(d *driver, _ *Options) {
	profile := acme()
	profile.Sandbox.Secret = profiles.InKeyring
	values := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(canary)}
	if _, _, err := d.manager.Save(d.t.Context(), "", profile, values); err != nil {
		d.t.Fatal(err)
	}
}

func TestKeyringThatFailsLeavesTheScreenUsable(t *testing.T) {
	d := start(t, stored)
	d.keyring.err = keyring.ErrLocked
	d.press("enter")
	d.shows("Not sent: no client_secret", "keyring is locked", "encrypted file", "Choose another place")
	if len(d.requests) != 0 {
		t.Error("a request was sent without the secret")
	}
	d.keyring.err = nil
	d.press("1")
	d.shows("Token received")
}

func TestStoppingBeforeTheSendSaysThatNothingWasSent(t *testing.T) {
	d := start(t, stored)
	d.pending("enter") // its command, which would ask the keyring, never answers
	d.press("esc")
	d.shows("stopped; nothing was sent")
	d.hides("The last request was cancelled")
	d.press("enter")
	d.shows("Token received")
}

func TestSlowKeyringIsSaid(t *testing.T) {
	d := start(t, stored)
	d.send(slowKeyringMsg{})
	d.shows("waiting for your keyring; an unlock window may be open, esc to stop")
}

func TestDeleteTakesTheSecretAndUndoBringsItBack(t *testing.T) {
	d := start(t, stored)
	d.press("ctrl+t", "x")
	if len(d.keyring.items) != 0 {
		t.Error("the secret stayed in the keyring")
	}
	d.press("u")
	if len(d.keyring.items) != 1 {
		t.Error("the secret did not come back")
	}
}

func TestRenameTakesTheSecretAlong(t *testing.T) {
	d := start(t, stored)
	d.press("ctrl+t", "e")
	d.typeText("-2")
	d.press("up", "enter")
	d.shows("acme-wallet-2 saved")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary {
		t.Error("the secret was not found under the new name")
	}
}

func TestForgetRemovesAllOfIt(t *testing.T) {
	d := start(t, stored)
	d.press("enter")
	d.press("ctrl+t", "X")
	d.shows("Forget acme-wallet", "This cannot be undone")
	d.typeText("acme")
	d.press("enter")
	d.shows("That is not the name of this profile")
	d.typeText("-wallet")
	d.press("enter")
	d.shows("acme-wallet is forgotten", "Removed")
	users, err := d.manager.Users.List("")
	if err != nil || len(users) != 0 || len(d.keyring.items) != 0 || len(d.saved()) != 0 {
		t.Errorf("left: %d users, %d secrets, %d profiles, %v", len(users), len(d.keyring.items), len(d.saved()), err)
	}
}

func TestRevealIsShortAndDropsWithTheFocus(t *testing.T) {
	ways := map[string]func(*driver){
		"time":   func(d *driver) { d.after(credentials.RevealFor) },
		"focus":  func(d *driver) { d.send(tea.BlurMsg{}) },
		"dialog": func(d *driver) { d.press("f1") },
		"escape": func(d *driver) { d.press("esc") },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := start(t, stored)
			d.hides(canary)
			d.press("ctrl+p")
			d.typeText("show the secret")
			d.press("enter")
			d.shows(canary)
			d.after(time.Second)
			d.shows(canary)
			way(d)
			d.hides(canary)
		})
	}
}

func TestUsersAreWrittenDownAndUsedAgain(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "ctrl+g", "enter", "f3")
	d.shows("Test users of SANDBOX")
	d.press("e")
	d.typeText("Ana")
	d.press("enter")
	d.shows("Ana")
	var named string
	users, _ := d.manager.Users.List("")
	for _, user := range users {
		if user.Label == "Ana" {
			named = user.ExternalRef
		}
	}
	d.typeText("ana")
	d.press("enter")
	if got := d.model.form.Request().ExternalRef; got != named {
		t.Errorf("external_ref is %q, want %q", got, named)
	}
	d.shows("Token received")
}

func TestDriftIsCaughtBeforeSending(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "shift+tab")
	d.clear()
	d.typeText("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")
	found := false
	for _, finding := range d.model.form.Findings {
		found = found || finding.Code == "user-drift-address"
	}
	if !found {
		t.Errorf("no finding says that the user had another address:\n%s", d.screen())
	}
}

func TestAboutTheCredentials(t *testing.T) {
	d := start(t, stored)
	d.press("enter", "ctrl+p")
	d.typeText("about")
	d.press("enter")
	d.shows("OS keyring", "MZXW-6YTB", "last success")
	d.hides(canary)
}

// TestPasteHygiene says what a paste lost, and keeps it on demand.
func TestPasteHygiene(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "a", "down", "down")
	d.paste("\"id-1\"\n")
	d.shows("Removed", "quotation marks", "^R keeps it as pasted")
}

// TestImport shows what it would do before anything is written, from a file and
// from the environment.
func TestImport(t *testing.T) {
	file := filepath.Join(t.TempDir(), ".env")
	text := "RIPIO_CLIENT_ID_AR=id-ar\nRIPIO_CLIENT_SECRET_AR=" + canary + "\nOTHER=1\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		path, wantID string
		wantKept     int
	}{
		"file":        {file, "id-ar", 1},
		"environment": {"", "id-br", 1},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.press("ctrl+p")
			d.typeText("import")
			d.press("enter")
			d.shows("Import credentials")
			d.paste(test.path)
			d.press("enter")
			d.shows("Where to store the secrets", "OS keyring")
			d.press("1")
			d.shows("nothing is written yet", "create profile", test.wantID)
			d.hides(canary)
			if len(d.saved()) != 1 || len(d.keyring.items) != 0 {
				t.Fatal("something was written before consent")
			}
			d.press("enter")
			d.shows("imported")
			if len(d.saved()) != 2 || len(d.keyring.items) != test.wantKept {
				t.Errorf("%d profiles, %d secrets", len(d.saved()), len(d.keyring.items))
			}
			d.nowhereButIn("")
		})
	}
}

// TestAPassphraseIsTakenAsPasted pastes one with its line break, as password
// managers copy it, and one with a tab; a short new one is remarked.
func TestAPassphraseIsTakenAsPasted(t *testing.T) {
	for _, test := range []struct{ pasted, want string }{
		{"correct horse\n", "correct horse"}, {"correct horse\r\n", "correct horse"}, {"correct\thorse ", "correct\thorse "},
	} {
		f := manage.NewPassphraseField()
		f.Focus()
		f.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(test.pasted), Paste: true})
		if got := f.Value(); got != test.want {
			t.Errorf("%q became %q", test.pasted, got)
		}
		if said, broken := f.PasteRemark(), strings.ContainsAny(test.pasted, "\r\n"); strings.Contains(said, "line break") != broken {
			t.Errorf("%q: said %q", test.pasted, said)
		}
	}
	d := start(t)
	d.press("2")
	d.typeText("acme")
	d.press("enter", "enter")
	d.typeText("id-1")
	d.press("enter")
	d.chooseStore(profiles.KindSealed.Label())
	d.press("enter")
	d.typeText(canary)
	d.downTo("› [ Save profile ]")
	d.press("enter")
	d.paste("abc\n")
	d.shows("line break was left out")
	d.press("enter")
	d.shows("The passphrase has 3 characters", "Type the new passphrase once more")
	d.paste("abc")
	d.press("enter")
	d.shows("acme saved")
	if err := d.restarted().Secrets.UnlockSealed(redact.NewSecret("abc")); err != nil {
		t.Errorf("the file was made with another passphrase: %v", err)
	}
}

// TestLinesOfAnEnvFileInTheClientID pastes two of them into the profile form.
func TestLinesOfAnEnvFileInTheClientID(t *testing.T) {
	d := start(t)
	d.press("2")
	d.typeText("acme")
	d.press("enter", "enter")
	d.paste("RIPIO_CLIENT_ID=id-1\nRIPIO_CLIENT_SECRET=" + canary + "\n")
	d.hides(canary, "RIPIO_CLIENT_ID=")
	d.shows("Is not the value alone: NAME=value")
	d.downTo("› [ Save profile ]")
	d.press("enter")
	d.shows("holds an assignment")
	d.hides("acme saved", canary)
	if got := d.saved(); len(got) != 0 {
		t.Errorf("saved %+v", got)
	}
}
