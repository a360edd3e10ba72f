package compare

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// inputs compares what the person chose and typed.
func (p *pair) inputs(leftSecret, rightSecret string) {
	add := func(name finding.Field, of text) { p.add(GroupInputs, string(name), of) }
	add("environment", func(e ripio.Exchange) string { return string(e.Environment.Name) })
	add("profile", func(e ripio.Exchange) string { return e.Profile })
	clientID := func(e ripio.Exchange) string { return e.Request.ClientID }
	short := func(e ripio.Exchange) string { return phrase.ShortenID(clientID(e)) }
	if clientID(p.left) != clientID(p.right) && short(p.left) == short(p.right) { // they could not be told apart
		short = clientID
	}
	p.addShown(GroupInputs, string(finding.FieldClientID), short, clientID, false)
	p.rows = append(p.rows, secretRow(leftSecret, rightSecret))
	add(finding.FieldExternalRef, func(e ripio.Exchange) string { return e.Request.ExternalRef })
	p.addShown(GroupInputs, string(finding.FieldAddress),
		func(e ripio.Exchange) string { return field.ShowAddress(e.Request.Address) },
		func(e ripio.Exchange) string { return e.Request.Address }, false)
	add("negative test", func(e ripio.Exchange) string { return cmp.Or(e.Request.Deviation.Title(), "none") })
	if p.left.Request.Deviation == p.right.Request.Deviation { // otherwise the row above says it
		add("form of username", usernameForm)
	}
}

// secretRow compares two fingerprints. They themselves are not shown: what matters
// is whether they are equal.
func secretRow(left, right string) Row {
	row := Row{GroupInputs, string(finding.FieldSecret), "same", "same", VerdictSame}
	switch {
	case !fingerprintsTell(left, right):
		row.Left, row.Right = "not known", "not known"
	case left != right:
		row.Left, row.Right, row.Verdict = "one secret", "another secret", VerdictChanged
	}
	return row
}

// fingerprintsTell reports whether two fingerprints show if the secrets are the
// same.
func fingerprintsTell(left, right string) bool {
	return left != "" && right != "" && (left != right || !strings.Contains(left, " "))
}

// usernameForm writes the username with names in place of values.
func usernameForm(e ripio.Exchange) string {
	return ripio.Request{
		ClientID: string(finding.FieldClientID), ExternalRef: string(finding.FieldExternalRef), Address: string(finding.FieldAddress),
		Deviation: e.Request.Deviation,
	}.Username()
}

// outcome compares what came of the two sends.
func (p *pair) outcome() {
	p.add(GroupOutcome, "result", ripio.ResultWords)
	of := func(member func(ripio.Failure) string) text {
		return func(e ripio.Exchange) string {
			if e.Failure == nil {
				return ""
			}
			return member(*e.Failure)
		}
	}
	p.add(GroupOutcome, "server's message", of(func(f ripio.Failure) string { return f.Message }))
	p.add(GroupOutcome, "server's code", of(func(f ripio.Failure) string { return f.Code }))
	p.add(GroupOutcome, "location", of(func(f ripio.Failure) string { return f.Location }))
	evidence := of(func(f ripio.Failure) string { return f.Evidence })
	p.addNoise(GroupOutcome, "evidence", withoutDigits(evidence(p.left)) == withoutDigits(evidence(p.right)), evidence)
}

// withoutDigits drops digits: ports and counters differ in every send.
func withoutDigits(text string) string {
	return strings.Map(func(char rune) rune {
		if char >= '0' && char <= '9' {
			return -1
		}
		return char
	}, text)
}

// responses compares two responses but for their headers.
func (p *pair) responses() {
	p.add(GroupStatus, "status", statusWords)
	p.add(GroupStatus, "reason", func(e ripio.Exchange) string { return e.Response.Reason })
	p.add(GroupStatus, "protocol", func(e ripio.Exchange) string { return e.Response.Protocol })
	p.add(GroupStatus, "content type", func(e ripio.Exchange) string { return e.Response.Header.Get("Content-Type") })
	p.add(GroupStatus, "keys of the body", bodyKeys)
	keys, left, right := bodyKeys(p.left), len(p.left.Response.Body), len(p.right.Response.Body)
	isNear := keys == bodyKeys(p.right) && keys != noJSONObject ||
		max(left, right)-min(left, right) <= max(left, right)/10 // the ids and dates in a page do that
	p.addNoise(GroupStatus, "size of the body", isNear, func(e ripio.Exchange) string { return ripio.BodySize(e.Response) })
	p.add(GroupStatus, "whole body", func(e ripio.Exchange) string {
		if e.Response.Cut {
			return "no, cut"
		}
		return "yes"
	})
}

