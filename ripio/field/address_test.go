package field_test

import (
	"strings"
	"testing"
	"unicode"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

const (
	goodEVM     = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
	docsEVM     = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"
	docsEVMGood = "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"
	goodTron    = "TFEkshkSXo8yMe8vcA6P77XmiLfstNWHyT"
	goodSolana  = "G4qGCGF4vWGPzYi2pxc2Djvgv3j8NiWaHQMgTVebCX6W"
	goodStellar = "GBBM6BKZPEHWYO3E3YKREDPQXMS4VK35YLNU7NFBRI26RAN7GI5POFBB"
	goodP2PKH   = "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i"
	goodSegwit  = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
)

// evmCases are about EVM addresses and what comes near them.
var evmCases = []inputCase{
	{"good checksum", goodEVM, []finding.Code{"address-evm"}, "", ""},
	{"digits only", "0x" + strings.Repeat("12", 20), []finding.Code{"address-evm"}, "", ""},
	{"lower case", strings.ToLower(goodEVM), []finding.Code{"address-evm-no-checksum"}, "all letters are lower case", goodEVM},
	{"upper case", "0x" + strings.ToUpper(goodEVM[2:]), []finding.Code{"address-evm-no-checksum"}, "all letters are upper case", goodEVM},
	{"the documentation's example", docsEVM, []finding.Code{"address-evm-checksum"}, "character 8 is b, the checksum asks for B; 4 letters differ in total", docsEVMGood},
	{"one letter in the wrong case", "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", []finding.Code{"address-evm-checksum"}, "character 5 is a, the checksum asks for A", goodEVM},
	{"zero", "0x" + strings.Repeat("0", 40), []finding.Code{"address-evm-zero"}, "", ""},
	{"no prefix", goodEVM[2:], []finding.Code{"address-evm-prefix"}, "40 hexadecimal digits", goodEVM},
	{"prefix in upper case", "0X" + goodEVM[2:], []finding.Code{"address-evm-prefix"}, "40 hexadecimal digits", goodEVM},
	{"39 digits", goodEVM[:41], []finding.Code{"address-incomplete"}, "EVM: 39 digits after 0x; the address has 40", ""},
	{"41 digits", goodEVM + "0", []finding.Code{"address-incomplete"}, "EVM: 41 digits after 0x; the address has 40", ""},
	{"half of it", "0xff4d6793F584a473", []finding.Code{"address-incomplete"}, "EVM: 16 digits after 0x; the address has 40", ""},
	{"letter O", strings.Replace(goodEVM, "60", "6O", 1), []finding.Code{"address-damaged"}, "EVM: character 9 is 'O'", ""},
	{"letter l", "0xl" + goodEVM[3:], []finding.Code{"address-damaged"}, "EVM: character 3 is 'l'", ""},
	{"letter g at the end", goodEVM[:41] + "g", []finding.Code{"address-damaged"}, "EVM: character 42 is 'g'", ""},
	{"only the prefix", "0x", []finding.Code{"address-unknown"}, "2 characters", ""},
	{"a name with the prefix", "0x-wallet-of-ana", []finding.Code{"address-unknown"}, "16 characters", ""},
	{"Cyrillic x", "0\u0445" + goodEVM[2:], []finding.Code{"address-look-alike"}, "U+0445, which looks like 'x', at character 2", goodEVM},
}

// otherFamilyCases are about the families beside EVM.
var otherFamilyCases = []inputCase{
	{"Bitcoin P2PKH", goodP2PKH, []finding.Code{"address-bitcoin"}, "P2PKH", ""},
	{"Bitcoin P2SH", "34oVnh4gNviJGMnNvgquMeLAxvXJuaRVMZ", []finding.Code{"address-bitcoin"}, "P2SH", ""},
	{"Bitcoin testnet P2PKH", "mo9ncXisMeAoXwqcV5EWuyncbmCcQN4rVs", []finding.Code{"address-bitcoin-test"}, "testnet, P2PKH", ""},
	{"Bitcoin testnet P2SH", "2MvMhrRzhzPDeU9QvbpTmybKSBGjUmC6TTu", []finding.Code{"address-bitcoin-test"}, "testnet, P2SH", ""},
	{"Bitcoin bad checksum", goodP2PKH[:33] + "j", []finding.Code{"address-damaged"}, "Bitcoin: the checksum does not match", ""},
	{"Bitcoin character missing", goodP2PKH[:33], []finding.Code{"address-damaged"}, "Bitcoin: the checksum does not match", ""},
	{"Bitcoin letter O", "1OGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i", []finding.Code{"address-damaged"}, "Bitcoin: character 2 is 'O'", ""},
	{"segwit P2WPKH", goodSegwit, []finding.Code{"address-bitcoin"}, "P2WPKH", ""},
	{"segwit upper case", strings.ToUpper(goodSegwit), []finding.Code{"address-bitcoin"}, "P2WPKH", ""},
	{"segwit regtest", "bcrt1qqqqqqqqqqqqqqahrwf6d62emdxmpq8gu3xe9au9fjwc9sxxn4k2qujfh7u", []finding.Code{"address-bitcoin-test"}, "regtest, P2WSH", ""},
	{"segwit taproot, testnet", "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c", []finding.Code{"address-bitcoin-test"}, "testnet, P2TR", ""},
	{"segwit without a use", "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", []finding.Code{"address-unknown"}, "Bitcoin, checksum good, witness version 2, which is not in use", ""},
	{"segwit bad checksum", goodSegwit[:41] + "5", []finding.Code{"address-damaged"}, "Bitcoin: the checksum does not match", ""},
	{"segwit wrong character", strings.Replace(goodSegwit, "w508", "wb08", 1), []finding.Code{"address-damaged"}, "Bitcoin: character 6 is 'b'", ""},
	{"segwit mixed case", "bc1" + strings.ToUpper(goodSegwit[3:]), []finding.Code{"address-damaged"}, "Bitcoin: small and capital letters", goodSegwit},
	{"segwit mixed case and broken", "bc1" + strings.ToUpper(goodSegwit[3:41]) + "5", []finding.Code{"address-damaged"}, "Bitcoin: small and capital letters", ""},
	{"segwit too long", "bc1" + strings.Repeat("q", 90), []finding.Code{"address-incomplete"}, "Bitcoin: 93 characters", ""},
	{"segwit without data", "bc1gmk9yu", []finding.Code{"address-incomplete"}, "Bitcoin: 9 characters", ""},
	{"segwit wrong program", "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", []finding.Code{"address-damaged"}, "Bitcoin: the checksum is good, but the content is not an address", ""},
	{"segwit wrong padding", "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du", []finding.Code{"address-damaged"}, "Bitcoin: the checksum is good, but the content is not an address", ""},
	{"segwit v0 with bech32m", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", []finding.Code{"address-damaged"}, "Bitcoin: the checksum is good, but the content is not an address", ""},
	{"segwit v2 with bech32", "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf", []finding.Code{"address-damaged"}, "Bitcoin: the checksum is good, but the content is not an address", ""},
	{"bech32 of another chain", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", []finding.Code{"address-unknown"}, "43 characters", ""},
	{"base58check of another chain", "LNLS8Mt4ugdyRzn6yjAcD3312cbsX8R7xv", []finding.Code{"address-base58-version"}, "version byte 0x30, 20 bytes", ""},
	{"Tron", goodTron, []finding.Code{"address-tron"}, "", ""},
	{"Tron hexadecimal", "41" + strings.Repeat("22", 20), []finding.Code{"address-unknown"}, "42 characters", ""},
	{"Tron bad checksum", goodTron[:33] + "t", []finding.Code{"address-damaged"}, "Tron: the checksum does not match", ""},
	{"Tron too short", goodTron[:33], []finding.Code{"address-incomplete"}, "Tron: 33 characters; the address has 34", ""},
	{"Tron too long", goodTron + "T", []finding.Code{"address-incomplete"}, "Tron: 35 characters; the address has 34", ""},
	{"Tron letter l", "TFEkshkSXo8yMe8vcA6P77XmiLfstNWHyl", []finding.Code{"address-damaged"}, "Tron: character 34 is 'l'", ""},
	{"Solana", goodSolana, []finding.Code{"address-solana"}, "44 characters", ""},
	{"Solana system program", strings.Repeat("1", 32), []finding.Code{"address-solana"}, "32 characters", ""},
	{"31 bytes of base58", "2pf6u5B1zRzzTTTNW8D5u9aFjoE8Wah1LcR32Qs8ui6", []finding.Code{"address-unknown"}, "43 characters", ""},
	{"Algorand", "SKZV5IXTALS7MF5NJTMRAZKHS2R5OERK5YAV6CFLGXAL7NUGZDT4QSFKAE", []finding.Code{"address-algorand"}, "", ""},
	{"33 bytes of base58", "cVN3H6hsbr76QUax6wRwceSHqnfcQoL6q3cpnMr9dMzfx", []finding.Code{"address-maybe-key"}, "45 letters and digits, as private keys have, not shown", ""},
	{"Stellar", goodStellar, []finding.Code{"address-stellar"}, "", ""},
	{"Stellar good checksum, unknown version", "GGXSXW7BVKNW5QPCVXQ5NFHUD7DRVAY5AJUOTCIVMIIT3CTCVXI37SMY", []finding.Code{"address-stellar-other"}, "begins with G, checksum good", ""},
	{"base58 good checksum, unknown size", "1KHX6LFvoWyimEitMByPtGXz9ZuSAJrxMQw", []finding.Code{"address-base58-version"}, "version byte 0x00, 21 bytes", ""},
	{"Stellar bad checksum", goodStellar[:55] + "C", []finding.Code{"address-damaged"}, "Stellar: the checksum does not match", ""},
	{"Stellar too short", goodStellar[:55], []finding.Code{"address-incomplete"}, "Stellar: 55 characters; the address has 56", ""},
	{"Stellar too long", goodStellar + "BB", []finding.Code{"address-incomplete"}, "Stellar: 58 characters; the address has 56", ""},
	{"Stellar wrong character", "GBPXX0A5N4JYPESHAADMQKBPWZWQDQ64ZV6ZL2S3LAGW4SY7NTCMWIVL", []finding.Code{"address-damaged"}, "Stellar: character 6 is '0'", ""},
	{"56 characters that begin with G", "G" + strings.Repeat("wallet-Name", 5), []finding.Code{"address-unknown"}, "56 characters", ""},
	{"60 capitals that begin with G", "G" + strings.Repeat("A", 59), []finding.Code{"address-unknown"}, "60 characters", ""},
	{"segwit version 17", "bc13qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq0hg8yd", []finding.Code{"address-damaged"}, "Bitcoin: the checksum is good, but the content is not an address", ""},
	{"Stellar muxed", "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ", []finding.Code{"address-stellar-other"}, "begins with M, checksum good", ""},
	{"Stellar contract", "CA3D5KRYM6CB7OWQ6TWYRR3Z4T7GNZLKERYNZGGA5SOAOPIFY6YQGAXE", []finding.Code{"address-stellar-other"}, "begins with C, checksum good", ""},
	{"Stellar claimable balance", "BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TU", []finding.Code{"address-stellar-other"}, "begins with B, checksum good", ""},
}

// writingCases are about text that stands for an address, and about pasting.
var writingCases = []inputCase{
	{"empty", "", []finding.Code{"address-empty"}, "", ""},
	{"newline at the end", goodEVM + "\n", []finding.Code{"address-control"}, "newline at the end", goodEVM},
	{"newline inside", goodEVM[:20] + "\n" + goodEVM[20:], []finding.Code{"address-control"}, "newline at character 21", goodEVM},
	{"newline inside something unknown", "wallet\n1", []finding.Code{"address-control"}, "newline at character 7", ""},
	{"escape sequence", "wallet\x1b[2J", []finding.Code{"address-control"}, "escape character at character 7", ""},
	{"space around", " " + goodEVM, []finding.Code{"address-edge-space"}, "at the start", goodEVM},
	{"space around a wrong checksum", docsEVM + " ", []finding.Code{"address-edge-space", "address-evm-checksum"}, "at the end", docsEVM},
	{"space inside", goodEVM[:20] + " " + goodEVM[20:], []finding.Code{"address-inner-space"}, "at character 21", goodEVM},
	{"space inside something unknown", "wallet 1", []finding.Code{"address-inner-space"}, "at character 7", ""},
	{"quotes", `"` + goodEVM + `"`, []finding.Code{"address-quotes"}, "one at the start and one at the end", goodEVM},
	{"zero-width space", goodEVM[:4] + "\u200b" + goodEVM[4:], []finding.Code{"address-invisible"}, "U+200B at character 5", goodEVM},
	{"accent", "cartera-ñ", []finding.Code{"address-non-ascii"}, "ñ (U+00F1) at the end", ""},
	{"placeholder", "<address>", []finding.Code{"address-placeholder"}, "in angle brackets, as in the documentation", ""},
	{"Ethereum link", "ethereum:" + goodEVM, []finding.Code{"address-uri"}, "scheme ethereum", goodEVM},
	{"Ethereum link with a chain", "ethereum:pay-" + goodEVM + "@137?value=1", []finding.Code{"address-uri"}, "scheme ethereum", goodEVM},
	{"Ethereum contract call", "ethereum:" + goodEVM + "/transfer?address=" + docsEVM, []finding.Code{"address-uri"}, "scheme ethereum", ""},
	{"Bitcoin link", "bitcoin:" + goodSegwit + "?amount=1", []finding.Code{"address-uri"}, "scheme bitcoin", goodSegwit},
	{"Bitcoin Cash", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", []finding.Code{"address-uri"}, "scheme bitcoincash", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"},
	{"unknown scheme, known address", "mywallet:" + goodTron, []finding.Code{"address-uri"}, "Tron address behind a colon", goodTron},
	{"CAIP-10", "eip155:1:" + goodEVM, []finding.Code{"address-uri"}, "CAIP-10 account", goodEVM},
	{"colon", "wallet:1", []finding.Code{"address-colon"}, "at character 7", ""},
	{"colons", "wallet:1:2", []finding.Code{"address-colon"}, "at character 7, and 1 more", ""},
	{"ENS name", "vitalik.eth", []finding.Code{"address-name"}, "ends with .eth", ""},
	{"ENS subdomain", "ana.wallets.eth", []finding.Code{"address-name"}, "ends with .eth", ""},
	{"Solana name", "ana.SOL", []finding.Code{"address-name"}, "ends with .SOL", ""},
	{"ICAP", "XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS", []finding.Code{"address-unknown"}, "34 characters", ""},
	{"ICAP, indirect", "XE81ETHXREGGAVOFYORK", []finding.Code{"address-unknown"}, "20 characters", ""},
	{"shortened with dots", "0x0594...0C2C", []finding.Code{"address-shortened"}, "", ""},
	{"shortened with an ellipsis", "0x0594…0C2C", []finding.Code{"address-shortened"}, "", ""},
	{"UUID", sampleRef, []finding.Code{"address-uuid"}, "", ""},
	{"wallet identifier", "wallet-42", []finding.Code{"address-unknown"}, "9 characters", ""},
	{"hexadecimal identifier", "3fa85f6457174562b3fc2c963f66afa6", []finding.Code{"address-unknown"}, "32 characters", ""},
}

func TestCheckAddressEVM(t *testing.T) { checkCases(t, field.CheckAddress, evmCases) }

func TestCheckAddressOtherFamilies(t *testing.T) {
	checkCases(t, field.CheckAddress, otherFamilyCases)
}

func TestCheckAddressWritings(t *testing.T) { checkCases(t, field.CheckAddress, writingCases) }

func TestDescribeAddress(t *testing.T) {
	tests := []struct {
		address string
		kind    field.AddressKind
		text    string
	}{
		{docsEVM, field.AddressKind{Family: field.FamilyEVM}, "EVM address"},
		{goodTron, field.AddressKind{Family: field.FamilyTron}, "Tron address"},
		{goodSolana, field.AddressKind{Family: field.FamilySolana}, "Solana address"},
		{goodStellar, field.AddressKind{Family: field.FamilyStellar}, "Stellar address"},
		{goodP2PKH, field.AddressKind{Family: field.FamilyBitcoin, Network: "mainnet"}, "Bitcoin mainnet address"},
		{"tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c", field.AddressKind{Family: field.FamilyBitcoin, Network: "testnet"}, "Bitcoin testnet address"},
		{goodEVM + " ", field.AddressKind{Family: field.FamilyUnknown}, "unknown shape"},
		{"", field.AddressKind{Family: field.FamilyUnknown}, "unknown shape"},
	}
	for _, test := range tests {
		got := field.DescribeAddress(test.address)
		if got != test.kind || got.String() != test.text {
			t.Errorf("%q: got %#v (%s), want %#v (%s)", test.address, got, got, test.kind, test.text)
		}
	}
}

func FuzzCheckAddress(f *testing.F) {
	for _, cases := range [][]inputCase{evmCases, otherFamilyCases, writingCases, keyCases} {
		for _, test := range cases {
			f.Add(test.value)
		}
	}
	f.Fuzz(func(t *testing.T, value string) {
		findings := field.CheckAddress(value)
		key := field.LooksLikePrivateKey(value)
		if key != (len(findings) == 1 && keyCodes[findings[0].Code]) {
			t.Fatalf("%q: LooksLikePrivateKey is %v, findings %q", value, key, codesOf(findings))
		}
		if len(findings) == 0 {
			t.Fatalf("nothing is said about %q", value)
		}
		if (value == "" || strings.ContainsFunc(value, unicode.IsControl)) && !finding.Blocked(findings) {
			t.Fatalf("%q is not blocked: %q", value, codesOf(findings))
		}
		if checksummed, ok := field.ChecksumEVM(value); ok && !strings.EqualFold(checksummed, value) {
			t.Fatalf("the checksum form of %q is %q", value, checksummed)
		}
		for _, finding := range findings {
			if value != "" && finding.Replacement == value || key && finding.Replacement != "" {
				t.Fatalf("%q: %s has the replacement %q", value, finding.Code, finding.Replacement)
			}
		}
	})
}
