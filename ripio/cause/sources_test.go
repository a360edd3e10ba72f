package cause

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wordstest"
)

// knownSources are what a source can name, apart from standards with their section: Ripio's
// pages by their names, and what stands in for a page where Ripio has none.
var knownSources = regexp.MustCompile(`^(` + strings.Join([]string{
	`auth( \(docs\.ripio\.com, widget authentication\))?`,
	`auth, "Response"`,
	`access \(docs\.ripio\.com, accessing the widget\)`,
	`params \(docs\.ripio\.com, widget parameters\)`,
	`oauth \(docs\.ripio\.com, acquire access token\)`,
	`fintech \(docs\.ripio\.com, fintech widget\)`,
	`b2b-intro \(docs\.ripio\.com, overview: introduction\)`,
	`Ripio's pages and third parties' code and listings`,
	`a third party's listing of Ripio's APIs(, not documented by Ripio)?`,
	`an integrator's public code(, not documented by Ripio)?`,
	`this program: Ripio's pages say nothing about it`,
	`this program's (time )?limits`,
	`RFC \d{3,4}, (sections? \d[\d.]*( to \d[\d.]*)?((, | and )\d[\d.]*)*( and appendix [A-Z])?|appendix [A-Z][\d.]*)`,
	`(BIP|ERC|SEP|CAIP)-\d+( \(EIP-55\)| for \.eth)?((, | and )(BIP|ERC|SEP|CAIP)-\d+)*`,
	`the chains' public rules`,
	`the gateways' own documentation`,
	`ISO \d+(-\d)?`,
	`Bitcoin's base58check`,
	`TRON's address format( \(base58check, 0x41\))?`,
	`Solana's documentation: base58 of 32 bytes`,
	`Algorand's developer documentation`,
	`Go's package [a-z0-9/]+, [A-Za-z ]+`,
	`Linux manual pages, [a-z]+\(\d\)`,
	`the operating system's error`,
}, `|`) + `)$`)

// checkSource complains about a source that names nothing a reader can look up.
func checkSource(t *testing.T, code, source string) {
	t.Helper()
	for part := range strings.SplitSeq(source, "; ") {
		if !knownSources.MatchString(part) {
			t.Errorf("%s: the source %q names nothing known", code, part)
		}
	}
}

func TestEverySourceCanBeLookedUp(t *testing.T) {
	for _, code := range causeWords.Codes() {
		if words := causeWords.Of(code); words.Title != "" { // a sentence that is added to a cause rests on the cause's source
			checkSource(t, "cause "+string(code), words.Source)
		}
	}
	for _, code := range finding.Codes() {
		checkSource(t, "finding "+string(code), finding.New(code, "", "").Source)
	}
	for _, kind := range ripio.FailureKinds {
		checkSource(t, "failure "+string(kind), (&ripio.Failure{Kind: kind}).Source())
	}
}

// observed are the causes whose title says what was seen, not what may be behind it, so
// that it is true whatever the cause is.
var observed = []finding.Code{
	"program-fault", "not-seen-before", "other-scheme-asked", "seen-when-wrong", "seen-before", "secret-changed",
	"redirect-other-environment", "redirect-other-product", "redirect-to-widget", "redirect-within-ripio", "redirect-other-host", "redirect-nowhere",
	"page-login", "page-not-found", "page-unknown", "rate-limited", "server-unavailable", "server-fault", "form-not-taken", "server-waited",
	"server-names-external-ref", "server-names-address", "form-not-read", "credentials-not-seen", "b2b-code-not-authenticated",
	"contract-token-renamed", "contract-token-type", "contract-token-value", "contract-token-missing",
	"empty-answer", "unknown-encoding", "not-json", "body-too-large", "answer-truncated", "malformed-http", "https-on-this-port",
	"dns-not-found", "dns-resolver-failed", "connection-refused", "network-unreachable", "network-forbidden", "reset-while-connecting",
	"closed-in-handshake", "closed-without-answer", "timeout-connect", "timeout-proxy", "timeout-tls", "timeout-first-byte", "timeout-body",
	"proxy-forbids", "proxy-no-way-on", "proxy-refused", "proxy-not-found", "proxy-failed",
	"tls-certificate-expired", "tls-certificate-not-yet-valid", "tls-wrong-name", "tls-unknown-issuer", "tls-old-version", "tls-not-spoken",
	"tls-client-certificate", "tls-handshake-failed",
	"two-part-username", "user-parts-exchanged",
}

// TestTitlesOfGuessesSayMay goes through all rules: what the evidence does not prove is
// worded so in the title, unless the title says no more than what was seen.
func TestTitlesOfGuessesSayMay(t *testing.T) {
	for _, rule := range slices.Concat(firstRules, lastRules) {
		words := causeWords.Of(rule.code)
		certainty := words.Certainty
		if certainty == "" {
			certainty = finding.CertaintyOf(rule.weight)
		}
		if certainty != finding.Known && !wordstest.Hedged(words.Title) && !slices.Contains(observed, rule.code) {
			t.Errorf("%s is %s, and its title is %q: it says neither that it may be so nor what was seen", rule.code, certainty, words.Title)
		}
	}
	for _, code := range observed {
		if words, ok := causeWords.Find(code); !ok || wordstest.Hedged(words.Title) {
			t.Errorf("%s says what was seen, and its title is %q", code, words.Title)
		}
	}
}
