package keyring

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAccount is the longest account name in bytes. Windows takes 513 (wincred.h,
// CRED_MAX_USERNAME_LENGTH).
const maxAccount = 512

// accountProblem says what is wrong with the name of an account; empty when
// nothing is. Names that are not UTF-8 are refused by D-Bus, and a line break
// would end the command that macOS's security tool reads.
func accountProblem(account string) string {
	switch {
	case account == "":
		return "it is empty"
	case !utf8.ValidString(account):
		return "it is not valid UTF-8"
	case strings.ContainsFunc(account, unicode.IsControl):
		return "it holds a control character"
	case len(account) > maxAccount:
		return fmt.Sprintf("it is longer than %d bytes", maxAccount)
	}
	return ""
}
