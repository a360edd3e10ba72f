package ripio

// showAddress gives an address in full, but never a private key.
func showAddress(address string) string {
	if LooksLikePrivateKey(address) {
		return Mask
	}
	return address
}

// shortenAddress leaves the middle of an address out, so that it names nobody's
// wallet and can still be recognised by who has it.
func shortenAddress(address string) string {
	if address == "" || address == Mask || LooksLikePrivateKey(address) {
		return showAddress(address)
	}
	return leaveOutMiddle(address, 6, 4)
}
