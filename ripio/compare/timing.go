package compare

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// compareConnections compares what the two requests travelled over. Where one
// side did not get a connection only the proxies can be compared.
func (p *pair) compareConnections() {
	add := func(name, left, right string) { p.add(GroupConnection, name, left, right, false) }
	left, right := p.left.Connection, p.right.Connection
	add("proxy", left.Proxy, right.Proxy)
	if left.RemoteAddress == "" || right.RemoteAddress == "" {
		return
	}
	p.add(GroupConnection, "remote address", left.RemoteAddress, right.RemoteAddress, true)
	add("TLS version", left.TLSVersion, right.TLSVersion)
	var leftShown, rightShown ripio.Certificate
	if left.Certificate != nil {
		leftShown = *left.Certificate
	}
	if right.Certificate != nil {
		rightShown = *right.Certificate
	}
	add("certificate for", leftShown.Subject, rightShown.Subject)
	add("certificate from", leftShown.Issuer, rightShown.Issuer)
	add("certificate until", phrase.DateOf(leftShown.NotAfter), phrase.DateOf(rightShown.NotAfter))
}

// compareTiming compares clocks and durations. A duration is noise unless it
// differs a lot.
func (p *pair) compareTiming() {
	left, right := p.left.Timing, p.right.Timing
	p.add(GroupTiming, "sent", phrase.DateOf(p.left.SentAt), phrase.DateOf(p.right.SentAt), true)
	p.add(GroupTiming, "phase reached", string(left.Reached), string(right.Reached), false)
	p.compareClocks()
	if left.Reached == "" || right.Reached == "" {
		return // one was not sent
	}
	leftPhases, rightPhases := left.Phases(), right.Phases()
	for i, phase := range leftPhases {
		p.compareDurations(string(phase.Phase), phase.Took, rightPhases[i].Took)
	}
	p.compareDurations("total", left.Total, right.Total)
}

func (p *pair) compareDurations(name string, left, right time.Duration) {
	const factor, least = 3, 500 * time.Millisecond
	longer, shorter := max(left, right), min(left, right)
	isNoise := longer < factor*shorter || longer-shorter <= least
	p.add(GroupTiming, name, phrase.TookWords(left), phrase.TookWords(right), isNoise)
}

// compareClocks compares how far the server's clock is from this machine's. Less
// than what a warning begins with is noise.
func (p *pair) compareClocks() {
	left, right := p.left.Clock, p.right.Clock
	if p.left.Response == nil && p.right.Response == nil {
		return
	}
	matters := left.Known && right.Known && (left.Skew-right.Skew).Abs() >= ripio.SkewWarning
	p.add(GroupTiming, "clocks", clockWordsOf(left), clockWordsOf(right), !matters)
}

func clockWordsOf(clock ripio.Clock) string {
	if clock.Known {
		return ripio.DescribeSkew(clock.Skew)
	}
	return phrase.JoinNonEmpty(": ", "not known", clock.Reason)
}
