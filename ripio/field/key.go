package field

import (
	"cmp"
	"crypto/ed25519"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btcsuite/btcd/btcutil/base58"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
)

// CodeMaybeKey is the finding about an address that needs a confirmation: it has
// the length and the alphabet of a key, within a fifth, and is no public form that
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
// confirmed that it is no key.
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
	case damagedPEM.Matches(bare):
		return maybe("words of a PEM private key")
	case otherChainShape.Matches(bare):
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

// The lengths within which a text may be a damaged key: a fifth less than the
// shortest (51 characters of WIF; the hexadecimal and base32 ones are longer), a
// fifth more than the longest (an extended key of 112).
const (
	shortestKey    = 41
	longestKey     = 134
	shortestOther  = 45 // without a prefix of WIF: Stellar's 56, less a fifth
	hexKey         = 64
	shortestHexKey = 52
	longestHexKey  = 154 // 128 digits are a key pair
)

var (
	keyAlphabet = phrase.NewShape(`^[0-9A-Za-z]+$`)
	wifPrefix   = phrase.NewShape(`^[59KLc]`)
)

// keyForm returns the evidence for a text with the length and the alphabet of a key
// that is no public form; nothing for any other.
func keyForm(text string) string {
	length := len(text)
	digits, prefixed := strings.CutPrefix(strings.ToLower(text), "0x")
	switch {
	case length < shortestKey || length > longestHexKey+2 || !keyAlphabet.Matches(text) || isPublicForm(text):
		return ""
	case phrase.AllHex(digits):
		if len(digits) < shortestHexKey {
			return ""
		}
		if len(digits) == hexKey {
			return "64 hexadecimal digits"
		}
		return fmt.Sprintf("%d hexadecimal digits; a private key has %d", len(digits), hexKey)
	case length > longestKey, !strings.ContainsFunc(text, unicode.IsLetter), !strings.ContainsAny(text, "0123456789"):
		return ""
	case prefixed && len(digits) < shortestHexKey:
		return ""
	case length < shortestOther && (!wifPrefix.Matches(text) || !looksRandom(text)):
		return ""
	case text == strings.ToLower(text) || text == strings.ToUpper(text):
		if strings.ContainsFunc(strings.ToUpper(text), isNotBase32) {
			break
		}
		return fmt.Sprintf("%d characters of base32; a Stellar secret seed has %d", length, stellarLength)
	}
	return fmt.Sprintf("%d letters and digits, as private keys have", length)
}

// phraseWords counts the words of a text that has the form of a recovery phrase
// (BIP-39), perhaps numbered or damaged, and how many of them are too short or
// too long for its lists. It is 0 for any other text. No word list is used: lists
// exist in many languages.
func phraseWords(text string) (words, odd int) {
	const fewest, most, mostOdd = 10, 29, 2
	if !strings.ContainsFunc(text, unicode.IsSpace) && !strings.Contains(text, ",") {
		return 0, 0
	}
	for _, char := range text {
		if !unicode.In(char, unicode.L, unicode.M, unicode.Nd) && !unicode.IsSpace(char) && !strings.ContainsRune(",.;)", char) {
			return 0, 0
		}
	}
	found := strings.FieldsFunc(text, func(char rune) bool { return !unicode.In(char, unicode.L, unicode.M) })
	for _, word := range found {
		if length := utf8.RuneCountInString(word); length < 3 || length > 10 {
			odd++
		}
	}
	if len(found) < fewest || len(found) > most || odd > mostOdd {
		return 0, 0
	}
	return len(found), odd
}

// isKeypair reports whether bytes are a private key with its public key behind it, as Solana's wallets
// export it. A transaction's signature is as long, but its second half is no
// public key of the first.
func isKeypair(pair []byte) bool {
	if len(pair) != ed25519.PrivateKeySize {
		return false
	}
	public := ed25519.NewKeyFromSeed(pair[:ed25519.SeedSize])[ed25519.SeedSize:]
	return slices.Equal(public, pair[ed25519.SeedSize:])
}

// byteList reads decimal numbers of a byte each, joined by commas in brackets, as
// Solana's key files hold 64 of them: as many as a key may have, whole or damaged.
func byteList(text string) ([]byte, bool) {
	const fewest, most = 26, 77
	inner, opens := strings.CutPrefix(text, "[")
	inner = strings.TrimSuffix(inner, "]")
	fields := strings.Split(inner, ",")
	if !opens && !strings.HasSuffix(text, "]") || len(fields) < fewest || len(fields) > most {
		return nil, false
	}
	numbers := make([]byte, len(fields))
	wrong := 0
	for i, field := range fields {
		number, err := strconv.ParseUint(strings.TrimSpace(field), 10, 8)
		if err != nil {
			wrong++
		}
		numbers[i] = byte(number)
	}
	if wrong > len(fields)/5 {
		return nil, false
	}
	if wrong > 0 {
		numbers = numbers[:len(numbers)-1] // no pair any more
	}
	return numbers, true
}
