package result

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// TestNestedClaimsTakeFewLines draws small but deep claims.
func TestNestedClaimsTakeFewLines(t *testing.T) {
	m := newModel(theme.Unicode)
	for name, value := range map[string]string{
		"lists":   strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"objects": strings.Repeat(`{"a":`, 4500) + "1" + strings.Repeat("}", 4500),
		"number":  strings.Repeat("9", 5000),
	} {
		token := decoded(t, `{"exp":4102444800,"a":`+value+`}`)
		p := draw.NewWriter(m.Styles, 80)
		if m.writeMembers(p, "Claims", token.Claims, token.ClaimsUnread); len(p.Lines) > 12 {
			t.Errorf("%s: the claims take %d lines", name, len(p.Lines))
		}
	}
}
