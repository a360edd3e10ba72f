package simulator

import (
	"net/http"
	"strings"
)

// The values that this program's negative tests send in place of a client_secret
// and of an external_ref. The simulator refuses a password that begins with the
// first, and the second wherever it is the external_ref.
const (
	WrongSecret      = "ripio-explorer-wrong-secret"
	PlainExternalRef = "NEGATIVE_TEST_1111"
)

// checkMarks refuses a form, otherwise right, that holds such a value. How
// Ripio's server refuses a wrong secret is not documented; whether it refuses an
// external_ref that is no UUID v4 is not known.
func checkMarks(body string) *mistake {
	for _, f := range splitForm(body) {
		switch f.name {
		case "username":
			if parts := strings.SplitN(f.value, ":", 3); len(parts) == 3 && parts[1] == PlainExternalRef {
				return wrong(http.StatusBadRequest, "external_ref is %s and no UUID v4; "+
					"the simulator refuses this one value, and it is not known whether Ripio's server refuses any", PlainExternalRef)
			}
		case "password":
			if strings.HasPrefix(f.value, WrongSecret) {
				return wrong(http.StatusUnauthorized, "password is %s, which stands for a wrong client_secret; "+
					"the simulator refuses this one value, with the status that it takes for likely", WrongSecret)
			}
		}
	}
	return nil
}
