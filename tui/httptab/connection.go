package httptab

import (
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/draw"
)

// writeConnection says what the request travelled over.
func writeConnection(p *draw.Writer, e *ripio.Exchange, now time.Time) {
	if e.Timing.Reached == "" {
		return
	}
	c := e.Connection
	p.Heading("Connection", "")
	address := c.RemoteAddress
	switch {
	case address == "":
		address = "none was reached"
	case c.Proxy != "":
		address += ", which is the proxy's"
	}
	p.Row("remote", valueColumn, p.Text, address)
	proxy := c.Proxy
	if proxy == "" {
		proxy = "none"
	}
	p.Row("proxy", valueColumn, p.Text, proxy)
	tls := c.TLSVersion
	switch {
	case strings.HasPrefix(e.Request.URL, "http:"):
		tls = "none: the simulator on this machine speaks plain http"
	case tls == "":
		tls = "not agreed on"
	}
	p.Name("TLS", valueColumn)
	p.Words(p.Text, tls)
	p.End()
	if c.Certificate != nil {
		writeCertificate(p, e, now)
	}
}

// mostNames is how many names of a certificate are listed.
const mostNames = 12

func writeCertificate(p *draw.Writer, e *ripio.Exchange, now time.Time) {
	c := e.Connection.Certificate
	p.Row("certificate", valueColumn, p.Text, orNone(c.Subject))
	p.Row("issuer", valueColumn, p.Text, orNone(c.Issuer))
	names, more := c.Names, 0
	if len(names) > mostNames {
		names, more = names[:mostNames], len(names)-mostNames
	}
	p.Name("names", valueColumn)
	if len(names) == 0 {
		p.Write(p.Muted, "no name")
	}
	for i, name := range names {
		if i > 0 {
			p.Words(p.Text, ", ")
		}
		p.Write(p.Text, name)
	}
	if more > 0 {
		p.Words(p.Muted, " and "+phrase.Plural(more, "more name"))
	}
	p.End()
	level, text := Validity(c, e.Clock.ServerTime(now))
	p.Name("valid", valueColumn)
	p.Words(p.Level(level), p.Remark(level, text))
	p.End()
	if why := distrust(e.Failure); why != "" {
		p.Name("accepted", valueColumn)
		p.Words(p.Failure, p.Remark(finding.LevelFailure, "no: "+why))
		p.End()
	}
}

func orNone(text string) string {
	if text == "" {
		return "nobody named"
	}
	return text
}

// distrust says why a certificate was refused; empty when it was not.
func distrust(f *ripio.Failure) string {
	if f == nil {
		return ""
	}
	switch f.Kind {
	case ripio.FailureTLSName, ripio.FailureTLSIssuer, ripio.FailureTLSExpired:
		return f.Title()
	}
	return ""
}

// expiresSoon is how long before its end a certificate is worth a warning.
const expiresSoon = 14 * 24 * time.Hour

// Validity words a certificate's dates at a time.
func Validity(c *ripio.Certificate, at time.Time) (finding.Level, string) {
	until := "until " + phrase.UTC(c.NotAfter)
	switch left := c.NotAfter.Sub(at); {
	case at.Before(c.NotBefore):
		return finding.LevelFailure, "only from " + phrase.UTC(c.NotBefore) + " on, in " + phrase.Days(c.NotBefore.Sub(at))
	case left < 0:
		return finding.LevelFailure, until + ": expired " + phrase.Days(-left) + " ago"
	case left < expiresSoon:
		return finding.LevelWarning, until + ": " + phrase.Days(left) + " left"
	default:
		return finding.LevelOK, until + ", " + phrase.Days(left) + " left"
	}
}
