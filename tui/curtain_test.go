package tui

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
)

// hiddenValues are all that the curtain hides in these tests, beside the token's parts.
var hiddenValues = []string{
	"b7e2a9c4-51d8-4f60-a3ce-9d1840f2c6ab", "c4d1a7e2-8b93-4f06-9ae5-7710bd62f3c8", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
	"jkqwvzxy-orders", "Zürich7-kiosk", "4321.35", "RTESTZK", "QVRXCHAIN_9X", "visit-77-qrst", "kxvqjw-other-partner", "fp77-q9xz",
}

func tokenOfCurtain() string {
	part := func(json string) string { return base64.RawURLEncoding.EncodeToString([]byte(json)) }
	return part(`{"alg":"HS256","typ":"JWT"}`) + "." +
		part(`{"session":"18ab6d6c77aa9f03e2c41d55b80f7e6618ab6d6c77aa9f03e2c41d55b807b199","exp":1795491711,"sub":"quvzkj-wallet"}`) +
		".c2lnbmF0dXJlLW9mLXRoZS1jdXJ0YWluLXRlc3Q"
}

// behindTheCurtain is a driver with those values in all places.
func behindTheCurtain(t *testing.T, width int, more ...setup) *driver {
	t.Helper()
	profile, other := acme(), acme()
	profile.Sandbox.ClientID = hiddenValues[0]
	profile.Sandbox.User = profiles.User{ExternalRef: hiddenValues[1], Address: hiddenValues[2]}
	other.Name = "other"
	other.Sandbox.ClientID = hiddenValues[9]
	other.Sandbox.User = profiles.User{ExternalRef: hiddenValues[3], Address: hiddenValues[4]}
	d := start(t, append([]setup{withProfiles(profile, other), size(width, 60)}, more...)...)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := accepted(env, request)
		token, err := jwt.Decode(tokenOfCurtain())
		if err != nil {
			t.Fatal(err)
		}
		e.Token = &token
		e.Response.Body = []byte(`{"succeed":true,"token":"` + tokenOfCurtain() + `","token_type":"bearer"}`)
		e.Response.Header = http.Header{"X-Ref": {request.ExternalRef}, "Link": {"https://ripio.example.com/" + request.ClientID + "?to=" + tokenOfCurtain()}}
		return e
	}
	d.model.credentials.Records[d.model.selected.RecordKey()] = credentials.RecordMsg{Key: d.model.selected.RecordKey(), Fingerprint: hiddenValues[10]}
	d.model.showCredentials()
	return d
}

