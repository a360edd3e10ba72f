package tui

import "devtools/ripio-explorer/ripio"

// writeDryRun begins the HTTP tab of a request that was not sent.
func writeDryRun(p *paper, e *ripio.Exchange) {
	writeRefusal(p, e)
	if p.gap(); e.Failure == nil {
		p.begin(0, 0)
		p.words(p.text, "enter would send this to "+e.Environment.Name.Label()+".")
	}
	p.begin(0, 0)
	p.words(p.muted, "The client_secret was not fetched; a mask stands in its place.")
	if proxy := e.Connection.Proxy; proxy != "" {
		p.begin(0, 0)
		p.words(p.muted, "It would go through the proxy "+proxy+".")
	}
	p.end()
}

// writeRefusal says why a request would not be sent; nothing when it would.
func writeRefusal(p *paper, e *ripio.Exchange) {
	if e.Failure == nil {
		return
	}
	p.heading("Why it would not be sent", "")
	if e.Failure.Kind != ripio.FailureBlocked {
		p.sentence(p.failure, p.glyphs.failure+" "+e.Failure.Title())
		p.sentence(p.text, e.Failure.Explanation())
		if e.Failure.Evidence != "" {
			p.sentence(p.text, "Evidence: "+e.Failure.Evidence)
		}
		return
	}
	for _, finding := range e.Findings {
		if !finding.Blocking {
			continue
		}
		p.sentence(p.failure, p.glyphs.failure+" "+string(finding.Field)+": "+finding.Title)
		for _, text := range []string{finding.Rule, finding.Fix} {
			if text != "" {
				p.sentence(p.text, sentence(text))
			}
		}
	}
}
