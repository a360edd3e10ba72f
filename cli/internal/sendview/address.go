package sendview

import (
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

// UnconfirmedAddress refuses an address that may be a key; what says what happens
// to it once it is accepted.
func UnconfirmedAddress(address, what string) *console.Error {
	noted := field.CheckAddress(address)[0]
	return &console.Error{
		Code: console.ExitRefused, Kind: console.KindNotConfirmed, Title: "the address is not confirmed",
		Message: "The address " + noted.Title + ": " + noted.Found + ". It may also be an address of another chain, a hash or an identifier.",
		Hints:   []string{"If it is no key, add --accept-address: " + what + "."},
	}
}

// ShownAddress masks what may be a private key.
func ShownAddress(address string) string {
	if field.LooksLikePrivateKey(address) {
		return redact.Mask
	}
	return address
}