// curtainViews play what brings values to the screen, each view for itself.
func curtainViews() map[string]func(*driver) {
	failing := func(d *driver) {
		d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			e := failedWith(env, request, 401, `{"error":"no `+request.ClientID+`","user":"`+request.ExternalRef+`:`+request.Address+`"}`,
				ripio.Failure{Kind: ripio.FailureRejected, Message: "unknown " + request.ClientID, Location: "https://x.example/?u=" + request.ExternalRef})
			e.Findings = append(e.Findings, finding.Finding{Code: "test", Level: finding.LevelWarning, Field: finding.FieldAddress, Title: "odd " + request.Address,
				Found: request.Address, Replacement: strings.ToLower(request.Address), Fix: "look at " + request.ExternalRef})
			return e
		}
		d.press("enter")
		likely := causeOf(cause.RemedyShowHTTP, 95)
		likely.Evidence, likely.Fix = "seen "+hiddenValues[1], "look at "+hiddenValues[0]
		d.model.result.Causes = []cause.Cause{likely, causeOf(cause.RemedyRetry, 10)}
	}
	parameters := func(d *driver) {
		d.press("enter", "4")
		for _, value := range []string{hiddenValues[2], hiddenValues[7], hiddenValues[5], hiddenValues[6], hiddenValues[8]} {
			d.press("down")
			d.paste(value)
		}
	}
	return map[string]func(*driver){
		"form":  func(*driver) {},
		"field": func(d *driver) { d.model.form.SetFocus(request.FocusExternalRef); d.press("left", "left", "left") },
		"typed": func(d *driver) {
			d.model.form.SetFocus(request.FocusAddress)
			d.clear()
			d.typeText(hiddenValues[4])
		},
		"token":       func(d *driver) { d.press("enter", "1") },
		"whole token": func(d *driver) { d.press("enter", "1"); d.model.form.SetFocus(request.FocusResult); d.press("w") },
		"checks":      func(d *driver) { d.press("enter", "2") },
		"HTTP":        func(d *driver) { d.press("enter", "3") },
		"whole HTTP":  func(d *driver) { d.press("enter", "3"); d.model.form.SetFocus(request.FocusResult); d.press("w") },
		"widget":      parameters,
		"QR code": func(d *driver) {
			d.press("enter", "4")
			d.model.form.SetFocus(request.FocusResult)
			d.press("v", "enter")
		},
		"failure":       failing,
		"failed HTTP":   func(d *driver) { failing(d); d.press("3") },
		"failed checks": func(d *driver) { failing(d); d.press("2"); d.model.form.SetFocus(request.FocusResult); d.press("w") },
		"history":       func(d *driver) { d.press("enter"); d.pick("other"); d.press("enter", "5") },
		"attempt":       func(d *driver) { d.press("enter", "5", "enter") },
		"compare":       func(d *driver) { d.press("enter"); d.pick("other"); d.press("enter", "5", "m", "j", "c") },
		"dry run":       func(d *driver) { d.press("d") },
		"profiles":      func(d *driver) { d.press("ctrl+t") },
		"profile":       func(d *driver) { d.press("ctrl+t", "e", "down", "down", "down", "down", "down") },
		"users":         func(d *driver) { d.press("enter", "f3") },
		"copies":        func(d *driver) { d.press("enter", "ctrl+y") },
		"report":        func(d *driver) { failing(d); d.press("ctrl+o") },
		"about":         func(d *driver) { d.model.dialogs.Open(aboutCredentials(d.model)) },
		"pasted token":  func(d *driver) { d.press("enter"); d.paste(tokenOfCurtain()) },
		"pasted request": func(d *driver) {
			d.paste("curl https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth -d 'username=" + strings.Join(hiddenValues[:3], ":") + "' -d password=x")
		},
		"pasted redirect": func(d *driver) {
			d.paste("https://shop.example.com/back?external_ref=" + hiddenValues[3] + "&action=onramp&session_id=" + hiddenValues[8] + "&crypto_amount=1&fiat_amount=" + hiddenValues[5])
		},
		"not copied": func(d *driver) {
			d.press("enter")
			d.model.dialogs.Open(&dialog.Plain{Title: "token", Why: "no clipboard", Text: tokenOfCurtain()})
		},
		"cut": func(d *driver) {
			s := d.model.styles
			var lines []string
			for _, text := range hiddenValues[:5] {
				value := []rune(text)
				for cut := 1; cut < 7; cut++ {
					lines = append(lines, string(value[:cut])+s.Glyphs.Ellipsis+string(value[len(value)-cut:]))
				}
			}
			d.model.dialogs.Open(&dialog.Text{Title: "cut", Lines: lines})
		},
	}
}

// TestNothingShowsThroughTheCurtain draws every view at four widths, and once in ASCII: no five letters of any value are in sight, nor the ends of one that is cut.
func TestNothingShowsThroughTheCurtain(t *testing.T) {
	for name, play := range curtainViews() {
		for _, width := range []int{60, 84, 120, 200} {
			for _, ascii := range []bool{false, true} {
				if ascii && width != 84 {
					continue
				}
				t.Run(fmt.Sprintf("%s-%d-%t", name, width, ascii), func(t *testing.T) {
					d := behindTheCurtain(t, width, func(_ *driver, o *Options) { o.ASCII = ascii })
					play(d)
					open := d.model.View()
					d.press("f4")
					hidden := d.model.View()
					d.wantHidden(open, hidden)
					for range 4 { // whatever is further down
						d.model.result.Scroll(40)
						d.wantHidden(d.model.View(), d.model.View())
					}
					d.press("f4")
				})
			}
		}
	}
}

