package webhook

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// Field is a value of the body, for reading. Path, JSON and Text are outside text.
type Field struct {
	// Path names it from the top, such as "transaction.metadata.session".
	Path string
	// JSON is the value's exact text, Text a string without quotes and escapes.
	JSON, Text string
	// Meaning explains a field that is known; empty for others.
	Meaning string
}

// Content is what the body says. Anybody could have written it unless the signature holds.
type Content struct {
	Event Event
	// Envelope is the one that the body has; empty when it has none that is known.
	Envelope Envelope
	// IssuedAt is zero when issueDatetime is missing or cannot be read.
	IssuedAt time.Time
	// Fields are the values of the body, in their order.
	Fields []Field
	// ExternalRefs are the values of every external_ref, under each spelling.
	ExternalRefs []Reference
}

// Reference is an external_ref in the body.
type Reference struct{ Path, Value string }

const (
	mostFields = 200
	mostDepth  = 8
)

type contentReader struct {
	Content

	findings []finding.Finding
}

func (r *contentReader) add(code finding.Code, found string) {
	r.findings = append(r.findings, table.New(code, found))
}

// readContent reads the body and says what is odd about it.
func readContent(body []byte) (Content, []finding.Finding) {
	var r contentReader
	text := strings.TrimPrefix(string(body), pasted.ByteOrderMark)
	if at := members.BadUTF8(text); at >= 0 {
		r.add("body-not-utf8", "byte "+strconv.Itoa(at+1))
	}
	object, fault := members.Read(text)
	if fault != nil {
		r.add("body-not-json", "byte "+strconv.Itoa(fault.Offset+1)+": "+fault.Detail)
	}
	if fault == nil || len(object.Members) > 0 {
		r.fields("", object, 0)
		r.event(object)
		r.envelope(object)
		r.issued(object)
	}
	return r.Content, r.findings
}

// fields lists the values of an object and of those in it.
func (r *contentReader) fields(path string, object members.Object, depth int) {
	for _, name := range object.Duplicates() {
		last, _ := object.Last(name)
		r.add("body-duplicate-key", phrase.ShowName(path+name)+", the last one is "+phrase.Shorten(last.Raw))
	}
	for _, member := range object.Members {
		if len(r.Fields) == mostFields {
			return
		}
		here := path + member.Name
		if inner, fault := members.Read(member.Raw); member.Kind == members.ObjectKind && fault == nil && depth < mostDepth && len(inner.Members) > 0 {
			r.fields(here+".", inner, depth+1)
			continue
		}
		if hidden := strings.IndexFunc(member.Text, isHidden); hidden >= 0 {
			r.add("body-hidden-characters", phrase.ShowName(here))
		}
		r.Fields = append(r.Fields, Field{here, member.Raw, member.Text, meaningOf(here, member.Name)})
		if isReference(member.Name) && member.Kind == members.String {
			r.ExternalRefs = append(r.ExternalRefs, Reference{here, member.Text})
		}
	}
}

func isHidden(char rune) bool { return unicode.IsControl(char) || pasted.IsInvisible(char) }

// isReference reports whether a key is external_ref. How webhooks spell it is not known:
// the widget's pages write external_ref, those of the Ramps API externalRef.
func isReference(name string) bool {
	return strings.ToLower(strings.ReplaceAll(name, "_", "")) == "externalref"
}

// meaningOf explains the fields that are documented or follow from another page.
func meaningOf(path, name string) string {
	switch {
	case path == "eventType":
		return "the event"
	case path == "issueDatetime":
		return "when the webhook was issued"
	case path == "account.customerId":
		return "the customer"
	case path == "account.isActive":
		return "whether the account is active"
	case strings.HasSuffix(path, "metadata.session"):
		return "your own ID, from the parameter _tracking_session"
	case isReference(name):
		return "the user on the widget's page, the order on that of the Ramps API"
	}
	return ""
}

func (r *contentReader) event(object members.Object) {
	member, ok := object.Last("eventType")
	if !ok || member.Kind != members.String || member.Text == "" {
		r.add("event-missing", "")
		return
	}
	r.Event = FindEvent(member.Text)
	switch r.Event.Standing {
	case Seen:
		r.add("event-seen", r.Event.Name)
	case Renamed:
		r.add("event-renamed", r.Event.Name+", now "+r.Event.Now)
	case Unknown:
		found := phrase.ShowName(member.Text)
		for _, event := range Events() {
			if strings.EqualFold(event.Name, strings.TrimSpace(member.Text)) {
				found += ", but for letter case or blanks " + event.Name
			}
		}
		if strings.HasPrefix(member.Text, "KYC") {
			found += "; events of KYC are documented, but not under which names"
		}
		r.add("event-unknown", found)
	}
	if r.Event.Name == "ACCOUNT.CLOSED" {
		r.add("account-closed", "")
	}
}

func (r *contentReader) envelope(object members.Object) {
	var has []string
	for _, envelope := range []Envelope{EnvelopeTransactionObject, EnvelopeTransaction, EnvelopeAccount} {
		if member, ok := object.Last(string(envelope)); ok {
			has = append(has, string(envelope))
			r.Envelope = envelope
			if member.Kind != members.ObjectKind {
				r.add("envelope-kind", string(envelope)+" is "+string(member.Kind))
			}
		}
	}
	switch documented := r.Event.Envelope; {
	case len(has) == 0:
		r.add("envelope-missing", "")
	case len(has) > 1:
		r.add("envelope-several", strings.Join(has, ", "))
	case documented == "" || documented == r.Envelope:
	case r.Envelope == EnvelopeAccount || documented == EnvelopeAccount:
		r.add("envelope-other", has[0]+", where "+string(documented)+" is documented")
	default:
		r.add("envelope-both", has[0]+"; the page on this event has "+string(documented))
	}
}

func (r *contentReader) issued(object members.Object) {
	member, ok := object.Last("issueDatetime")
	if !ok {
		r.add("issued-missing", "")
		return
	}
	at, note := readInstant(member)
	if at.IsZero() {
		r.add("issued-unreadable", phrase.Shorten(member.Raw))
		return
	}
	r.IssuedAt = at
	if note != "" {
		r.add("issued-form", phrase.Shorten(member.Raw)+": "+note)
	}
}

// readInstant reads a moment in the forms in which programs write one: the form of
// issueDatetime is not documented. The note says what had to be assumed.
func readInstant(member members.Member) (at time.Time, note string) {
	if member.Kind == members.Number {
		switch seconds, _ := json.Number(member.Raw).Float64(); {
		case seconds > 1e11 && seconds < 1e14:
			return time.UnixMilli(int64(seconds)).UTC(), "read as milliseconds since 1970"
		case seconds > 0 && seconds < 1e11:
			return time.Unix(int64(seconds), 0).UTC(), "read as seconds since 1970"
		}
	}
	text := strings.TrimSpace(member.Text)
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z0700"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), ""
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, "it names no time zone, so UTC was assumed"
		}
	}
	return time.Time{}, ""
}
