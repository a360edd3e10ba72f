package field

import (
	"errors"
	"fmt"
	"strings"

	"github.com/btcsuite/btcd/btcutil/bech32"

	"devtools/ripio-explorer/ripio/phrase"
)

// segwitNetworks are Bitcoin's networks by the prefix of their addresses.
var segwitNetworks = map[string]string{"bc": "mainnet", "tb": "testnet", "bcrt": "regtest"}

// bech32Charset are the characters after the prefix.
const bech32Charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// recogniseSegwit knows Bitcoin's bech32 and bech32m addresses.
// Source: BIP-173 and BIP-350.
func recogniseSegwit(text string) *match {
	lower := strings.ToLower(text)
	prefix, data, ok := strings.Cut(lower, "1")
	network := segwitNetworks[prefix]
	if !ok || network == "" || len(data) < 6 {
		return nil
	}
	if at := strings.IndexFunc(data, func(char rune) bool { return !strings.ContainsRune(bech32Charset, char) }); at >= 0 {
		return wrongCharacter(FamilyBitcoin, lower, len(prefix)+1+at)
	}
	_, values, encoding, err := bech32.DecodeGeneric(text)
	switch {
	case errors.As(err, new(bech32.ErrMixedCase)):
		m := damaged(FamilyBitcoin, "small and capital letters")
		if recogniseSegwit(lower).Kind.Family == FamilyBitcoin {
			m.Replacement = lower
		}
		return m
	case errors.As(err, new(bech32.ErrInvalidChecksum)):
		return damaged(FamilyBitcoin, "the checksum does not match")
	case err != nil || len(values) == 0:
		return incomplete(FamilyBitcoin, phrase.Plural(len(text), "character"))
	}
	return segwitProgram(network, values, encoding)
}

// segwitProgram checks the witness version and its program: values are the
// decoded five-bit groups without the checksum, at least one.
func segwitProgram(network string, values []byte, encoding bech32.Version) *match {
	version := values[0]
	program, err := bech32.ConvertBits(values[1:], 5, 8, false)
	size := len(program)
	if err != nil || version > 16 || size < 2 || size > 40 || (version == 0) != (encoding == bech32.Version0) ||
		version == 0 && size != 20 && size != 32 {
		return damaged(FamilyBitcoin, "the checksum is good, but the content is not an address")
	}
	m := match{Kind: AddressKind{FamilyBitcoin, network}, Code: "address-bitcoin"}
	switch {
	case version == 0 && size == 20:
		m.Found = "P2WPKH"
	case version == 0:
		m.Found = "P2WSH"
	case version == 1 && size == 32:
		m.Found = "P2TR"
	default:
		m.Code, m.Found = "address-unknown", fmt.Sprintf("Bitcoin, checksum good, witness version %d, which is not in use", version)
		return &m
	}
	if network != "mainnet" {
		m.Code, m.Found = "address-bitcoin-test", network+", "+m.Found
	}
	return &m
}
