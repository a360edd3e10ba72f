package explain

import (
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/webhook"
	"devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
)

// Redirect is the page of the URL with which the widget sends a person back.
func Redirect(r widget.Redirect, matches []widget.Match) *Page {
	return &Page{Title: "Pasted: redirect URL of the widget", Findings: r.Findings, Write: func(p *draw.Writer) {
		row(p, "URL", r.Endpoint)
		row(p, "flow", string(r.Flow))
		writeMatches(p, matches)
		p.Heading("Parameters", "")
		for _, each := range r.Parameters {
			writeMeaning(p, each.Name, each.Value, each.Meaning)
		}
		if len(r.Missing) > 0 {
			p.Heading("Documented, and not there", "")
			p.Sentence(p.Text, strings.Join(r.Missing, ", "))
		}
		writeFindings(p, r.Findings)
	}}
}

// Webhook is the page of a webhook. checked tells that there was a secret to verify it
// with.
func Webhook(v webhook.Verification, checked bool) *Page {
	findings := v.Findings
	if !checked {
		findings = slices.DeleteFunc(slices.Clone(findings), isAboutSecret)
	}
	return &Page{Title: "Pasted: webhook", Findings: findings, Write: func(p *draw.Writer) {
		p.Begin(0, 2)
		switch {
		case !checked:
			p.Words(p.Warning, p.Glyphs.Warning+" The signature was not checked: no shared secret was given. Anybody could have written the body.")
		case v.Verdict == webhook.Holds:
			p.Words(p.OK, p.Glyphs.OK+" The signature holds.")
		default:
			p.Words(p.Failure, p.Glyphs.Failure+" Signature: "+string(v.Verdict)+". Anybody could have written the body.")
		}
		p.End()
		if v.Signature.Header != "" {
			writeMeaning(p, "header", v.Signature.Header, string(v.Signature.Standing))
		}
		row(p, "found in", string(v.Form)+", "+phrase.Plural(v.BodyBytes, "byte")+" of body")
		if v.Event.Name != "" {
			writeMeaning(p, "event", v.Event.Name, phrase.JoinNonEmpty("; ", v.Event.Meaning, string(v.Event.Standing)))
		}
		if v.Dated {
			row(p, "issued", issued(v))
		}
		if len(v.ExternalRefs) > 0 {
			writeMatches(p, v.Matches)
		}
		p.Heading("Body", "")
		for _, each := range v.Fields {
			meaning := each.Meaning
			if meaning == "" {
				meaning = "not documented in what this program knows"
			}
			writeMeaning(p, each.Path, phrase.CutText(each.Text, 200), meaning)
		}
		writeFindings(p, findings)
	}}
}

// isAboutSecret reports whether a finding says why the signature does not hold, which
// nobody knows without a secret.
func isAboutSecret(f finding.Finding) bool { return f.Level == finding.LevelFailure }

func issued(v webhook.Verification) string {
	if v.Age < 0 {
		return phrase.UTC(v.IssuedAt) + ", " + phrase.TwoUnits(-v.Age) + " ahead of this machine's clock"
	}
	return phrase.UTC(v.IssuedAt) + ", " + phrase.TwoUnits(v.Age) + " ago"
}

// Tokens is the page of two tokens side by side.
func Tokens(first, second jwt.Token) *Page {
	return &Page{Title: "Two tokens compared", Write: func(p *draw.Writer) {
		p.Begin(0, 2)
		switch {
		case first.Raw != "" && first.Raw == second.Raw:
			p.Words(p.OK, p.Glyphs.OK+" They are the same token.")
		default:
			p.Words(p.Text, p.Glyphs.Changed+" They are two tokens. The one shown before stands first, the pasted one second.")
		}
		p.End()
		part := ""
		for _, each := range jwt.Compare(first, second) {
			if each.Part != part {
				part = each.Part
				p.Heading(draw.Capital(part), "")
			}
			if each.Same() {
				writeMeaning(p, each.Name, phrase.CutText(textOf(each.A), 200), "the same")
				continue
			}
			p.Name(each.Name, column)
			p.Write(p.Failure, p.Glyphs.Changed+" ")
			p.Write(p.Text, or(phrase.CutText(textOf(each.A), 200)))
			p.End()
			p.Name("", column)
			p.Pad(2)
			p.Write(p.Text, or(phrase.CutText(textOf(each.B), 200)))
			p.End()
		}
		if a, b := first.Expiry, second.Expiry; a.State == jwt.ExpiryPresent && b.State == jwt.ExpiryPresent {
			p.Heading("Expiry", "")
			row(p, "first", phrase.UTC(a.At))
			row(p, "second", phrase.UTC(b.At)+later(b.At.Sub(a.At)))
		}
	}}
}

// textOf is the text of a member; empty where the token does not have it.
func textOf(member *jwt.Member) string {
	if member == nil {
		return ""
	}
	return member.Text
}

func or(value string) string {
	if value == "" {
		return "not there"
	}
	return value
}

func later(by time.Duration) string {
	switch {
	case by > 0:
		return ", " + phrase.TwoUnits(by) + " later"
	case by < 0:
		return ", " + phrase.TwoUnits(-by) + " earlier"
	}
	return ", at the same time"
}

// mostMatches is how many matches are written.
const mostMatches = 5

func writeMatches(p *draw.Writer, matches []widget.Match) {
	p.Heading("Belongs to", "")
	if len(matches) == 0 {
		p.Sentence(p.Muted, "no test user and no kept attempt")
	}
	for _, match := range matches[:min(len(matches), mostMatches)] {
		at := ""
		if !match.At.IsZero() {
			at = phrase.UTC(match.At)
		}
		p.Sentence(p.Text, phrase.JoinNonEmpty(" "+p.Glyphs.Dot+" ", strings.TrimSpace(string(match.Kind)+" "+match.Name),
			string(match.Environment), match.Profile, at, "by "+string(match.By)))
	}
	if more := len(matches) - mostMatches; more > 0 {
		p.Sentence(p.Muted, phrase.Count(more, "other match", "other matches"))
	}
}

// writeMeaning writes a value with what it means.
func writeMeaning(p *draw.Writer, name, value, meaning string) {
	p.Name(name, column)
	p.Write(p.Text, value)
	if meaning != "" {
		p.Pad(2)
		p.Words(p.Muted, meaning)
	}
	p.End()
}

func writeFindings(p *draw.Writer, findings []finding.Finding) {
	for _, each := range findings {
		if each.Level > finding.LevelOK {
			p.Gap()
			p.Finding(each, draw.Full, "")
		}
	}
}
