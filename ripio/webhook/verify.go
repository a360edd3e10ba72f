package webhook

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/widget"
)

//go:embed reasons.toml
var reasonsTOML []byte

// table has the words of everything that is found about a webhook.
var table = finding.NewTable("reasons.toml", reasonsTOML)

// Words is the table of the words of all that is found about a webhook, by code.
func Words() *finding.Table { return table }

// Verdict says what is known about a signature.
type Verdict string

// The verdicts.
const (
	Holds        Verdict = "holds"
	DoesNotHold  Verdict = "does not hold"
	NotSigned    Verdict = "there is no signature"
	NothingToSee Verdict = "there is no body to check it over"
)

// Options are what a verification needs from outside.
type Options struct {
	Secret redact.Secret
	// Now judges the age; zero leaves that out.
	Now time.Time
	// MaxAge is how old a webhook may be; 0 leaves that open. Ripio recommends to look at
	// issueDatetime and names no limit.
	MaxAge time.Duration
	// Lookup finds who has an external_ref; nil looks nobody up.
	Lookup func(externalRef string) []widget.Match
}

// Verification is what is known about a webhook.
type Verification struct {
	Content

	Form      Form
	Verdict   Verdict
	Signature Signature
	// BodyBytes is the length of the body.
	BodyBytes int
	// Age is how long before Options.Now it was issued, negative for the future; it means
	// nothing unless Dated.
	Age   time.Duration
	Dated bool
	// TooOld reports that it is older than Options.MaxAge, or that nobody can tell.
	TooOld bool
	// Matches are the users that Options.Lookup found.
	Matches []widget.Match
	// Findings are why the signature does not hold, then what is odd about the rest, the
	// worst first.
	Findings []finding.Finding
}

// Accepted reports whether a receiver can take the webhook: the signature holds, and it
// is not older than was allowed.
func (v Verification) Accepted() bool { return v.Verdict == Holds && !v.TooOld }

// Verify checks the signature over the raw body with the secret. When it does not hold,
// the reason is looked for by trying; the secret is in none of the findings.
func (d Delivery) Verify(o Options) Verification {
	v := Verification{Form: d.Form, BodyBytes: len(d.Body)}
	v.signature(d, o.Secret)
	content, findings := readContent(d.Body)
	v.Content = content
	if len(d.Body) > 0 {
		v.Findings = append(v.Findings, findings...)
		v.age(o)
	}
	if o.Lookup != nil {
		for _, reference := range v.ExternalRefs {
			for _, match := range o.Lookup(reference.Value) {
				if !slices.Contains(v.Matches, match) {
					v.Matches = append(v.Matches, match)
				}
			}
		}
	}
	slices.SortStableFunc(v.Findings, func(a, b finding.Finding) int { return int(b.Level) - int(a.Level) })
	return v
}

func (v *Verification) add(code finding.Code, found string) {
	v.Findings = append(v.Findings, table.New(code, found))
}

func (v *Verification) signature(d Delivery, secret redact.Secret) {
	if d.Form != FormRequest && len(d.Body) > 0 {
		v.add("body-not-raw", string(d.Form))
	}
	known, others := d.signatures()
	switch {
	case len(d.Body) == 0:
		v.Verdict = NothingToSee
		v.add("body-missing", "")
		return
	case len(known) == 0:
		v.unknownHeader(d, others, secret)
		return
	}
	v.Verdict = Holds
	failed := -1
	for i, s := range known {
		if !readValue(s.Value).holds(secret, d.Body) {
			v.Verdict, failed = DoesNotHold, i
			break
		}
	}
	for _, s := range known[1:] {
		if first, other := readValue(known[0].Value), readValue(s.Value); string(first.mac) != string(other.mac) {
			v.add("signature-several", known[0].Header+" and "+s.Header)
			break
		}
	}
	v.Signature = known[max(failed, 0)]
	if v.Signature.Standing == Seen {
		v.add("signature-header-seen", v.Signature.Header)
	}
	read := readValue(v.Signature.Value)
	v.form(read)
	if v.Verdict == DoesNotHold {
		v.reasons(read, d, secret)
	}
}

// unknownHeader says what is there when no header has a known name.
func (v *Verification) unknownHeader(d Delivery, others []Signature, secret redact.Secret) {
	v.Verdict = NotSigned
	for _, s := range others {
		read := readValue(s.Value)
		read.prefix = ""
		if read.holds(secret, d.Body) {
			v.Verdict, v.Signature = DoesNotHold, s
			v.add("signature-header-name", s.Header)
			return
		}
	}
	for _, header := range d.Headers {
		if plainName(header.Name) == headerECDSA {
			v.add("signature-other-product", header.Name)
			return
		}
	}
	var names []string
	for _, s := range others {
		names = append(names, s.Header)
	}
	v.add("signature-missing", phrase.JoinNonEmpty(": ", map[bool]string{true: "there is"}[len(names) > 0], strings.Join(names, ", ")))
}

// form says how the value differs from the documented form.
func (v *Verification) form(read value) {
	switch {
	case read.prefix == prefix:
	case read.prefix == "":
		v.add("signature-no-prefix", "")
	default:
		v.add("signature-prefix", read.prefix)
	}
	switch read.encoding {
	case encodedHex:
	case encodedUpperHex:
		v.add("signature-upper-case", "")
	case encodedOtherwise:
		v.add("signature-unreadable", phrase.Shorten(read.text))
	default:
		v.add("signature-base64", string(read.encoding))
	}
}

// mostHashed is how many bytes a search for reasons hashes at most, about a second.
const mostHashed = 256 << 20

// reasons looks for what gives the signature.
func (v *Verification) reasons(read value, d Delivery, secret redact.Secret) {
	if len(read.mac) == 0 {
		return
	}
	s := search{left: mostHashed}
	changes, ok := s.find(read.mac, secret, d.Body)
	if ok {
		for _, each := range changes {
			v.add(each.code, each.found)
		}
		return
	}
	whole := mac([]byte(secret.Reveal()), d.Body)
	const enough = 4
	if n := len(read.mac); n >= enough && n < len(whole) && string(whole[:n]) == string(read.mac) && len(algorithms[n]) == 0 {
		v.add("signature-cut", phrase.Plural(n, "byte")+" of "+phrase.Plural(len(whole), "byte"))
		return
	}
	if len(algorithms[len(read.mac)]) == 0 {
		v.add("signature-length", phrase.Plural(len(read.mac), "byte"))
		return
	}
	found := ""
	if s.stopped || len(d.Body) > long {
		found = "the body is long, so not every way was tried"
	}
	v.add("signature-unexplained", found)
}

// future is how far ahead issueDatetime may be: clocks differ.
const future = time.Minute

// age judges when the webhook was issued.
func (v *Verification) age(o Options) {
	if o.Now.IsZero() {
		return
	}
	if v.IssuedAt.IsZero() {
		v.TooOld = o.MaxAge > 0
		return
	}
	v.Age, v.Dated = o.Now.Sub(v.IssuedAt), true
	switch {
	case v.Age < -future:
		v.add("issued-in-future", phrase.TwoUnits(-v.Age)+" ahead of the clock used here")
		v.TooOld = o.MaxAge > 0
	case o.MaxAge > 0 && v.Age > o.MaxAge:
		v.add("issued-too-old", phrase.TwoUnits(v.Age)+" old, where "+phrase.TwoUnits(o.MaxAge)+" are allowed")
		v.TooOld = true
	}
}
