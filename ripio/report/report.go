// Package report writes an exchange as Markdown for Ripio's support.
package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

//go:embed report.md
var layout string

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
	return fill(layout, values(e, causes, options))
}

// fill writes values into a layout. text/template would do it too, but its reflection keeps the linker
// from leaving out a single exported method: 2.6 MB of the program. A line goes when the value it names is empty,
// and a section when all its values are.
func fill(layout string, values map[string]string) string {
	var sections []string
	for section := range strings.SplitSeq(strings.TrimSpace(layout), "\n\n## ") {
		var paragraphs []string
		said := false
		for paragraph := range strings.SplitSeq(section, "\n\n") {
			var lines []string
			for line := range strings.SplitSeq(paragraph, "\n") {
				empty := false
				line = os.Expand(line, func(name string) string {
					empty = values[name] == ""
					said = said || !empty
					return values[name]
				})
				if !empty {
					lines = append(lines, line)
				}
			}
			if len(lines) > 0 {
				paragraphs = append(paragraphs, strings.Join(lines, "\n"))
			}
		}
		if said {
			sections = append(sections, strings.Join(paragraphs, "\n\n"))
		}
	}
	return strings.Join(sections, "\n\n## ") + "\n"
}

// values are what the layout names, as Markdown; absent or empty what there is none
// of.
func values(e ripio.Exchange, causes []cause.Cause, options Options) map[string]string {
	outside := newOutsideText(e)
	failure := cmp.Or(e.Failure, &ripio.Failure{})
	certificate := cmp.Or(e.Connection.Certificate, &ripio.Certificate{})
	values := map[string]string{
		"result": cmp.Or(outside.words(ripio.ResultWords(e)), "not known"), "notice": notice(e.Environment.Name),
		"environment": outside.code(e.Environment.Name.Label()), "sent": sent(e), "answer": "none",
		"address": plainCode(field.ShortenAddress(e.Request.Address)), "negative test": negativeTest(e.Request.Deviation, outside),
		"explanation": outside.words(failure.Explanation()),
		"until":       phrase.DateOf(certificate.NotAfter), "phases": phases(e.Timing), "total": phrase.TookWords(e.Timing.Total),
		"causes": likely(causes, outside), "warnings": warnings(e.Findings, outside), "version": outside.code(options.Version),
	}
	if e.Clock.Known {
		values["clocks"] = ripio.DescribeSkew(e.Clock.Skew)
	}
	spans := map[string]string{
		"host": e.Environment.Host(), "request": withoutUser(e.Request.Method + " " + e.Request.URL),
		"client_id": phrase.ShortenID(e.Request.ClientID), "external_ref": e.Request.ExternalRef,
		"kind": string(failure.Kind), "phase": string(failure.Phase), "message": failure.Message, "code": failure.Code,
		"location": failure.Location, "retry after": failure.RetryAfterRaw, "evidence": failure.Evidence,
		"remote address": e.Connection.RemoteAddress, "proxy": withoutUser(e.Connection.Proxy), "TLS": e.Connection.TLSVersion,
		"subject": certificate.Subject, "issuer": certificate.Issuer, "reached": string(e.Timing.Reached),
	}
	if response := e.Response; response != nil {
		spans["answer"] = ripio.StatusLine(response)
		spans["status"] = strings.TrimSpace(response.Protocol + " " + ripio.StatusLine(response))
		values["headers"] = tellingHeaders(response.Header, outside)
		values["body"] = excerpt(response.Body, ripio.BodySize(response), outside)
	}
	if token := e.Token; token != nil {
		spans["algorithm"], spans["claims"] = token.Algorithm, claimNames(token)
		values["expires"], values["lifetime"] = expires(token, outside), lifespan(e, outside)
	}
	for name, text := range spans {
		if text != "" {
			values[name] = outside.code(text)
		}
	}
	return values
}

// notice says which environment this concerns where that is not the sandbox.
func notice(name ripio.EnvironmentName) string {
	switch name {
	case ripio.Production:
		return "PRODUCTION: this request concerns the production environment."
	case ripio.Simulator:
		return "SIMULATOR: the response is an imitation that ripio-explorer made on this machine. It says nothing about Ripio's servers."
	case ripio.Custom:
		return "CUSTOM: the response came from a host that is not Ripio's. It says nothing about Ripio's servers."
	}
	return ""
}

// sent returns the time of sending to the millisecond, for searching in logs.
func sent(e ripio.Exchange) string {
	at := phrase.ToTheMillisecond(e.SentAt)
	switch {
	case e.SentAt.IsZero():
		return "not known"
	case e.Timing.Reached == "" && e.Response == nil:
		return "no; prepared at " + at
	}
	return at + ", by this machine's clock"
}

