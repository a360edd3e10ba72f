// Package report writes an exchange as Markdown for Ripio's support.
package report

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/template"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

//go:embed report.md.tmpl
var layout string

// parsed is the template, parsed when it is first needed. Functions that depend on
// the exchange are given to a copy.
var parsed = sync.OnceValue(func() *template.Template {
	nothing := &outsideText{}
	return template.Must(template.New("report").Funcs(nothing.functions()).Funcs(template.FuncMap{
		"row": row, "telling": tellingHeaders, "statusLine": ripio.StatusLine, "withoutUser": withoutUser,
		"shortenID": phrase.ShortenID, "shortenAddress": field.ShortenAddress, "date": phrase.DateOf, "took": phrase.TookWords,
		"trim": strings.TrimSpace, "number": func(index int) int { return index + 1 },
	}).Parse(layout))
})

// Options are what a report says beside the exchange.
type Options struct {
	// Version is this program's.
	Version string
}

// Markdown builds a report of an exchange for Ripio's support: UTC times,
// environment, host, status, request-id headers, timing, external_ref, the
// address with its middle left out, failure, findings and causes. It holds no
// secret and no token, and outside text in it is neutralised.
//
// All outside text stands in code spans and one fenced block, which Markdown
// takes literally: no link, image, mention or table can come out of it.
func Markdown(e ripio.Exchange, causes []cause.Cause, options Options) string {
	outside := newOutsideText(e)
	var text strings.Builder
	filled := template.Must(parsed().Clone()).Funcs(outside.functions())
	if err := filled.Execute(&text, view{e, causes, options.Version, outside}); err != nil {
		panic("ripio: report.md.tmpl: " + err.Error())
	}
	return text.String()
}

// view is what the template sees.
type view struct {
	ripio.Exchange
	Causes  []cause.Cause
	Version string
	outside *outsideText
}

// row writes a line of a list, unless its value says nothing.
func row(name any, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf("- %v: %s\n", name, value)
}

// Result names what came of the send.
func (v view) Result() string { return ripio.ResultWords(v.Exchange) }

// Notice says which environment this concerns where that is not the sandbox.
func (v view) Notice() string {
	switch v.Environment.Name {
	case ripio.Production:
		return "PRODUCTION: this request concerns the production environment."
	case ripio.Simulator:
		return "SIMULATOR: the answer is an imitation that ripio-explorer made on this machine. It says nothing about Ripio's servers."
	}
	return ""
}

// Sent returns the time of sending to the millisecond, for searching in logs.
func (v view) Sent() string {
	at := v.SentAt.UTC().Format("2006-01-02 15:04:05.000 UTC")
	switch {
	case v.SentAt.IsZero():
		return "not known"
	case v.Timing.Reached == "" && v.Response == nil:
		return "no; prepared at " + at
	}
	return at + ", by this machine's clock"
}

// Clocks compares the server's clock with this machine's, if both are known.
func (v view) Clocks() string {
	if !v.Clock.Known {
		return ""
	}
	return ripio.DescribeSkew(v.Clock.Skew)
}

// NegativeTest says how the request was made to differ, if it was.
func (v view) NegativeTest() string {
	deviation := v.Request.Deviation
	if test, known := deviation.NegativeTest(); known {
		return test.Title + ". " + test.What
	} else if deviation == ripio.DeviationNone {
		return ""
	}
	return v.outside.code(string(deviation))
}

// Claims lists the names of the token's claims.
func (v view) Claims() string {
	var names []string
	for _, claim := range v.Token.Claims {
		names = append(names, claim.Name)
	}
	return strings.Join(names, ", ")
}

// Expires says when the token expires.
func (v view) Expires() string {
	if v.Token.Expiry.State == jwt.ExpiryPresent {
		return phrase.UTC(v.Token.Expiry.At)
	}
	return "not known: " + v.outside.words(v.Token.Expiry.Explain())
}

// Lifespan says how long the token lives and what that is measured by.
func (v view) Lifespan() string {
	lifetime, known := v.Lifetime()
	if !known {
		return ""
	}
	return phrase.LifetimeWords(lifetime, known) + ", " + v.outside.words(v.LifetimeBasis())
}

// WasConnected reports whether anything is known about a connection.
func (v view) WasConnected() bool { return v.Connection != ripio.Connection{} }

// Warnings are the findings that do not agree with the documentation or with
// safety.
func (v view) Warnings() []finding.Finding {
	return slices.DeleteFunc(slices.Clone(v.Findings), func(f finding.Finding) bool { return f.Level < finding.LevelWarning })
}

// tellingNames are headers that say who answered, beside those that name the
// request.
var tellingNames = []string{"Date", "Server", "Via", "Content-Type", "Retry-After", "Www-Authenticate", ripio.SimulatedHeader}

// tellingHeaders returns the headers that help the server's side to find the
// request, a line each.
func tellingHeaders(header map[string][]string) []string {
	const most = 24
	header = ripio.Canonical(header)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if (ripio.IsRequestIDHeader(name) || slices.Contains(tellingNames, name)) && len(lines) < most {
			lines = append(lines, name+": "+ripio.HeaderText(header[name]))
		}
	}
	return lines
}

// excerpt is the beginning of a body.
type excerpt struct{ Size, Part, Text, Fence string }

// excerpt returns nil when there is no body.
func (o *outsideText) excerpt(response *ripio.Response) *excerpt {
	const shownCharacters = 2000
	const readBytes = 64 << 10 // enough, whatever is left out
	if len(response.Body) == 0 {
		return nil
	}
	text := strings.TrimRight(visible.Text(o.clean(string(response.Body[:min(len(response.Body), readBytes)]))), "\n")
	shown := excerpt{Size: ripio.BodySize(response), Text: phrase.CutText(text, shownCharacters)}
	if characters := utf8.RuneCountInString(text); characters > shownCharacters || len(response.Body) > readBytes {
		shown.Part = fmt.Sprintf(", the first %d characters", min(characters, shownCharacters))
	}
	shown.Fence = strings.Repeat("`", max(3, longestRun(shown.Text, '`')+1))
	return &shown
}
