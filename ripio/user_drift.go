package ripio

import (
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// PriorUse is an earlier send with the same external_ref. Its texts may come
// from outside.
type PriorUse struct {
	Profile     string
	Environment EnvironmentName
	Address     string
	// At is the time of the last such send.
	At time.Time
}

// String is the evidence in one line, in UTC.
func (p PriorUse) String() string {
	return fmt.Sprintf("%s · %s · %s · %s", phrase.ToTheMinute(p.At), p.Profile, p.Environment, p.Address)
}

// UserDriftAddress is the finding for an external_ref that was used with another
// address: a warning, or a note when the two addresses differ only in letter
// case and are EVM addresses, where letter case is but a checksum (EIP-55).
func UserDriftAddress(prior PriorUse, address string) finding.Finding {
	if _, isEVM := field.ChecksumEVM(prior.Address); isEVM && strings.EqualFold(prior.Address, address) {
		return finding.New("user-drift-letter-case", finding.FieldAddress, prior.String())
	}
	return finding.New("user-drift-address", finding.FieldAddress, prior.String())
}

// UserDriftProfile is the finding for an external_ref that was used with another
// profile.
func UserDriftProfile(prior PriorUse) finding.Finding {
	return finding.New("user-drift-profile", finding.FieldExternalRef, prior.String())
}

// UserDriftEnvironment is the finding for an external_ref that was used in
// another environment.
func UserDriftEnvironment(prior PriorUse) finding.Finding {
	return finding.New("user-drift-environment", finding.FieldExternalRef, prior.String())
}
