package exchangejson

import (
	"time"

	"devtools/ripio-explorer/ripio"
)

// request is ripio.SentRequest. URL and Username are left out where they follow
// from the rest.
type request struct {
	Method      string          `json:"method,omitempty"`
	URL         text            `json:"url,omitempty"`
	Header      header          `json:"header,omitempty"`
	ClientID    text            `json:"client_id"`
	ExternalRef text            `json:"external_ref"`
	Address     text            `json:"address"`
	Username    *text           `json:"username,omitempty"`
	Body        text            `json:"body,omitempty"`
	Deviation   ripio.Deviation `json:"deviation,omitempty"`
}

func newRequest(r ripio.SentRequest, cut cutter) request {
	kept := request{
		Method: r.Method, URL: pack(cut.sent(r.URL)), Header: newHeader(r.Header, cut.sentValue),
		ClientID: pack(cut.sent(r.ClientID)), ExternalRef: pack(cut.sent(r.ExternalRef)), Address: pack(cut.sent(r.Address)),
		Body: pack(cut.sent(r.Body)), Deviation: r.Deviation,
	}
	if username := pack(cut.sent(r.Username)); username.unpack() != kept.username() {
		kept.Username = &username
	}
	return kept
}

// username is the one that follows from the three parts.
func (r request) username() string {
	parts := ripio.Request{ClientID: r.ClientID.unpack(), ExternalRef: r.ExternalRef.unpack(), Address: r.Address.unpack()}
	return parts.Username()
}

func (d Document) request() ripio.SentRequest {
	r := d.Request
	sent := ripio.SentRequest{
		Method: r.Method, URL: r.URL.unpack(), Header: r.Header.unpack(),
		ClientID: r.ClientID.unpack(), ExternalRef: r.ExternalRef.unpack(), Address: r.Address.unpack(),
		Username: r.username(), Body: r.Body.unpack(), Deviation: r.Deviation,
	}
	if r.Username != nil {
		sent.Username = r.Username.unpack()
	}
	return sent
}

// timing is ripio.Timing.
type timing struct {
	DNS       time.Duration `json:"dns_ns,omitempty"`
	Connect   time.Duration `json:"connect_ns,omitempty"`
	Proxy     time.Duration `json:"proxy_ns,omitempty"`
	TLS       time.Duration `json:"tls_ns,omitempty"`
	FirstByte time.Duration `json:"first_byte_ns,omitempty"`
	Body      time.Duration `json:"body_ns,omitempty"`
	Total     time.Duration `json:"total_ns,omitempty"`
	Reached   ripio.Phase   `json:"reached,omitempty"`
}

func newTiming(t ripio.Timing) timing { return timing(t) }

func (t timing) timing() ripio.Timing { return ripio.Timing(t) }

// connection is ripio.Connection.
type connection struct {
	RemoteAddress text         `json:"remote_address,omitempty"`
	TLSVersion    string       `json:"tls_version,omitempty"`
	Certificate   *certificate `json:"certificate,omitempty"`
	Proxy         text         `json:"proxy,omitempty"`
}

// certificate is ripio.Certificate.
type certificate struct {
	Subject   text      `json:"subject"`
	Issuer    text      `json:"issuer"`
	Names     []text    `json:"names,omitempty"`
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
}

func newConnection(c ripio.Connection, cut cutter) *connection {
	if c == (ripio.Connection{}) {
		return nil
	}
	kept := &connection{RemoteAddress: pack(c.RemoteAddress), TLSVersion: c.TLSVersion, Proxy: pack(cut.text(c.Proxy))}
	if shown := c.Certificate; shown != nil {
		kept.Certificate = &certificate{
			Subject: pack(shown.Subject), Issuer: pack(shown.Issuer),
			NotBefore: utc(shown.NotBefore), NotAfter: utc(shown.NotAfter),
		}
		for _, name := range shown.Names {
			kept.Certificate.Names = append(kept.Certificate.Names, pack(name))
		}
	}
	return kept
}

func (c *connection) connection() ripio.Connection {
	if c == nil {
		return ripio.Connection{}
	}
	given := ripio.Connection{RemoteAddress: c.RemoteAddress.unpack(), TLSVersion: c.TLSVersion, Proxy: c.Proxy.unpack()}
	if kept := c.Certificate; kept != nil {
		given.Certificate = &ripio.Certificate{
			Subject: kept.Subject.unpack(), Issuer: kept.Issuer.unpack(), NotBefore: kept.NotBefore, NotAfter: kept.NotAfter,
		}
		for _, name := range kept.Names {
			given.Certificate.Names = append(given.Certificate.Names, name.unpack())
		}
	}
	return given
}

// clock is ripio.Clock.
type clock struct {
	Known       bool          `json:"known,omitempty"`
	Skew        time.Duration `json:"skew_ns,omitempty"`
	Uncertainty time.Duration `json:"uncertainty_ns,omitempty"`
	Date        time.Time     `json:"date,omitzero"`
	Reason      text          `json:"reason,omitempty"`
}

func newClock(c ripio.Clock, cut cutter) clock {
	return clock{c.Known, c.Skew, c.Uncertainty, utc(c.Date), pack(cut.text(c.Reason))}
}

func (c clock) clock() ripio.Clock {
	return ripio.Clock{Known: c.Known, Skew: c.Skew, Uncertainty: c.Uncertainty, Date: c.Date, Reason: c.Reason.unpack()}
}
