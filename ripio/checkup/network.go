// Package checkup has the checks of what a request needs around it: the way to the
// server, the clock, and the terminal. None of them sends credentials. Those of what an
// integrator keeps are in profiles/checks.
package checkup

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// Network is the way to the servers.
type Network struct {
	// Client goes it, over the proxy and with the certificates of a request.
	Client interface {
		Route(env ripio.Environment) ripio.Exchange
		Probe(ctx context.Context, env ripio.Environment) ripio.Exchange
	}
	// Lookup looks a host's name up, as net.Resolver.LookupHost does.
	Lookup func(ctx context.Context, host string) ([]string, error)
	// LookupLimit and ConnectionLimit are how long these may take; zero means 5 s and 20 s.
	LookupLimit, ConnectionLimit time.Duration
}

// Trusting is the same way with authorities that are trusted beside this machine's.
func (n Network) Trusting(authorities []*x509.Certificate) Network {
	if client, is := n.Client.(*ripio.Client); is {
		trusting := *client
		trusting.Authorities = authorities
		n.Client = &trusting
	}
	return n
}

const (
	lookupLimit     = 5 * time.Second
	connectionLimit = 20 * time.Second
	settingsLimit   = 5 * time.Second // files with certificates may lie on a network
)

// Proxy checks the variables for proxies. Nothing is sent and no name looked up.
func (n Network) Proxy(env ripio.Environment) checklist.Check {
	return checklist.Check{Name: "proxy", Subject: string(env.Name), Limit: settingsLimit, Run: func(context.Context) []checklist.Line {
		route := n.Client.Route(env)
		switch {
		case route.Failure != nil:
			return []checklist.Line{failed(route)}
		case route.Connection.Proxy != "":
			return []checklist.Line{{Verdict: checklist.OK, Found: "a request goes through " + route.Connection.Proxy}}
		}
		lines := []checklist.Line{}
		for _, noted := range route.Findings {
			if noted.Code == notReadProxy {
				lines = append(lines, lineOf("", noted))
			}
		}
		if len(lines) == 0 {
			lines = []checklist.Line{{Verdict: checklist.OK, Found: "none is set; a request goes to the server directly"}}
		}
		return lines
	}}
}

const notReadProxy finding.Code = "connection-proxy-not-read"

// Trust checks the variables for trusted certificates, which are the same for all
// environments. Nothing is sent.
func (n Network) Trust() checklist.Check {
	return checklist.Check{Name: "trusted-certificates", Limit: settingsLimit, Run: func(context.Context) []checklist.Line {
		sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
		var lines []checklist.Line
		for _, noted := range n.Client.Route(sandbox).Findings {
			if noted.Code != notReadProxy {
				lines = append(lines, lineOf("", noted))
			}
		}
		if len(lines) > 0 {
			return lines
		}
		found := "those of the system"
		if readsTrustVariables {
			found += ", and of SSL_CERT_FILE and SSL_CERT_DIR where they are set"
		}
		return []checklist.Line{{Verdict: checklist.OK, Found: found}}
	}}
}

// Reach checks whether the host's name has an address, and whether a connection comes
// about: proxy, TLS, certificate and both clocks.
func (n Network) Reach(env ripio.Environment) []checklist.Check {
	return []checklist.Check{
		{Name: "dns", Subject: string(env.Name), Limit: orDefault(n.LookupLimit, lookupLimit), Run: func(ctx context.Context) []checklist.Line {
			return []checklist.Line{n.lookup(ctx, env)}
		}},
		{Name: "connection", Subject: string(env.Name), Limit: orDefault(n.ConnectionLimit, connectionLimit), Run: func(ctx context.Context) []checklist.Line {
			return connectionLines(n.Client.Probe(ctx, env))
		}},
	}
}

func (n Network) lookup(ctx context.Context, env ripio.Environment) checklist.Line {
	host := env.Host()
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if proxy := n.Client.Route(env).Connection.Proxy; proxy != "" {
		return checklist.Line{Verdict: checklist.NotRun, Found: "not looked up: the proxy looks " + host + " up"}
	}
	addresses, err := n.Lookup(ctx, host)
	var unknown *net.DNSError
	switch {
	case ctx.Err() != nil || errors.As(err, &unknown) && unknown.IsTimeout:
		return checklist.Line{
			Verdict: checklist.Failure, Found: "the resolver gave no answer for " + host + " in time",
			Fix: "Check the network and its DNS server: another name may not be found either.",
		}
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return checklist.Line{
			Verdict: checklist.Failure, Found: "the resolver knows no address of " + host,
			Fix: "Check the network, a VPN and its DNS server; some networks need a proxy, which HTTPS_PROXY names.",
		}
	case err != nil:
		return checklist.Line{Verdict: checklist.Failure, Found: err.Error(), Fix: "Check the network and its DNS server."}
	}
	return checklist.Line{Verdict: checklist.OK, Found: host + " is " + phrase.ListNames(addresses)}
}

// connectionLines say what a probe met.
func connectionLines(probe ripio.Exchange) []checklist.Line {
	if probe.Failure != nil {
		lines := []checklist.Line{failed(probe)}
		for _, noted := range probe.Findings {
			lines = append(lines, lineOf("trusted-certificates", noted))
		}
		return lines
	}
	reached := phrase.JoinNonEmpty(", ", probe.Connection.RemoteAddress, probe.Connection.TLSVersion, phrase.TookWords(probe.Timing.Total))
	lines := []checklist.Line{{Verdict: checklist.OK, Found: reached + "; " + ripio.StatusLine(probe.Response) + " to a request without credentials"}}
	if probe.Connection.Proxy != "" {
		lines[0].Found += ", through " + probe.Connection.Proxy
	}
	for _, noted := range probe.Findings {
		if name := lineName(noted.Code); name != "" {
			lines = append(lines, lineOf(name, noted))
		}
	}
	return lines
}

// lineName is the name of a finding's line; empty for what the connection's own says.
func lineName(code finding.Code) string {
	switch text := string(code); {
	case code == "connection-proxy", code == "connection-tls":
		return ""
	case strings.HasPrefix(text, "clock-"), code == "no-server-date":
		return "clock"
	case strings.HasPrefix(text, "connection-certificate"), code == "connection-inspected":
		return "certificate"
	}
	return "way"
}

// lineOf makes a line of a finding.
func lineOf(name string, noted finding.Finding) checklist.Line {
	line := checklist.Line{
		Name: name, Verdict: checklist.VerdictOf(noted.Level), Found: phrase.JoinNonEmpty(": ", noted.Title, noted.Found),
		Source: noted.Source,
	}
	if noted.Level > finding.LevelOK {
		line.Fix = noted.Fix
	}
	return line
}

// failed is the line of a failure, with the fix of its likeliest cause.
func failed(exchange ripio.Exchange) checklist.Line {
	failure := exchange.Failure
	line := checklist.Line{
		Verdict: checklist.Failure, Found: phrase.JoinNonEmpty(": ", failure.Title(), failure.Evidence),
		Source: failure.Source(),
	}
	if causes := cause.Rank(exchange, cause.Background{}); len(causes) > 0 {
		line.Fix = causes[0].Fix
	}
	return line
}

func orDefault(limit, otherwise time.Duration) time.Duration {
	if limit <= 0 {
		return otherwise
	}
	return limit
}
