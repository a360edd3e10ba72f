package webhook_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/webhook"
	"devtools/ripio-explorer/ripio/widget"
)

const (
	secretText = "c4nary webhook/secret"
	ref        = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
)

var (
	secret = redact.NewSecret(secretText)
	noon   = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
)

// compact is a body as it is documented.
const compact = `{"eventType":"ON-RAMP.DEPOSIT.RECEIVED","issueDatetime":"2026-11-24T12:00:00Z",` +
	`"transactionObject":{"external_ref":"` + ref + `","metadata":{"session":"\u00f1and\u00fa/7"},"n":1.50}}`

// sign makes a signature without this package.
func sign(key, body string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(body))
	return "sha256=" + hex.EncodeToString(h.Sum(nil))
}

// request is a webhook as it came over the wire.
func request(header, value, body string) string {
	return "POST /webhook HTTP/1.1\r\nHost: partner.example\r\n" + header + ": " + value + "\r\n\r\n" + body
}

func verify(t testing.TB, text string) webhook.Verification {
	t.Helper()
	delivery, err := webhook.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return delivery.Verify(webhook.Options{Secret: secret, Now: noon})
}

func codes(findings []finding.Finding) (list []string) {
	for _, f := range findings {
		list = append(list, string(f.Code))
	}
	slices.Sort(list)
	return list
}

func TestASignatureHolds(t *testing.T) {
	right := sign(secretText, compact)
	tests := []struct {
		name, text string
		codes      []string
		form       webhook.Form
	}{
		{"documented", request("Http-X-Wh-Signature-256", right, compact), nil, webhook.FormRequest},
		{"as seen", request("x-wh-signature-256", right, compact), []string{"signature-header-seen"}, webhook.FormRequest},
		{"of WSGI", request("HTTP_X_WH_SIGNATURE_256", right, compact), nil, webhook.FormRequest},
		{"without prefix", request("Http-X-Wh-Signature-256", right[7:], compact), []string{"signature-no-prefix"}, webhook.FormRequest},
		{"upper case", request("Http-X-Wh-Signature-256", "sha256="+strings.ToUpper(right[7:]), compact), []string{"signature-upper-case"}, webhook.FormRequest},
		{"LF", strings.ReplaceAll(request("Http-X-Wh-Signature-256", right, compact), "\r", ""), nil, webhook.FormRequest},
		{"no empty line", "Http-X-Wh-Signature-256: " + right + "\n" + compact, []string{"body-not-raw"}, webhook.FormNoGap},
		{"curl -v", "* Connected to localhost\n> POST /webhook HTTP/1.1\n> Http-X-Wh-Signature-256: " + right + "\n>\n* upload completely sent off\n< HTTP/1.1 401\n< \n" + compact + "\n",
			[]string{"body-not-raw"}, webhook.FormVerbose},
		{"log of Python", "12:00:01 INFO headers={'Host': 'x', 'Http-X-Wh-Signature-256': '" + right + "'} body=" + compact + " status=401",
			[]string{"body-not-raw"}, webhook.FormLog},
		{"log of Go", "map[X-Wh-Signature-256:[" + right + "]] " + compact, []string{"body-not-raw", "signature-header-seen"}, webhook.FormLog},
		{"log with the body as a string", `{"headers":{"http-x-wh-signature-256":"` + right + `"},"body":` + fmt.Sprintf("%q", compact) + `}`,
			[]string{"body-not-raw"}, webhook.FormLog},
		{"log that begins like a header", "2026-11-24T12:00:00Z INFO in\n\nX-Wh-Signature-256: " + right + "\n\n" + compact + "\n",
			[]string{"body-not-raw", "signature-header-seen"}, webhook.FormLog},
	}
	for _, test := range tests {
		v := verify(t, test.text)
		if v.Verdict != webhook.Holds || !v.Accepted() || v.Form != test.form || !slices.Equal(codes(v.Findings), test.codes) {
			t.Errorf("%s: %s, %s, %v", test.name, v.Verdict, v.Form, codes(v.Findings))
		}
	}
}

