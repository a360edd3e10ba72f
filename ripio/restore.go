package ripio

import (
	"cmp"
	"strings"
)

// WithoutWords leaves out what stands in the table of the finding's rule, so that
// it can be kept in little space: Rule, Fix and Source.
func (f Finding) WithoutWords() Finding {
	w, _ := lookUpWords(f.Code)
	without := func(text, word string) string {
		if text == word {
			return ""
		}
		return text
	}
	f.Rule, f.Fix, f.Source = without(f.Rule, w.rule), without(f.Fix, w.fix), without(f.Source, w.source)
	return f
}

// WithWords brings back what WithoutWords left out. A finding whose rule is not
// known stays as it is.
func (f Finding) WithWords() Finding {
	w, _ := lookUpWords(f.Code)
	f.Rule, f.Fix, f.Source = cmp.Or(f.Rule, w.rule), cmp.Or(f.Fix, w.fix), cmp.Or(f.Source, w.source)
	return f
}

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
