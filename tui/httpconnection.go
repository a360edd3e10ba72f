package tui

import (
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// writeConnection says what the request travelled over.
func writeConnection(p *paper, e *ripio.Exchange, now time.Time) {
	if e.Timing.Reached == "" {
		return
	}
	c := e.Connection
	p.heading("Connection", "")
	address := c.RemoteAddress
	switch {
	case address == "":
		address = "none was reached"
	case c.Proxy != "":
		address += ", which is the proxy's"
	}
	p.row("remote", valueColumn, p.text, address)
	proxy := c.Proxy
	if proxy == "" {
		proxy = "none"
	}
	p.row("proxy", valueColumn, p.text, proxy)
	tls := c.TLSVersion
	switch {
	case strings.HasPrefix(e.Request.URL, "http:"):
		tls = "none: the simulator on this machine speaks plain http"
	case tls == "":
		tls = "not agreed on"
	}
	p.name("TLS", valueColumn)
	p.words(p.text, tls)
	p.end()
	if c.Certificate != nil {
		writeCertificate(p, e, now)
	}
}

// mostNames is how many names of a certificate are listed.
const mostNames = 12

func writeCertificate(p *paper, e *ripio.Exchange, now time.Time) {
	c := e.Connection.Certificate
	p.row("certificate", valueColumn, p.text, orNone(c.Subject))
	p.row("issuer", valueColumn, p.text, orNone(c.Issuer))
	names, more := c.Names, 0
	if len(names) > mostNames {
		names, more = names[:mostNames], len(names)-mostNames
	}
	p.name("names", valueColumn)
	if len(names) == 0 {
		p.write(p.muted, "no name")
	}
	for i, name := range names {
		if i > 0 {
			p.words(p.text, ", ")
		}
		p.whole(p.text, name)
	}
	if more > 0 {
		p.words(p.muted, " and "+plural(more, "more name", "more names"))
	}
	p.end()
	level, text := validity(c, e.Clock.ServerTime(now))
	p.name("valid", valueColumn)
	p.words(p.level(level), p.remark(level, text))
	p.end()
	if why := distrust(e.Failure); why != "" {
		p.name("accepted", valueColumn)
		p.words(p.failure, p.remark(finding.LevelFailure, "no: "+why))
		p.end()
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

// validity words a certificate's dates at a time.
func validity(c *ripio.Certificate, at time.Time) (finding.Level, string) {
	until := "until " + c.NotAfter.UTC().Format(dateLayout) + " UTC"
	switch left := c.NotAfter.Sub(at); {
	case at.Before(c.NotBefore):
		return finding.LevelFailure, "only from " + c.NotBefore.UTC().Format(dateLayout) + " UTC on, in " + days(c.NotBefore.Sub(at))
	case left < 0:
		return finding.LevelFailure, until + ": over for " + days(-left)
	case left < expiresSoon:
		return finding.LevelWarning, until + ": " + days(left) + " left"
	default:
		return finding.LevelOK, until + ", " + days(left) + " left"
	}
}

// days words a time in whole days, or in hours where it is less than one.
func days(d time.Duration) string {
	const day = 24 * time.Hour
	if d < day {
		return plural(int(d/time.Hour), "hour", "hours")
	}
	return plural(int(d/day), "day", "days")
}