// TestReasonsAreFound breaks a webhook in every known way, and wants the way back.
func TestReasonsAreFound(t *testing.T) {
	const spaced = `{"eventType": "ON-RAMP.DEPOSIT.RECEIVED", "issueDatetime": "2026-11-24T12:00:00Z", "transactionObject": {"external_ref": "` + ref + `", "metadata": {"session": "\u00f1and\u00fa/7"}, "n": 1.50}}`
	utf8Body := strings.NewReplacer(`\u00f1`, "ñ", `\u00fa`, "ú").Replace(compact)
	latin := strings.NewReplacer("ñ", "\xf1", "ú", "\xfa").Replace(utf8Body)
	sorted := `{"transactionObject":{"n":1.50,"metadata":{"session":"\u00f1and\u00fa/7"},"external_ref":"` + ref + `"},"issueDatetime":"2026-11-24T12:00:00Z","eventType":"ON-RAMP.DEPOSIT.RECEIVED"}`
	indented := "{\n  \"eventType\": \"A\",\n  \"issueDatetime\": \"2026-11-24T12:00:00Z\",\n  \"transaction\": {}\n}"
	raw := func(value string) []byte { data, _ := hex.DecodeString(value[7:]); return data }
	other := func(h func() []byte) string { return hex.EncodeToString(h()) }
	right := sign(secretText, compact)
	tests := []struct {
		name, value, body string
		reasons           []string
	}{
		{"spaced by json.dumps", right, spaced, []string{"body-spaces"}},
		{"signed spaced", sign(secretText, spaced), compact, []string{"body-spaces"}},
		{"indented", sign(secretText, `{"eventType":"A","issueDatetime":"2026-11-24T12:00:00Z","transaction":{}}`), indented, []string{"body-spaces"}},
		{"UTF-8", right, utf8Body, []string{"body-escapes"}},
		{"upper-case escapes", right, strings.NewReplacer(`\u00f1`, `\u00F1`, `\u00fa`, `\u00FA`).Replace(compact), []string{"body-escapes"}},
		{"slashes of PHP", right, strings.ReplaceAll(compact, "/7", `\/7`), []string{"body-escapes"}},
		{"spaced UTF-8", right, strings.NewReplacer(`\u00f1`, "ñ", `\u00fa`, "ú").Replace(spaced), []string{"body-escapes", "body-spaces"}},
		{"keys were sorted before it was signed", sign(secretText, compact), sorted, []string{"body-key-order"}},
		{"neither style", right, strings.Replace(spaced, `", "issue`, `",   "issue`, 1), []string{"body-reserialised"}},
		{"newline added", right, compact + "\n", []string{"body-newline-added"}},
		{"CRLF added", right, compact + "\r\n", []string{"body-newline-added"}},
		{"newline lost", sign(secretText, compact+"\n"), compact, []string{"body-newline-lost"}},
		{"newline and blanks", right, spaced + "\n", []string{"body-newline-added", "body-spaces"}},
		{"blanks around", right, "  " + compact + " ", []string{"body-trimmed"}},
		{"CRLF within", sign(secretText, indented), strings.ReplaceAll(indented, "\n", "\r\n"), []string{"body-crlf"}},
		{"byte order mark", right, "\ufeff" + compact, []string{"body-bom"}},
		{"Latin-1 here", sign(secretText, utf8Body), latin, []string{"body-encoding"}},
		{"Latin-1 signed", sign(secretText, latin), utf8Body, []string{"body-encoding"}},
		{"base64 of a gateway", right, base64.StdEncoding.EncodeToString([]byte(compact)), []string{"body-wrapped"}},
		{"JSON string of a queue", right, fmt.Sprintf("%q", compact), []string{"body-wrapped"}},
		{"secret with a newline", sign(secretText+"\n", compact), compact, []string{"secret-newline"}},
		{"secret with a blank", sign(secretText+" ", compact), compact, []string{"secret-space"}},
		{"secret in quotes", sign(`"`+secretText+`"`, compact), compact, []string{"secret-quotes"}},
		{"secret in base64", sign(base64.StdEncoding.EncodeToString([]byte(secretText)), compact), compact, []string{"secret-encoded"}},
		{"secret in digits", sign(hex.EncodeToString([]byte(secretText)), compact), compact, []string{"secret-encoded"}},
		{"secret in capitals", sign(strings.ToUpper(secretText), compact), compact, []string{"secret-letter-case"}},
		{"secret and blanks", sign(secretText+"\n", compact), spaced, []string{"body-spaces", "secret-newline"}},
		{"SHA-1", "sha1=" + other(func() []byte {
			h := hmac.New(sha1.New, []byte(secretText))
			h.Write([]byte(compact))
			return h.Sum(nil)
		}), compact,
			[]string{"signature-algorithm", "signature-prefix"}},
		{"SHA-512", "sha256=" + other(func() []byte {
			h := hmac.New(sha512.New, []byte(secretText))
			h.Write([]byte(compact))
			return h.Sum(nil)
		}), compact, []string{"signature-algorithm"}},
		{"no HMAC", "sha256=" + other(func() []byte { s := sha256.Sum256([]byte(secretText + compact)); return s[:] }), compact, []string{"signature-algorithm"}},
		{"base64", "sha256=" + base64.StdEncoding.EncodeToString(raw(right)), compact, []string{"signature-base64"}},
		{"base64 without prefix", base64.RawURLEncoding.EncodeToString(raw(right)), compact, []string{"signature-base64", "signature-no-prefix"}},
		{"other prefix", "v1=" + right[7:], compact, []string{"signature-prefix"}},
		{"cut", right[:50], compact, []string{"signature-cut"}},
		{"odd length", "sha256=abc", compact, []string{"signature-length"}},
		{"not a signature", "sha256=!!", compact, []string{"signature-unreadable"}},
		{"other secret", sign("another", compact), compact, []string{"signature-unexplained"}},
		{"changed body", right, strings.Replace(compact, "1.50", "9.50", 1), []string{"signature-unexplained"}},
	}
	for _, test := range tests {
		v := verify(t, request("Http-X-Wh-Signature-256", test.value, test.body))
		var reasons []string
		for _, f := range v.Findings {
			if f.Level == finding.LevelFailure || f.Code == "signature-no-prefix" {
				reasons = append(reasons, string(f.Code))
			}
			if strings.Contains(f.Found, secretText) || strings.Contains(f.Found, right[7:]) {
				t.Errorf("%s: %s says %q", test.name, f.Code, f.Found)
			}
		}
		slices.Sort(reasons)
		if v.Verdict != webhook.DoesNotHold || v.Accepted() || !slices.Equal(reasons, test.reasons) {
			t.Errorf("%s: %s, %v, want %v", test.name, v.Verdict, reasons, test.reasons)
		}
	}
}

