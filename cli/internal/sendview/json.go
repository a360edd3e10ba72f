package sendview

import (
	"encoding/json"
	"math"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
)

// Document is the JSON object of a send, such as the output of token --json. Its keys are stable.
type Document struct {
	Version          int                   `json:"version"`
	Environment      ripio.EnvironmentName `json:"environment"`
	Profile          *string               `json:"profile"`
	ExternalRef      *string               `json:"external_ref"`
	Address          *string               `json:"address"`
	HTTPStatus       *int                  `json:"http_status"`
	Failure          *Failure              `json:"failure"`
	Causes           []cause.Cause         `json:"causes"`
	Token            *string               `json:"token"`
	Header           json.RawMessage       `json:"header"`
	Claims           json.RawMessage       `json:"claims"`
	ExpiresAt        *string               `json:"expires_at"`
	LifetimeSeconds  *int64                `json:"lifetime_seconds"`
	HeaderUnread     *string               `json:"header_unread"`
	ClaimsUnread     *string               `json:"claims_unread"`
	ExpiryState      *string               `json:"expiry_state"`
	Signature        *string               `json:"signature"`
	Findings         []finding.Finding     `json:"findings"`
	TimingMS         *timingDocument       `json:"timing_ms"`
	ClockSkewSeconds *float64              `json:"clock_skew_seconds"`
	ID               *string               `json:"id"`
	SentAt           *string               `json:"sent_at"`
	DryRun           bool                  `json:"dry_run"`
	NegativeTest     *string               `json:"negative_test"`
	Request          *requestDocument      `json:"request"`
	Response         *responseDocument     `json:"response"`
	Connection       *connectionDocument   `json:"connection"`
}

// timingDocument holds milliseconds; null means that a phase did not happen.
type timingDocument struct {
	DNS       *float64 `json:"dns"`
	Connect   *float64 `json:"connect"`
	Proxy     *float64 `json:"proxy"`
	TLS       *float64 `json:"tls"`
	FirstByte *float64 `json:"first_byte"`
	Body      *float64 `json:"body"`
	Total     *float64 `json:"total"`
}

// Document returns the JSON object.
func (v *View) Document() Document {
	document := Document{
		Version:          console.DocumentVersion,
		Environment:      v.Exchange.Environment.Name,
		Profile:          console.Optional(v.Exchange.Profile),
		ExternalRef:      console.Optional(v.Exchange.Request.ExternalRef),
		Address:          console.Optional(v.Exchange.Request.Address),
		Failure:          v.Failure,
		Causes:           append([]cause.Cause{}, v.Causes...),
		Findings:         append([]finding.Finding{}, v.Exchange.Findings...),
		TimingMS:         timing(v.Exchange.Timing),
		ClockSkewSeconds: skewSeconds(v.Exchange.Clock),
		ID:               console.Optional(v.ID),
		SentAt:           sentAt(v.Exchange),
		DryRun:           v.Exchange.DryRun,
		NegativeTest:     console.Optional(string(v.Exchange.Request.Deviation)),
		Request:          v.requestDocument(),
		Response:         v.responseDocument(),
		Connection:       v.connectionDocument(),
	}
	if response := v.Exchange.Response; response != nil {
		document.HTTPStatus = &response.Status
	}
	if token := v.Exchange.Token; token != nil {
		document.Token = console.Optional(token.Raw)
		document.Header = Object(token.HeaderJSON, token.Header)
		document.Claims = Object(token.ClaimsJSON, token.Claims)
		document.HeaderUnread = console.Optional(string(token.HeaderUnread))
		document.ClaimsUnread = console.Optional(string(token.ClaimsUnread))
		document.ExpiryState = console.Optional(token.Expiry.State.String())
		document.ExpiresAt = ExpiresAt(token.Expiry)
		document.Signature = console.Optional(token.Signature)
	}
	if lifetime, ok := v.Exchange.Lifetime(); ok {
		seconds := int64(math.Round(lifetime.Seconds()))
		document.LifetimeSeconds = &seconds
	}
	return document
}

// WasSent reports whether the send got as far as the network.
func WasSent(exchange ripio.Exchange) bool { return !exchange.ReceivedAt.IsZero() }

// sentAt is when the send began, in RFC 3339 and UTC; nil when nothing was sent.
func sentAt(exchange ripio.Exchange) *string {
	if !WasSent(exchange) {
		return nil
	}
	return console.Instant(exchange.SentAt)
}

func timing(t ripio.Timing) *timingDocument {
	if t == (ripio.Timing{}) {
		return nil
	}
	return &timingDocument{
		DNS: Milliseconds(t.DNS), Connect: Milliseconds(t.Connect), Proxy: Milliseconds(t.Proxy),
		TLS: Milliseconds(t.TLS), FirstByte: Milliseconds(t.FirstByte), Body: Milliseconds(t.Body),
		Total: Milliseconds(t.Total),
	}
}

// Milliseconds returns a duration in milliseconds; nil for none.
func Milliseconds(d time.Duration) *float64 {
	if d == 0 {
		return nil
	}
	value := float64(d.Microseconds()) / 1000
	return &value
}

// skewSeconds keeps tenths: a Date header has no more to give.
func skewSeconds(clock ripio.Clock) *float64 {
	if !clock.Known {
		return nil
	}
	seconds := math.Round(clock.Skew.Seconds()*10) / 10
	return &seconds
}
