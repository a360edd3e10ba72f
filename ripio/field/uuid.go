package field

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
)

// The places of a UUID's text that the standard gives a meaning.
// Source: RFC 9562, sections 4 to 4.2.
const (
	uuidVersionAt = 14
	uuidVariantAt = 19
	nilUUID       = "00000000-0000-0000-0000-000000000000"
	maxUUID       = "ffffffff-ffff-ffff-ffff-ffffffffffff"
)

// uuidGroups are the numbers of digits between the hyphens.
var uuidGroups = [...]int{8, 4, 4, 4, 12}

// isUUIDText reports whether a text is a UUID in its strict form, of any version and variant. The libraries that
// were looked at also take braces, URNs, bare digits and other wrappings, so none is
// used.
func isUUIDText(text string) bool {
	if len(text) != len(nilUUID) {
		return false
	}
	for i := range len(text) {
		hyphen := nilUUID[i] == '-'
		if hyphen && text[i] != '-' || !hyphen && strings.IndexByte("0123456789abcdef", text[i]) < 0 {
			return false
		}
	}
	return true
}

func isVersion4(uuid string) bool { return uuid[uuidVersionAt] == '4' && isVariantDigit(uuid) }

func isVariantDigit(uuid string) bool { return strings.IndexByte("89ab", uuid[uuidVariantAt]) >= 0 }

// describeUUID names the kind of a UUID in its strict form, such as "UUID v7".
func describeUUID(uuid string) string {
	version := uuid[uuidVersionAt]
	switch {
	case uuid == nilUUID:
		return "nil UUID, all zeros"
	case uuid == maxUUID:
		return "max UUID, all f"
	case !isVariantDigit(uuid):
		return fmt.Sprintf("another variant: character 20 is %q, not 8, 9, a or b", uuid[uuidVariantAt])
	case version < '1' || version > '8':
		return fmt.Sprintf("unknown version: character 15 is %q", version)
	}
	return "UUID v" + string(version)
}

// hyphenated puts the hyphens into 32 digits.
func hyphenated(digits string) string {
	return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
}

// NewExternalRef generates a UUID v4 from the system's secure random source.
func NewExternalRef() string {
	var random [16]byte
	rand.Read(random[:]) // never fails: the runtime ends the program first
	return formatV4(random)
}

// formatV4 makes a UUID v4 of random bytes.
// Source: RFC 9562, section 5.4.
func formatV4(random [16]byte) string {
	random[6] = random[6]&0x0f | 0x40 // version 4
	random[8] = random[8]&0x3f | 0x80 // variant 10
	return hyphenated(hex.EncodeToString(random[:]))
}

// LooksLikeUUID reports whether text is a UUID of any version, in the form of 36
// characters in either letter case.
func LooksLikeUUID(text string) bool { return isUUIDText(strings.ToLower(text)) }
