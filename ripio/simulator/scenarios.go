package simulator

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Default is the name of the scenario that follows the documentation.
const Default = "ok"

// Scenario is a way for the simulator to behave.
type Scenario struct {
	// Name is in kebab case and stable: scripts may rely on it.
	Name string
	// Summary says in a few words what the scenario does.
	Summary string
	// Expect says in a sentence what a right caller should make of it.
	Expect string
}

// behaviour is a scenario and how it is played.
type behaviour struct {
	Scenario
	respond func(call)
	// clockError is how far the simulated server's clock is from the real one.
	clockError time.Duration
}

// behaviours holds all scenarios in the order in which they are offered.
var behaviours = [...]behaviour{
	{Scenario{"ok", "as documented", "A token. It lives 10 hours here; Ripio documents no lifetime."},
		grant(call.ordinaryToken, call.whole), 0},
	{Scenario{"rejected", "401, no reason given", "The request is rejected and the response does not say why."},
		fixed(http.StatusUnauthorized, typeJSON, `{"succeed":false}`), 0},
	{Scenario{"envelope-40001", "403 in the B2B error envelope", "The request is rejected, with the code 40001 and a message."},
		fixed(http.StatusForbidden, typeJSON, envelope40001), 0},
	{Scenario{"error-field", `401 with "error"`, "The request is rejected; the message is in the field error."},
		fixed(http.StatusUnauthorized, typeJSON, `{"error":"invalid_client"}`), 0},
	{Scenario{"detail-field", `401 with "detail"`, "The request is rejected; the message is in the field detail."},
		fixed(http.StatusUnauthorized, typeJSON, `{"detail":"Invalid username or password."}`), 0},
	{Scenario{"succeed-false", `200, but "succeed" is false`, "No token, although the status is 200."},
		fixed(http.StatusOK, typeJSON, `{"succeed":false,"token":null,"token_type":null}`), 0},
	{Scenario{"no-token", "200 without a token", "A successful response without a token."},
		fixed(http.StatusOK, typeJSON, `{"succeed":true,"token_type":"bearer"}`), 0},
	{Scenario{"expired-token", "a token that expired an hour ago", "A token that has already expired when it arrives."},
		grant(tokenFor(-time.Hour), call.whole), 0},
	{Scenario{"short-token", "a token for 30 seconds", "A token that expires while you watch."},
		grant(tokenFor(30*time.Second), call.whole), 0},
	{Scenario{"alg-none", "an unsigned token", "A token with alg none and no signature: not to be trusted."},
		grant(call.unsignedToken, call.whole), 0},
	{Scenario{"extra-claims", "a token with more claims", "A token with claims that the documentation does not show, some of them numbers with many digits."},
		grant(call.talkativeToken, call.whole), 0},
	{Scenario{"html-502", "502 page of a gateway", "A web page instead of the API."},
		fixed(http.StatusBadGateway, typeHTML, gatewayPage), 0},
	{Scenario{"unavailable-503", "503, service unavailable", "A fault on the server's side: try again later."},
		fixed(http.StatusServiceUnavailable, typeText, "Service Unavailable\n"), 0},
	{Scenario{"rate-limited", "429, retry after 30 s", "Too many requests, with the wait in Retry-After."},
		fixed(http.StatusTooManyRequests, typeJSON, throttled, "Retry-After", "30"), 0},
	{Scenario{"redirect-301", "301 to another host", "A redirect that must not be followed: most clients would send the request again without its form."},
		fixed(http.StatusMovedPermanently, typeText, "", "Location", redirectTarget), 0},
	{Scenario{"redirect-307", "307 to another host", "A redirect that asks to send the secret to another host: it must not be followed."},
		fixed(http.StatusTemporaryRedirect, typeText, "", "Location", redirectTarget), 0},
	{Scenario{"slow-headers", "no response for 40 s", "A time-out while waiting for the first byte."},
		grant(call.ordinaryToken, call.late), 0},
	{Scenario{"dripping-body", "a body, one byte at a time", "A time-out while the body arrives."},
		grant(call.ordinaryToken, call.drip), 0},
	{Scenario{"truncated-body", "a body that ends early", "A response that is shorter than it says."},
		grant(call.ordinaryToken, call.truncate), 0},
	{Scenario{"huge-body", "a body of 8 MiB", "A response that is too large to be read."},
		call.hugeBody, 0},
	{Scenario{"gzip-bomb", "256 MiB behind 256 KiB of gzip", "A response that must not be unpacked completely."},
		call.gzipBomb, 0},
	{Scenario{"clock-off", "the clock is 10 minutes ahead", "A token, and a note that the two clocks disagree."},
		grant(call.ordinaryToken, call.whole), 10 * time.Minute},
	{Scenario{"not-json", "200, but not JSON", "A response that says it is JSON and is not."},
		fixed(http.StatusOK, typeJSON, `{'succeed': True, 'token_type': 'bearer'}`), 0},
}

// Scenarios lists all scenarios in the order in which they are offered.
func Scenarios() []Scenario {
	list := make([]Scenario, len(behaviours))
	for i := range behaviours {
		list[i] = behaviours[i].Scenario
	}
	return list
}

// UnknownScenarioError says that there is no scenario of that name.
type UnknownScenarioError struct{ Name string }

// Error names the unknown scenario and lists the known ones, one a line.
func (e *UnknownScenarioError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%+.60q is not a scenario of the simulator; the scenarios are:", e.Name)
	for i := range behaviours {
		fmt.Fprintf(&text, "\n  %-16s %s", behaviours[i].Name, behaviours[i].Summary)
	}
	return text.String()
}
