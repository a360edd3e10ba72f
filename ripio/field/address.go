// Package field checks the four inputs of a request as somebody types or pastes
// them: client_id, client_secret, external_ref and address.
package field

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
)

// AddressFamily is a group of chains that write their addresses alike.
type AddressFamily string

// The families that are recognised. The documentation has no list of networks;
// these are the ones that Ripio's public pages and integrations mention.
const (
	FamilyUnknown AddressFamily = "unknown"
	FamilyEVM     AddressFamily = "EVM"
	FamilyBitcoin AddressFamily = "Bitcoin"
	FamilyTron    AddressFamily = "Tron"
	FamilySolana  AddressFamily = "Solana"
	FamilyStellar AddressFamily = "Stellar"
	// FamilyAlgorand is known only to tell it from Stellar, whose alphabet it shares.
	FamilyAlgorand AddressFamily = "Algorand"
)

// AddressKind says what an address is, as far as its text tells.
type AddressKind struct {
	Family AddressFamily
	// Network is "mainnet", "testnet" or "regtest" for Bitcoin; the other
	// families write the same address for all their networks.
	Network string
	// Form is such as "P2WPKH" or "muxed account"; empty where a family has only
	// one.
	Form string
}

// String returns the kind in a few words, such as "Bitcoin testnet P2WPKH
// address" or "unknown shape".
func (k AddressKind) String() string {
	if k.Family == FamilyUnknown || k.Family == "" {
		return "unknown shape"
	}
	parts := []string{string(k.Family), k.Network, k.Form, "address"}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}

// DescribeAddress tells which family an address belongs to. Only text that has
// the family's form throughout is recognised, checksums included; the letter
// case of an EVM address is the exception, because wallets differ in it.
func DescribeAddress(address string) AddressKind {
	kind, _ := readAddress(address)
	return kind
}

var addressText = fieldText{field: finding.FieldAddress, prefix: "address"}

// CheckAddress looks at an address as it stands while someone types it. The
// field may hold any wallet identifier, so an unknown shape is only noted.
// Blocked are an empty text, a control character, and a private key: that would
// be given away by sending it. What only looks like one blocks as well, with the
// code CodeMaybeKey, until Request.ConfirmedAddress says that it is none.
func CheckAddress(value string) []finding.Finding {
	if verdict, item := JudgeKey(value); verdict != keyNone {
		return []finding.Finding{item}
	}
	return CheckPublicAddress(value)
}

// CodeMaybeKey is the finding about an address that needs a confirmation.
const CodeMaybeKey finding.Code = "address-maybe-key"

// checkPublicAddress is CheckAddress for what is no key.
func CheckPublicAddress(value string) []finding.Finding {
	findings := addressText.check(value)
	bare := pasted.Tidy(value)
	if bare == "" || finding.HasCode(findings, "address-placeholder") {
		return findings
	}
	if joined := pasted.DropSpace(bare); joined != bare {
		return offerJoined(findings, joined)
	}
	_, verdict := readAddress(bare)
	if verdict.Code == "address-shortened" {
		// The dots are what is wrong, not that they are no ASCII.
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Code == "address-non-ascii" })
	}
	// A text that has to change anyway is not praised for what it will be then.
	if len(findings) == 0 || verdict.Level > finding.LevelNote {
		findings = append(findings, verdict)
	}
	return findings
}

// offerJoined adds the address without white space inside it to the findings
// about that space, if it is one then.
func offerJoined(findings []finding.Finding, joined string) []finding.Finding {
	if DescribeAddress(joined).Family == FamilyUnknown {
		return findings
	}
	for i := range findings {
		if code := findings[i].Code; code == "address-inner-space" || code == "address-control" {
			findings[i].Replacement = joined
		}
	}
	return findings
}

// recogniser tells what a family, or a rule about some writing, makes of a
// text. The last result is false when the text is none of its business.
type recogniser func(text string) (AddressKind, finding.Finding, bool)

// readAddress asks the recognisers what a text is, in this order.
func readAddress(text string) (AddressKind, finding.Finding) {
	for _, recognise := range [...]recogniser{
		recogniseWriting, recogniseEVM, recogniseSegwit, recogniseAlgorand, recogniseStellar, recogniseBase58,
	} {
		if kind, finding, ok := recognise(text); ok {
			return kind, finding
		}
	}
	found := fmt.Sprintf("%d characters", utf8.RuneCountInString(text))
	return AddressKind{Family: FamilyUnknown}, addressText.finding("unknown", found)
}

// known is a recogniser's answer for an address of its family.
func known(kind AddressKind, rule, found string) (AddressKind, finding.Finding, bool) {
	return kind, addressText.finding(rule, found), true
}

// broken is a recogniser's answer for a text that comes near its family.
func broken(rule, found string) (AddressKind, finding.Finding, bool) {
	return AddressKind{Family: FamilyUnknown}, addressText.finding(rule, found), true
}

// notMine is a recogniser's answer for a text of some other kind.
func notMine() (AddressKind, finding.Finding, bool) { return AddressKind{}, finding.Finding{}, false }
