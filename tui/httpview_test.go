package tui

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
	"devtools/ripio-explorer/tui/request"
)

// richly is an answer with everything that the HTTP tab can show.
func richly(env ripio.Environment, request ripio.Request) ripio.Exchange {
	e := accepted(env, request)
	e.Request.Header = http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"},
		"Host": {env.Host()}, "User-Agent": {"ripio-explorer/test"}, "Content-Length": {"131"}, "Connection": {"close"},
	}
	e.Request.Body = "password=********&username=" + strings.ReplaceAll(request.Username(), ":", "%3A")
	e.Response.Header.Set("Server", "gunicorn")
	e.Response.Header.Set("X-Request-Id", "7b0d6f1c-22aa-4c9e-9a53-0f4a8f0f7e55")
	e.Connection.Certificate = &ripio.Certificate{
		Subject: "CN=*.sandbox.ripio.com", Issuer: "CN=Amazon RSA 2048 M02,O=Amazon,C=US",
		Names:     []string{"*.sandbox.ripio.com", "sandbox.ripio.com"},
		NotBefore: noon.AddDate(0, -2, 0), NotAfter: noon.AddDate(0, 3, 0),
	}
	return e
}

// hung is a send that stopped in the TLS handshake, behind a proxy.
func hung(env ripio.Environment, request ripio.Request) ripio.Exchange {
	e := richly(env, request)
	e.Token, e.Response = nil, nil
	e.Failure = &ripio.Failure{Kind: ripio.FailureTimeout, Phase: ripio.PhaseTLS, Evidence: "no answer within 10 s"}
	e.Timing = ripio.Timing{
		DNS: 12 * time.Millisecond, Connect: 40 * time.Millisecond, Proxy: 310 * time.Millisecond,
		TLS: 9638 * time.Millisecond, Total: 10 * time.Second, Reached: ripio.PhaseTLS,
	}
	e.Connection = ripio.Connection{RemoteAddress: "10.0.0.8:3128", Proxy: "http://proxy.example:3128"}
	return e
}

// TestHTTPFrames compares the tab, the search and the dry run with golden files.
func TestHTTPFrames(t *testing.T) {
	selected := withProfiles(acme())
	for _, frame := range []struct {
		name string
		play func(*driver)
	}{
		{"wire", func(d *driver) { d.answer = richly; d.press("enter", "3"); d.model.form.SetFocus(request.FocusResult) }},
		{"wire-end", func(d *driver) {
			d.answer = richly
			d.press("enter", "3")
			d.model.form.SetFocus(request.FocusResult)
			d.model.View()
			d.press("G")
		}},
		{"wire-hung", func(d *driver) { d.answer = hung; d.press("enter", "3"); d.model.form.SetFocus(request.FocusResult) }},
		{"search", func(d *driver) {
			d.answer = richly
			d.press("enter", "3", "/")
			d.typeText("ripio")
			d.press("down", "down")
		}},
		{"search-kept", func(d *driver) { d.press("enter", "/"); d.typeText("exp"); d.press("enter") }},
		{"dry-run", func(d *driver) { d.press("enter", "ctrl+d") }},
		{"dry-run-blocked", func(d *driver) {
			d.press("shift+tab", "shift+tab")
			d.clear()
			d.typeText("a:b")
			d.press("ctrl+d")
		}},
	} {
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			name := fmt.Sprintf("%s-%dx%d", frame.name, at[0], at[1])
			t.Run(name, func(t *testing.T) {
				d := start(t, selected, size(at[0], at[1]))
				frame.play(d)
				d.golden(name)
			})
		}
		t.Run(frame.name+"-plain", func(t *testing.T) {
			d := start(t, selected, size(84, 30), withColours(termenv.Ascii), func(_ *driver, o *Options) { o.ASCII = true })
			frame.play(d)
			if view := d.model.View(); view != ansi.Strip(view) {
				t.Error("a screen without colours holds escape sequences")
			}
			d.golden(frame.name + "-plain")
		})
	}
	t.Run("wire-180x44", func(t *testing.T) {
		d := start(t, selected, size(180, 44))
		d.answer = richly
		d.press("enter", "3")
		d.golden("wire-180x44")
	})
}

