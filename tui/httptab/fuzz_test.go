package httptab

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// FuzzWire lays hostile answers and forms out: no line passes the width, nothing
// reaches the terminal that it would act on, and a JSON body stays the same value.
func FuzzWire(f *testing.F) {
	f.Add([]byte(`{"succeed":true,"token":"eyJhbGciOiJIUzI1NiJ9.e30.c2ln","token_type":"bearer"}`), "nginx", "9f1c55e2", "3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2", "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C", uint8(66))
	f.Add([]byte("\ufeff{\"a\":[1,-2.5e3,{}],\"b\":\"\\u001b[2J\\\"\"}"), "\x1b]0;x\x07", "a:b", "%3A", "\u202e", uint8(12))
	f.Add([]byte("line\r\nline\r\n\x9b2J\x00"), "", "", "", "", uint8(1))
	f.Add([]byte("{'succeed': True}"), "a\u200bb", "+", " ", "&=", uint8(200))
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	s := theme.New(renderer, theme.PaletteFor(theme.ThemeDark), theme.Unicode, false)
	f.Fuzz(func(t *testing.T, body []byte, header, clientID, externalRef, address string, width uint8) {
		p := draw.NewWriter(s, int(width))
		username := strings.Join([]string{clientID, externalRef, address}, ":")
		writeForm(p, ripio.SentRequest{
			ClientID: clientID, ExternalRef: externalRef, Address: address, Username: username,
			Body: url.Values{"username": {username}, "password": {redact.Mask}}.Encode(),
		})
		writeAnswer(p, &ripio.Exchange{Response: &ripio.Response{
			Protocol: "HTTP/1.1", Status: 200, Reason: header, Header: http.Header{"Server": {header}}, Body: body,
		}})
		p.End()
		for _, line := range p.Lines {
			plain := ansi.Strip(line)
			if visible.Line(plain) != plain {
				t.Errorf("line %q can be acted on", plain)
			}
			if width > 20 && ansi.StringWidth(plain) > int(width) {
				t.Errorf("line %q is wider than %d", plain, width)
			}
		}
		if document := withoutMark(body); json.Valid(document) && len(document) < 1000 {
			wantSameJSON(t, s, document)
		}
	})
}

// wantSameJSON lays a document out and reads it back.
func wantSameJSON(t *testing.T, s theme.Styles, document []byte) {
	t.Helper()
	if visible.Line(string(document)) != string(document) || redact.Tokens(string(document)) != string(document) {
		return // shown otherwise than it came, on purpose
	}
	p := draw.NewWriter(s, 1<<20)
	WriteJSON(p, document)
	var want, got bytes.Buffer
	if err := json.Compact(&want, document); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&got, []byte(ansi.Strip(strings.Join(p.Lines, "\n")))); err != nil || got.String() != want.String() {
		t.Errorf("%s became %s (%v)", want.String(), ansi.Strip(strings.Join(p.Lines, "\n")), err)
	}
}
