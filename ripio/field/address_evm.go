package field

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/sha3"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// evmDigits is the number of hexadecimal digits in an EVM address.
const evmDigits = 40

// ChecksumEVM returns an EVM address in the letter case that its checksum asks
// for. The second result is false for a text that is not 0x and 40 hexadecimal
// digits.
// Source: ERC-55 (EIP-55).
func ChecksumEVM(address string) (string, bool) {
	digits, ok := strings.CutPrefix(address, "0x")
	if !ok || len(digits) != evmDigits || !phrase.AllHex(digits) {
		return "", false
	}
	text := []byte(strings.ToLower(digits))
	hash := sha3.NewLegacyKeccak256()
	hash.Write(text)
	sum := hex.AppendEncode(make([]byte, 0, 64), hash.Sum(nil))
	for i, char := range text {
		if char >= 'a' && sum[i] >= '8' {
			text[i] = char - 'a' + 'A'
		}
	}
	return "0x" + string(text), true
}

// recogniseEVM knows 0x and 40 hexadecimal digits and what comes near it.
func recogniseEVM(text string) (AddressKind, finding.Finding, bool) {
	if checksummed, ok := ChecksumEVM(text); ok {
		return evmAddress(text, checksummed)
	}
	if len(text) == evmDigits && phrase.AllHex(text) {
		_, finding, ok := broken("evm-no-prefix", "40 hexadecimal digits")
		return AddressKind{Family: FamilyUnknown}, finding.WithReplacement("0x" + text), ok
	}
	if !strings.HasPrefix(text, "0x") && !strings.HasPrefix(text, "0X") {
		return notMine()
	}
	digits := text[2:]
	if text[1] == 'X' && len(digits) == evmDigits && phrase.AllHex(digits) {
		_, finding, ok := broken("evm-prefix", "")
		return AddressKind{Family: FamilyUnknown}, finding.WithReplacement("0x" + digits), ok
	}
	if phrase.AllHex(digits) {
		return broken("evm-length", fmt.Sprintf("%d digits", len(digits)))
	}
	if count := utf8.RuneCountInString(digits); count < evmDigits-2 || count > evmDigits+2 {
		return notMine()
	}
	return broken("evm-digit", firstNonHex(digits))
}

// evmAddress judges the letter case of a whole address.
func evmAddress(text, checksummed string) (AddressKind, finding.Finding, bool) {
	digits := text[2:]
	kind, finding, ok := known(AddressKind{Family: FamilyEVM}, "evm", "")
	switch {
	case strings.Trim(digits, "0") == "":
		return known(kind, "evm-zero", "")
	case text == checksummed:
		return kind, finding, ok
	case digits == strings.ToLower(digits):
		finding = addressText.finding("evm-no-checksum", "all letters are lower case")
	case digits == strings.ToUpper(digits):
		finding = addressText.finding("evm-no-checksum", "all letters are upper case")
	default:
		finding = addressText.finding("evm-checksum", caseDifferences(text, checksummed))
	}
	return kind, finding.WithReplacement(checksummed), ok
}

// caseDifferences says where the letter case of two addresses differs.
func caseDifferences(text, checksummed string) string {
	first, count := -1, 0
	for i := range len(text) {
		if text[i] != checksummed[i] {
			count++
			if first < 0 {
				first = i
			}
		}
	}
	found := fmt.Sprintf("character %d is %c, the checksum asks for %c", first+1, text[first], checksummed[first])
	if count > 1 {
		found += fmt.Sprintf("; %d letters differ in all", count)
	}
	return found
}

// firstNonHex names the first character after 0x that is no hexadecimal digit.
func firstNonHex(digits string) string {
	position := 3
	for _, char := range digits {
		if char > 'f' || !phrase.IsHexDigit(byte(char)) {
			break
		}
		position++
	}
	char := []rune(digits)[position-3]
	found := fmt.Sprintf("character %d is %q", position, char)
	switch char {
	case 'o', 'O':
		found += "; the digit 0 looks like it"
	case 'l', 'I', 'i':
		found += "; the digit 1 looks like it"
	}
	return found
}
