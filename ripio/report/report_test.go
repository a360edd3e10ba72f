package report_test

import (
	"context"
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/exchangetest"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/ripio/visible"
)

// docsToken is the sample of the documentation's page; it expired in 2024.
const docsToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30.4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"

var updateReports = flag.Bool("update-reports", false, "write the golden reports anew")

// reportCases are the reports that testdata holds.
var reportCases = map[string]func(t *testing.T) (ripio.Exchange, []cause.Cause){
	"report-rejected": func(*testing.T) (ripio.Exchange, []cause.Cause) {
		e := exchangetest.Refused(2)
		e.Request.Address = "0x05946b0d5E413E45069BeC923004F9A3c8F70C2C"
		e.Clock.Skew = 42 * time.Second
		e.Response.Body = []byte(`{"code":40001,"type":"NotAuthenticated","detail":{"message":"no user 0x05946B0D5E413E45069BEC923004F9A3C8F70C2C","code":"x|y"}}`)
		e.Failure.Message, e.Failure.Code = "no user 0x05946B0D5E413E45069BEC923004F9A3C8F70C2C", "40001"
		e.Findings = append(field.CheckAddress(e.Request.Address), field.CheckExternalRef("USER_1111")...)
		return e, []cause.Cause{
			{Title: "the secret ends in a line break", Weight: 80, Certainty: "likely", Evidence: "1 newline at the end", Why: "No valid value contains a newline.", Source: "auth"},
			{Title: "credentials of the other environment", Weight: 30, Certainty: "guess", Why: "A pair may be valid in one only.", Source: "this program"},
		}
	},
	"report-time-out-in-production": func(*testing.T) (ripio.Exchange, []cause.Cause) {
		e := exchangetest.Hung(0)
		e.Environment, _ = ripio.EnvironmentFor(ripio.Production)
		e.Request.URL = e.Environment.AuthURL
		e.Connection.Proxy = "http://someone:pa55word@proxy.example:3128"
		return e, nil
	},
	"report-negative-test-in-simulator": func(*testing.T) (ripio.Exchange, []cause.Cause) {
		e := exchangetest.Refused(0)
		e.Environment, _ = ripio.SimulatorAt("http://127.0.0.1:40123")
		e.Request.URL = e.Environment.AuthURL
		e.Request.Deviation, e.Request.ClientID = ripio.DeviationTwoParts, "acme"
		e.Connection.TLSVersion, e.Connection.Certificate = "", nil
		return e, nil
	},
	"report-token": func(t *testing.T) (ripio.Exchange, []cause.Cause) {
		e := exchangetest.Received(t, 0)
		e.Findings = e.Token.Findings
		return e, nil
	},
	"report-not-sent": func(*testing.T) (ripio.Exchange, []cause.Cause) {
		env, _ := ripio.EnvironmentFor(ripio.Sandbox)
		request := ripio.Request{ClientID: "acme-client", ExternalRef: exchangetest.Ref, Address: exchangetest.Address, Secret: redact.NewSecret(`c4nary/S&cret+"v=1%é`), CredentialsFor: ripio.Sandbox}
		request.Address = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
		client := &ripio.Client{Now: func() time.Time { return exchangetest.Noon }, Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }}
		return client.Authenticate(context.Background(), env, request), nil
	},
	"report-hostile-page": func(*testing.T) (ripio.Exchange, []cause.Cause) {
		e := exchangetest.Refused(0)
		e.Response.Status, e.Response.Reason = 502, "Bad `Gateway`\x1b[2J"
		e.Response.Body = []byte("<html>\r\n```\n# Approved by Ripio\n````text\n![x](https://evil.example)\u202e\n</html>\n")
		e.Response.Header.Set("X-Request-Id", "`|[x](https://evil.example)|`")
		e.Failure = &ripio.Failure{Kind: ripio.FailureHTML, Evidence: "502 Bad `Gateway`, a page titled \"</details>\n## Approved\""}
		return e, []cause.Cause{{Title: "a gateway answered", Weight: 60, Certainty: "possible", Evidence: "<b>`", Why: "Gateways answer with pages.", Source: "RFC 9110"}}
	},
}

