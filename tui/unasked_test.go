package tui

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/dialog"
)

// TestNoSecretIsWrittenUnasked goes to each action that writes a secret or a token to the
// disk: it asks first, going back is what enter takes, and nothing is written by then.
func TestNoSecretIsWrittenUnasked(t *testing.T) {
	var written []string
	kept := acme()
	kept.Sandbox.Secret = profiles.SecretReference(profiles.KindKeyring)
	key := profiles.SecretKey{Profile: kept.Name, Environment: ripio.Sandbox}
	for _, test := range []struct {
		name    string
		profile profiles.Profile
		ask     func(*driver)
		wrote   func(*driver) bool
	}{
		{"a secret into the plain file", acme(), func(d *driver) {
			d.press("ctrl+t", "a")
			d.typeText("plainly")
			d.press("enter", "enter")
			d.typeText("id-1")
			d.press("enter")
			d.chooseStore(profiles.KindPlain.Label())
			d.press("enter")
			d.typeText(canary)
			d.downTo("› [ Save profile ]")
			d.press("enter")
		}, func(d *driver) bool { return holds(d.dir, canary) }},
		{"tokens in the history", acme(), func(d *driver) { d.press("enter", "5", "W") }, func(d *driver) bool { return d.model.history.KeepTokens }},
		{"the picture of a QR code", acme(), func(d *driver) { d.press("enter", "4", "v", "1", "w") }, func(d *driver) bool { return len(d.model.widget.Pictures) > 0 }},
		{"a token that was not copied", acme(), func(d *driver) {
			d.press("enter")
			d.copyErr = clipboard.ErrNoTerminal
			d.copy("token")
			d.press("w")
		}, func(*driver) bool { return len(written) > 0 }},
		{"the trimmed secret", kept, func(d *driver) {
			if err := d.manager.Secrets.Store(t.Context(), key, kept.Sandbox.Secret, redact.NewSecret("kept ")); err != nil {
				t.Fatal(err)
			}
			d.failing(causeOf(cause.RemedyTrimSecret, 90))
			d.press("A", "enter", "ctrl+p")
			d.typeText("store the trimmed")
			d.press("enter")
		}, func(d *driver) bool {
			secret, err := d.manager.Secrets.Resolve(t.Context(), key, kept.Sandbox.Secret)
			return err == nil && secret.Reveal() == "kept"
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, answer := range []string{"enter", "esc", "2"} {
				written = nil
				d := start(t, withProfiles(test.profile), withEnvironment(ripio.Sandbox), size(120, 60))
				d.model.deps.SaveReport = func(name, text string) (string, error) {
					written = append(written, text)
					return name, nil
				}
				d.model.deps.SavePicture = func(qr.Code, time.Duration) (*qr.Picture, error) { return &qr.Picture{Path: "picture.png"}, nil }
				test.ask(d)
				question := front[*dialog.Menu](d)
				if chosen, _ := question.Selected(); !strings.HasPrefix(chosen.Name, "Go back") && chosen.Name != "Write no tokens" {
					t.Errorf("enter takes %q", chosen.Name)
				}
				if question.Hints == "" {
					t.Error("the question does not say what it means")
				}
				if test.wrote(d) {
					t.Fatal("it is written before it was agreed to")
				}
				d.press(answer)
				if wrote := test.wrote(d); wrote != (answer == "2") {
					t.Errorf("%s: written %v", answer, wrote)
				}
			}
		})
	}
}

// holds reports whether a file below a folder holds a text.
func holds(dir, text string) (found bool) {
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			content, _ := os.ReadFile(path)
			found = found || strings.Contains(string(content), text)
		}
		return nil
	})
	return found
}

// TestWritingLiesBesideNoMovement compares the keys that lead to writing a secret or a
// token with those that move, on a keyboard of QWERTY.
func TestWritingLiesBesideNoMovement(t *testing.T) {
	rows := []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}
	at := func(name string) (row, column int) {
		for row, letters := range rows {
			if column := strings.Index(letters, strings.ToLower(name)); column >= 0 && len(name) == 1 {
				return row, column
			}
		}
		return -9, -9
	}
	all, _ := newKeyMaps(nil)
	moves := []string{"h", "l"}
	for _, scroll := range []interface{ Keys() []string }{all.history.Up, all.history.Down, all.history.Top, all.history.Bottom} {
		moves = append(moves, scroll.Keys()...)
	}
	for _, writes := range append([]string{"w"}, all.history.Tokens.Keys()...) {
		row, column := at(writes)
		for _, move := range moves {
			r, c := at(move)
			// Each row is shifted to the right against the one above.
			if dr, dc := r-row, c-column; dr == 0 && dc*dc <= 1 || dr == 1 && (dc == 0 || dc == -1) || dr == -1 && (dc == 0 || dc == 1) {
				t.Errorf("%s lies beside %s", writes, move)
			}
		}
	}
}

// TestTheKeyOfThePreviousProfile goes back and forth outside text fields, and is text in one.
func TestTheKeyOfThePreviousProfile(t *testing.T) {
	d := start(t, withProfiles(acme(), profiles.Profile{Name: "beta"}), withEnvironment(ripio.Sandbox))
	d.press("esc", "-")
	d.shows("previous profile: no other profile was used yet")
	d.press("ctrl+t", "2", "esc", "-")
	d.shows("profile acme-wallet is selected")
	d.press("esc", "-")
	d.shows("profile beta is selected")
	d.press("shift+tab", "-")
	d.shows("beta")
	if got := d.model.form.Address.Value(); !strings.HasSuffix(got, "-") || d.model.selected.Profile != "beta" {
		t.Errorf("the address is %q, the profile %s", got, d.model.selected.Profile)
	}
}
