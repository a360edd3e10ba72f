package field

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// The places of a UUID's text that the standard gives a meaning.
// Source: RFC 9562, sections 4 to 4.2.
const (
	uuidLength    = 36
	uuidVersionAt = 14
	uuidVariantAt = 19
	nilUUID       = "00000000-0000-0000-0000-000000000000"
	maxUUID       = "ffffffff-ffff-ffff-ffff-ffffffffffff"
)

// uuidGroups are the numbers of digits between the hyphens.
var uuidGroups = [...]int{8, 4, 4, 4, 12}

// isUUIDText reports whether a text has a UUID's strict form: 36 characters,
// lower-case hexadecimal, hyphens after 8, 12, 16 and 20 digits. It looks at
// neither version nor variant. The libraries that were looked at also take
// braces, URNs, bare digits and other wrappings, so none is used.
func isUUIDText(text string) bool {
	if len(text) != uuidLength {
		return false
	}
	for i := range len(text) {
		switch i {
		case 8, 13, 18, 23:
			if text[i] != '-' {
				return false
			}
		default:
			if !phrase.IsHexDigit(text[i]) || text[i] >= 'A' && text[i] <= 'F' {
				return false
			}
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
		return fmt.Sprintf("another variant: character 20 is %q; it would be 8, 9, a or b", uuid[uuidVariantAt])
	case version < '1' || version > '8':
		return fmt.Sprintf("no known version: character 15 is %q", version)
	}
	return "UUID v" + string(version)
}

// hyphenated puts the hyphens into 32 digits.
func hyphenated(digits string) string {
	return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
}

// NewExternalRef generates a UUID v4 from the system's secure random source.
// Source: RFC 9562, section 5.4.
func NewExternalRef() string {
	ref, err := NewExternalRefFrom(rand.Reader)
	if err != nil {
		// Since Go 1.24 the reader never fails: the runtime ends the program first.
		panic("ripio: " + err.Error())
	}
	return ref
}

// NewExternalRefFrom is NewExternalRef with another source of 16 random bytes; its
// error is the source's.
func NewExternalRefFrom(random io.Reader) (string, error) {
	var bits [16]byte
	if _, err := io.ReadFull(random, bits[:]); err != nil {
		return "", fmt.Errorf("generate external_ref: %w", err)
	}
	bits[6] = bits[6]&0x0f | 0x40 // version 4
	bits[8] = bits[8]&0x3f | 0x80 // variant 10
	return hyphenated(hex.EncodeToString(bits[:])), nil
}

// LooksLikeUUID reports whether text is a UUID of any version, in the form of 36
// characters in either letter case.
func LooksLikeUUID(text string) bool { return isUUIDText(strings.ToLower(text)) }
