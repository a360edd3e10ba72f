package field

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
)

// stellarForms returns the version byte and the sizes in bytes that a strkey's
// payload may have, by its first letter. S, the secret seed, is no address and
// is handled with the private keys.
// Source: SEP-23.
var stellarForms = map[byte]struct {
	version  byte
	min, max int
	form     string
}{
	'G': {6 << 3, 32, 32, ""},
	'M': {12 << 3, 40, 40, "muxed account"},
	'C': {2 << 3, 32, 32, "contract"},
	'P': {15 << 3, 40, 100, "signed payload"},
	'B': {1 << 3, 33, 33, "claimable balance"},
	'L': {11 << 3, 32, 32, "liquidity pool"},
	'T': {19 << 3, 32, 32, "pre-authorized transaction"},
	'X': {23 << 3, 32, 32, "hash"},
}

const stellarLength = 56 // characters of an account

var strkeyBase32 = base32.StdEncoding.WithPadding(base32.NoPadding)

// recogniseStellar knows Stellar's strkeys and what comes near an account.
func recogniseStellar(text string) (AddressKind, finding.Finding, bool) {
	if len(text) < stellarLength-1 {
		return notMine()
	}
	form, ok := stellarForms[text[0]]
	if !ok {
		return notMine()
	}
	if payload, sound := decodeStrkey(text, form.version); sound && len(payload) >= form.min && len(payload) <= form.max {
		kind := AddressKind{Family: FamilyStellar, Form: form.form}
		switch text[0] {
		case 'G':
			return known(kind, "stellar", "")
		case 'M':
			return known(kind, "stellar-muxed", "")
		case 'C':
			return known(kind, "stellar-contract", "")
		}
		return known(kind, "stellar-other", form.form)
	}
	if text[0] != 'G' {
		return notMine()
	}
	return brokenStellar(text)
}

// brokenStellar says what is wrong with a text that comes near an account.
func brokenStellar(text string) (AddressKind, finding.Finding, bool) {
	stray := strings.IndexFunc(text, func(char rune) bool { return !isBase32(char) })
	switch {
	case stray >= 0 && (len(text) != stellarLength || strings.IndexFunc(text[stray+1:], isLower) >= 0):
		return notMine()
	case stray >= 0:
		return broken("stellar-character", fmt.Sprintf("character %d is %q", stray+1, []rune(text[stray:])[0]))
	case len(text) == stellarLength:
		if version, sound := strkeyVersion(text); sound {
			return broken("stellar-version", fmt.Sprintf("version byte 0x%02x", version))
		}
		return broken("stellar-checksum", "")
	case len(text) <= stellarLength+2:
		return broken("stellar-length", fmt.Sprintf("%d characters", len(text)))
	}
	return notMine()
}

func isLower(char rune) bool { return char >= 'a' && char <= 'z' }

func isBase32(char rune) bool { return char >= 'A' && char <= 'Z' || char >= '2' && char <= '7' }

// decodeStrkey returns a strkey's payload if its text is canonical, its version
// byte the one wanted and its checksum good.
func decodeStrkey(text string, version byte) ([]byte, bool) {
	body, sound := checkedStrkey(text)
	if !sound || body[0] != version {
		return nil, false
	}
	return body[1:], true
}

// strkeyVersion is the version byte of a text whose checksum is good.
func strkeyVersion(text string) (version byte, sound bool) {
	body, sound := checkedStrkey(text)
	if !sound {
		return 0, false
	}
	return body[0], true
}

// checkedStrkey gives version byte and payload of a text whose checksum is good.
func checkedStrkey(text string) ([]byte, bool) {
	raw, err := strkeyBase32.DecodeString(text)
	// The decoder is lenient about the last character; SEP-23 is not.
	if err != nil || len(raw) < 3 || strkeyBase32.EncodeToString(raw) != text {
		return nil, false
	}
	body, sum := raw[:len(raw)-2], raw[len(raw)-2:]
	return body, crc16(body) == binary.LittleEndian.Uint16(sum)
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
