package ripio

import (
	"slices"
	"strings"
)

// TokenCodes lists the codes of all findings about tokens.
func TokenCodes() []Code {
	return slices.DeleteFunc(Codes(), func(code Code) bool { return !strings.HasPrefix(string(code), "token-") })
}
