package tui

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/webhook"
)

const wrongCurl = `curl -X POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth -H 'Content-Type: application/json' ` +
	`-d '{"username":"9f1c55e2:` + otherRef + `","password":"p4ss-of-the-paste"}'`

// outside has nothing in a field, so that a paste is recognised.
func outside(t *testing.T, setups ...setup) *driver {
	t.Helper()
	d := start(t, append([]setup{withProfiles(acme()), size(120, 60)}, setups...)...)
	d.press("esc")
	return d
}

func TestAPastedRequestIsCompared(t *testing.T) {
	d := outside(t)
	d.paste(wrongCurl)
	d.shows("Pasted: curl command", "It differs from what this program would send", "should be", "As documented", "$RIPIO_CLIENT_SECRET")
	d.hides("p4ss-of-the-paste")
	d.press("c")
	d.shows("corrected command copied to the clipboard")
	if !strings.Contains(d.lastCopy(), "--data-urlencode") || strings.Contains(d.lastCopy(), "p4ss") {
		t.Errorf("copied %q", d.lastCopy())
	}
	d.press("f")
	if got := d.model.form.ExternalRef.Value(); got != otherRef {
		t.Errorf("external_ref is %q", got)
	}
	if got := d.model.form.Address.Value(); got != goodAddress {
		t.Errorf("a paste without an address changed it to %q", got)
	}
	d.shows("client_id and secret stay those of the profile")
	if len(d.requests) > 0 {
		t.Error("a paste sent a request")
	}
}

// TestAPasteIsRecognised by its shape, whatever stands around it.
func TestAPasteIsRecognised(t *testing.T) {
	token := documentedToken(noon.Add(time.Hour))
	for name, test := range map[string]struct{ text, want string }{
		"HTTP dump":   {"POST /api/v1/auth HTTP/1.1\r\nHost: b2b-widget-onramp-api.ripio.com\r\nAuthorization: Basic YTpi\r\n\r\nusername=a:b:c&password=x", "Pasted: HTTP dump"},
		"HAR":         {`{"log":{"version":"1.2","entries":[{"request":{"method":"POST","url":"http://b2b-widget-onramp-api.ripio.com/api/v1/auth","headers":[],"postData":{"mimeType":"application/x-www-form-urlencoded","text":"username=a&password=b"}},"response":{"status":401}}]}}`, "Pasted: HAR"},
		"env lines":   {"RIPIO_CLIENT_ID=id-9\nRIPIO_CLIENT_SECRET=s3cr3t-of-a-file", "Pasted: .env lines"},
		"username":    {"id-9:" + goodRef + ":" + goodAddress, "Pasted: username"},
		"bearer":      {"Authorization: Bearer " + token, "Pasted token"},
		"widget link": {"https://b2b-widget-onramp.sandbox.ripio.com?_to=" + token, "Pasted token"},
		"redirect":    {"https://partner.example/done?external_ref=" + goodRef + "&action=onramp&crypto_amount=1.5&token=USDT", "Pasted: redirect URL of the widget"},
		"webhook":     {`{"eventType":"ON-RAMP.DEPOSIT.RECEIVED","issueDatetime":"2026-11-23T17:00:00Z","transactionObject":{}}`, "Webhook: the shared secret"},
		"nothing":     {"hello world", "nothing was recognised in this paste"},
	} {
		d := outside(t)
		d.paste(test.text)
		d.shows(test.want)
		d.hides("s3cr3t-of-a-file", token)
		if len(d.requests) > 0 {
			t.Errorf("%s: a paste sent a request", name)
		}
	}
}

func TestPastedEnvLinesBecomeAProfile(t *testing.T) {
	d := outside(t)
	d.paste("RIPIO_CLIENT_ID=id-9\nRIPIO_CLIENT_SECRET=s3cr3t-of-a-file")
	d.press("a")
	d.shows("Where to store the secrets")
}

