package ripio

import (
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
)

// checkTarget returns the URL that a request may be sent to, or the reason
// why its secret must not go there. It is the last gate before a socket opens,
// whoever composed the environment: sandbox and production are pinned to their
// hosts over https, the simulator to this machine, and a custom one to this machine or to
// https.
func checkTarget(env Environment) (*url.URL, *Failure) {
	target, err := url.Parse(env.AuthURL)
	if err != nil || target.Hostname() == "" {
		return nil, refusedHost("the environment's URL has no host or cannot be read")
	}
	loopback := isLoopback(target.Hostname())
	switch {
	case target.Scheme == "http" && !loopback:
		return nil, &Failure{Kind: FailureRefusedHTTP, Evidence: "http://" + target.Host}
	case target.Scheme != "http" && target.Scheme != "https":
		return nil, refusedHost("the scheme is " + target.Scheme)
	case target.User != nil:
		return nil, refusedHost("the URL contains a user name")
	case target.RawQuery != "" || target.ForceQuery || target.Fragment != "":
		return nil, refusedHost("the URL contains a query or a fragment")
	}
	switch env.Name {
	case Simulator, Custom:
		if isRipio(target.Hostname()) {
			return nil, refusedHost(target.Host + " is Ripio's: the environment for it is sandbox or production")
		}
		if !loopback && !(env.Name == Custom && env.Remote) {
			return nil, refusedHost(target.Host + " is not this machine")
		}
		return target, nil
	}
	fixed, ok := EnvironmentFor(env.Name)
	if !ok {
		return nil, refusedHost("" + string(env.Name) + " is not an environment")
	}
	host := strings.TrimSuffix(strings.ToLower(target.Host), ":443")
	if target.Scheme != "https" || host != fixed.Host() {
		return nil, refusedHost(target.Scheme + "://" + target.Host + " is not https://" + fixed.Host())
	}
	return target, nil
}

// isRipio reports whether a host is one of Ripio's, however it is written.
func isRipio(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return host == "ripio.com" || strings.HasSuffix(host, ".ripio.com")
}

// checkPair returns the reason why credentials must not go to an environment:
// they belong to another one, or nobody said to which.
func checkPair(target EnvironmentName, request Request) *Failure {
	owner := request.CredentialsFor
	allowed := owner == target && !request.SwapTest
	switch {
	case request.SwapTest:
		allowed = owner != target && isFixed(owner) && isFixed(target)
	case target == Simulator:
		allowed = owner == Simulator || owner == Sandbox || owner == ""
	case target == Custom: // never production's, so never those of nobody knows whom
		allowed = owner == Custom || owner == Simulator || owner == Sandbox
	}
	if allowed {
		return nil
	}
	belong := "it is not known which environment the credentials belong to"
	if owner != "" {
		belong = "the credentials belong to " + string(owner)
	}
	return &Failure{Kind: FailureRefusedPair, Evidence: belong + ", the request goes to " + string(target)}
}

// isFixed reports whether an environment is sandbox or production.
func isFixed(name EnvironmentName) bool {
	_, ok := EnvironmentFor(name)
	return ok
}

func refusedHost(evidence string) *Failure {
	return &Failure{Kind: FailureRefusedHost, Evidence: evidence}
}

// checkBlocked turns blocking findings into a failure.
func checkBlocked(findings []finding.Finding) *Failure {
	var reasons []string
	for _, finding := range findings {
		if finding.Blocking {
			reasons = append(reasons, finding.Headline())
		}
	}
	if len(reasons) == 0 {
		return nil
	}
	return &Failure{Kind: FailureBlocked, Evidence: strings.Join(reasons, "; ")}
}
