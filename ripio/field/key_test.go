package field_test

import (
	"encoding/json"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

var keyCodes = map[finding.Code]bool{
	"address-private-key": true, "address-maybe-key": true, "address-stellar-seed": true, "address-recovery-phrase": true,
}

const (
	hexKey  = "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988"
	wifKey  = "KwntMbt59tTsj8xqpqYqRRWufyjGunvhSyeMo3NTYpFYzZbXJ5Hp"
	seed    = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU"
	phrase  = "legal winner thank year wave sausage worth useful legal winner thank yellow"
	keypair = "99eUso3aSbE9tqGSTXzo3TLfKb9RkMTURrHKQ1K7Zh3StnzFNUx8FKCPPPPpR479qsw5zv2WNBKmgiz7WqgAJfM"
	bip32   = "xprv9s21ZrQH143K24Mfq5zL5MhWK9hUhhGbd45hLXo2Pq2oqzMMo63oStZzF9B42mECMSN8K1Pnyyh9LWz2r3Nt5digJq9962pUg6zCiPFCeyy"
)

// keyCases are keys that mean nothing: test values and repeated bytes.
var keyCases = []inputCase{
	{"64 hexadecimal digits", hexKey, []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"with 0x", "0x" + hexKey, []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"with 0X, upper case", "0X" + strings.ToUpper(hexKey), []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"with space and newline", " " + hexKey + "\r\n", []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"broken over two lines", hexKey[:32] + "\n" + hexKey[32:], []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"in quotes, with a zero-width space", `"` + hexKey[:9] + "\u200b" + hexKey[9:] + `"`, []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"behind a scheme", "ethereum:0x" + hexKey, []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"in a payment link", "ethereum:0x" + hexKey + "@1?value=1", []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"in JSON", `{"key":"` + hexKey + `"}`, []finding.Code{"address-maybe-key"}, "64 hexadecimal digits, not shown", ""},
	{"WIF", "5HwoXVkHoRM8sL2KmNRS217n1g8mPPBomrY7yehCuXC1115WWsh", []finding.Code{"address-private-key"}, "a WIF private key, checksum good, not shown", ""},
	{"WIF compressed", wifKey, []finding.Code{"address-private-key"}, "a WIF private key, checksum good, not shown", ""},
	{"WIF testnet", "91iS7EZqPeRGqPXcPiKLtbfjfLVUYYj17oQ54H3iFFw3n1UmZSS", []finding.Code{"address-private-key"}, "a WIF private key, checksum good, not shown", ""},
	{"WIF testnet compressed", "cN9spWsvaxA8taS7DFMxnk1yJD2gaF2PX1npuTpy3vuZFJdwavaw", []finding.Code{"address-private-key"}, "a WIF private key, checksum good, not shown", ""},
	{"WIF with a typing error", wifKey[:51] + "q", []finding.Code{"address-maybe-key"}, "52 letters and digits, as private keys have, not shown", ""},
	{"encrypted key", "6P" + strings.Repeat("Rw", 28), []finding.Code{"address-maybe-key"}, "58 letters and digits, as private keys have, not shown", ""},
	{"extended key", bip32, []finding.Code{"address-private-key"}, "an extended private key, checksum good, not shown", ""},
	{"PEM", "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIKqqqqqqqqqqqqqqqqqqqqqq\n", []finding.Code{"address-private-key"}, "a PEM private key, not shown", ""},
	{"Solana keypair", keypair, []finding.Code{"address-private-key"}, "form of a Solana keypair, not shown", ""},
	{"Solana key file", "[" + strings.Repeat("7, ", 63) + "255]", []finding.Code{"address-maybe-key"}, "a list of 64 bytes, not shown", ""},
	{"Stellar seed", seed, []finding.Code{"address-stellar-seed"}, "a Stellar secret seed, checksum good, not shown", ""},
	{"Stellar seed with a typing error", seed[:55] + "X", []finding.Code{"address-maybe-key"}, "56 characters of base32; a Stellar secret seed has 56, not shown", ""},
	{"recovery phrase", phrase, []finding.Code{"address-recovery-phrase"}, "12 words, not shown", ""},
	{"recovery phrase in Spanish", "ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar", []finding.Code{"address-recovery-phrase"}, "12 words, not shown", ""},
	{"recovery phrase behind a name", "seed: " + phrase, []finding.Code{"address-recovery-phrase"}, "12 words, not shown", ""},
	{"recovery phrase, 24 words", phrase + "\n" + phrase, []finding.Code{"address-recovery-phrase"}, "24 words, not shown", ""},
	{"recovery phrase, numbered", "1. legal 2. winner 3. thank 4. year 5. wave 6. sausage 7. worth 8. useful 9. legal 10. winner 11. thank 12. yellow", []finding.Code{"address-recovery-phrase"}, "12 words, not shown", ""},
	{"recovery phrase with commas", strings.ReplaceAll(phrase, " ", ","), []finding.Code{"address-recovery-phrase"}, "12 words, not shown", ""},
}

func TestCheckAddressBlocksPrivateKeys(t *testing.T) {
	checkCases(t, field.CheckAddress, keyCases)
	for _, test := range keyCases {
		if !field.LooksLikePrivateKey(test.value) {
			t.Errorf("%s: LooksLikePrivateKey is false", test.name)
		}
		if findings := field.CheckAddress(test.value); !finding.Blocked(findings) {
			t.Errorf("%s is not blocked", test.name)
		}
	}
}

func TestPrivateKeysAreNotShown(t *testing.T) {
	for _, test := range keyCases {
		request := ripio.Request{ClientID: "acme", ExternalRef: sampleRef, Address: test.value, Secret: redact.NewSecret(canarySecret)}
		shown, err := json.Marshal([]any{request.Check(), request.Parts()})
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+9 <= len(test.value); i++ {
			if piece := test.value[i : i+9]; strings.Contains(string(shown), piece) {
				t.Errorf("%s: %q is shown", test.name, piece)
				break
			}
		}
		if got := request.Parts()[2].Value; got != redact.Mask {
			t.Errorf("%s: the part is drawn as %q", test.name, got)
		}
	}
}

func TestLooksLikePrivateKeyLeavesOtherTextAlone(t *testing.T) {
	tests := []struct{ name, value string }{
		{"51 digits", hexKey[13:]},
		{"list of numbers above a byte", "[" + strings.Repeat("256,", 63) + "7]"},
		{"extended public key", "xpub" + bip32[4:]},
		{"nine words", strings.Join(strings.Fields(phrase)[:9], " ")},
		{"a sentence", "Send the coins to the wallet that we agreed on last week"},
		{"Stellar account", goodStellar},
		{"EVM address", goodEVM},
		{"UUID", sampleRef},
		{"empty", ""},
	}
	for _, test := range tests {
		if field.LooksLikePrivateKey(test.value) {
			t.Errorf("%s is taken for a key", test.name)
		}
	}
}
