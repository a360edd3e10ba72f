// Package cause ranks the possible causes of a failed request. The words of its
// rules stand in causes.toml.
package cause

import (
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// Cause is a possible cause of a failure: a guess with its evidence, or what the
// evidence proves.
//
// Title, Why, Fix and Source are this program's own words and safe to print.
// Evidence and Replacement may hold bytes from outside: pass them through
// package visible before they reach a terminal. No cause holds a client_secret.
type Cause struct {
	Code  finding.Code `json:"code"`
	Title string       `json:"title"`
	// Weight is how much speaks for it, from 1 (nothing but that it happens) to
	// 100 (the evidence proves it).
	Weight int `json:"weight"`
	// Certainty is how sure that is, by the weight where the words do not fix it.
	Certainty finding.Certainty `json:"certainty"`
	// Evidence is what was seen in this very request.
	Evidence string `json:"evidence"`
	// Why says how this leads to the failure.
	Why string `json:"why"`
	// Fix says what to do.
	Fix string `json:"fix"`
	// Source names the page or standard the rule rests on.
	Source string `json:"source"`
	// Remedy is what one key can do about it.
	Remedy Remedy `json:"remedy,omitempty"`
	// Field and Replacement belong to RemedyReplace; Field alone to RemedyEnter
	// and, where one of the two credentials is meant, to RemedyEditCredentials.
	Field       finding.Field `json:"field,omitempty"`
	Replacement string        `json:"replacement,omitempty"`

	// Told are the codes of the findings and the other causes whose evidence stands in this
	// one's, beside its own. QuotesFailure tells that the failure's own evidence does.
	Told          []finding.Code `json:"-"`
	QuotesFailure bool           `json:"-"`
}

// Tells reports whether the evidence of a finding or a cause of that code stands in this
// one's.
func (c Cause) Tells(code finding.Code) bool { return c.Code == code || slices.Contains(c.Told, code) }

// IsFailure reports whether it is the failure itself under the failure's own name.
func (c Cause) IsFailure() bool { return slices.Contains(failuresThemselves, c.Code) }

var failuresThemselves = []finding.Code{"malformed-http", "not-json", "page-unknown", "rate-limited"}

// Remedy is something that one key can do about a cause.
type Remedy string

// The remedies.
const (
	RemedyNone              Remedy = ""
	RemedyReplace           Remedy = "replace"            // put Replacement into Field
	RemedyEnter             Remedy = "enter"              // go to Field and type a value
	RemedyTrimSecret        Remedy = "trim-secret"        // send TrimSecret of the secret
	RemedyNewExternalRef    Remedy = "new-external-ref"   // generate a UUID v4
	RemedyEditCredentials   Remedy = "edit-credentials"   // open the profile at this environment's credentials
	RemedySwitchEnvironment Remedy = "switch-environment" // select the other environment
	RemedySwapTest          Remedy = "swap-test"          // ask the other environment, see SwapFinding
	RemedyRetry             Remedy = "retry"              // send the same again
	RemedyWait              Remedy = "wait"               // send again when the wait is over
	RemedyShowHTTP          Remedy = "show-http"          // look at the request and the response
	RemedyReport            Remedy = "report"             // build a report for Ripio's support
	RemedyRestartSimulator  Remedy = "restart-simulator"  // start the simulator again
	RemedyScenario          Remedy = "scenario"           // choose another scenario of the simulator
)

// Background is what is known beside an exchange. Its zero value knows nothing.
type Background struct {
	// LastSuccess is when the same client_id and secret last brought a token in
	// the exchange's environment; zero when never, or unknown.
	LastSuccess time.Time
	// OtherSecretWorked is when a different secret last brought a token for the
	// same profile in the same environment; zero when never, or unknown.
	OtherSecretWorked time.Time
	// Other describes the profile's credentials for the other one of sandbox and
	// production.
	Other OtherCredentials
	// Seen are earlier answers with the same fingerprint, newest first.
	Seen []Sighting
}

// OtherCredentials are a profile's credentials for the other environment.
type OtherCredentials struct {
	// Exist tells that the profile has a client_id there.
	Exist bool
	// SameClientID tells that it is the one that was sent here.
	SameClientID bool
	// LastSuccess is when they last brought a token there; zero when never.
	LastSuccess time.Time
}

// Sighting is an answer that was seen before.
type Sighting struct {
	At time.Time
	// Deviation is the negative test it answered; empty for an ordinary send.
	Deviation ripio.Deviation
	// Times is how often it was seen in this situation.
	Times int
}
