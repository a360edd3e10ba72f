package ripio

import "unicode/utf8"

// leaveOutMiddle keeps so many characters of a text's beginning and end. Where
// less than a third would be left out it keeps the first ones alone.
func leaveOutMiddle(text string, head, tail int) string {
	count := utf8.RuneCountInString(text)
	if count >= (head+tail)*3/2 {
		runes := []rune(text)
		return string(runes[:head]) + "…" + string(runes[count-tail:])
	}
	return cutText(text, min(head, count*2/3))
}

// shortenID shortens a client_id: enough is left to recognise it.
func shortenID(id string) string {
	const short = 12
	if utf8.RuneCountInString(id) <= short {
		return id
	}
	return leaveOutMiddle(id, 4, 4)
}

// shortenAddress leaves the middle of an address out, so that it names nobody's
// wallet and can still be recognised by who has it.
func shortenAddress(address string) string {
	if address == "" || address == Mask || LooksLikePrivateKey(address) {
		return showAddress(address)
	}
	return leaveOutMiddle(address, 6, 4)
}
