package ripio

import (
	"strings"
)

// ReadMembers fills Header and Claims from HeaderJSON and ClaimsJSON, as Decode
// does. It is for a token that was kept without them.
func (t *Token) ReadMembers() {
	t.Header = readMembers(t.HeaderJSON, headerNote)
	t.Claims = nil
	if !looksLikeToken(string(t.ClaimsJSON)) {
		t.Claims = readMembers(t.ClaimsJSON, claimNote)
	}
}

func readMembers(data []byte, note func(jsonMember) string) []Member {
	object, _ := walkJSONObject(strings.TrimPrefix(string(data), byteOrderMark))
	return members(object, note)
}