// negativeTest says how the request was made to differ, if it was.
func negativeTest(deviation ripio.Deviation, outside *outsideText) string {
	if test, known := deviation.NegativeTest(); known {
		return test.Title + ". " + test.What
	} else if deviation == ripio.DeviationNone {
		return ""
	}
	return outside.code(string(deviation))
}

func claimNames(token *jwt.Token) string {
	var names []string
	for _, claim := range token.Claims {
		names = append(names, claim.Name)
	}
	return strings.Join(names, ", ")
}

func expires(token *jwt.Token, outside *outsideText) string {
	if token.Expiry.State == jwt.ExpiryPresent {
		return phrase.UTC(token.Expiry.At)
	}
	return "not known: " + outside.words(token.Expiry.Explain())
}

// lifespan says how long the token lives and what that is measured by.
func lifespan(e ripio.Exchange, outside *outsideText) string {
	lifetime, known := e.Lifetime()
	if !known {
		return ""
	}
	return phrase.LifetimeWords(lifetime, known) + ", " + outside.words(e.LifetimeBasis())
}

// phases lists how long each phase took that happened.
func phases(timing ripio.Timing) string {
	var lines []string
	for _, one := range timing.Phases() {
		if took := phrase.TookWords(one.Took); took != "" {
			lines = append(lines, fmt.Sprintf("- %s: %s", one.Phase, took))
		}
	}
	return strings.Join(lines, "\n")
}

// likely lists the causes, the likeliest first.
func likely(causes []cause.Cause, outside *outsideText) string {
	var lines []string
	for i, one := range causes {
		line := fmt.Sprintf("%d. %s (%s)", i+1, outside.words(one.Title), outside.words(string(one.Certainty)))
		if one.Evidence != "" {
			line += ": " + outside.code(one.Evidence)
		}
		lines = append(append(lines, line), reasons("   ", one.Why, one.Source, outside)...)
	}
	return strings.Join(lines, "\n")
}

// reasons are the lines below an item of a list: why it is there, and on whose word.
func reasons(indent, why, source string, outside *outsideText) []string {
	var lines []string
	if why != "" {
		lines = append(lines, indent+outside.words(why))
	}
	if source != "" {
		lines = append(lines, indent+"Source: "+outside.words(source))
	}
	return lines
}

// warnings lists the findings that do not agree with the documentation or with
// safety.
func warnings(findings []finding.Finding, outside *outsideText) string {
	var lines []string
	for _, one := range findings {
		if one.Level < finding.LevelWarning {
			continue
		}
		line := fmt.Sprintf("- %s, %s", one.Level, outside.words(one.Headline()))
		if one.Certainty != "" {
			line += " (" + outside.words(string(one.Certainty)) + ")"
		}
		if one.Found != "" {
			line += "; found: " + outside.code(one.Found)
		}
		lines = append(append(lines, line), reasons("  ", one.Rule, one.Source, outside)...)
	}
	return strings.Join(lines, "\n")
}

// tellingNames are headers that say who answered, beside those that name the
// request.
var tellingNames = []string{"Date", "Server", "Via", "Content-Type", "Retry-After", "Www-Authenticate", ripio.SimulatedHeader}

// tellingHeaders lists the headers that help the server's side to find the
// request.
func tellingHeaders(header map[string][]string, outside *outsideText) string {
	const most = 24
	header = ripio.Canonical(header)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if (ripio.IsRequestIDHeader(name) || slices.Contains(tellingNames, name)) && len(lines) < most {
			lines = append(lines, "- "+outside.code(name+": "+ripio.HeaderText(header[name])))
		}
	}
	return strings.Join(lines, "\n")
}

// excerpt is the beginning of a body in a fenced block, below its size.
func excerpt(body []byte, size string, outside *outsideText) string {
	const shownCharacters = 2000
	const readBytes = 64 << 10 // enough, whatever is left out
	if len(body) == 0 {
		return "There is no body."
	}
	text := strings.TrimRight(visible.Text(outside.clean(string(body[:min(len(body), readBytes)]))), "\n")
	shown := phrase.CutText(text, shownCharacters)
	if characters := utf8.RuneCountInString(text); characters > shownCharacters || len(body) > readBytes {
		size += fmt.Sprintf(", the first %d characters", min(characters, shownCharacters))
	}
	fence := strings.Repeat("`", max(3, longestRun(shown, '`')+1))
	return fmt.Sprintf("Body, %s:\n\n%[2]stext\n%[3]s\n%[2]s", size, fence, shown)
}
