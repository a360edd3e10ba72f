package field

import (
	"crypto/sha1" //nolint:gosec // what the standard wants of a UUID v5; nothing is protected by it
	"encoding/hex"
)

// namespaceURL is the namespace of URLs. Source: RFC 9562, section 6.6.
var namespaceURL = [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}

// DeriveExternalRef makes the same UUID v5 each time for a user of the partner's own
// system, another one for each client_id. Whoever knows the client_id can find a short
// userID again by trying. Python's uuid module makes the same one with DerivationFormula.
func DeriveExternalRef(clientID, userID string) string {
	named := deriveV5(deriveV5(namespaceURL, "external_ref:"+clientID), userID)
	return hyphenated(hex.EncodeToString(named[:]))
}

// DerivationFormula is DeriveExternalRef as a line of Python.
const DerivationFormula = `uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "external_ref:" + client_id), user_id)`

// deriveV5 makes the UUID v5 of a name in a namespace.
// Source: RFC 9562, section 5.5.
func deriveV5(namespace [16]byte, name string) (uuid [16]byte) {
	sum := sha1.Sum(append(namespace[:], name...)) //nolint:gosec // see the import
	copy(uuid[:], sum[:])
	uuid[6] = uuid[6]&0x0f | 0x50 // version 5
	uuid[8] = uuid[8]&0x3f | 0x80 // variant 10
	return uuid
}
