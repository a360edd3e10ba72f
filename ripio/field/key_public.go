package field

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"strings"

	"github.com/btcsuite/btcd/btcutil/base58"
	"github.com/btcsuite/btcd/btcutil/bech32"
	"golang.org/x/crypto/blake2b"

	"devtools/ripio-explorer/ripio/phrase"
)

// saysPublic reports whether a text says itself that it is public, whole or not: extended
// public keys, Bitcoin's segwit addresses, accounts of Stellar.
func saysPublic(text string) bool {
	for _, prefix := range [...]string{"bc1", "tb1", "bcrt1", "BC1", "TB1", "BCRT1"} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	if len(text) < 4 || !phrase.AllAlphanumeric(text) {
		return false
	}
	isAccount := text[0] == 'G' && text[1] >= 'A' && text[1] <= 'D' && text == strings.ToUpper(text) && len(text) >= 54 && len(text) <= 62
	return isAccount || text[0] > '9' && text[1:4] == "pub"
}

// isPublicForm reports whether a text is an address or a public key, most of them by
// their checksum: one that is as long as a key, and in its alphabet, is not taken
// for one.
func isPublicForm(text string) bool {
	if saysPublic(text) || isPaddedEVM(text) || isAlgorand(text) || isTON(text) || isSS58(text) || isMonero(text) || isBech32(text) {
		return true
	}
	// What stands for an address, such as a URI, was taken apart before.
	for _, ask := range [...]func(string) *match{recogniseEVM, recogniseStellar, recogniseBase58} {
		if m := ask(text); m != nil && m.Kind.Family != "" {
			return true
		}
	}
	return false
}

// isPaddedEVM reports whether a text is an EVM address that zeros make as long as a word of its
// machine. A key does not begin with 24 zeros.
func isPaddedEVM(text string) bool {
	digits := strings.TrimPrefix(text, "0x")
	return len(digits) == hexKey && phrase.AllHex(digits) && strings.HasPrefix(digits, strings.Repeat("0", hexKey-evmDigits))
}

// algorandLength is in characters: 32 bytes of a public key and 4 of its checksum.
const algorandLength = 58

// isAlgorand reports whether a text is an address of Algorand, by its checksum, the last four bytes of
// the key's SHA-512/256. One in 32 begins with S, as Stellar's seeds do.
// Source: Algorand's developer documentation, "Transformation: public key to
// Algorand address".
func isAlgorand(text string) bool {
	if len(text) != algorandLength {
		return false
	}
	raw, err := base32NoPadding.DecodeString(text)
	if err != nil || len(raw) != 36 || base32NoPadding.EncodeToString(raw) != text {
		return false
	}
	sum := sha512.Sum512_256(raw[:32])
	return bytes.Equal(sum[len(sum)-4:], raw[32:])
}

// recogniseAlgorand knows the addresses that might be taken for Stellar's.
func recogniseAlgorand(text string) *match {
	if !isAlgorand(text) {
		return nil
	}
	return &match{Kind: AddressKind{Family: FamilyAlgorand}, Code: "address-algorand"}
}

// isTON reports whether a text has the form that wallets of TON show: a tag, a workchain, a hash and
// CRC-16 in base64. Source: TEP-2.
func isTON(text string) bool {
	if len(text) != 48 {
		return false
	}
	raw, err := base64.URLEncoding.DecodeString(text)
	if err != nil || len(raw) != 36 {
		return false
	}
	return raw[0]&^0xc0 == 0x11 && crc16(raw[:34]) == binary.BigEndian.Uint16(raw[34:])
}

// isSS58 reports whether a text is an address of Polkadot's kin, by its checksum.
// Source: Substrate's documentation of SS58.
func isSS58(text string) bool {
	if len(text) < 46 || len(text) > 50 || !isBase58(text) {
		return false
	}
	raw := base58.Decode(text)
	if len(raw) != 35 && len(raw) != 36 {
		return false
	}
	sum := blake2b.Sum512(append([]byte("SS58PRE"), raw[:len(raw)-2]...))
	return bytes.Equal(sum[:2], raw[len(raw)-2:])
}

// isMonero goes by the form alone: base58 of 95 or 106 characters from 4 or 8.
func isMonero(text string) bool {
	return (len(text) == 95 || len(text) == 106) && (text[0] == '4' || text[0] == '8') && isBase58(text)
}

// isBech32 reports whether a text has a good checksum of BIP-173 or BIP-350, which
// many chains write addresses in. Nostr writes its private keys so as well.
func isBech32(text string) bool {
	prefix, _, err := bech32.DecodeNoLimit(text)
	if err != nil {
		prefix, _, _, err = bech32.DecodeGeneric(text)
	}
	return err == nil && prefix != "nsec"
}
