package explain

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/draw"
)

// Request is the page of a request of another program, of .env lines or of a username.
// selected is the environment to compare with where the text does not tell one.
// corrected is the call as this program would send it; empty where there is no request.
func Request(r foreign.Reading, selected ripio.EnvironmentName) (page *Page, corrected string) {
	var c foreign.Comparison
	if r.IsRequest() {
		if c = r.Compare(""); c.Assumed {
			c = r.Compare(selected)
		}
		corrected = export.Curl(r.Corrected(c.Environment), export.POSIX)
	} else {
		c.Differences = r.Check()
	}
	var findings []finding.Finding
	for _, d := range c.Differences {
		findings = append(findings, d.Finding)
	}
	return &Page{Title: "Pasted: " + string(r.Kind), Findings: findings, Write: func(p *draw.Writer) { writeRequest(p, r, c, findings, corrected) }}, corrected
}

func writeRequest(p *draw.Writer, r foreign.Reading, c foreign.Comparison, findings []finding.Finding, corrected string) {
	p.Begin(0, 2)
	switch {
	case !r.IsRequest():
		p.Words(p.Muted, "Read here; nothing was sent and nothing was kept.")
	case c.Fails():
		p.Words(p.Failure, p.Glyphs.Failure+" It differs from what this program would send, so that it may fail.")
	case len(c.Differences) > 0:
		p.Words(p.Warning, p.Glyphs.Warning+" It would be sent like this, too. Something is worth a look.")
	default:
		p.Words(p.OK, p.Glyphs.OK+" It is as this program would send it.")
	}
	p.End()
	if r.Note != "" {
		p.Sentence(p.Muted, r.Note)
	}
	if r.IsRequest() {
		against := c.Environment.Name.Label()
		if c.Assumed {
			against += ", which nothing in the text tells"
		}
		p.Heading("Compared with the request to "+against, "")
		for _, each := range c.Rows {
			writeRow(p, each)
		}
	} else {
		p.Heading("Found", "")
		row(p, "environment", r.Environment.Label())
		row(p, "variables", strings.Join(r.Variables, ", "))
		row(p, "client_id", r.ClientID)
		row(p, "external_ref", r.ExternalRef)
		row(p, "address", r.Address)
		if !r.Secret.IsEmpty() {
			row(p, "client_secret", r.Secret.String())
		}
	}
	writeFindings(p, findings)
	if corrected != "" && len(c.Differences) > 0 {
		p.Heading("As documented", "the secret comes from $"+export.SecretVariable)
		for line := range strings.SplitSeq(strings.TrimRight(corrected, "\n"), "\n") {
			p.Begin(2, 4)
			p.Write(p.Text, line)
			p.End()
		}
	}
}

// writeRow writes a field of the two requests; where they are the same, once.
func writeRow(p *draw.Writer, r foreign.Row) {
	found := r.Found
	if found == "" {
		found = "not told"
	}
	p.Name(r.Name, column)
	if r.Same {
		p.Write(p.Text, found)
		p.End()
		return
	}
	p.Write(p.Failure, p.Glyphs.Changed+" ")
	p.Write(p.Text, phrase.CutText(found, 200))
	if place := r.Place.String(); place != "" {
		p.Words(p.Muted, "  "+place)
	}
	p.End()
	p.Name("", column)
	p.Words(p.Muted, "should be ")
	p.Write(p.Text, phrase.CutText(r.Ours, 200))
	p.End()
}
