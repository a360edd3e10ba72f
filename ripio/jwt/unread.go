package jwt

import "cmp"

// Unread says why a part of a token was not read to its end. The names are
// stable: scripts may rely on them.
type Unread string

// The reasons.
const (
	UnreadEncrypted Unread = "encrypted"
	UnreadTooLarge  Unread = "too-large"
	UnreadMissing   Unread = "missing"
	UnreadCut       Unread = "cut"
	UnreadDamaged   Unread = "damaged"
	UnreadNotJSON   Unread = "not-json"
	UnreadUnencoded Unread = "unencoded"
	UnreadUnclear   Unread = "unclear"
)

// Of says of a part, "header" or "claims", why it was not read, such as "the
// claims part is cut off".
func (u Unread) Of(part string) string {
	return "the " + part + " part " + cmp.Or(unreadWords[u], "was not read")
}

// unreadWords say what keeps a part from being read, after "the claims part".
var unreadWords = map[Unread]string{
	UnreadEncrypted: "is encrypted",
	UnreadTooLarge:  "was not read: the token is too large to be decoded",
	UnreadMissing:   "is missing",
	UnreadCut:       "is cut off",
	UnreadDamaged:   "cannot be decoded",
	UnreadNotJSON:   "is not a valid JSON object",
	UnreadUnencoded: "is not base64url: the header says b64: false",
	UnreadUnclear:   "may be encrypted: the header does not say which kind of token this is",
}
