package exchangejson_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/exchangejson"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	ripiofinding "devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

var at = time.Date(2026, 11, 24, 3, 41, 51, 123456789, time.UTC)

// full has a value of its own in every field, with bytes that are not UTF-8 where
// text from outside stands.
func full() ripio.Exchange {
	claims := `{"session":"s` + "\xff" + `","exp":1795491711}`
	finding := ripiofinding.Finding{
		Code: "no-such-rule", Level: ripiofinding.LevelWarning, Field: ripiofinding.FieldAnswer, Title: "a title", Found: "found \xff", Rule: "a rule",
		Fix: "a fix", Source: "a source", Replacement: "base64:looks like it", Part: ripiofinding.FieldAddress, Trims: true, Blocking: true,
	}
	known := field.CheckExternalRef("USER_1111")
	token := &jwt.Token{
		Raw: "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl", Form: jwt.FormJSON, Encrypted: true,
		HeaderJSON: []byte(`{"alg":"HS256"}`), ClaimsJSON: []byte(claims), Algorithm: "HS256", SignatureBytes: 9,
		Signature: "not checked", HeaderUnread: jwt.UnreadCut, ClaimsUnread: jwt.UnreadDamaged,
		Expiry: jwt.Expiry{State: jwt.ExpiryOutOfRange, At: at, Raw: "1795491711", Unread: jwt.UnreadDamaged}, Findings: []ripiofinding.Finding{finding},
	}
	token.ReadMembers()
	return ripio.Exchange{
		Environment: ripio.Environment{Name: ripio.Sandbox, AuthURL: "https://a.example/auth", OnRampURL: "https://on", OffRampURL: "https://off", Remote: true},
		Profile:     "acme",
		Request: ripio.SentRequest{
			Method: "POST", URL: "https://a.example/auth", Header: http.Header{"Accept": {"a", "b"}}, ClientID: "id\xff",
			ExternalRef: "ref", Address: "0x5", Username: "id:ref", Body: "password=********&username=id", Deviation: ripio.DeviationTwoParts,
		},
		SentAt: at, ReceivedAt: at.Add(time.Second),
		Timing: ripio.Timing{DNS: 1, Connect: 2, Proxy: 3, TLS: 4, FirstByte: 5, Body: 6, Total: 7, Reached: ripio.PhaseBody},
		Connection: ripio.Connection{
			RemoteAddress: "192.0.2.1:443", TLSVersion: "TLS 1.2", Proxy: "http://proxy:3128",
			Certificate: &ripio.Certificate{Subject: "CN=\xff", Issuer: "CN=i", Names: []string{"a", "\xfe"}, NotBefore: at, NotAfter: at.Add(time.Hour), Sent: 2},
		},
		Response: &ripio.Response{
			Status: 403, Reason: "no\x1b\xff", Protocol: "HTTP/1.1", Header: http.Header{"X-Odd": {"v\xff", "2"}}, Body: []byte("\x00\xff<b>&\u2028"),
			Encoding: "gzip", Cut: true,
		},
		Clock: ripio.Clock{Known: true, Skew: -3, Uncertainty: 4, Date: at, Reason: "none"},
		Token: token,
		Failure: &ripio.Failure{
			Kind: ripio.FailureRateLimited, Reason: "odd", Phase: ripio.PhaseTLS, Message: "m\xff", Code: "40001", Location: "https://l", RetryAfter: 30,
			RetryAfterRaw: "30", Evidence: "e", Cause: errors.New("underneath"),
		},
		Findings: append(known, finding),
	}
}

// TestEveryFieldComesBack fails for a field that is added to an exchange and not
// filled in above.
func TestEveryFieldComesBack(t *testing.T) {
	exchange := full()
	wantFilled(t, "Exchange", reflect.ValueOf(exchange))
	got, _ := back(t, exchange, true)
	wantSame(t, got, whole(exchange))
}

