package field_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"unicode"

	"github.com/btcsuite/btcd/btcutil/base58"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// addressVector is a case of the address files in testdata.
type addressVector struct {
	Address     string `json:"address"`
	Expect      string `json:"expect"`
	Checksummed string `json:"checksummed"`
	Chain       string `json:"chain"`
	StartsAs    string `json:"starts_as"`
	From        string `json:"from"`
}

func TestAddressAgreesWithEIP55Vectors(t *testing.T) {
	codes := map[string]finding.Code{
		"valid": "address-evm", "valid-no-checksum": "address-evm-no-checksum", "invalid-checksum": "address-evm-checksum",
	}
	for _, v := range inputVectors[addressVector](t, "evm-eip55.json") {
		findings := field.CheckAddress(v.Address)
		checksummed, isEVM := field.ChecksumEVM(v.Address)
		if v.Expect == "invalid" {
			if isEVM || finding.Worst(findings) < finding.LevelWarning {
				t.Errorf("%q is not an EVM address, got %q", v.Address, codesOf(findings))
			}
			continue
		}
		if len(findings) != 1 || findings[0].Code != codes[v.Expect] {
			t.Errorf("%q: got %q, want %q", v.Address, codesOf(findings), codes[v.Expect])
		}
		if !isEVM || v.Checksummed != "" && checksummed != v.Checksummed {
			t.Errorf("ChecksumEVM(%q): got %q, want %q", v.Address, checksummed, v.Checksummed)
		}
		if v.Expect != "valid" && findings[0].Replacement != checksummed {
			t.Errorf("%q: replacement %q, want %q", v.Address, findings[0].Replacement, checksummed)
		}
	}
}

func TestAddressAgreesWithBech32Vectors(t *testing.T) {
	type vector struct{ BIP, Class, Hex, Note string }
	for _, v := range inputVectors[vector](t, "bech32.json") {
		raw, err := hex.DecodeString(v.Hex)
		if err != nil {
			t.Fatal(err)
		}
		findings := field.CheckAddress(string(raw))
		isBitcoin := field.DescribeAddress(string(raw)).Family == field.FamilyBitcoin
		// BIP-350 made the BIP-173 examples with a later witness version invalid.
		replaced := v.BIP == "BIP-173" && strings.HasPrefix(v.Note, "60")
		switch {
		case strings.HasPrefix(v.Class, "segwit-valid") && !replaced:
			if !isBitcoin || finding.Worst(findings) > finding.LevelNote {
				t.Errorf("%q is a segwit address, got %q", raw, codesOf(findings))
			}
		case isBitcoin:
			t.Errorf("%q (%s, %s) is not a segwit address", raw, v.Class, v.Note)
		case (v.Class == "segwit-invalid-bech32" || replaced) && finding.Worst(findings) != finding.LevelWarning:
			t.Errorf("%q is a broken segwit address, got %q", raw, codesOf(findings))
		}
	}
}

// offTheCurve has the form and the checksum of an address, which is all that this
// program claims; that nobody can spend from it only the curve of its key tells.
const offTheCurve = "bc1pllllllllllllllllllllllllllllllllllllllllllllallllshsdfvw2y"

func TestAddressAgreesWithBitcoinVectors(t *testing.T) {
	networks := map[string]string{
		"main": "mainnet", "bitcoin": "mainnet", "test": "testnet", "testnet": "testnet", "regtest": "regtest", "litecoin": "",
	}
	for _, v := range inputVectors[addressVector](t, "bitcoin-address.json") {
		kind := field.DescribeAddress(v.Address)
		switch {
		case v.Address == offTheCurve:
		case v.Expect == "invalid":
			if kind.Family == field.FamilyBitcoin {
				t.Errorf("%q is taken for a Bitcoin address", v.Address)
			}
		case networks[v.Chain] == "":
			if kind.Family != field.FamilyUnknown {
				t.Errorf("%q of %s is taken for %s", v.Address, v.Chain, kind)
			}
		case kind.Family != field.FamilyBitcoin || kind.Network != networks[v.Chain]:
			t.Errorf("%q: got %s, want Bitcoin %s", v.Address, kind, networks[v.Chain])
		}
	}
}

func TestAddressAgreesWithFamilyVectors(t *testing.T) {
	families := map[string]field.AddressFamily{
		"tron-address.json": field.FamilyTron, "solana-address.json": field.FamilySolana,
	}
	for file, family := range families {
		for _, v := range inputVectors[addressVector](t, file) {
			got := field.DescribeAddress(v.Address).Family
			if (got == family) != (v.Expect == "valid") {
				t.Errorf("%s: %q is %s there, got %s", file, v.Address, v.Expect, got)
			}
		}
	}
}

func TestAddressAgreesWithStellarVectors(t *testing.T) {
	for _, v := range inputVectors[addressVector](t, "stellar-address.json") {
		findings := field.CheckAddress(v.Address)
		isAccount := codesOf(findings)[0] == "address-stellar"
		if isAccount != (v.Expect == "valid") {
			t.Errorf("%q is %s there, got %q", v.Address, v.Expect, codesOf(findings))
		}
		if v.StartsAs == "SECRET SEED" && !finding.Blocked(findings) {
			t.Errorf("%q is a seed and not blocked: %q", v.Address, codesOf(findings))
		}
	}
}

// The addresses rest on a library for base58; this proves that it codes as the
// other implementations do.
func TestBase58AgreesWithVectors(t *testing.T) {
	type vector struct{ Hex, Base58 string }
	for _, v := range inputVectors[vector](t, "base58.json") {
		if got := hex.EncodeToString(base58.Decode(v.Base58)); got != v.Hex {
			t.Errorf("%q: got %s, want %s", v.Base58, got, v.Hex)
		}
	}
}

// TestNaughtyStrings sends every naughty string through every check: none
// crashes it, and what is blocked is empty, holds a colon where none may be,
// contains a control character, or is the secret.
func TestNaughtyStrings(t *testing.T) {
	type vector struct{ S string }
	for _, v := range inputVectors[vector](t, "blns.json") {
		blank := strings.TrimFunc(v.S, func(char rune) bool {
			return unicode.IsSpace(char) || unicode.IsControl(char) || unicode.Is(unicode.Cf, char)
		}) == ""
		unsendable := blank || strings.ContainsFunc(v.S, unicode.IsControl)
		colon := strings.Contains(v.S, ":")
		request := ripio.Request{ClientID: v.S, ExternalRef: v.S, Address: v.S, Secret: redact.NewSecret(v.S)}
		want := map[finding.Field]bool{
			finding.FieldClientID: unsendable || colon, finding.FieldExternalRef: unsendable || colon,
			finding.FieldAddress: unsendable, finding.FieldSecret: unsendable,
		}
		findings := request.Check()
		for field, blocked := range want {
			if got := finding.Blocked(finding.ForField(findings, field)); got != blocked {
				t.Errorf("%q as %s: blocked is %v, want %v (%q)", v.S, field, got, blocked, codesOf(finding.ForField(findings, field)))
			}
		}
		request.Parts()
	}
}
