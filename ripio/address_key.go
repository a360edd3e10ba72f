package ripio

import (
	"crypto/ed25519"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btcsuite/btcd/btcutil/base58"
)

// keyShapes are texts, without their white space, that give away a wallet. Only
// their form counts: one with a typing error is as dangerous as a sound one.
// Sources: Bitcoin's wallet import format, BIP-32, BIP-38, SEP-23.
var keyShapes = [...]struct {
	shape       shape
	rule, found string
}{
	{newShape(`^(0[xX])?[0-9a-fA-F]{64}$`), "private-key", "64 hexadecimal digits"},
	{newShape(`^[59][1-9A-HJ-NP-Za-km-z]{50}$|^[KLc][1-9A-HJ-NP-Za-km-z]{50,52}$`), "private-key", "form of a WIF private key"},
	{newShape(`^[xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]{100,}$`), "private-key", "form of an extended private key"},
	{newShape(`^6P[1-9A-HJ-NP-Za-km-z]{56}$`), "private-key", "form of an encrypted private key (BIP-38)"},
	{newShape(`^S[A-Z2-7]{52,58}[^A-Za-z0-9]{0,4}$`), "stellar-seed", "S and about 55 characters of base32"},
}

// shortestKey is the length of the shortest key of keyShapes, in characters.
const shortestKey = 51

// LooksLikePrivateKey tells whether an address field holds what gives away a
// wallet: a private key, a seed or a recovery phrase. Callers mask the field
// then. It goes by the text's shape, so a transaction hash is taken for a key
// as well.
func LooksLikePrivateKey(address string) bool {
	_, ok := privateKeyFinding(address)
	return ok
}

// privateKeyFinding tells what kind of key a text is and shows nothing of it.
func privateKeyFinding(value string) (Finding, bool) {
	bare := tidy(value)
	if strings.Contains(bare, "PRIVATE KEY-----") { // RFC 7468
		return addressText.finding("private-key", "a PEM private key, not shown"), true
	}
	// A scheme, a parameter's name or JSON around a key does not make it safe.
	for part := range strings.FieldsFuncSeq(bare, func(char rune) bool { return strings.ContainsRune(`:/?&=@"'{}()<>`, char) }) {
		if words := phraseWords(part); words > 0 {
			return addressText.finding("recovery-phrase", strconv.Itoa(words)+" words, not shown"), true
		}
		if rule, found := keyForm(dropSpace(part)); rule != "" {
			return addressText.finding(rule, found+", not shown"), true
		}
	}
	return Finding{}, false
}

// keyForm gives the rule and the evidence for a text, without white space, that
// has a private key's form; nothing for any other.
func keyForm(text string) (rule, found string) {
	if len(text) < shortestKey {
		return "", ""
	}
	for _, key := range keyShapes {
		if key.shape.matches(text) {
			return key.rule, key.found
		}
	}
	if isSolanaKeypair(text) {
		return "private-key", "form of a Solana keypair"
	}
	return "", ""
}

// phraseWords counts the words of a text that has the form of a recovery phrase
// (BIP-39): 12 to 24 words in steps of three, perhaps numbered. It is 0 for any
// other text. No word list is used: lists exist in many languages.
func phraseWords(text string) int {
	if !strings.ContainsFunc(text, unicode.IsSpace) && !strings.Contains(text, ",") {
		return 0
	}
	for _, char := range text {
		if !unicode.In(char, unicode.L, unicode.M, unicode.Nd) && !unicode.IsSpace(char) && !strings.ContainsRune(",.;)", char) {
			return 0
		}
	}
	words := strings.FieldsFunc(text, func(char rune) bool { return !unicode.In(char, unicode.L, unicode.M) })
	if len(words) < 12 || len(words) > 24 || len(words)%3 != 0 {
		return 0
	}
	if slices.ContainsFunc(words, func(word string) bool {
		length := utf8.RuneCountInString(word)
		return length < 3 || length > 10
	}) {
		return 0
	}
	return len(words)
}

// isSolanaKeypair tells a private key with its public key behind it, in base58
// as wallets export it or as the list of bytes in Solana's key files. A
// transaction's signature is as long, but its second half is no public key of
// the first.
func isSolanaKeypair(text string) bool {
	var pair []byte
	switch {
	case strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]"):
		return isByteList(text[1 : len(text)-1])
	case len(text) >= 80 && len(text) <= 90:
		pair = base58.Decode(text)
	}
	if len(pair) != ed25519.PrivateKeySize {
		return false
	}
	public := ed25519.NewKeyFromSeed(pair[:ed25519.SeedSize])[ed25519.SeedSize:]
	return slices.Equal(public, pair[ed25519.SeedSize:])
}

// isByteList tells 64 decimal numbers of a byte each, joined by commas.
func isByteList(text string) bool {
	numbers := strings.Split(text, ",")
	return len(numbers) == ed25519.PrivateKeySize && !slices.ContainsFunc(numbers, func(number string) bool {
		_, err := strconv.ParseUint(strings.TrimSpace(number), 10, 8)
		return err != nil
	})
}
