package keyring

import (
	"errors"
	"os/exec"

	library "github.com/zalando/go-keyring"
)

// The exit codes of the security tool are the low eight bits of the status
// codes in Security/SecBase.h.
const (
	interactionNotAllowed = 0xff & -25308 // locked, and no screen to ask on
	authenticationFailed  = 0xff & -25293
	userCanceled          = 0xff & -128
)

// classify names an error of the library.
func classify(err error) reply {
	var exit *exec.ExitError
	switch {
	case errors.Is(err, library.ErrNotFound):
		return reply{Outcome: outcomeNotFound}
	case errors.Is(err, library.ErrSetDataTooBig):
		return reply{Outcome: outcomeTooLarge}
	case errors.Is(err, errCannotList):
		return reply{Outcome: outcomeCannotList}
	case errors.Is(err, exec.ErrNotFound):
		return reply{Outcome: outcomeNoKeyring, Reason: "the security tool is missing"}
	case errors.As(err, &exit):
		switch exit.ExitCode() {
		case interactionNotAllowed, authenticationFailed, userCanceled:
			return reply{Outcome: outcomeLocked}
		}
	}
	return reply{Outcome: outcomeRefused, Reason: err.Error()}
}

var errCannotList = errors.New("no list of one service's items")

// list does not exist here: the security tool lists whole keychains only.
func list(string) ([]string, error) { return nil, errCannotList }
