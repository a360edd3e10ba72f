package tui

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
)

// longValues are what a person compares or copies, of every kind; none has a blank.
var longValues = map[string]string{
	"client_id":    "b7e2a9c4-51d8-4f60-a3ce-9d1840f2c6ab",
	"external_ref": "c4d1a7e2-8b93-4f06-9ae5-7710bd62f3c8",
	"address":      "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
	"URL":          "https://support.example.com/ripio/onboarding/errors/invalid-client/2026-11-23?reference=8842",
	"header":       "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1",
	"JSON string":  "urn:ripio:error:9d8c7b6a-credentials/unknown-client/sandbox-environment/eu-west",
	"path":         "/home/somebody/.config/devtools/ripio-explorer/profiles/credentials-of-the-sandbox.toml",
}

// proseOf is a sentence with words that a careless line break would split.
const proseOf = "Counterproductive self-explanatory misconfigurations of internationalization-aware intermediaries"

// withLongValues is a driver at whose screens all of them are.
func withLongValues(t *testing.T, width int) *driver {
	t.Helper()
	profile := acme()
	profile.Sandbox.ClientID = longValues["client_id"]
	profile.Sandbox.User = profiles.User{ExternalRef: longValues["external_ref"], Address: longValues["address"]}
	d := start(t, withProfiles(profile), size(width, 400))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		body := `{"error":"` + longValues["JSON string"] + `","see":"` + longValues["URL"] + `"}`
		e := failedWith(env, request, 401, body, ripio.Failure{Kind: ripio.FailureRejected, Message: longValues["JSON string"], Code: "x", Location: longValues["URL"]})
		e.Response.Header = http.Header{"X-Amzn-Trace-Id": {longValues["header"]}, "Link": {longValues["URL"]}}
		e.Findings = append(e.Findings, finding.Finding{
			Code: "test", Level: finding.LevelWarning, Field: finding.FieldAnswer, Title: proseOf,
			Found: "it is " + longValues["URL"], Rule: proseOf, Fix: "look at " + longValues["path"], Source: longValues["URL"],
		})
		return e
	}
	return d
}

// TestNoValueIsBroken draws every view with long values at four widths: a value stands
// whole in one line or is cut in its middle, it is never continued in the next line; and
// no word is split.
func TestNoValueIsBroken(t *testing.T) {
	long := causeOf(cause.RemedyShowHTTP, 95)
	long.Title, long.Evidence, long.Fix, long.Source = proseOf, "seen "+longValues["header"], "Read "+longValues["URL"], longValues["URL"]
	views := map[string]func(*driver){
		"form": func(*driver) {},
		"form with a finding": func(d *driver) {
			d.model.form.SetUser("not-a-uuid-but-a-reference-of-some-length", strings.ToUpper(longValues["address"][2:]))
		},
		"failure": func(d *driver) { d.failingLong(long) },
		"checks":  func(d *driver) { d.failingLong(long); d.press("2") },
		"HTTP":    func(d *driver) { d.failingLong(long); d.press("3") },
		"widget":  func(d *driver) { d.failingLong(long); d.press("4") },
		"history": func(d *driver) { d.failingLong(long); d.press("5") },
		"attempt": func(d *driver) { d.failingLong(long); d.press("5", "enter") },
		"compare": func(d *driver) {
			withHistory(attemptAt(2*time.Hour, refused), attemptAt(time.Hour, ofUser(longValues["external_ref"], longValues["address"])))(d, nil)
			d.press("5", "c")
			front[*history.Comparison](d)
		},
		"dry run": func(d *driver) { d.press("d") },
		"token":   func(d *driver) { d.answer = accepted; d.press("enter", "1") },
		"wire":    func(d *driver) { d.answer = accepted; d.press("enter", "3") },
	}
	for name, play := range views {
		for _, width := range []int{60, 84, 120, 200} {
			t.Run(fmt.Sprintf("%s-%d", name, width), func(t *testing.T) {
				d := withLongValues(t, width)
				play(d)
				for _, focus := range []request.Focus{request.FocusSend, request.FocusResult} {
					d.model.form.SetFocus(focus)
					d.wantUnbroken()
				}
			})
		}
	}
}

func (d *driver) failingLong(long cause.Cause) {
	d.press("enter")
	d.model.result.Causes = []cause.Cause{long, causeOf(cause.RemedyRetry, 10)}
}

// wantUnbroken looks at the last word of each line: what it begins must be all of a value
// or a word, or be cut. A URL may go on in the next line behind one of its slashes.
func (d *driver) wantUnbroken() {
	d.t.Helper()
	words := strings.Fields(proseOf)
	for _, value := range longValues {
		words = append(words, value)
	}
	for _, line := range d.paneLines() {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		last := strings.TrimLeft(fields[len(fields)-1], `"({`)
		for _, whole := range words {
			if strings.Contains(whole, "://") && strings.HasSuffix(last, "/") {
				continue
			}
			if len(last) > 3 && len(last) < len(whole) && strings.HasPrefix(whole, last) && !isPiece(last, words) {
				d.t.Errorf("%q is broken at the end of %q:\n%s", whole, line, d.screen())
				return
			}
		}
		if ansi.StringWidth(strings.TrimSpace(line)) > 200 {
			d.t.Errorf("a line of %d cells", ansi.StringWidth(line))
		}
	}
}

// isPiece reports whether a text is itself a word that is looked for.
func isPiece(text string, words []string) bool {
	for _, word := range words {
		if word == text {
			return true
		}
	}
	return false
}

// paneLines are the lines of both panes, each pane for itself.
func (d *driver) paneLines() (lines []string) {
	for line := range strings.SplitSeq(d.screen(), "\n") {
		for part := range strings.SplitSeq(line, "│") {
			if part = strings.TrimSpace(part); part != "" {
				lines = append(lines, part)
			}
		}
	}
	return lines
}
