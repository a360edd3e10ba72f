package field

import (
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

var (
	// caip10Shape is an account as CAIP-10 writes it: namespace (only usual
	// ones, or any three parts would do), chain, address.
	caip10Shape = phrase.NewShape(`^(?:eip155|bip122|solana|tron|stellar|algorand|polkadot|cosmos):` +
		`[-_a-zA-Z0-9]{1,32}:([-.%a-zA-Z0-9]{1,128})$`)
	// nameShape is a name that a naming service on some chain resolves.
	nameShape = phrase.NewShape(`(?i)^[^\s:/@]*\pL[^\s:/@]*\.(eth|sol|bnb|crypto|nft|wallet)$`)
	// shortenedShape is an address as wallets and tables abbreviate it.
	shortenedShape = phrase.NewShape(`^[0-9A-Za-z]{2,12}(\.{2,4}|…)[0-9A-Za-z]{2,12}$`)
)

// walletSchemes are the URI schemes that wallet apps and QR codes put before an
// address.
var walletSchemes = map[string]bool{
	"bitcoin": true, "bitcoincash": true, "bchtest": true, "ethereum": true, "litecoin": true, "solana": true,
	"stellar": true, "tron": true,
}

// recogniseWriting finds text that stands for an address without being one: a
// URI, a CAIP-10 account, a name, a shortened display, a UUID.
func recogniseWriting(text string) *match {
	switch {
	case strings.Contains(text, ":"):
		return behindColon(text)
	case strings.ContainsAny(text, ".…") && shortenedShape.Matches(text):
		return &match{Code: "address-shortened"}
	case strings.Contains(text, ".") && nameShape.Matches(text):
		return &match{Code: "address-name", Found: "ends with " + text[strings.LastIndexByte(text, '.'):]}
	case LooksLikeUUID(text):
		return &match{Code: "address-uuid"}
	}
	return nil
}

// behindColon says what a text with a colon is, and offers the bare address where
// the text holds one.
func behindColon(text string) *match {
	if parts := caip10Shape().FindStringSubmatch(text); parts != nil {
		return &match{Code: "address-uri", Found: "CAIP-10 account", Replacement: parts[1]}
	}
	scheme, rest, _ := strings.Cut(text, ":")
	bare := bareAddress(rest)
	if scheme = strings.ToLower(scheme); walletSchemes[scheme] {
		return &match{Code: "address-uri", Found: "scheme " + scheme, Replacement: bare}
	}
	if kind := DescribeAddress(bare); kind.Family != FamilyUnknown {
		return &match{Code: "address-uri", Found: kind.String() + " behind a colon", Replacement: bare}
	}
	return &match{Code: "address-colon", Found: colonPlace(text)}
}

// bareAddress returns the address of a payment URI without its scheme. It is
// empty for a contract call: there the address is the contract's, and paying it
// would be a mistake.
// Source: ERC-681, BIP-21.
func bareAddress(rest string) string {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "//"), "pay-")
	address, _, _ := strings.Cut(rest, "?")
	if strings.ContainsAny(address, "/:") {
		return ""
	}
	address, _, _ = strings.Cut(address, "@")
	return address
}
