package ripio

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// EnvironmentName names one of the places a token can be requested from.
type EnvironmentName string

// The environments. The simulator is this program's own imitation of the API
// on the loopback interface; custom is an integrator's own imitation.
const (
	Sandbox    EnvironmentName = "sandbox"
	Production EnvironmentName = "production"
	Simulator  EnvironmentName = "simulator"
	Custom     EnvironmentName = "custom"
)

// EnvironmentNames lists the environments that have a name to choose, in the order in
// which they are offered. A custom one is named by its URL.
var EnvironmentNames = []EnvironmentName{Simulator, Sandbox, Production}

// Label is the name in capitals, as badges and buttons show it.
func (n EnvironmentName) Label() string { return strings.ToUpper(string(n)) }

// ParseEnvironmentName reads an environment's name. It ignores letter case.
func ParseEnvironmentName(text string) (EnvironmentName, error) {
	for _, name := range EnvironmentNames {
		if strings.EqualFold(text, string(name)) {
			return name, nil
		}
	}
	const longest = 24
	if len(text) > longest || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-") != "" {
		return "", errUnknownEnvironment
	}
	return "", fmt.Errorf("no environment is called %q; there are sandbox, production and simulator", text)
}

// errUnknownEnvironment does not quote what is not a plain name: it may be a secret,
// or drive a terminal.
var errUnknownEnvironment = errors.New("no environment has that name; there are sandbox, production and simulator")

// Environment is where a request goes and where its token is used.
type Environment struct {
	Name EnvironmentName
	// AuthURL receives the POST that asks for a token.
	AuthURL string
	// OnRampURL and OffRampURL open the widget; the token goes in their query
	// parameter _to. The simulator has no widget, so both are empty there.
	OnRampURL, OffRampURL string
	// Remote lets a custom environment be on another machine.
	Remote bool
}

const authPath = "/api/v1/auth"

// Account is the environment whose credentials of a profile are sent: the simulator and a
// custom host take the sandbox's.
func (n EnvironmentName) Account() EnvironmentName {
	if n == Simulator || n == Custom {
		return Sandbox
	}
	return n
}

// EnvironmentFor returns the fixed environment of that name: sandbox or
// production. The simulator's address is only known once it listens; see
// SimulatorAt.
//
// The documentation prints the production address with http://. This program
// sends to https:// instead: the body carries the client_secret, and a server
// can only answer a cleartext request after the secret has crossed the network.
// Source: auth; the public integrations that were found use https as well.
func EnvironmentFor(name EnvironmentName) (Environment, bool) {
	switch name {
	case Sandbox:
		return Environment{
			Name:       Sandbox,
			AuthURL:    "https://b2b-widget-onramp-api.sandbox.ripio.com" + authPath,
			OnRampURL:  "https://b2b-widget-onramp.sandbox.ripio.com",
			OffRampURL: "https://b2b-widget-onramp.sandbox.ripio.com/offramp.html",
		}, true
	case Production:
		return Environment{
			Name:       Production,
			AuthURL:    "https://b2b-widget-onramp-api.ripio.com" + authPath,
			OnRampURL:  "https://b2b-widget-onramp.ripio.com",
			OffRampURL: "https://b2b-widget-onramp.ripio.com/offramp.html",
		}, true
	}
	return Environment{}, false
}

// SimulatorAt returns the simulator's environment for the address it listens at,
// such as "http://127.0.0.1:40123". Any host but a loopback one is refused.
func SimulatorAt(baseURL string) (Environment, error) {
	parsed, err := url.Parse(baseURL)
	if err != nil {
		return Environment{}, fmt.Errorf("simulator address: %w", err)
	}
	if parsed.Scheme != "http" || !isLoopback(parsed.Hostname()) {
		return Environment{}, fmt.Errorf("simulator address %q is not http on a loopback host", baseURL)
	}
	return Environment{Name: Simulator, AuthURL: "http://" + parsed.Host + authPath}, nil
}

// CustomAt returns the environment of an integrator's own imitation of the API, for its
// base URL, such as "http://127.0.0.1:8787" or "https://mock.example/ripio". It is on this
// machine unless remote says that it may be on another one, and over https there.
func CustomAt(baseURL string, remote bool) (Environment, error) {
	parsed, err := url.Parse(baseURL)
	if err != nil {
		return Environment{}, errCustomURL // the other error quotes it
	}
	parsed.Path = strings.TrimSuffix(strings.TrimSuffix(parsed.Path, "/"), authPath) + authPath
	parsed.RawPath = ""
	env := Environment{Name: Custom, AuthURL: parsed.String(), Remote: remote}
	if _, refused := checkTarget(env); refused != nil {
		return Environment{}, fmt.Errorf("%w: %s", errCustomURL, refused.Evidence)
	}
	return env, nil
}

var errCustomURL = errors.New("the URL cannot be used")

// Host is the host (and port, where there is one) that requests go to.
func (e Environment) Host() string {
	parsed, err := url.Parse(e.AuthURL)
	if err != nil {
		return ""
	}
	return parsed.Host
}

// IsLocal reports whether requests can only go to this machine.
func (e Environment) IsLocal() bool {
	parsed, err := url.Parse(e.AuthURL)
	return err == nil && isLoopback(parsed.Hostname())
}

// isLoopback reports whether host can only mean this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