// TestSecretsThatAreSpelled gives secrets that need a change themselves.
func TestSecretsThatAreSpelled(t *testing.T) {
	for given, test := range map[string]struct{ key, reason string }{
		secretText + "\n":      {secretText, "secret-newline"},
		" " + secretText:       {secretText, "secret-space"},
		`"` + secretText + `"`: {secretText, "secret-quotes"},
		"6b6579206f662062":     {"key of b", "secret-decoded"},
		"a2V5IG9mIGJ5dGVz/w==": {"key of bytes\xff", "secret-decoded"},
		"pässword":             {"p\xe4ssword", "secret-encoding"},
	} {
		delivery, err := webhook.Parse([]byte(request("Http-X-Wh-Signature-256", sign(test.key, compact), compact)))
		if err != nil {
			t.Fatal(err)
		}
		v := delivery.Verify(webhook.Options{Secret: redact.NewSecret(given)})
		if v.Verdict != webhook.DoesNotHold || !slices.Equal(codes(v.Findings), []string{test.reason}) {
			t.Errorf("%q: %s, %v", given, v.Verdict, codes(v.Findings))
		}
	}
}

func TestHeadersThatAreNotTheSignature(t *testing.T) {
	right := sign(secretText, compact)
	for name, test := range map[string]struct {
		text, code string
		verdict    webhook.Verdict
	}{
		"another name":    {request("X-Hub-Signature-256", right, compact), "signature-header-name", webhook.DoesNotHold},
		"another product": {request("X-Signature-Ecdsa-Sha256", "MEUCIQ==", compact), "signature-other-product", webhook.NotSigned},
		"none":            {request("Accept", "*/*", compact), "signature-missing", webhook.NotSigned},
		"body alone":      {compact, "signature-missing", webhook.NotSigned},
		"no body":         {request("Http-X-Wh-Signature-256", right, ""), "body-missing", webhook.NothingToSee},
		"two, one wrong":  {request("Http-X-Wh-Signature-256", right+"\r\nX-Wh-Signature-256: "+sign("x", compact), compact), "signature-several", webhook.DoesNotHold},
	} {
		v := verify(t, test.text)
		if v.Verdict != test.verdict || v.Accepted() || !finding.HasCode(v.Findings, finding.Code(test.code)) {
			t.Errorf("%s: %s, %v", name, v.Verdict, codes(v.Findings))
		}
	}
	for _, text := range []string{"", "hello", "key: value", "\x00\x01", "[]"} {
		if _, err := webhook.Parse([]byte(text)); err != webhook.ErrNoWebhook {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := webhook.Parse(make([]byte, webhook.MaxDelivery+1)); err != webhook.ErrTooLarge {
		t.Error(err)
	}
}

func TestTheContentIsExplained(t *testing.T) {
	const issued = `"issueDatetime":"2026-11-24T11:50:00Z"`
	for name, test := range map[string]struct {
		body  string
		codes []string
	}{
		"documented":      {`{"eventType":"OFF-RAMP.TRADE.COMPLETED",` + issued + `,"transactionObject":{}}`, nil},
		"other envelope":  {`{"eventType":"OFF-RAMP.TRADE.COMPLETED",` + issued + `,"transaction":{}}`, []string{"envelope-both"}},
		"both":            {`{"eventType":"OFF-RAMP.TRADE.COMPLETED",` + issued + `,"transaction":{},"transactionObject":{}}`, []string{"envelope-several"}},
		"account":         {`{"eventType":"ACCOUNT.CLOSED",` + issued + `,"account":{"customerId":"c","isActive":false}}`, []string{"account-closed"}},
		"account missing": {`{"eventType":"ACCOUNT.CLOSED",` + issued + `,"transaction":{}}`, []string{"account-closed", "envelope-other"}},
		"none":            {`{"eventType":"ON-RAMP.TRADE.COMPLETED",` + issued + `}`, []string{"envelope-missing"}},
		"no object":       {`{"eventType":"ON-RAMP.TRADE.COMPLETED",` + issued + `,"transactionObject":"{}"}`, []string{"envelope-kind"}},
		"seen":            {`{"eventType":"ON-RAMP.WITHDRAWAL.COMPLETED",` + issued + `,"transaction":{}}`, []string{"event-seen"}},
		"renamed":         {`{"eventType":"SELL_AND_PAY.DEPOSIT_CONFIRMED",` + issued + `,"transaction":{}}`, []string{"event-renamed"}},
		"unknown":         {`{"eventType":"KYC.DONE",` + issued + `,"transaction":{}}`, []string{"event-unknown"}},
		"no event":        {`{` + issued + `,"transaction":{}}`, []string{"event-missing"}},
		"twice":           {`{"eventType":"A","eventType":"ON-RAMP.TRADE.COMPLETED",` + issued + `,"transactionObject":{}}`, []string{"body-duplicate-key"}},
		"too old":         {`{"eventType":"ON-RAMP.TRADE.COMPLETED","issueDatetime":"2026-11-24 08:29:59-03:00","transactionObject":{}}`, []string{"issued-too-old"}},
		"future":          {`{"eventType":"ON-RAMP.TRADE.COMPLETED","issueDatetime":1795525260,"transactionObject":{}}`, []string{"issued-form", "issued-in-future"}},
		"no zone":         {`{"eventType":"ON-RAMP.TRADE.COMPLETED","issueDatetime":"2026-11-24T11:50:00.5","transactionObject":{}}`, []string{"issued-form"}},
		"no date":         {`{"eventType":"ON-RAMP.TRADE.COMPLETED","issueDatetime":"soon","transactionObject":{}}`, []string{"issued-unreadable"}},
		"no date at all":  {`{"eventType":"ON-RAMP.TRADE.COMPLETED","transactionObject":{}}`, []string{"issued-missing"}},
		"hidden":          {`{"eventType":"ON-RAMP.TRADE.COMPLETED",` + issued + `,"transactionObject":{"a":"x\u202ey"}}`, []string{"body-hidden-characters"}},
		"not JSON":        {`{"eventType":"ON-RAMP.TRADE.COMPLETED",` + issued + `,"transactionObject":{}} x`, []string{"body-not-json"}},
		"not UTF-8":       {"{\"eventType\":\"ON-RAMP.TRADE.COMPLETED\"," + issued + ",\"transactionObject\":{\"a\":\"\xff\"}}", []string{"body-not-utf8"}},
	} {
		delivery, err := webhook.Parse([]byte(request(webhook.HeaderDocumented, webhook.Sign(secret, []byte(test.body)), test.body)))
		if err != nil {
			t.Fatal(err)
		}
		v := delivery.Verify(webhook.Options{Secret: secret, Now: noon, MaxAge: time.Minute * 30})
		wantAccepted := !slices.ContainsFunc(test.codes, func(code string) bool {
			return slices.Contains([]string{"issued-too-old", "issued-in-future", "issued-unreadable", "issued-missing"}, code)
		})
		if v.Verdict != webhook.Holds || v.Accepted() != wantAccepted || !slices.Equal(codes(v.Findings), test.codes) {
			t.Errorf("%s: %s, accepted %t, %v", name, v.Verdict, v.Accepted(), codes(v.Findings))
		}
	}
}

func TestTheUserIsLookedUp(t *testing.T) {
	for _, key := range []string{"external_ref", "externalRef"} {
		body := `{"eventType":"ON-RAMP.TRADE.COMPLETED","issueDatetime":"2026-11-24T12:00:00Z","transactionObject":{"order":{"` + key + `":"` + ref + `"}}}`
		delivery, _ := webhook.Parse([]byte(body))
		v := delivery.Verify(webhook.Options{Secret: secret, Lookup: func(asked string) []widget.Match {
			return []widget.Match{{Seen: widget.Seen{Name: asked}, By: widget.ByExternalRef}}
		}})
		if len(v.Matches) != 1 || v.Matches[0].Name != ref || v.ExternalRefs[0].Path != "transactionObject.order."+key {
			t.Errorf("%s: %+v, %+v", key, v.Matches, v.ExternalRefs)
		}
	}
}

// TestMadeWebhooksHold makes every event and verifies it, as text and with the body as
// it is documented.
func TestMadeWebhooksHold(t *testing.T) {
	if n := len(webhook.DocumentedEvents()); n != 10 {
		t.Errorf("%d documented events", n)
	}
	for _, event := range webhook.Events() {
		made := webhook.Make(event, webhook.MakeOptions{Secret: secret, IssuedAt: noon})
		if bytes.ContainsFunc(made.Body, func(r rune) bool { return r > '~' || r <= ' ' }) {
			t.Errorf("%s: the body is not compact ASCII: %s", event.Name, made.Body)
		}
		if event.Envelope != webhook.EnvelopeAccount && !bytes.Contains(made.Body, []byte(`\u00f1`)) {
			t.Errorf("%s: nothing is escaped in %s", event.Name, made.Body)
		}
		v := verify(t, string(made.Bytes()))
		if v.Verdict != webhook.Holds || v.Event != event || v.Age != 0 || finding.Worst(v.Findings) > finding.LevelNote {
			t.Errorf("%s: %s, %v", event.Name, v.Verdict, codes(v.Findings))
		}
		wrong := webhook.Make(event, webhook.MakeOptions{Secret: secret, IssuedAt: noon, WrongSignature: true})
		if v := verify(t, string(wrong.Bytes())); v.Verdict != webhook.DoesNotHold {
			t.Errorf("%s: the wrong signature %s", event.Name, v.Verdict)
		}
	}
	if events, err := webhook.ChooseEvents("account.closed"); err != nil || len(events) != 1 {
		t.Error(events, err)
	}
	if _, err := webhook.ChooseEvents("nothing"); err == nil {
		t.Error("an event that is not known was chosen")
	}
}

// TestAHostileBodyIsCheap looks for reasons in bodies that are made to cost much.
func TestAHostileBodyIsCheap(t *testing.T) {
	for name, body := range map[string]string{
		"deep":  strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000),
		"wide":  "{" + strings.Repeat(`"a":1,`, 170_000) + `"a":1}`,
		"long":  `{"a":"` + strings.Repeat("ñ", 500_000) + `"}`,
		"brace": strings.Repeat("{", 1_000_000),
	} {
		start := time.Now()
		verify(t, request("Http-X-Wh-Signature-256", sign("x", ""), body))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %s", name, took)
		}
	}
}

func FuzzParse(f *testing.F) {
	right := sign(secretText, compact)
	f.Add([]byte(request("Http-X-Wh-Signature-256", right, compact)))
	f.Add([]byte("> X-Wh-Signature-256: " + right + "\n>\n" + compact))
	f.Add([]byte("log {'X-Wh-Signature-256': '" + right + `'} "{\"eventType\":\"A\"}"`))
	f.Add([]byte(compact))
	f.Fuzz(func(t *testing.T, text []byte) {
		delivery, err := webhook.Parse(text)
		if err != nil {
			return
		}
		v := delivery.Verify(webhook.Options{Secret: secret, Now: noon, MaxAge: time.Hour})
		h := hmac.New(sha256.New, []byte(secretText))
		h.Write(delivery.Body)
		if v.Verdict == webhook.Holds && !bytes.Contains(bytes.ToLower(text), []byte(hex.EncodeToString(h.Sum(nil)))) {
			t.Errorf("it holds without the signature: %q", text)
		}
		for _, f := range v.Findings {
			if strings.Contains(f.Found, secretText) && !bytes.Contains(text, []byte(secretText)) {
				t.Errorf("%s holds the secret", f.Code)
			}
		}
	})
}
