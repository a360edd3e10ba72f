package cli

import (
	"encoding/json"
	"math"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
)

// tokenDocument is the output of token --json. Its keys are stable.
type tokenDocument struct {
	Version          int                   `json:"version"`
	Environment      ripio.EnvironmentName `json:"environment"`
	Profile          *string               `json:"profile"`
	ExternalRef      *string               `json:"external_ref"`
	Address          *string               `json:"address"`
	HTTPStatus       *int                  `json:"http_status"`
	Failure          *failureDocument      `json:"failure"`
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

func (r *tokenReport) document() tokenDocument {
	document := tokenDocument{
		Version:          documentVersion,
		Environment:      r.exchange.Environment.Name,
		Profile:          optional(r.exchange.Profile),
		ExternalRef:      optional(r.clean(r.exchange.Request.ExternalRef)),
		Address:          optional(r.clean(r.exchange.Request.Address)),
		Failure:          r.failure,
		Causes:           cleanedCauses(r.causes, r.clean),
		Findings:         cleaned(r.exchange.Findings, r.clean),
		TimingMS:         timing(r.exchange.Timing),
		ClockSkewSeconds: skewSeconds(r.exchange.Clock),
		ID:               optional(r.id),
		SentAt:           sentAt(r.exchange),
		DryRun:           r.exchange.DryRun,
		NegativeTest:     optional(string(r.exchange.Request.Deviation)),
		Request:          r.requestDocument(),
		Response:         r.responseDocument(),
		Connection:       r.connectionDocument(),
	}
	if response := r.exchange.Response; response != nil {
		document.HTTPStatus = &response.Status
	}
	if token := r.exchange.Token; token != nil {
		document.Token = optional(token.Raw)
		document.Header = object(token.HeaderJSON, token.Header, r.clean)
		document.Claims = object(token.ClaimsJSON, token.Claims, r.clean)
		document.HeaderUnread = optional(string(token.HeaderUnread))
		document.ClaimsUnread = optional(string(token.ClaimsUnread))
		document.ExpiryState = optional(token.Expiry.State.String())
		document.ExpiresAt = expiresAt(token.Expiry)
		document.Signature = optional(token.Signature)
	}
	if lifetime, ok := r.exchange.Lifetime(); ok {
		seconds := int64(math.Round(lifetime.Seconds()))
		document.LifetimeSeconds = &seconds
	}
	return document
}

// wasSent reports whether the send got as far as the network.
func wasSent(exchange ripio.Exchange) bool { return !exchange.ReceivedAt.IsZero() }

// sentAt is when the send began, in RFC 3339 and UTC; nil when nothing was sent.
func sentAt(exchange ripio.Exchange) *string {
	if !wasSent(exchange) {
		return nil
	}
	return instant(exchange.SentAt)
}

func timing(t ripio.Timing) *timingDocument {
	if t == (ripio.Timing{}) {
		return nil
	}
	return &timingDocument{
		DNS: milliseconds(t.DNS), Connect: milliseconds(t.Connect), Proxy: milliseconds(t.Proxy),
		TLS: milliseconds(t.TLS), FirstByte: milliseconds(t.FirstByte), Body: milliseconds(t.Body),
		Total: milliseconds(t.Total),
	}
}

func milliseconds(d time.Duration) *float64 {
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
