// Package field checks the four inputs of a request as somebody types or pastes
// them: client_id, client_secret, external_ref and address.
package field

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
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
}

// String returns the kind in a few words, such as "Bitcoin testnet address" or
// "unknown shape".
func (k AddressKind) String() string {
	switch {
	case k.Family == FamilyUnknown || k.Family == "":
		return "unknown shape"
	case k.Network == "":
		return string(k.Family) + " address"
	}
	return string(k.Family) + " " + k.Network + " address"
}

// DescribeAddress tells which family an address belongs to. Only text that has
// the family's form throughout is recognised, checksums included; the letter
// case of an EVM address is the exception, because wallets differ in it.
func DescribeAddress(address string) AddressKind {
	kind := recognise(address).Kind
	kind.Family = cmp.Or(kind.Family, FamilyUnknown)
	return kind
}

// match is what a recogniser makes of a text.
type match struct {
	// Kind is empty for a text that only comes near an address.
	Kind  AddressKind
	Code  finding.Code
	Found string
	// Replacement is the address that was meant, where that is known.
	Replacement string
}

// recognise asks what a text is, in this order; nil means "none of mine".
func recognise(text string) *match {
	for _, ask := range [...]func(string) *match{
		recogniseWriting, recogniseEVM, recogniseSegwit, recogniseAlgorand, recogniseStellar, recogniseBase58,
	} {
		if m := ask(text); m != nil {
			return m
		}
	}
	return &match{Code: "address-unknown", Found: phrase.Plural(utf8.RuneCountInString(text), "character")}
}

// damaged is a text that begins like an address of a family and has a wrong
// character or checksum.
func damaged(family AddressFamily, fault string) *match {
	return &match{Code: "address-damaged", Found: string(family) + ": " + fault}
}

// wrongCharacter is damaged with the character at a byte's index as the fault.
func wrongCharacter(family AddressFamily, text string, at int) *match {
	char, _ := utf8.DecodeRuneInString(text[at:])
	return damaged(family, fmt.Sprintf("character %d is %q", utf8.RuneCountInString(text[:at])+1, char))
}

// incomplete is a text that begins like an address of a family and is too short or
// too long.
func incomplete(family AddressFamily, found string) *match {
	return &match{Code: "address-incomplete", Found: string(family) + ": " + found}
}

// finding puts the words of the match's code around it.
func (m *match) finding() finding.Finding {
	return finding.New(m.Code, finding.FieldAddress, m.Found).WithReplacement(m.Replacement)
}

// CheckAddress looks at an address as it stands while someone types it. The
// field may hold any wallet identifier, so an unknown shape is only noted.
// Blocked are an empty text, a control character, and a private key: that would
// be given away by sending it. What only looks like one blocks as well, with the
// code CodeMaybeKey, until a person says that it is none: CheckConfirmedAddress.
func CheckAddress(value string) []finding.Finding {
	if key := findKey(value); key != nil {
		return []finding.Finding{key.finding()}
	}
	return checkPublicAddress(value)
}

// CheckConfirmedAddress is CheckAddress after a person has confirmed that the
// address is not a private key: what only looks like one is a warning then.
func CheckConfirmedAddress(value string) []finding.Finding {
	if !NeedsConfirmation(value) {
		return CheckAddress(value)
	}
	item := findKey(value).finding()
	item.Blocking, item.Level = false, finding.LevelWarning
	others := slices.DeleteFunc(checkPublicAddress(value), func(f finding.Finding) bool { return f.Level < finding.LevelWarning })
	return append([]finding.Finding{item}, others...)
}

// checkPublicAddress is CheckAddress for what is not a key.
func checkPublicAddress(value string) []finding.Finding {
	findings := addressText.check(value)
	bare := pasted.Tidy(value)
	if bare == "" || finding.HasCode(findings, "address-placeholder") {
		return findings
	}
	if joined := pasted.DropSpace(bare); joined != bare {
		return offerJoined(findings, joined)
	}
	verdict := recognise(bare).finding()
	if verdict.Code == "address-shortened" {
		// The dots are what is wrong, not that they are outside ASCII.
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Code == "address-non-ascii" })
	}
	// A text that has to change anyway is not praised for what it will be then.
	if len(findings) == 0 || verdict.Level > finding.LevelNote {
		findings = append(findings, verdict)
	}
	return findings
}

var addressText = fieldText{field: finding.FieldAddress, empty: "address-empty"}

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

// ShowAddress returns an address in full, but never a private key.
func ShowAddress(address string) string {
	if LooksLikePrivateKey(address) {
		return redact.Mask
	}
	return address
}

// ShortenAddress leaves the middle of an address out, so that it names nobody's
// wallet and can still be recognised by who has it.
func ShortenAddress(address string) string {
	shown := ShowAddress(address)
	if shown == "" || shown == redact.Mask {
		return shown
	}
	return phrase.LeaveOutMiddle(shown, 6, 4)
}
