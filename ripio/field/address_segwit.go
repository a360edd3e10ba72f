package field

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/btcsuite/btcd/btcutil/bech32"

	"devtools/ripio-explorer/ripio/finding"
)

// segwitNetworks returns the network for the human-readable part of a Bitcoin
// segwit address.
var segwitNetworks = map[string]string{"bc": "mainnet", "tb": "testnet", "bcrt": "regtest"}

// recogniseSegwit knows Bitcoin's bech32 and bech32m addresses.
// Source: BIP-173 and BIP-350.
func recogniseSegwit(text string) (AddressKind, finding.Finding, bool) {
	lower := strings.ToLower(text)
	prefix, data, ok := strings.Cut(lower, "1")
	network := segwitNetworks[prefix]
	if !ok || network == "" || len(data) < 6 {
		return notMine()
	}
	if at := strings.IndexFunc(data, func(char rune) bool { return !strings.ContainsRune(bech32Charset, char) }); at >= 0 {
		char := []rune(data[at:])[0]
		position := len([]rune(data[:at])) + len(prefix) + 2
		return broken("bech32-character", fmt.Sprintf("character %d is %q", position, char))
	}
	_, values, version, err := bech32.DecodeGeneric(text)
	switch {
	case errors.As(err, new(bech32.ErrMixedCase)):
		return mixedCaseSegwit(lower)
	case errors.As(err, new(bech32.ErrInvalidChecksum)):
		return broken("bech32-checksum", "")
	case err != nil:
		return broken("bech32-length", fmt.Sprintf("%d characters", len(text)))
	case len(values) == 0:
		return broken("bech32-length", "no data after the prefix")
	}
	return segwitProgram(network, values, version)
}

// bech32Charset are the characters of the data part.
const bech32Charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// mixedCaseSegwit offers the lower-case form if that is an address.
func mixedCaseSegwit(lower string) (AddressKind, finding.Finding, bool) {
	finding := addressText.finding("bech32-case", "")
	if kind, _, _ := recogniseSegwit(lower); kind.Family == FamilyBitcoin {
		finding = finding.WithReplacement(lower)
	}
	return AddressKind{Family: FamilyUnknown}, finding, true
}

// segwitProgram checks the witness version and its program: values are the
// decoded five-bit groups without the checksum, at least one.
func segwitProgram(network string, values []byte, encoding bech32.Version) (AddressKind, finding.Finding, bool) {
	version := values[0]
	program, err := bech32.ConvertBits(values[1:], 5, 8, false)
	switch {
	case version > 16:
		return broken("bech32-program", fmt.Sprintf("witness version %d; the last is 16", version))
	case err != nil:
		return broken("bech32-program", "padding that is not zero or too long")
	case len(program) < 2 || len(program) > 40 || version == 0 && len(program) != 20 && len(program) != 32:
		return broken("bech32-program", fmt.Sprintf("a program of %d bytes for witness version %d", len(program), version))
	case version == 0 && encoding != bech32.Version0:
		return broken("bech32-encoding", "bech32m checksum on witness version 0")
	case version > 0 && encoding != bech32.VersionM:
		return broken("bech32-encoding", fmt.Sprintf("bech32 checksum on witness version %d", version))
	case version == 1 && len(program) == 32 && !isCurvePoint(program):
		return broken("bech32-program", "a taproot key that is no point of the curve: nobody can spend from it")
	}
	form := fmt.Sprintf("witness v%d", version)
	switch {
	case version == 0 && len(program) == 20:
		form = "P2WPKH"
	case version == 0:
		form = "P2WSH"
	case version == 1 && len(program) == 32:
		form = "P2TR"
	}
	return bitcoinAddress(network, form)
}

// secp256k1Prime is the field of Bitcoin's curve, y² = x³ + 7.
var secp256k1Prime, _ = new(big.Int).SetString("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16)

// isCurvePoint reports whether 32 bytes are the x of a point on the curve.
// Source: BIP-340, lift_x.
func isCurvePoint(program []byte) bool {
	x := new(big.Int).SetBytes(program)
	if x.Cmp(secp256k1Prime) >= 0 {
		return false
	}
	square := new(big.Int).Exp(x, big.NewInt(3), secp256k1Prime)
	square.Add(square, big.NewInt(7))
	return big.Jacobi(square.Mod(square, secp256k1Prime), secp256k1Prime) >= 0
}

// bitcoinAddress is the answer for a sound address: main network and usual
// forms are fine, the others are noted.
func bitcoinAddress(network, form string) (AddressKind, finding.Finding, bool) {
	kind := AddressKind{Family: FamilyBitcoin, Network: network, Form: form}
	switch {
	case network != "mainnet":
		return known(kind, "bitcoin-test", network+", "+form)
	case strings.HasPrefix(form, "witness"):
		return known(kind, "bitcoin-future", form)
	}
	return known(kind, "bitcoin", form)
}
