package ripio

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"
)

// Phase is a stretch of a send.
type Phase string

// The phases in their order. A send to a literal address has no PhaseDNS, a
// send over http no PhaseTLS. PhaseProxy is there only when a proxy is asked to
// open a tunnel (RFC 9110 section 9.3.6); an https proxy has its own TLS
// handshake before it, which counts into PhaseTLS.
const (
	PhaseDNS       Phase = "DNS lookup"
	PhaseConnect   Phase = "connect"
	PhaseProxy     Phase = "proxy tunnel"
	PhaseTLS       Phase = "TLS handshake"
	PhaseFirstByte Phase = "first byte"
	PhaseBody      Phase = "body"
)

// during says where a send stood in each phase.
var during = map[Phase]string{
	PhaseDNS: "during the DNS lookup", PhaseConnect: "while connecting", PhaseProxy: "at the proxy",
	PhaseTLS: "during the TLS handshake", PhaseFirstByte: "waiting for a response", PhaseBody: "during the response",
}

// Timing holds the duration of each phase; zero means it did not happen. The
// phase that was under way when a send failed lasts until its end. The phases
// are not all of Total: small steps lie between them.
type Timing struct {
	DNS       time.Duration `json:"dns_ns,omitempty"`
	Connect   time.Duration `json:"connect_ns,omitempty"`
	Proxy     time.Duration `json:"proxy_ns,omitempty"`
	TLS       time.Duration `json:"tls_ns,omitempty"`
	FirstByte time.Duration `json:"first_byte_ns,omitempty"`
	Body      time.Duration `json:"body_ns,omitempty"`
	Total     time.Duration `json:"total_ns,omitempty"`
	// Reached is the last phase that began: where a send that failed got stuck.
	Reached Phase `json:"reached,omitempty"`
}

// During says in words where a send stopped; empty when no phase had begun.
func (p Phase) During() string { return during[p] }

// PhaseTook is how long a phase lasted.
type PhaseTook struct {
	Phase Phase
	Took  time.Duration
}

// Phases lists all phases in their order, also those that did not happen.
func (t Timing) Phases() []PhaseTook {
	return []PhaseTook{
		{PhaseDNS, t.DNS}, {PhaseConnect, t.Connect}, {PhaseProxy, t.Proxy},
		{PhaseTLS, t.TLS}, {PhaseFirstByte, t.FirstByte}, {PhaseBody, t.Body},
	}
}

// trace measures the phases of one send. Its hooks run on goroutines of
// net/http, some of them after the send is over.
type trace struct {
	mu      sync.Mutex
	start   time.Time
	began   map[Phase]time.Time     // phases under way
	lasted  map[Phase]time.Duration // phases that ended
	reached Phase

	connected     bool   // over TCP; later attempts of the dialer are losers
	responseBegan bool   // its first byte came
	remoteAddress string // the peer's IP address and port
	wroteAt       time.Time
	tlsVersion    string       // of the last handshake that was finished
	certificate   *Certificate // what the last handshake showed, also when it was refused
}

func newTrace() *trace {
	return &trace{start: time.Now(), began: map[Phase]time.Time{}, lasted: map[Phase]time.Duration{}}
}

// context makes net/http report to the trace. onConnection runs as soon as the
// connection is ready for the request.
func (t *trace) context(ctx context.Context, onConnection func()) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { t.begin(PhaseDNS) },
		DNSDone:           func(httptrace.DNSDoneInfo) { t.end(PhaseDNS) },
		ConnectStart:      func(string, string) { t.begin(PhaseConnect) },
		ConnectDone:       t.connectDone,
		TLSHandshakeStart: t.handshakeStart,
		TLSHandshakeDone:  t.handshakeDone,
		GotConn: func(info httptrace.GotConnInfo) {
			onConnection()
			t.connectDone("", info.Conn.RemoteAddr().String(), nil)
			t.begin(PhaseFirstByte)
		},
		WroteRequest: func(httptrace.WroteRequestInfo) { t.locked(func() { t.wroteAt = time.Now() }) },
		GotFirstResponseByte: func() {
			t.locked(func() { t.responseBegan = true })
			t.end(PhaseFirstByte)
		},
	})
}

func (t *trace) locked(change func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	change()
}

// begin starts a phase unless it is under way: an address that fails is
// followed by the next one, within the same phase.
func (t *trace) begin(phase Phase) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if phase == PhaseConnect && t.connected {
		return
	}
	if t.began[phase].IsZero() {
		t.began[phase] = time.Now()
	}
	t.reached = phase
}

func (t *trace) end(phase Phase) { t.locked(func() { t.endLocked(phase, time.Now()) }) }

func (t *trace) endLocked(phase Phase, now time.Time) {
	if began := t.began[phase]; !began.IsZero() {
		t.lasted[phase] += now.Sub(began)
		delete(t.began, phase)
	}
}

// connectDone keeps the first connection that came about.
func (t *trace) connectDone(_, address string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil && !t.connected {
		t.connected, t.remoteAddress = true, address
		t.endLocked(PhaseConnect, time.Now())
	}
}

// handshakeStart forgets an https proxy's handshake: the next one is the
// server's.
func (t *trace) handshakeStart() {
	t.end(PhaseProxy)
	t.begin(PhaseTLS)
	t.locked(func() { t.tlsVersion, t.certificate = "", nil })
}

func (t *trace) handshakeDone(state tls.ConnectionState, err error) {
	t.end(PhaseTLS)
	t.locked(func() {
		if err == nil {
			t.tlsVersion, t.certificate = tls.VersionName(state.Version), newCertificate(state.PeerCertificates)
		} else if refused, is := errors.AsType[*tls.CertificateVerificationError](err); is {
			t.certificate = newCertificate(refused.UnverifiedCertificates)
		}
	})
}

// roundTrip is the time since the request was written, or since the beginning
// when the response came before it was.
func (t *trace) roundTrip() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.wroteAt.IsZero() {
		return time.Since(t.start)
	}
	return time.Since(t.wroteAt)
}

// readBody reads the response's body as a phase of its own.
func (t *trace) readBody(response *http.Response) rawResponse {
	t.begin(PhaseBody)
	defer t.end(PhaseBody)
	return readResponse(response)
}

// finish ends what is under way and returns the measurements, and whether the
// first byte of a response came.
func (t *trace) finish() (timing Timing, connection Connection, responseBegan bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	for phase := range t.began {
		t.endLocked(phase, now)
	}
	return Timing{
		DNS: t.lasted[PhaseDNS], Connect: t.lasted[PhaseConnect], Proxy: t.lasted[PhaseProxy],
		TLS: t.lasted[PhaseTLS], FirstByte: t.lasted[PhaseFirstByte], Body: t.lasted[PhaseBody],
		Total: now.Sub(t.start), Reached: t.reached,
	}, Connection{RemoteAddress: t.remoteAddress, TLSVersion: t.tlsVersion, Certificate: t.certificate}, t.responseBegan
}
