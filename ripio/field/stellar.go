package field

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
)

// The version bytes of an account and of a secret seed, and the length of both.
// Source: SEP-23.
const (
	versionStellarAccount = 6 << 3
	versionStellarSeed    = 18 << 3
	stellarLength         = 56 // characters
)

// recogniseStellar knows Stellar's accounts, what comes near one, and Stellar's
// other texts by their checksum.
func recogniseStellar(text string) *match {
	if len(text) < stellarLength-1 {
		return nil
	}
	kind := AddressKind{Family: FamilyStellar}
	version, sound := strkeyVersion(text)
	switch {
	case sound && version == versionStellarSeed:
		return nil
	case sound && version == versionStellarAccount && len(text) == stellarLength:
		return &match{Kind: kind, Code: "address-stellar"}
	case sound:
		return &match{Kind: kind, Code: "address-stellar-other", Found: fmt.Sprintf("begins with %c, checksum good", text[0])}
	}
	stray := strings.IndexFunc(text, isNotBase32)
	switch {
	case text[0] != 'G':
		return nil
	case stray >= 0 && (len(text) != stellarLength || strings.ContainsFunc(text[stray+1:], isSmall)):
		return nil
	case stray >= 0:
		return wrongCharacter(FamilyStellar, text, stray)
	case len(text) == stellarLength:
		return damaged(FamilyStellar, "the checksum does not match")
	case len(text) <= stellarLength+2:
		return incomplete(FamilyStellar, fmt.Sprintf("%d characters; the address has 56", len(text)))
	}
	return nil
}

func isSmall(char rune) bool { return char >= 'a' && char <= 'z' }

func isNotBase32(char rune) bool { return (char < 'A' || char > 'Z') && (char < '2' || char > '7') }

var base32NoPadding = base32.StdEncoding.WithPadding(base32.NoPadding)

// strkeyVersion returns the version byte of a text that has the form of SEP-23
// throughout, checksum included.
func strkeyVersion(text string) (version byte, sound bool) {
	raw, err := base32NoPadding.DecodeString(text)
	// The decoder is lenient about the last character; SEP-23 is not.
	if err != nil || len(raw) < 3 || base32NoPadding.EncodeToString(raw) != text {
		return 0, false
	}
	body, sum := raw[:len(raw)-2], raw[len(raw)-2:]
	return body[0], crc16(body) == binary.LittleEndian.Uint16(sum)
}

// crc16 is the CRC-16 of XMODEM: polynomial 0x1021, no start value.
func crc16(data []byte) uint16 {
	var crc uint16
	for _, octet := range data {
		crc ^= uint16(octet) << 8
		for range 8 {
			carry := crc&0x8000 != 0
			crc <<= 1
			if carry {
				crc ^= 0x1021
			}
		}
	}
	return crc
}
