package field

import (
	"fmt"
	"strings"

	"github.com/btcsuite/btcd/btcutil/base58"

	"devtools/ripio-explorer/ripio/phrase"
)

const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58Versions are the version bytes of the base58check addresses that are known.
// Source: Bitcoin Core chainparams.cpp; the TRON developer documentation.
var base58Versions = map[byte]match{
	0x00: {AddressKind{FamilyBitcoin, "mainnet"}, "address-bitcoin", "P2PKH", ""},
	0x05: {AddressKind{FamilyBitcoin, "mainnet"}, "address-bitcoin", "P2SH", ""},
	0x6f: {AddressKind{FamilyBitcoin, "testnet"}, "address-bitcoin-test", "testnet, P2PKH", ""},
	0xc4: {AddressKind{FamilyBitcoin, "testnet"}, "address-bitcoin-test", "testnet, P2SH", ""},
	0x41: {AddressKind{FamilyTron, ""}, "address-tron", "", ""},
}

const (
	tronLength  = 34 // characters
	hash160Size = 20 // bytes
	solanaSize  = 32 // bytes
	// longestBase58 keeps the decoder, whose work grows with the square of the
	// length, away from text that is far too long for an address.
	longestBase58 = 50
)

// recogniseBase58 knows Tron's, Solana's and Bitcoin's older addresses, which
// share an alphabet.
func recogniseBase58(text string) *match {
	if len(text) < 25 || len(text) > longestBase58 {
		return nil
	}
	if at := strings.IndexFunc(text, isNotBase58); at >= 0 {
		return strayBase58(text, at)
	}
	payload, version, err := base58.CheckDecode(text)
	if m, ok := base58Versions[version]; ok && err == nil && len(payload) == hash160Size {
		return &m
	}
	switch {
	case len(base58.Decode(text)) == solanaSize:
		return &match{Kind: AddressKind{Family: FamilySolana}, Code: "address-solana", Found: phrase.Plural(len(text), "character")}
	case err == nil:
		return &match{Code: "address-base58-version", Found: fmt.Sprintf("version byte 0x%02x, %s", version, phrase.Plural(len(payload), "byte"))}
	case !looksRandom(text):
		return nil
	case text[0] == 'T' && len(text) == tronLength:
		return damaged(FamilyTron, "the checksum does not match")
	case text[0] == 'T' && nearly(len(text), tronLength):
		return incomplete(FamilyTron, fmt.Sprintf("%d characters; the address has 34", len(text)))
	case (text[0] == '1' || text[0] == '3') && len(text) <= 36:
		return damaged(FamilyBitcoin, "the checksum does not match")
	}
	return nil
}

// strayBase58 names a character that the alphabet leaves out because it looks
// like another, in what is otherwise near a Tron or Bitcoin address.
func strayBase58(text string, at int) *match {
	rest := text[:at] + text[at+1:]
	if !strings.ContainsRune("0OIl", rune(text[at])) || !strings.ContainsRune("T13", rune(text[0])) ||
		!nearly(len(text), tronLength) || !isBase58(rest) || !looksRandom(text) {
		return nil
	}
	if text[0] == 'T' {
		return wrongCharacter(FamilyTron, text, at)
	}
	return wrongCharacter(FamilyBitcoin, text, at)
}

func isBase58(text string) bool { return !strings.ContainsFunc(text, isNotBase58) }

func isNotBase58(char rune) bool { return !strings.ContainsRune(base58Alphabet, char) }

// nearly reports whether lengths differ by one at most.
func nearly(length, wanted int) bool { return length >= wanted-1 && length <= wanted+1 }

// looksRandom reports whether a text has capitals, small letters and digits: an
// address, rather than a word or a number that somebody chose.
func looksRandom(text string) bool {
	return strings.ContainsAny(text, "0123456789") && text != strings.ToLower(text) && text != strings.ToUpper(text)
}
