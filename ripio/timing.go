package ripio

import "time"

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

// Timing holds the duration of each phase; zero means it did not happen. The
// phase that was under way when a send failed lasts until its end. The phases
// are not all of Total: small steps lie between them.
type Timing struct {
	DNS, Connect, Proxy, TLS, FirstByte, Body, Total time.Duration
	// Reached is the last phase that began: where a send that failed got stuck.
	Reached Phase
}

// phases lists all phases in their order, also those that did not happen.
func (t Timing) Phases() []phaseTook {
	return []phaseTook{
		{PhaseDNS, t.DNS},
		{PhaseConnect, t.Connect},
		{PhaseProxy, t.Proxy},
		{PhaseTLS, t.TLS},
		{PhaseFirstByte, t.FirstByte},
		{PhaseBody, t.Body},
	}
}

// phaseTook is how long a phase lasted.
type phaseTook struct {
	Phase Phase
	Took  time.Duration
}