// statusWords returns the status of a response, or says that there is none.
func statusWords(e ripio.Exchange) string {
	if e.Response == nil {
		return "no response"
	}
	return strconv.Itoa(e.Response.Status)
}

const noJSONObject = "not a JSON object"

// bodyKeys lists the names of a JSON body. Their order means nothing.
func bodyKeys(e ripio.Exchange) string {
	body := bytes.TrimSpace(bytes.TrimPrefix(e.Response.Body, []byte(pasted.ByteOrderMark)))
	if len(body) == 0 {
		return "empty"
	}
	value, _ := ripio.DecodeExactly(body)
	object, isObject := value.(map[string]any)
	if !isObject {
		return noJSONObject
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		names = append(names, phrase.ShowName(name))
	}
	return strings.Join(slices.Compact(names), ", ")
}

// connections compares what the two requests travelled over. Where one side did
// not get a connection only the proxies can be compared.
func (p *pair) connections() {
	p.add(GroupConnection, "proxy", func(e ripio.Exchange) string { return e.Connection.Proxy })
	remote := func(e ripio.Exchange) string { return e.Connection.RemoteAddress }
	if remote(p.left) == "" || remote(p.right) == "" {
		return
	}
	p.addNoise(GroupConnection, "remote address", true, remote)
	p.add(GroupConnection, "TLS version", func(e ripio.Exchange) string { return e.Connection.TLSVersion })
	of := func(member func(*ripio.Certificate) string) text {
		return func(e ripio.Exchange) string {
			if e.Connection.Certificate == nil {
				return ""
			}
			return member(e.Connection.Certificate)
		}
	}
	p.add(GroupConnection, "certificate for", of(func(c *ripio.Certificate) string { return c.Subject }))
	p.add(GroupConnection, "certificate from", of(func(c *ripio.Certificate) string { return c.Issuer }))
	p.add(GroupConnection, "certificate until", of(func(c *ripio.Certificate) string { return phrase.DateOf(c.NotAfter) }))
}

func (p *pair) timing() {
	p.addNoise(GroupTiming, "sent", true, func(e ripio.Exchange) string { return phrase.DateOf(e.SentAt) })
	p.add(GroupTiming, "phase reached", func(e ripio.Exchange) string { return string(e.Timing.Reached) })
	if left, right := p.left.Clock, p.right.Clock; p.left.Response != nil || p.right.Response != nil {
		// Less than what a warning begins with is noise.
		matters := left.Known && right.Known && (left.Skew-right.Skew).Abs() >= ripio.SkewWarning
		p.addNoise(GroupTiming, "clocks", !matters, clockWords)
	}
	if !p.both(func(e ripio.Exchange) bool { return e.Timing.Reached != "" }) {
		return // one was not sent
	}
	for i, phase := range p.left.Timing.Phases() {
		p.addDuration(string(phase.Phase), func(e ripio.Exchange) time.Duration { return e.Timing.Phases()[i].Took })
	}
	p.addDuration("total", func(e ripio.Exchange) time.Duration { return e.Timing.Total })
}

// addDuration compares how long something took: noise unless it differs a lot.
func (p *pair) addDuration(name string, of func(ripio.Exchange) time.Duration) {
	const factor, least = 3, 500 * time.Millisecond
	longer, shorter := max(of(p.left), of(p.right)), min(of(p.left), of(p.right))
	isNoise := longer < factor*shorter || longer-shorter <= least
	unit := phrase.UnitOf(longer)
	p.addNoise(GroupTiming, name, isNoise, func(e ripio.Exchange) string { return unit.Words(of(e)) })
}

func clockWords(e ripio.Exchange) string {
	if e.Clock.Known {
		return ripio.DescribeSkew(e.Clock.Skew)
	}
	return phrase.JoinNonEmpty(": ", "not known", e.Clock.Reason)
}
