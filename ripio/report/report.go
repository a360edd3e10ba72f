// Package report writes an exchange as Markdown for Ripio's support.
package report

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/jwt"
)

// ReportOptions are what a report says beside the exchange.
type Options struct {
	// Version is this program's.
	Version string
}

// Report builds a Markdown report of an exchange for Ripio's support: UTC times,
// environment, host, status, request-id headers, timing, external_ref, the
// address with its middle left out, failure, findings and causes. It holds no
// secret and no token, and outside text in it is neutralised.
//
// All outside text stands in code spans and one fenced block, which Markdown
// takes literally: no link, image, mention or table can come out of it.
func Markdown(e ripio.Exchange, causes []cause.Cause, options Options) string {
	r := &report{exchange: e, outside: newOutsideText(e)}
	r.head()
	r.request()
	r.failure()
	r.answer()
	r.token()
	r.way()
	r.causes(causes)
	r.findings()
	r.section("About this report")
	r.line("Made by ripio-explorer %s. The client_secret and the token are left out, client_id and addresses are shortened.",
		r.outside.code(options.Version))
	return r.text.String()
}

// report is a report under way.
type report struct {
	exchange ripio.Exchange
	outside  *outsideText
	text     strings.Builder
}

// line writes a line of this program's words; outside text in the arguments has
// to be code.
func (r *report) line(format string, arguments ...any) {
	fmt.Fprintf(&r.text, format, arguments...)
	r.text.WriteByte('\n')
}

// item writes a row of a list, unless its value says nothing.
func (r *report) item(name, value string) {
	if value != "" {
		r.line("- %s: %s", name, value)
	}
}

// quote writes a row of a list whose value is outside text.
func (r *report) quote(name, value string) {
	if value != "" {
		r.item(name, r.outside.code(value))
	}
}

func (r *report) section(title string) {
	if r.text.Len() > 0 {
		r.line("")
	}
	r.line("## %s", title)
	r.line("")
}

// head says what this is about, and above all in which environment.
func (r *report) head() {
	e := r.exchange
	r.line("# Ripio widget authentication: %s", r.outside.words(ripio.ResultWords(e)))
	r.line("")
	switch e.Environment.Name {
	case ripio.Production:
		r.line("PRODUCTION: this request concerns the production environment.")
	case ripio.Simulator:
		r.line("SIMULATOR: the answer is an imitation that ripio-explorer made on this machine. It says nothing about Ripio's servers.")
	}
	if e.Environment.Name != ripio.Sandbox {
		r.line("")
	}
	r.item("environment", r.outside.code(e.Environment.Name.Label()))
	r.quote("host", e.Environment.Host())
	r.item("sent", r.sentAt())
	if e.Response != nil {
		r.quote("answer", ripio.StatusLine(e.Response))
	} else {
		r.item("answer", "none")
	}
	if e.Clock.Known {
		r.item("clocks", ripio.DescribeSkew(e.Clock.Skew))
	}
}

// sentAt returns the time of sending to the millisecond, for searching in logs.
func (r *report) sentAt() string {
	e := r.exchange
	switch {
	case e.SentAt.IsZero():
		return "not known"
	case e.Timing.Reached == "" && e.Response == nil:
		return "no; prepared at " + e.SentAt.UTC().Format(reportTime)
	}
	return e.SentAt.UTC().Format(reportTime) + ", by this machine's clock"
}

// reportTime writes a time in UTC.
const reportTime = "2006-01-02 15:04:05.000 UTC"

// request says who asked for whom.
func (r *report) request() {
	sent := r.exchange.Request
	r.section("Request")
	r.quote("request", strings.TrimSpace(sent.Method+" "+withoutUser(sent.URL)))
	r.quote("client_id", phrase.ShortenID(sent.ClientID))
	r.quote("external_ref", sent.ExternalRef)
	r.item("address", r.outside.plainCode(field.ShortenAddress(sent.Address)))
	if test, known := sent.Deviation.NegativeTest(); known {
		r.item("negative test", test.Title+". "+test.What)
	} else if sent.Deviation != ripio.DeviationNone {
		r.quote("negative test", string(sent.Deviation))
	}
}

