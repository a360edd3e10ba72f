package tui

import (
	"os"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
)

// withConfig begins with a file of settings.
func withConfig(text string) setup {
	return func(d *driver, o *Options) {
		store := config.NewStore(d.dir)
		if err := os.MkdirAll(d.dir, 0o700); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(store.Path(), []byte(text), 0o600); err != nil {
			d.t.Fatal(err)
		}
		o.Config, _ = store.Load()
	}
}

// configText is what the file of settings holds now.
func (d *driver) configText() string {
	data, err := os.ReadFile(config.NewStore(d.dir).Path())
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

func TestAChangedSettingHoldsAndIsSaved(t *testing.T) {
	d := start(t, withProfiles(acme()), withConfig("# mine\nmouse = true # as it is\nunknown = 1\n"))
	d.shows(`line 3, column 1: unknown key "unknown"`)
	d.press("esc", "ctrl+p")
	d.typeText("settings")
	d.press("enter")
	d.shows("theme", "history.days", "clipboard")
	d.filter("times")
	d.press("enter")
	d.filter("utc")
	d.press("enter")
	if zone := d.model.result.Local; zone != time.UTC {
		t.Errorf("times are shown in %v", zone)
	}
	d.filter("history")
	d.press("enter")
	d.clear()
	d.typeText("0")
	d.press("enter")
	d.shows("must be a number from 1 to 3650")
	d.clear()
	d.typeText("30")
	d.press("enter")
	d.shows("history.days is 30")
	d.press("esc", "esc")
	want := "# mine\nmouse = true # as it is\nunknown = 1\ntimes = \"utc\"\n\n[history]\ndays = 30\n"
	if text := d.configText(); text != want {
		t.Errorf("the file is\n%s\nwant\n%s", text, want)
	}
}

func TestTheMouseIsRemembered(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+p")
	d.typeText("mouse on")
	d.press("enter")
	d.shows("mouse off; the terminal selects text")
	if text := d.configText(); !strings.Contains(text, "\nmouse = false\n") {
		t.Errorf("the file is\n%s", text)
	}
}

func TestACorruptFileOfSettingsIsSaidAndKept(t *testing.T) {
	const broken = "theme = \"dark"
	d := start(t, withProfiles(acme()), withConfig(broken))
	d.shows("config.toml, line 1, column", "the defaults are used")
	d.press("ctrl+p")
	d.typeText("mouse on")
	d.press("enter")
	d.shows("it was not saved")
	if text := d.configText(); text != broken {
		t.Errorf("the file is %q", text)
	}
}

func TestTheConfirmationOfProductionRunsOut(t *testing.T) {
	profile := acme()
	profile.Production.Secret = "env:ACME_SECRET"
	for text, asked := range map[string][3]bool{
		"confirm.production = \"2m\"\nconfirm.renewal = false\n": {true, false, true},
		"confirm.production = \"0s\"\nconfirm.renewal = false\n": {true, true, true},
	} {
		d := start(t, withProfiles(profile), withEnvironment(ripio.Production), withConfig(text))
		d.typeText(goodAddress)
		d.hides("PRODUCTION ·")
		for i, question := range asked {
			d.press("esc", "enter")
			if got := strings.Contains(d.screen(), "Type the profile's name"); got != question {
				t.Fatalf("%q: send %d asks: %v\n%s", text, i+1, got, d.screen())
			}
			if question {
				d.typeText("acme-wallet")
				d.press("enter")
			}
			if len(d.requests) != i+1 {
				t.Fatalf("%q: %d requests after send %d\n%s", text, len(d.requests), i+1, d.screen())
			}
			if badge := strings.Contains(d.screen(), "PRODUCTION · "); badge != (text[22] == '2') {
				t.Errorf("%q: a lease is shown: %v\n%s", text, badge, d.screen())
			}
			d.after(75 * time.Second)
		}
	}
}

func TestTheRenewalQuestionCanBeTurnedOff(t *testing.T) {
	for text, asked := range map[string]bool{"": true, "confirm.renewal = false\n": false} {
		profile := acme()
		profile.Production.Secret = "env:ACME_SECRET"
		d := start(t, withProfiles(profile), withEnvironment(ripio.Production), withConfig(text))
		d.typeText(goodAddress)
		d.press("enter")
		d.typeText("acme-wallet")
		d.press("enter")
		d.after(time.Minute)
		d.press("enter")
		if got := strings.Contains(d.screen(), "is still good"); got != asked {
			t.Errorf("%q: asked is %v in\n%s", text, got, d.screen())
		}
	}
}
