package httptab

import (
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
)

// writeDryRun begins the HTTP tab of a request that was not sent.
func writeDryRun(p *draw.Writer, e *ripio.Exchange) {
	WriteRefusal(p, e)
	if p.Gap(); e.Failure == nil {
		p.Begin(0, 0)
		p.Words(p.Text, "enter would send this to "+e.Environment.Name.Label()+".")
	}
	p.Begin(0, 0)
	p.Words(p.Muted, "The client_secret was not fetched; a mask stands in its place.")
	if proxy := e.Connection.Proxy; proxy != "" {
		p.Begin(0, 0)
		p.Words(p.Muted, "It would go through the proxy "+proxy+".")
	}
	p.End()
}

// WriteRefusal says why a request would not be sent; nothing when it would.
func WriteRefusal(p *draw.Writer, e *ripio.Exchange) {
	if e.Failure == nil {
		return
	}
	p.Heading("Why it would not be sent", "")
	if e.Failure.Kind != ripio.FailureBlocked {
		p.Sentence(p.Failure, p.Glyphs.Failure+" "+e.Failure.Title())
		p.Sentence(p.Text, e.Failure.Explanation())
		if e.Failure.Evidence != "" {
			p.Sentence(p.Text, "Evidence: "+e.Failure.Evidence)
		}
		return
	}
	for _, finding := range e.Findings {
		if !finding.Blocking {
			continue
		}
		p.Sentence(p.Failure, p.Glyphs.Failure+" "+finding.Headline())
		for _, text := range []string{finding.Rule, finding.Fix} {
			if text != "" {
				p.Sentence(p.Text, draw.Sentence(text))
			}
		}
	}
}
