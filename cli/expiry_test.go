package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
)

// TestTheExpiryInWords decodes tokens whose exp differs. The clock stands at
// 1795521600, noon of 2026-11-24.
func TestTheExpiryInWords(t *testing.T) {
	for _, test := range []struct {
		exp, text, expiresAt, expired, remaining string
	}{
		{`"exp":1795521659`, "2026-11-24 12:00:59 UTC, in 59 s", "2026-11-24T12:00:59Z", "false", "59"},
		{`"exp":1795521660`, "2026-11-24 12:01:00 UTC, in 1 min 0 s", "2026-11-24T12:01:00Z", "false", "60"},
		{`"exp":1795608000`, "2026-11-25 12:00:00 UTC, in 1 d 0 h", "2026-11-25T12:00:00Z", "false", "86400"},
		{`"exp":1795521600`, "2026-11-24 12:00:00 UTC, expired 0 s ago", "2026-11-24T12:00:00Z", "true", "0"},
		{`"exp":1795521599`, "2026-11-24 11:59:59 UTC, expired 1 s ago", "2026-11-24T11:59:59Z", "true", "-1"},
		{`"exp":253402300799`, "9999-12-31 23:59:59 UTC, in 2912115 d 11 h", "9999-12-31T23:59:59Z", "false", "251606779199"},
		{`"exp":1e40`, "out of range: exp is 1e40", "<nil>", "<nil>", "<nil>"},
		{`"exp":"soon"`, `not readable: exp is "soon"`, "<nil>", "<nil>", "<nil>"},
		{`"session":"x"`, "not known: the token has no exp", "<nil>", "<nil>", "<nil>"},
	} {
		t.Run(test.exp, func(t *testing.T) {
			token := segment(`{"alg":"HS256","typ":"JWT"}`) + "." + segment("{"+test.exp+"}") + "." + segment(strings.Repeat("s", 32))
			text := newWorld(success()).run(t, "decode", token)
			if want := "\nexpires       " + test.text + "\n"; text.code != cli.ExitOK || !strings.Contains(text.out, want) {
				t.Errorf("exit code %d, no %q in\n%s", text.code, want, text.out)
			}
			object := newWorld(success()).run(t, "decode", "--json", token).object(t)
			for key, want := range map[string]string{"expires_at": test.expiresAt, "expired": test.expired, "remaining_seconds": test.remaining} {
				if got := fmt.Sprint(object[key]); got != want {
					t.Errorf("%s is %s, want %s", key, got, want)
				}
			}
		})
	}
}
