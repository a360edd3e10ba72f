package field_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// seeds are whole keys, each with the alphabet that characters are added from.
// None of them holds anything: test values of the standards and of public tests.
var seeds = []struct{ name, key, alphabet string }{
	{"Stellar seed", seed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"},
	{"WIF", "5HwoXVkHoRM8sL2KmNRS217n1g8mPPBomrY7yehCuXC1115WWsh", base58Characters},
	{"WIF compressed", wifKey, base58Characters},
	{"WIF testnet", "91iS7EZqPeRGqPXcPiKLtbfjfLVUYYj17oQ54H3iFFw3n1UmZSS", base58Characters},
	{"WIF testnet compressed", "cN9spWsvaxA8taS7DFMxnk1yJD2gaF2PX1npuTpy3vuZFJdwavaw", base58Characters},
	{"BIP-38", "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg", base58Characters},
	{"extended key", bip32, base58Characters},
	{"Solana keypair", keypair, base58Characters},
	{"64 hexadecimal digits", hexKey, "0123456789abcdef"},
	{"with 0x", "0x" + hexKey, "0123456789abcdef"},
	{"recovery phrase", phrase, "abcdefghijklmnopqrstuvwxyz"},
}

const base58Characters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// damages change one character at a place.
var damages = []struct {
	name  string
	apply func(random *rand.Rand, text, alphabet string, at int) string
}{
	{"lost", func(_ *rand.Rand, text, _ string, at int) string { return text[:at] + text[at+1:] }},
	{"added", func(random *rand.Rand, text, alphabet string, at int) string {
		return text[:at] + string(alphabet[random.IntN(len(alphabet))]) + text[at:]
	}},
	{"in the other case", func(_ *rand.Rand, text, _ string, at int) string {
		char := text[at : at+1]
		if upper := strings.ToUpper(char); upper != char {
			return text[:at] + upper + text[at+1:]
		}
		return text[:at] + strings.ToLower(char) + text[at+1:]
	}},
}

// TestNoDamagedKeyIsShownOrSent damages whole keys of each kind: one to five
// characters lost, added or in the other case, all of one kind or mixed.
func TestNoDamagedKeyIsShownOrSent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	env, err := ripio.SimulatorAt("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	try := func(name, text string) {
		t.Helper()
		request := sampleRequest()
		request.Address = text
		exchange := new(ripio.Client).Preview(env, request)
		if exchange.Failure == nil || exchange.Failure.Kind != ripio.FailureBlocked || request.Parts()[2].Value != redact.Mask {
			t.Errorf("%s: %q would be sent: %v, shown as %q", name, text, exchange.Failure, request.Parts()[2].Value)
			return
		}
		shown, err := json.Marshal([]any{exchange, request.Parts()})
		if err != nil || strings.Contains(string(shown), text) {
			t.Errorf("%s: %q is shown, %v", name, text, err)
		}
	}
	for _, each := range seeds {
		try(each.name, each.key)
		try(each.name+" in capitals", strings.ToUpper(each.key))
		try(each.name+" in small letters", strings.ToLower(each.key))
		for _, damage := range damages {
			for at := range len(each.key) {
				try(each.name+", one "+damage.name, damage.apply(random, each.key, each.alphabet, at))
			}
		}
		for range 120 {
			text := each.key
			// Of a phrase one word goes, not five of them apart.
			for range 1 + random.IntN(5) {
				damage := damages[random.IntN(len(damages))]
				text = damage.apply(random, text, each.alphabet, random.IntN(len(text)))
			}
			if each.name != "recovery phrase" {
				try(each.name+", several", text)
			}
		}
	}
	try("a fifth of a Stellar seed lost", seed[:46])
	try("a seed cut to 50 characters", seed[:50])
	try("63 digits after 0x", "0x"+hexKey[1:])
	try("a phrase of eleven words", strings.TrimSuffix(phrase, " yellow"))
	try("list of 63 bytes", "["+strings.Repeat("7,", 62)+"7]")
}

// TestPublicFormsAreNotTakenForKeys has valid addresses, and what is as long as a
// key and says that it is none.
func TestPublicFormsAreNotTakenForKeys(t *testing.T) {
	texts := []string{
		"SKZV5IXTALS7MF5NJTMRAZKHS2R5OERK5YAV6CFLGXAL7NUGZDT4QSFKAE", // Algorand
		"0x" + strings.Repeat("0", 24) + goodEVM[2:], strings.Repeat("0", 24) + strings.ToLower(goodEVM[2:]),
		"0:" + hexKey, "-1:" + hexKey, "sui:mainnet:0x" + hexKey, "aptos:1:0x" + hexKey, "starknet:SN_MAIN:0x" + hexKey[1:], "near:mainnet:" + hexKey,
		"EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N", // TON
		"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", // Substrate
		"cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh",    // Cosmos
		"xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
		"eip155:1:" + goodEVM, "bitcoin:bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3", sampleRef, "nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3",
	}
	for _, file := range []string{"stellar-address.json", "bitcoin-address.json", "solana-address.json", "tron-address.json", "evm-eip55.json"} {
		type vector struct{ Address, Expect string }
		for _, v := range inputVectors[vector](t, file) {
			if strings.HasPrefix(v.Expect, "valid") {
				texts = append(texts, v.Address)
			}
		}
	}
	for _, text := range texts {
		request := sampleRequest()
		request.Address = text
		if field.LooksLikePrivateKey(text) || finding.Blocked(request.Check()) || request.Parts()[2].Value != text {
			t.Errorf("%q is taken for a key: %q", text, codesOf(field.CheckAddress(text)))
		}
	}
	if got := field.DescribeAddress(texts[0]).Family; got != field.FamilyAlgorand {
		t.Errorf("an Algorand address from S is %s", got)
	}
}

// TestAConfirmedAddressIsSent has the way on for what only looks like a key, and
// none for a key.
func TestAConfirmedAddressIsSent(t *testing.T) {
	for _, test := range []struct {
		address, confirmed string
		sent               bool
	}{
		{hexKey, "", false}, {hexKey, hexKey, true}, {hexKey, "0x" + hexKey, false}, {seed[:55], seed[:55], true},
		{seed, seed, false}, {wifKey, wifKey, false}, {phrase, phrase, false}, {bip32, bip32, false},
	} {
		request := sampleRequest()
		request.Address, request.ConfirmedAddress = test.address, test.confirmed
		if got := !finding.Blocked(request.Check()); got != test.sent {
			t.Errorf("%s, confirmed %q: sent is %v", test.address, test.confirmed, got)
		}
		if shown := request.Parts()[2].Value == test.address; shown != test.sent {
			t.Errorf("%s, confirmed %q: shown is %v", test.address, test.confirmed, shown)
		}
	}
}
