package jwt

import (
	"strings"

	"devtools/ripio-explorer/ripio/pasted"
)

// ReadMembers fills Header and Claims from HeaderJSON and ClaimsJSON, as Decode
// does. It is for a token that was kept without them.
func (t *Token) ReadMembers() {
	t.Header = readMembers(t.HeaderJSON, headerNote)
	t.Claims = nil
	if !LooksLikeToken(string(t.ClaimsJSON)) {
		t.Claims = readMembers(t.ClaimsJSON, claimNote)
	}
}

func readMembers(data []byte, note func(jsonMember) string) []Member {
	object, _ := WalkJSONObject(strings.TrimPrefix(string(data), pasted.ByteOrderMark))
	return members(object, note)
}