// notKept are fields that have no place in a document.
var notKept = map[string]bool{
	"Exchange.DryRun":        true,
	"Exchange.Clock.Stepped": true, // counts from an answer of this run
}

func wantFilled(t *testing.T, name string, value reflect.Value) {
	t.Helper()
	switch {
	case notKept[name]:
	case value.IsZero():
		t.Errorf("%s is not filled in", name)
	case value.Kind() == reflect.Pointer:
		wantFilled(t, name, value.Elem())
	case value.Kind() == reflect.Struct && value.Type() != reflect.TypeFor[time.Time]():
		for i := range value.NumField() {
			wantFilled(t, name+"."+value.Type().Field(i).Name, value.Field(i))
		}
	}
}

// TestAnEmptyExchangeComesBack has nothing but what is always there.
func TestAnEmptyExchangeComesBack(t *testing.T) {
	environment, _ := ripio.EnvironmentFor(ripio.Production)
	exchange := ripio.Exchange{Environment: environment}
	exchange.Request.Username = "::"
	got, document := back(t, exchange, false)
	wantSame(t, got, exchange)
	text, err := json.Marshal(document)
	want := `{"at":"0001-01-01T00:00:00Z","environment":"production","request":{"client_id":"","external_ref":"","address":""}}`
	if string(text) != want || err != nil {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

// TestTokensAreCut has a token wherever an answer may hold one.
func TestTokensAreCut(t *testing.T) {
	const (
		opaque = "a-token-of-an-unknown-form"
		other  = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoyfQ.b3RoZXI"
	)
	raw := full().Token.Raw
	for _, test := range []struct{ name, token, body, want string }{
		{"the documented answer", raw, `{"token":"` + raw + `"}`, `{"token":"••••••••"}`},
		{"under another name", raw, `<p>` + raw + `</p>`, `<p>••••••••</p>`},
		{"of no known form", opaque, `{"x":"` + opaque + `"}`, `{"x":"••••••••"}`},
		{"another token", raw, `{"id_token":"` + other + `","x":"` + other + `"}`, `{"id_token":"••••••••","x":"eyJhbGciOiJIUzI1NiJ9.••••••••"}`},
		{"an opaque access token", "", `{"access_token": "QmFzZQ"}`, `{"access_token": "••••••••"}`},
		{"a session code that ends early", "", `{"session_code":"abc`, `{"session_code":"••••••••"`},
		{"in pieces", raw, `{"payload":"eyJhIjoxfQ","signature":"c2lnbmF0dXJl"}`, `{"payload":"eyJhIjoxfQ","signature":"••••••••"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			exchange := full()
			exchange.Token.Raw = test.token
			exchange.Response.Body = []byte(test.body)
			exchange.Response.Header = http.Header{"Location": {"https://w?_to=" + raw}}
			exchange.Failure.Message, exchange.Failure.Location = test.body, "https://w?_to="+raw
			exchange.Findings[0].Found = raw
			got, _ := back(t, exchange, false)
			if string(got.Response.Body) != test.want || got.Failure.Message != test.want {
				t.Errorf("body    %s\nmessage %s\nwant    %s", got.Response.Body, got.Failure.Message, test.want)
			}
			text, _ := json.Marshal(exchangejson.New(exchange, false))
			if strings.Contains(string(text), "c2lnbmF0dXJl") && test.token != "" && test.token != opaque {
				t.Errorf("a signature is in\n%s", text)
			}
		})
	}
}

func TestKeysInHeadersAreMasked(t *testing.T) {
	exchange := full()
	exchange.Response.Header = http.Header{
		"Set-Cookie":    {"session=abc; Path=/; HttpOnly", "odd", "__cf_bm=x=y", ";=z"},
		"X-Auth-Token":  {"abc"},
		"X-Request-Id":  {"7d0e"},
		"Authorization": {"Bearer abc"},
		"X-Long":        {strings.Repeat("é", 3000)},
	}
	for _, keepToken := range []bool{false, true} {
		got, _ := back(t, exchange, keepToken)
		want := http.Header{
			"Set-Cookie":    {"session=••••••••; Path=/; HttpOnly", "••••••••", "__cf_bm=••••••••", "••••••••"},
			"X-Auth-Token":  {"••••••••"},
			"X-Request-Id":  {"7d0e"},
			"Authorization": {"••••••••"},
			"X-Long":        {strings.Repeat("é", 2048)},
		}
		if !reflect.DeepEqual(got.Response.Header, want) {
			t.Errorf("keepToken %v: got %q", keepToken, got.Response.Header)
		}
	}
}

func TestLongBodiesAreShortened(t *testing.T) {
	for _, test := range []struct {
		name, body string
		length     int // of what is kept
		known      int // the length it had; 0 when it is whole
	}{
		{"exactly the limit", strings.Repeat("x", exchangejson.MaxBody), exchangejson.MaxBody, 0},
		{"a byte more", strings.Repeat("x", exchangejson.MaxBody+1), exchangejson.MaxBody, exchangejson.MaxBody + 1},
		{"not inside a character", strings.Repeat("x", exchangejson.MaxBody-1) + "é", exchangejson.MaxBody - 1, exchangejson.MaxBody + 1},
		{"of no characters", strings.Repeat("\xbf", 20000), exchangejson.MaxBody, 20000},
	} {
		t.Run(test.name, func(t *testing.T) {
			exchange := full()
			exchange.Response.Body, exchange.Response.Cut = []byte(test.body), false
			got, document := back(t, exchange, false)
			if len(got.Response.Body) != test.length || document.BodyLength() != test.known || got.Response.Cut != (test.known > 0) {
				t.Errorf("%d bytes, known %d, cut %v", len(got.Response.Body), document.BodyLength(), got.Response.Cut)
			}
		})
	}
}

// TestADamagedDocumentIsReadAsFarAsItGoes has values that only a person can have
// written.
func TestADamagedDocumentIsReadAsFarAsItGoes(t *testing.T) {
	var document exchangejson.Document
	text := `{"environment":"moon","request":{"client_id":"base64:%%"},"findings":[{"code":"x","level":"loud"}],` +
		`"token":{"expiry":{"state":"never"}},"response":{"status":1},"failure":{"kind":"odd"}}`
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	got := document.Exchange()
	if got.Environment.Name != "moon" || got.Request.ClientID != "base64:%%" || got.Findings[0].Level != ripiofinding.LevelNote ||
		got.Token.Expiry.State != jwt.ExpiryUnknown || got.Failure.Title() != "" {
		t.Errorf("got %+v", got)
	}
}

func TestBase64IsStandard(t *testing.T) {
	exchange := full()
	exchange.Response.Body = []byte("\xff\xfe")
	text, _ := json.Marshal(exchangejson.New(exchange, false))
	if want := `"body":"base64:` + base64.StdEncoding.EncodeToString([]byte("\xff\xfe")) + `"`; !strings.Contains(string(text), want) {
		t.Errorf("no %s in %s", want, text)
	}
}

// TestTheFirstFormIsRead reads a document that was written before the names came
// from the tags of ripio's types. It must be written the same today.
func TestTheFirstFormIsRead(t *testing.T) {
	data, err := os.ReadFile("testdata/first-form.json")
	if err != nil {
		t.Fatal(err)
	}
	var document exchangejson.Document
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	first := full()
	first.Connection.Certificate.Sent, first.Environment.Remote = 0, false // are newer
	wantSame(t, document.Exchange(), whole(first))
	text, err := json.Marshal(exchangejson.New(first, true))
	if err != nil {
		t.Fatal(err)
	}
	var before, now any
	if err := errors.Join(json.Unmarshal(data, &before), json.Unmarshal(text, &now)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(before, now) {
		t.Errorf("written today\n%s\nand before\n%s", text, data)
	}
}
