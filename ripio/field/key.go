package field

import (
	"cmp"
	"crypto/ed25519"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/btcsuite/btcd/btcutil/base58"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// CodeMaybeKey is the finding about an address that needs a confirmation: it has
// the length and the alphabet of a key, within a fifth, and is not a public form that
// this program can check. It is masked, and sent only once a person said that it is
// an address.
const CodeMaybeKey finding.Code = "address-maybe-key"

// LooksLikePrivateKey reports whether an address field holds what may give away a
// wallet: a private key, a seed or a recovery phrase, whole or damaged. Callers
// mask the field then, until the person has confirmed that it is an address. It
// goes by the text's form, so a transaction hash and the addresses of some chains
// are taken for a key as well.
func LooksLikePrivateKey(address string) bool { return findKey(address) != nil }

// IsPrivateKey reports whether a text surely gives away a wallet: it decodes as a
// key, checksum included, or is written as nothing else is. No confirmation lets it
// be sent or shown.
func IsPrivateKey(address string) bool {
	key := findKey(address)
	return key != nil && key.Code != CodeMaybeKey
}

// NeedsConfirmation reports whether an address may be sent only once a person has
// confirmed that it is not a key.
func NeedsConfirmation(address string) bool {
	key := findKey(address)
	return key != nil && key.Code == CodeMaybeKey
}

// findKey says what key a text holds, and shows nothing of it; nil when it holds
// none.
func findKey(value string) *match {
	bare := pasted.Tidy(value)
	switch {
	case strings.Contains(bare, "PRIVATE KEY-----"): // RFC 7468
		return surely("a PEM private key")
	case (strings.Contains(bare, "--") || strings.Contains(strings.ToLower(bare), "priv")) && damagedPEM.Matches(bare):
		return maybe("words of a PEM private key")
	case strings.Contains(bare, ":") && otherChainShape.Matches(bare):
		return nil
	}
	var worst *match
	// A scheme, a parameter's name or JSON around a key does not make it safe.
	for part := range strings.FieldsFuncSeq(bare, func(char rune) bool { return strings.ContainsRune(`:/?&=@"'{}()<>`, char) }) {
		key := keyInPart(part)
		if key != nil && key.Code != CodeMaybeKey {
			return key
		}
		worst = cmp.Or(worst, key)
	}
	return worst
}

func surely(found string) *match {
	return &match{Code: "address-private-key", Found: found + ", not shown"}
}

func maybe(found string) *match { return &match{Code: CodeMaybeKey, Found: found + ", not shown"} }

var (
	damagedPEM = phrase.NewShape(`(?i)-{2,}\s*BEGIN|KEY\s*-{3,}|\bPRIV\w{0,4}\s?KEY`)
	// otherChainShape are 64 hexadecimal digits that say whose they are: an account
	// of TON in its raw form, and CAIP-10 accounts of chains whose addresses are as
	// long as a key.
	otherChainShape = phrase.NewShape(`^(?:0|-1):[0-9a-fA-F]{64}$|` +
		`^(?:sui|aptos|starknet|near|ton|tvm|polkadot|cosmos|algorand|hedera|fil|tezos):[-_a-zA-Z0-9]{1,32}:[-.%a-zA-Z0-9]{1,128}$`)
)

// keyInPart judges a text without the signs that may stand around it.
func keyInPart(part string) *match {
	if words, odd := phraseWords(part); words > 0 {
		found := strconv.Itoa(words) + " words"
		if odd == 0 && words >= 12 && words <= 24 && words%3 == 0 {
			return &match{Code: "address-recovery-phrase", Found: found + ", not shown"}
		}
		return maybe(found)
	}
	text := pasted.DropSpace(part)
	if numbers, listed := byteList(text); listed {
		if isKeypair(numbers) {
			return surely("form of a Solana keypair")
		}
		return maybe(fmt.Sprintf("a list of %d bytes", len(numbers)))
	}
	text = strings.TrimFunc(text, func(char rune) bool { return !unicode.IsLetter(char) && !unicode.IsDigit(char) })
	if version, sound := strkeyVersion(text); sound && version == versionStellarSeed && len(text) == stellarLength {
		return &match{Code: "address-stellar-seed", Found: "a Stellar secret seed, checksum good, not shown"}
	}
	if found := decodesAsKey(text); found != "" {
		return surely(found)
	}
	if found := keyForm(text); found != "" {
		return maybe(found)
	}
	return nil
}

// The versions and sizes of secrets. Sources: Bitcoin's wallet import format, whose
// other chains use versions from 0x80 on; BIP-32; BIP-38.
const (
	firstVersionOfWIF = 0x80
	versionBIP38      = 0x01
	extendedKeySize   = 77 // bytes, without the first of the version
	extendedKeyAt     = 44 // zero before a private key, the sign of a public one
	bip38Size         = 38
)

// decodesAsKey says what key a text decodes as; nothing for any other text.
func decodesAsKey(text string) string {
	if len(text) < shortestKey || len(text) > longestKey || !isBase58(text) {
		return ""
	}
	if isKeypair(base58.Decode(text)) {
		return "form of a Solana keypair"
	}
	payload, version, err := base58.CheckDecode(text)
	switch {
	case err != nil:
	case version >= firstVersionOfWIF && (len(payload) == 32 || len(payload) == 33 && payload[32] == 1):
		return "a WIF private key, checksum good"
	case len(payload) == extendedKeySize && payload[extendedKeyAt] == 0:
		return "an extended private key, checksum good"
	case version == versionBIP38 && len(payload) == bip38Size && (payload[0] == 0x42 || payload[0] == 0x43):
		return "an encrypted private key (BIP-38), checksum good"
	}
	return ""
}

// isKeypair reports whether bytes are a private key with its public key behind it, as Solana's wallets
// export it. A transaction's signature is as long, but its second half is not a
// public key of the first.
func isKeypair(pair []byte) bool {
	if len(pair) != ed25519.PrivateKeySize {
		return false
	}
	public := ed25519.NewKeyFromSeed(pair[:ed25519.SeedSize])[ed25519.SeedSize:]
	return slices.Equal(public, pair[ed25519.SeedSize:])
}