// withoutUser drops the user name and password of an address.
func withoutUser(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.User == nil {
		return address
	}
	parsed.User = nil
	return parsed.String()
}

// failure says why there is no token.
func (r *report) failure() {
	failure := r.exchange.Failure
	if failure == nil {
		return
	}
	r.section("Failure")
	r.quote("kind", string(failure.Kind))
	r.quote("phase", string(failure.Phase))
	r.quote("the server's message", failure.Message)
	r.quote("the server's code", failure.Code)
	r.quote("points to", failure.Location)
	r.quote("Retry-After", failure.RetryAfterRaw)
	r.quote("evidence", failure.Evidence)
	if what := failure.Explanation(); what != "" {
		r.line("")
		r.line("%s", r.outside.words(what))
	}
}

// token says of a token what gives nothing away.
func (r *report) token() {
	token := r.exchange.Token
	if token == nil {
		return
	}
	r.section("Token")
	r.quote("algorithm", token.Algorithm)
	var names []string
	for _, claim := range token.Claims {
		names = append(names, claim.Name)
	}
	r.quote("claims", strings.Join(names, ", "))
	if token.Expiry.State == jwt.ExpiryPresent {
		r.item("expires", phrase.Utc(token.Expiry.At))
	} else {
		r.item("expires", "not known: "+r.outside.words(token.Expiry.Explain()))
	}
	if lifetime, ok := r.exchange.Lifetime(); ok {
		r.item("lifetime", phrase.LifetimeWords(lifetime, ok)+", "+r.outside.words(r.exchange.LifetimeBasis()))
	}
}

// way says what the request travelled over, and how long that took.
func (r *report) way() {
	e := r.exchange
	if e.Timing.Reached == "" && e.Connection == (ripio.Connection{}) {
		return
	}
	r.section("Connection and timing")
	r.quote("remote address", e.Connection.RemoteAddress)
	r.quote("proxy", withoutUser(e.Connection.Proxy))
	r.quote("TLS", e.Connection.TLSVersion)
	if certificate := e.Connection.Certificate; certificate != nil {
		r.quote("certificate for", certificate.Subject)
		r.quote("certificate from", certificate.Issuer)
		r.item("certificate until", phrase.DateOf(certificate.NotAfter))
	}
	for _, phase := range e.Timing.Phases() {
		r.item(string(phase.Phase), phrase.TookWords(phase.Took))
	}
	r.item("total", phrase.TookWords(e.Timing.Total))
	r.quote("phase reached", string(e.Timing.Reached))
}

// causes lists what may have led to the failure.
func (r *report) causes(causes []cause.Cause) {
	if len(causes) == 0 {
		return
	}
	r.section("Likely causes")
	r.line("Ranked by ripio-explorer from what it saw, the likeliest first. They are guesses unless the weight is 100.")
	r.line("")
	for i, cause := range causes {
		r.line("%d. %s, weight %d%s", i+1, r.outside.words(cause.Title), cause.Weight, r.outside.after(": ", cause.Evidence))
	}
}

// findings lists what does not agree with the documentation or with safety.
func (r *report) findings() {
	var lines []string
	for _, item := range r.exchange.Findings {
		if item.Level >= finding.LevelWarning {
			lines = append(lines, "- "+item.Level.String()+", "+r.outside.words(string(item.Field)+": "+item.Title)+
				r.outside.after("; found: ", item.Found))
		}
	}
	if len(lines) == 0 {
		return
	}
	r.section("Warnings of ripio-explorer")
	r.line("%s", strings.Join(lines, "\n"))
}

// bodyTitle says how much of a body is shown.
func bodyTitle(size string, shown, whole int) string {
	if shown < whole {
		return "Body, " + size + ", the first " + strconv.Itoa(shown) + " characters:"
	}
	return "Body, " + size + ":"
}
