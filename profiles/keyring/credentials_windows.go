package keyring

import (
	"errors"
	"strings"

	"github.com/danieljoos/wincred"
	library "github.com/zalando/go-keyring"
	"golang.org/x/sys/windows"
)

// classify names an error of the library.
func classify(err error) reply {
	switch {
	case errors.Is(err, library.ErrNotFound), errors.Is(err, windows.ERROR_NOT_FOUND):
		return reply{Outcome: outcomeNotFound}
	case errors.Is(err, library.ErrSetDataTooBig):
		return reply{Outcome: outcomeTooLarge}
	case errors.Is(err, windows.ERROR_NO_SUCH_LOGON_SESSION):
		return reply{Outcome: outcomeNoKeyring, Reason: "this session has no Credential Manager"}
	}
	return reply{Outcome: outcomeRefused, Reason: err.Error()}
}

// list returns the accounts of a service. The library names an item after both.
func list(service string) (accounts []string, err error) {
	credentials, err := wincred.List()
	if err != nil && !errors.Is(err, windows.ERROR_NOT_FOUND) {
		return nil, err
	}
	for _, credential := range credentials {
		if account, isOurs := strings.CutPrefix(credential.TargetName, service+":"); isOurs {
			accounts = append(accounts, account)
		}
	}
	return accounts, nil
}