func TestReports(t *testing.T) {
	for name, build := range reportCases {
		t.Run(name, func(t *testing.T) {
			exchange, causes := build(t)
			if exchange.Response != nil {
				exchange.Response.Header.Del("Content-Length")
			}
			got := report.Markdown(exchange, causes, report.Options{Version: "1.2.3"})
			file := filepath.Join("..", "testdata", name+".golden")
			if *updateReports {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	golden, err := filepath.Glob("../testdata/report-*.golden")
	if err != nil || len(golden) != len(reportCases) {
		t.Errorf("%d golden reports for %d cases (%v)", len(golden), len(reportCases), err)
	}
}

// TestReportNamesItsEnvironment: nobody may take an imitation for Ripio, or miss
// that it was production.
func TestReportNamesItsEnvironment(t *testing.T) {
	for name, want := range map[ripio.EnvironmentName]string{
		ripio.Production: "\nPRODUCTION: ", ripio.Simulator: "\nSIMULATOR: ", ripio.Sandbox: "`SANDBOX`",
	} {
		e := exchangetest.Refused(0)
		e.Environment.Name = name
		text := report.Markdown(e, nil, report.Options{})
		first, _, _ := strings.Cut(text, "\n## ")
		if !strings.Contains(first, want) || !strings.Contains(first, "environment: `"+name.Label()+"`") {
			t.Errorf("%s: the report begins %q", name, first)
		}
	}
}

// outsideCode is what Markdown reads as this program's words: everything but
// fenced blocks and code spans. It is false when one of them does not end.
// Source: CommonMark 0.31, sections 4.5 and 6.1.
func outsideCode(text string) (rest string, ok bool) {
	var kept strings.Builder
	fence := ""
	for line := range strings.SplitSeq(text, "\n") {
		run := len(line) - len(strings.TrimLeft(line, "`"))
		switch {
		case fence == "" && run >= 3:
			fence = line[:run]
			continue
		case fence != "":
			bare := strings.TrimRight(strings.TrimLeft(line, " "), " \t")
			if len(bare) >= len(fence) && strings.Trim(bare, "`") == "" && len(line)-len(strings.TrimLeft(line, " ")) <= 3 {
				fence = ""
			}
			continue
		}
		for line != "" {
			before, after, found := strings.Cut(line, "`")
			kept.WriteString(before)
			if !found || strings.HasSuffix(before, `\`) {
				line = after
				continue
			}
			run := 1 + len(after) - len(strings.TrimLeft(after, "`"))
			end := endOfSpan(after[run-1:], run)
			if end < 0 {
				return "", false
			}
			line = after[run-1+end:]
		}
		kept.WriteByte('\n')
	}
	return kept.String(), fence == ""
}

// endOfSpan finds the first row of exactly so many backticks and gives the index
// behind it; -1 when there is none.
func endOfSpan(text string, ticks int) int {
	for i := 0; i < len(text); {
		if text[i] != '`' {
			i++
			continue
		}
		run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		i += run
		if run == ticks {
			return i
		}
	}
	return -1
}

// FuzzReport puts hostile text into everything that a server can write, and
// looks for any of it outside of code.
func FuzzReport(f *testing.F) {
	f.Add("```\n# yours\n````\n~~~", "`", "a`b``c")
	f.Add("\x1b[2J\r\n\u202e\x00\xff", " ` ", "[x](y)|<b>")
	f.Add(strings.Repeat("`", 70), strings.Repeat("`", 9), " ")
	f.Add(docsToken+" "+exchangetest.Address, "Bearer "+docsToken, `{"access_token":"abcdefghijklmnop`)
	f.Add("   ```text\n   ```\n\t```", "", "")
	const marker = "M4RK"
	f.Fuzz(func(t *testing.T, body, header, message string) {
		e := exchangetest.Refused(0)
		e.Response.Body = []byte(marker + body + docsToken + "\n" + body)
		e.Response.Reason = marker + header
		e.Response.Header["X-"+marker+header+"-Request-Id"] = []string{header}
		e.Response.Header["Server"] = []string{marker + header, message}
		e.Failure.Message, e.Failure.Code, e.Failure.Location, e.Failure.Evidence = marker+message, marker+header, message+marker, header+marker
		e.Request.ExternalRef, e.Request.ClientID, e.Request.Address = marker+message, header+marker, message+marker
		e.Connection = ripio.Connection{RemoteAddress: marker + header, Proxy: header, Certificate: &ripio.Certificate{Subject: message + marker, Issuer: body}}
		e.Findings = []finding.Finding{{Level: finding.LevelWarning, Field: finding.FieldAnswer, Title: "something", Found: marker + body}}
		text := report.Markdown(e, []cause.Cause{{Title: "something", Evidence: body + marker}}, report.Options{Version: header})
		if visible.Text(text) != text {
			t.Errorf("not neutral: %q", text)
		}
		if strings.Contains(text, docsToken) {
			t.Errorf("the token is in %q", text)
		}
		rest, ok := outsideCode(text)
		if !ok || strings.ContainsAny(rest, "<>[]|`\\*~") || strings.Contains(rest, marker) {
			t.Errorf("code ends: %v; outside of code stands %q\n%s", ok, rest, text)
		}
		for line := range strings.SplitSeq(rest, "\n") {
			if strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "# Ripio widget authentication: rejected") && !strings.HasPrefix(line, "## ") {
				t.Errorf("heading %q", line)
			}
		}
	})
}