// TestHTTPTabTellsTheWholeStory looks for what an integrator needs, wherever it is
// scrolled to.
func TestHTTPTabTellsTheWholeStory(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 120))
	d.answer = richly
	d.press("enter", "3")
	d.shows(
		"HTTP/1.1 200 OK", "214 ms in all", "DNS lookup", "12 ms 6 %", "connect", "40 ms 19 %",
		"TLS handshake", "80 ms 37 %", "first byte", "81 ms 38 %", "1.0 ms <1 %",
		"remote 203.0.113.7:443", "proxy none", "TLS TLS 1.3",
		"certificate CN=*.sandbox.ripio.com", "issuer CN=Amazon RSA 2048 M02,O=Amazon,C=US",
		"names *.sandbox.ripio.com, sandbox.ripio.com", "valid until 2027-02-23 17:41:51 UTC, 91 days left",
		"POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth", "User-Agent: ripio-explorer/test",
		"Content-Length: (not shown", "3 parts with a colon between", "client_id 9f1c55e2",
		"external_ref "+goodRef, "address "+goodAddress, "password ••••••••",
		"password=********&username=9f1c55e2%3A 3f2b8c1e", "%3A is a colon",
		"X-Request-Id: 7b0d6f1c", "Body, laid out", `"token_type": "bearer"`, "Body as it came",
	)
	d.hides("s3cr3t-of-acme", "131", d.model.result.Decoded().Raw)
}

// TestFormStandsSideBySide puts decoded and encoded next to each other where both
// fit.
func TestFormStandsSideBySide(t *testing.T) {
	row := func(d *driver) string {
		for line := range strings.Lines(d.screen()) {
			if strings.Count(line, goodRef) == 2 {
				return line
			}
		}
		return ""
	}
	wide, narrow := start(t, withProfiles(acme()), size(180, 60)), start(t, withProfiles(acme()), size(120, 60))
	for _, d := range []*driver{wide, narrow} {
		d.press("ctrl+d")
	}
	if !strings.Contains(row(wide), goodRef+"%3A") {
		t.Errorf("the wide screen does not hold both forms on a line:\n%s", wide.screen())
	}
	if row(narrow) != "" {
		t.Errorf("the narrow screen holds both forms on a line: %s", row(narrow))
	}
	narrow.shows("Form body, decoded", "Form body, as encoded")
}

func TestSentFormIsTakenApart(t *testing.T) {
	phrase := "legal winner thank year wave sausage worth useful legal winner thank yellow"
	for _, test := range []struct {
		name, clientID, ref, address, body string
		want                               []string
		encoded                            string
	}{
		{"three parts", "id", "ref", "0xAB", "password=********&username=id%3Aref%3A0xAB",
			[]string{"client_id=id", "external_ref=ref", "address=0xAB"}, "password=********&username=id%3Aref%3A0xAB"},
		{"a colon in the address", "id", "ref", "eip155:1:0xAB", "username=id%3Aref%3Aeip155%3A1%3A0xAB",
			[]string{"client_id=id", "external_ref=ref", "address=eip155:1:0xAB"}, "username=id%3Aref%3Aeip155%3A1%3A0xAB"},
		{"two parts, made wrong on purpose", "id", "ref", "0xAB", "username=id%3Aref",
			[]string{"client_id=id", "external_ref=ref"}, "username=id%3Aref"},
		{"an empty part", "id", "", "0xAB", "username=id%3A%3A0xAB",
			[]string{"client_id=id", "external_ref=", "address=0xAB"}, "username=id%3A%3A0xAB"},
		{"a recovery phrase", "id", "ref", phrase, "username=id%3Aref%3A" + strings.ReplaceAll(phrase, " ", "+"),
			[]string{"client_id=id", "external_ref=ref", "address=" + redact.Mask}, "username=id%3Aref%3A********"},
		{"not decodable", "id", "ref", "a", "username=%zz", []string{"client_id=%zz"}, "username=%zz"},
	} {
		t.Run(test.name, func(t *testing.T) {
			form := httptab.NewSentForm(ripio.SentRequest{ClientID: test.clientID, ExternalRef: test.ref, Address: test.address, Body: test.body})
			var got []string
			for _, part := range form[len(form)-1].Parts {
				got = append(got, part.Name+"="+part.Value)
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("parts %q, want %q", got, test.want)
			}
			if form.Encoded() != test.encoded {
				t.Errorf("encoded %q, want %q", form.Encoded(), test.encoded)
			}
		})
	}
}

