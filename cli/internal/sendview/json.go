package sendview

import (
	"cmp"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// excerptLimit is how many bytes of a response's body are repeated in JSON.
const excerptLimit = 2048

// Document returns the JSON object of a send, such as the output of token --json.
// Its keys are stable.
func (v *View) Document() console.Object {
	e := v.Exchange
	var status, token, sentAt, lifetime, skew any
	if e.Response != nil {
		status = e.Response.Status
	}
	if e.Token != nil {
		token = console.Optional(e.Token.Raw)
	}
	if WasSent(e) {
		sentAt = console.Instant(e.SentAt)
	}
	if lasts, ok := e.Lifetime(); ok {
		lifetime = int64(math.Round(lasts.Seconds()))
	}
	if e.Clock.Known { // a Date header has no more than tenths to give
		skew = math.Round(e.Clock.Skew.Seconds()*10) / 10
	}
	return slices.Concat(console.Object{
		{"environment", e.Environment.Name},
		{"profile", console.Optional(e.Profile)},
		{"external_ref", console.Optional(e.Request.ExternalRef)},
		{"address", console.Optional(e.Request.Address)},
		{"http_status", status},
		{"failure", v.failureObject()},
		{"causes", append([]cause.Cause{}, v.Causes...)},
		{"token", token},
	}, TokenObject(e.Token, [2]any{"lifetime_seconds", lifetime}), console.Object{
		{"findings", FindingObjects(e.Findings)},
		{"timing_ms", timingObject(e.Timing)},
		{"clock_skew_seconds", skew},
		{"id", console.Optional(v.ID)},
		{"sent_at", sentAt},
		{"dry_run", e.DryRun},
		{"negative_test", console.Optional(e.Request.Deviation)},
		{"request", v.requestObject()},
		{"response", v.responseObject()},
		{"connection", connectionObject(e.Connection)},
	})
}

// findingObject is a finding whose why has the name that it has for causes as well.
type findingObject struct {
	finding.Finding
	Why string `json:"why"`
}

// differenceObject is the same for a difference.
type differenceObject struct {
	foreign.Difference
	Why string `json:"why"`
}

// DifferenceObjects returns differences as they stand in JSON; an empty array for none.
func DifferenceObjects(differences []foreign.Difference) []differenceObject {
	objects := make([]differenceObject, len(differences))
	for i, each := range differences {
		objects[i] = differenceObject{each, each.Rule}
	}
	return objects
}

// FindingObjects returns findings as they stand in JSON; an empty array for none.
func FindingObjects(findings []finding.Finding) []findingObject {
	objects := make([]findingObject, len(findings))
	for i, noted := range findings {
		if noted.Source == "" { // the record of a send that another version noted
			noted.Certainty = cmp.Or(noted.Certainty, finding.Possible)
			noted.Rule = cmp.Or(noted.Rule, "Another version of this program noted it. This one has no words for it.")
			noted.Source = "this program: Ripio's pages say nothing about it"
		}
		objects[i] = findingObject{noted, noted.Rule}
	}
	return objects
}

func (v *View) failureObject() console.Object {
	if v.Failure == nil {
		return nil
	}
	failure := v.details()
	var wait any // null when there is no Retry-After that can be read
	if seconds, known := failure.RetryAfterSeconds(); known {
		wait = seconds
	}
	hint, _ := v.Exchange.MaintenanceHint()
	return append(v.Failure.Object(), console.Object{
		{"server_message", console.Optional(failure.Message)},
		{"server_code", console.Optional(failure.Code)},
		{"evidence", console.Optional(failure.Evidence)},
		{"phase", console.Optional(failure.Phase)},
		{"location", console.Optional(failure.Location)},
		{"retry_after_seconds", wait},
		{"retry_after", console.Optional(failure.RetryAfterRaw)},
		{"body", console.Optional(v.excerpt())},
		{"source", console.Optional(failure.Source())},
		{"hint", console.Optional(hint)},
	}...)
}

// details is what the exchange knows of its failure; empty for a request that was
// refused before it became one.
func (v *View) details() *ripio.Failure {
	if v.Exchange.Failure == nil {
		return &ripio.Failure{}
	}
	return v.Exchange.Failure
}

// excerpt is the beginning of the response's body. It is cut after cleaning: a
// secret that is cut in two would not be recognised.
func (v *View) excerpt() string {
	if v.Exchange.Response == nil {
		return ""
	}
	body := v.Exchange.Response.Body
	text := redact.Tokens(string(body[:min(len(body), 32*excerptLimit)])) // enough, whatever cleaning shortens
	if head := phrase.Head(text, excerptLimit); head != text {
		return head + "…"
	}
	return text
}

// timingObject holds milliseconds; null means that a phase did not happen.
func timingObject(t ripio.Timing) console.Object {
	if t == (ripio.Timing{}) {
		return nil
	}
	return console.Object{
		{"dns", console.Milliseconds(t.DNS)}, {"connect", console.Milliseconds(t.Connect)}, {"proxy", console.Milliseconds(t.Proxy)},
		{"tls", console.Milliseconds(t.TLS)}, {"first_byte", console.Milliseconds(t.FirstByte)},
		{"body", console.Milliseconds(t.Body)}, {"total", console.Milliseconds(t.Total)},
	}
}

// requestObject is a request as it leaves, with a mask in place of its secret. Its
// headers lack Content-Length, which tells how long the secret is.
func (v *View) requestObject() console.Object {
	sent := v.Exchange.Request
	if sent.Method == "" { // it was not composed
		return nil
	}
	headers := cleanHeaders(sent.Header)
	delete(headers, "Content-Length")
	form := map[string]string{}
	for _, field := range formFields(sent.Body) {
		form[field[0]] = field[1]
	}
	return console.Object{{"method", sent.Method}, {"url", sent.URL}, {"headers", headers}, {"form", form}, {"body", sent.Body}}
}

// formFields returns the names and decoded values of a form's fields that this
// program encoded, in reverse: the username comes before the password.
func formFields(body string) (fields [][2]string) {
	for _, part := range slices.Backward(strings.Split(body, "&")) {
		name, value, _ := strings.Cut(part, "=")
		value, _ = url.QueryUnescape(value)
		fields = append(fields, [2]string{name, value})
	}
	return fields
}

// responseObject is a response as it came, with its tokens cut.
func (v *View) responseObject() console.Object {
	response := v.Exchange.Response
	if response == nil {
		return nil
	}
	return console.Object{
		{"protocol", response.Protocol}, {"status", response.Status}, {"reason", response.Reason},
		{"headers", cleanHeaders(response.Header)}, {"body", v.excerpt()},
	}
}

// cleanHeaders returns headers with their tokens cut.
func cleanHeaders(header http.Header) map[string][]string {
	clean := map[string][]string{}
	for name, values := range header {
		clean[name] = []string{}
		for _, value := range values {
			clean[name] = append(clean[name], redact.Tokens(value))
		}
	}
	return clean
}

// connectionObject is what a request travelled over, with the certificate that the
// server showed, trusted or not.
func connectionObject(connection ripio.Connection) console.Object {
	if connection == (ripio.Connection{}) {
		return nil
	}
	var certificate console.Object
	if shown := connection.Certificate; shown != nil {
		certificate = console.Object{
			{"subject", shown.Subject}, {"issuer", shown.Issuer}, {"names", append([]string{}, shown.Names...)},
			{"not_before", shown.NotBefore.UTC().Format(time.RFC3339)}, {"not_after", shown.NotAfter.UTC().Format(time.RFC3339)},
		}
	}
	return console.Object{
		{"remote_address", console.Optional(connection.RemoteAddress)}, {"proxy", console.Optional(connection.Proxy)},
		{"tls_version", console.Optional(connection.TLSVersion)}, {"certificate", certificate},
	}
}
