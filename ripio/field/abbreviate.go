package field

import (
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// showAddress returns an address in full, but never a private key.
func ShowAddress(address string) string {
	if LooksLikePrivateKey(address) {
		return redact.Mask
	}
	return address
}

// shortenAddress leaves the middle of an address out, so that it names nobody's
// wallet and can still be recognised by who has it.
func ShortenAddress(address string) string {
	if address == "" || address == redact.Mask || LooksLikePrivateKey(address) {
		return ShowAddress(address)
	}
	return phrase.LeaveOutMiddle(address, 6, 4)
}