// TestARedirectFindsItsUser among those whom a token was requested for.
func TestARedirectFindsItsUser(t *testing.T) {
	d := outside(t)
	d.press("enter", "esc")
	d.paste("https://partner.example/done?external_ref=" + goodRef + "&action=onramp&token=USDT")
	d.shows("acme-wallet", "by external_ref", "the crypto's symbol, not a token", "Documented, and not there")
}

func TestAWebhookIsVerified(t *testing.T) {
	events, err := webhook.ChooseEvents("ON-RAMP.DEPOSIT.RECEIVED")
	if err != nil {
		t.Fatal(err)
	}
	made := webhook.Make(events[0], webhook.MakeOptions{Secret: redact.NewSecret("wh-secret-1"), IssuedAt: noon, ExternalRef: goodRef})
	for secret, want := range map[string]string{
		"wh-secret-1": "✓ The signature holds.", "another": "Anybody could have written the body", "": "no shared secret was given",
	} {
		d := outside(t)
		d.paste(string(made.Bytes()))
		d.typeText(secret)
		d.hides("wh-secret-1")
		d.press("enter")
		d.shows("Pasted: webhook", "ON-RAMP.DEPOSIT.RECEIVED", want)
		if secret == "" {
			d.hides("does not hold")
		}
	}
}

func TestTwoTokensAreCompared(t *testing.T) {
	d := outside(t)
	d.press("enter")
	d.paste(documentedToken(noon.Add(time.Hour)))
	d.shows("Compare with the token before")
	d.command("Compare with the token")
	d.shows("They are two tokens", "session", "the same", "≠", "earlier")
	d.hides(d.model.result.Decoded().Raw)
	d.press("esc", "esc")
	d.command("Compare with the token")
	d.shows("paste a second token")
}

// TestShowingAllOfNothing does nothing.
func TestShowingAllOfNothing(t *testing.T) {
	d := outside(t)
	d.press("w")
	d.shows("No token yet")
}

// TestAPastedKeyIsNotTaken, as before.
func TestAPastedKeyIsNotTaken(t *testing.T) {
	d := outside(t, withProfiles(profiles.Profile{Name: "beta"}))
	d.paste(strings.Repeat("4f", 32))
	d.shows("not taken")
}

func TestATokenIsVerifiedWithAKey(t *testing.T) {
	d := outside(t)
	d.command("Verify the signature with")
	d.shows("no token is shown that could be verified")
	d.press("esc", "enter")
	for key, want := range map[string]string{"not-the-key-of-anybody": "the signature does not hold with the key, taken as"} {
		d.command("Verify the signature with")
		d.shows("Ripio publishes no key for its tokens")
		d.typeText(key)
		d.hides(key)
		d.press("enter")
		d.shows(want)
	}
}

// TestAStableExternalRef is kept in the book, or derived, and the same the next time.
func TestAStableExternalRef(t *testing.T) {
	d := outside(t)
	d.command("A stable external_ref")
	d.typeText("1042")
	d.press("enter")
	d.shows("A v4 kept in the book of users", "new, written into the book", "A v5 derived from the ID")
	d.press("1")
	first := d.model.form.ExternalRef.Value()
	users, err := d.manager.Users.List(d.model.selected.Environment.Name)
	if err != nil || len(users) != 1 || users[0].Label != "1042" || users[0].ExternalRef != first {
		t.Fatalf("the book holds %+v, %v", users, err)
	}
	d.press("ctrl+g")
	d.command("A stable external_ref")
	d.typeText("1042")
	d.press("enter")
	d.shows("in the book already")
	d.press("1")
	if got := d.model.form.ExternalRef.Value(); got != first {
		t.Errorf("external_ref is %s, not %s", got, first)
	}
	d.command("A stable external_ref")
	d.typeText("1042")
	d.press("enter", "down")
	d.shows("Whether Ripio enforces version 4 is not known", "uuid.uuid5(")
	d.press("enter")
	d.shows("a UUID v5, not the documented v4")
	if got := d.model.form.ExternalRef.Value(); got != field.DeriveExternalRef("9f1c55e2", "1042") {
		t.Errorf("external_ref is %s", got)
	}
}