func (d *driver) wantHidden(open, hidden string) {
	d.t.Helper()
	values := append([]string{tokenOfCurtain()}, hiddenValues...)
	values = append(values, "18ab6d6c77aa9f03e2c41d55b80f7e6618ab6d6c77aa9f03e2c41d55b807b199", "1795491711", "quvzkj-wallet")
	plain := strings.ToLower(ansi.Strip(hidden))
	for _, value := range values {
		runes := []rune(strings.ToLower(value))
		for at := 0; at+5 <= len(runes); at++ {
			if part := string(runes[at : at+5]); strings.Contains(plain, part) && !isOurs(part) {
				d.t.Errorf("%q of %q shows:\n%s", part, value, ansi.Strip(hidden))
				return
			}
		}
	}
	before, after := strings.Split(open, "\n"), strings.Split(hidden, "\n")
	if len(before) != len(after) {
		d.t.Fatalf("%d lines became %d", len(before), len(after))
	}
	for i := range after {
		if ansi.StringWidth(before[i]) != ansi.StringWidth(after[i]) {
			d.t.Errorf("line %d is not as wide as without the curtain:\n%s\n%s", i, ansi.Strip(before[i]), ansi.Strip(after[i]))
		}
	}
	for _, cell := range []string{"…", d.model.styles.Glyphs.Ellipsis} {
		for _, value := range values {
			low := strings.ToLower(value)
			if end := cell + low[len(low)-2:]; strings.Contains(plain, end) {
				d.t.Errorf("the end %q of %q shows:\n%s", end, value, ansi.Strip(hidden))
				return
			}
		}
	}
}

// isOurs are pieces that stand in this program's own words, too.
func isOurs(part string) bool {
	return strings.Contains("-wallet", part) || strings.Contains("-orders", part)
}

func TestTheCurtainSaysSoAndOpens(t *testing.T) {
	d := behindTheCurtain(t, 120)
	d.press("x")
	before := d.screen()
	d.shows(hiddenValues[1])
	d.press("f4")
	d.shows("CURTAIN", "the curtain is drawn", "f4 opens it", "client_id", "external_ref", "acme-wallet")
	if strings.Contains(d.title, "acme-wallet") {
		t.Errorf("the window's title is %q", d.title)
	}
	d.press("ctrl+t", "f4") // it works over a dialog
	d.shows("the curtain is open")
	d.press("esc", "x")
	was := strings.Split(before, "\n")
	for i, line := range strings.Split(d.screen(), "\n") {
		if line != was[i] {
			t.Errorf("line %d is\n%s\nand was\n%s", i, line, was[i])
		}
	}
	if !strings.Contains(d.title, "acme-wallet") {
		t.Errorf("the window's title is %q", d.title)
	}
}

func TestACopyIsWholeBehindTheCurtain(t *testing.T) {
	d := behindTheCurtain(t, 120)
	d.press("enter", "f4")
	d.run(d.model.handover.Put("token", tokenOfCurtain()))
	if len(d.copied) != 1 || d.copied[0] != tokenOfCurtain() {
		t.Errorf("copied %q", d.copied)
	}
	d.shows("the curtain hides the screen, the copy is whole")
}

func TestTheCurtainIsDrawnFromTheStart(t *testing.T) {
	d := behindTheCurtain(t, 120, func(_ *driver, o *Options) { o.Config.Settings.Curtain = true })
	d.shows("CURTAIN")
	d.wantHidden(d.model.View(), d.model.View())
	d.press("f4")
	d.shows(hiddenValues[1])
	d.run(d.model.settings.SwitchMouse()) // another setting does not draw it again
	d.shows(hiddenValues[1])
}

func TestNoSecretIsShownBehindTheCurtain(t *testing.T) {
	d := behindTheCurtain(t, 120)
	key := d.model.selected.SecretKey()
	d.model.credentials.Reveal.Take(credentials.RevealMsg{Key: key, Secret: redact.NewSecret("sesame-open-now")}, key, false, d.now)
	d.shows("sesame-open-now")
	d.press("f4")
	if d.run(d.model.perform(actionNamed(d.model, "Show the secret for 10 seconds"))); strings.Contains(d.screen(), "sesame") {
		t.Errorf("the secret shows:\n%s", d.screen())
	}
	d.shows("the curtain is drawn; f4 opens it")
}

func actionNamed(m *Model, name string) action {
	for _, a := range m.actions {
		if a.name == name {
			return a
		}
	}
	return action{}
}