func TestEscapesAreExplained(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"username=a%3Ab+c", "%3A is a colon, + is a space"},
		{"username=%C3%B1%2B%2C", "%C3%B1 is ñ, %2B is +, %2C is a comma"},
		{"username=%E2%82%AC%00%FF", "%E2%82%AC is €, %00 is \\x00, %FF is \\xff"},
		{"username=abc", ""},
		{"username=100%", ""},
	} {
		p := draw.NewWriter(start(t).model.styles, 200)
		httptab.WriteLegend(p, httptab.NewSentForm(ripio.SentRequest{Body: test.body}))
		if got := strings.TrimSpace(ansi.Strip(strings.Join(p.Lines, "\n"))); got != test.want {
			t.Errorf("%s: %q, want %q", test.body, got, test.want)
		}
	}
}

// TestStoppedPhaseIsNamed marks the phase in which a failed send stopped.
func TestStoppedPhaseIsNamed(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 60))
	d.answer = hung
	d.press("enter", "3")
	d.shows("no response came", "TLS handshake", "9638 ms 96 %", "✗ it stopped here",
		"10.0.0.8:3128, which is the proxy's", "proxy http://proxy.example:3128", "proxy tunnel", "TLS not agreed on", "Response none")
}

func TestBarsFit(t *testing.T) {
	for _, test := range []struct {
		start, took, total time.Duration
		cells, from, count int
	}{
		{0, 50, 100, 20, 0, 10},
		{50, 50, 100, 20, 10, 10},
		{0, 1, 1000, 20, 0, 1},
		{1000, 0, 1000, 20, 19, 1},
		{0, 1000, 1000, 8, 0, 8},
	} {
		if from, count := httptab.BarAt(test.start, test.took, test.total, test.cells); from != test.from || count != test.count {
			t.Errorf("%d+%d of %d on %d cells: %d+%d, want %d+%d", test.start, test.took, test.total, test.cells, from, count, test.from, test.count)
		}
	}
}

func TestCertificateDates(t *testing.T) {
	day := 24 * time.Hour
	for _, test := range []struct {
		name       string
		begins, at time.Duration // from now
		level      finding.Level
		want       string
	}{
		{"long", -day, 90*day + time.Hour, finding.LevelOK, "until 2027-02-21 18:41:51 UTC, 90 days left"},
		{"soon", -day, 8 * day, finding.LevelWarning, "until 2026-12-01 17:41:51 UTC: 8 days left"},
		{"today", -day, 5 * time.Hour, finding.LevelWarning, "until 2026-11-23 22:41:51 UTC: 5 hours left"},
		{"past", -9 * day, -3 * day, finding.LevelFailure, "until 2026-11-20 17:41:51 UTC: expired 3 days ago"},
		{"not yet", 2 * day, 90 * day, finding.LevelFailure, "only from 2026-11-25 17:41:51 UTC on, in 2 days"},
	} {
		t.Run(test.name, func(t *testing.T) {
			level, text := httptab.Validity(&ripio.Certificate{NotBefore: noon.Add(test.begins), NotAfter: noon.Add(test.at)}, noon)
			if level != test.level || text != test.want {
				t.Errorf("%v %q, want %v %q", level, text, test.level, test.want)
			}
		})
	}
}

// TestTimingFiguresStandUnderEachOther has a part with more digits than the whole.
func TestTimingFiguresStandUnderEachOther(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		exchange := accepted(env, request)
		exchange.Timing = ripio.Timing{
			Connect: 1300 * time.Microsecond, FirstByte: 310 * time.Microsecond, Body: 60 * time.Microsecond,
			Total: 1800 * time.Microsecond, Reached: ripio.PhaseBody,
		}
		return exchange
	}
	d.press("enter", "3")
	var ends []int
	for line := range strings.SplitSeq(d.screen(), "\n") {
		if strings.Contains(line, " ms ") && strings.HasSuffix(strings.TrimRight(line, " │"), "%") {
			ends = append(ends, ansi.StringWidth(strings.TrimRight(line, " │")))
		}
	}
	if len(ends) != 4 || ends[0] != ends[1] || ends[0] != ends[2] || ends[0] != ends[3] {
		t.Errorf("the shares end at %v:\n%s", ends, d.screen())
	}
}
