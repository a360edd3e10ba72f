package field

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/sha3"

	"devtools/ripio-explorer/ripio/phrase"
)

// evmDigits is the number of hexadecimal digits in an EVM address.
const evmDigits = 40

// ChecksumEVM returns an EVM address in the letter case that its EIP-55 checksum
// asks for. It reports false for a text that is not 0x and 40 hexadecimal digits.
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
func recogniseEVM(text string) *match {
	if checksummed, ok := ChecksumEVM(text); ok {
		return evmAddress(text, checksummed)
	}
	digits, prefixed := strings.CutPrefix(text, "0x")
	if !prefixed {
		digits, prefixed = strings.CutPrefix(text, "0X")
	}
	count := utf8.RuneCountInString(digits)
	switch {
	case count == evmDigits && phrase.AllHex(digits):
		return &match{Code: "address-evm-prefix", Found: "40 hexadecimal digits", Replacement: "0x" + digits}
	case !prefixed:
		return nil
	case phrase.AllHex(digits):
		return incomplete(FamilyEVM, fmt.Sprintf("%d digits after 0x; the address has 40", count))
	case count < evmDigits-2 || count > evmDigits+2:
		return nil
	}
	return wrongCharacter(FamilyEVM, text, len("0x")+strings.IndexFunc(digits, isNotHex))
}

func isNotHex(char rune) bool { return char > 'f' || !phrase.IsHexDigit(byte(char)) }

// evmAddress judges the letter case of a whole address.
func evmAddress(text, checksummed string) *match {
	m := match{Kind: AddressKind{Family: FamilyEVM}, Code: "address-evm"}
	digits := text[2:]
	switch {
	case strings.Trim(digits, "0") == "":
		m.Code = "address-evm-zero"
	case text == checksummed:
	case digits == strings.ToLower(digits):
		m.Code, m.Found, m.Replacement = "address-evm-no-checksum", "all letters are lower case", checksummed
	case digits == strings.ToUpper(digits):
		m.Code, m.Found, m.Replacement = "address-evm-no-checksum", "all letters are upper case", checksummed
	default:
		m.Code, m.Found, m.Replacement = "address-evm-checksum", caseDifferences(text, checksummed), checksummed
	}
	return &m
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
		found += fmt.Sprintf("; %d letters differ in total", count)
	}
	return found
}
