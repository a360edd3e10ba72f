package field

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/btcsuite/btcd/btcutil/base58"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// The version bytes that base58check addresses begin with.
// Source: Bitcoin Core chainparams.cpp; the TRON developer documentation.
const (
	versionP2PKH     = 0x00
	versionP2SH      = 0x05
	versionTestP2PKH = 0x6f
	versionTestP2SH  = 0xc4
	versionTron      = 0x41
)

const (
	tronLength  = 34 // characters
	tronHex     = 42 // digits of the form that nodes use
	hash160Size = 20 // bytes
	solanaSize  = 32 // bytes
	// longestBase58 keeps the decoder, whose work grows with the square of the
	// length, away from text that is far too long for an address.
	longestBase58 = 50
)

// recogniseBase58 knows Tron's, Solana's and Bitcoin's older addresses, which
// share an alphabet.
func recogniseBase58(text string) (AddressKind, finding.Finding, bool) {
	if len(text) == tronHex && strings.HasPrefix(text, "41") && phrase.AllHex(text) {
		return tronHexAddress(text)
	}
	if len(text) < 25 || len(text) > longestBase58 {
		return notMine()
	}
	if at := strings.IndexFunc(text, func(char rune) bool { return !strings.ContainsRune(base58Alphabet, char) }); at >= 0 {
		return strayBase58(text, at)
	}
	payload, version, err := base58.CheckDecode(text)
	switch {
	case err == nil && len(payload) == hash160Size:
		return checkedBase58(version)
	case len(base58.Decode(text)) == solanaSize:
		return known(AddressKind{Family: FamilySolana}, "solana", fmt.Sprintf("%d characters", len(text)))
	case err == nil:
		return otherBase58(version, len(payload))
	}
	return brokenBase58(text)
}

// checkedBase58 tells the family of an address whose checksum is good.
func checkedBase58(version byte) (AddressKind, finding.Finding, bool) {
	switch version {
	case versionTron:
		return known(AddressKind{Family: FamilyTron}, "tron", "")
	case versionP2PKH:
		return bitcoinAddress("mainnet", "P2PKH")
	case versionP2SH:
		return bitcoinAddress("mainnet", "P2SH")
	case versionTestP2PKH:
		return bitcoinAddress("testnet", "P2PKH")
	case versionTestP2SH:
		return bitcoinAddress("testnet", "P2SH")
	}
	return otherBase58(version, hash160Size)
}

// otherBase58 names a text whose checksum is good and that begins with the
// version byte of no family known here: other networks have their own.
func otherBase58(version byte, size int) (AddressKind, finding.Finding, bool) {
	return broken("base58-version", fmt.Sprintf("version byte 0x%02x, %s", version, phrase.Plural(size, "byte")))
}

// brokenBase58 names what an address without a good checksum was meant to be.
func brokenBase58(text string) (AddressKind, finding.Finding, bool) {
	if !looksRandom(text) {
		return notMine()
	}
	switch {
	case text[0] == 'T' && len(text) == tronLength:
		return broken("tron-checksum", "")
	case text[0] == 'T' && nearly(len(text), tronLength):
		return broken("tron-length", fmt.Sprintf("%d characters", len(text)))
	case (text[0] == '1' || text[0] == '3') && len(text) <= 36:
		return broken("bitcoin-checksum", "")
	}
	return notMine()
}

// strayBase58 names a character that the alphabet leaves out because it looks
// like another, in what is otherwise near a Tron or Bitcoin address.
func strayBase58(text string, at int) (AddressKind, finding.Finding, bool) {
	stray := text[at]
	rest := text[:at] + text[at+1:]
	if !strings.ContainsRune("0OIl", rune(stray)) || !strings.ContainsRune("T13", rune(text[0])) ||
		!nearly(len(text), tronLength) || strings.Trim(rest, base58Alphabet) != "" || !looksRandom(text) {
		return notMine()
	}
	return broken("base58-character", fmt.Sprintf("character %d is %q", at+1, stray))
}

// tronHexAddress offers the base58check form of an address in hexadecimal.
func tronHexAddress(text string) (AddressKind, finding.Finding, bool) {
	raw, err := hex.DecodeString(text)
	if err != nil {
		return notMine()
	}
	_, finding, ok := broken("tron-hex", "")
	return AddressKind{Family: FamilyTron, Form: "hexadecimal"},
		finding.WithReplacement(base58.CheckEncode(raw[1:], versionTron)), ok
}

// nearly tells lengths that differ by one at most.
func nearly(length, wanted int) bool { return length >= wanted-1 && length <= wanted+1 }

// looksRandom tells text with capitals, small letters and digits: an address,
// rather than a word or a number that somebody chose.
func looksRandom(text string) bool {
	const digits, capitals = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return strings.ContainsAny(text, digits) && strings.ContainsAny(text, capitals) &&
		strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz")
}
