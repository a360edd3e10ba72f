package keyring

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync/atomic"

	library "github.com/zalando/go-keyring"
)

const (
	exitUsage     = 2
	exitAbandoned = 3
)

// served tells that this program knows how to be its own child. A program that
// does not, such as a test without TestMain, would do its whole work again in
// the child, which would start the next one.
var served atomic.Bool

// Serve does one keyring operation if the arguments, which are the program's
// without its name, ask for a child. Then mine is true and the process has to
// end with the code. It must be called first in main, or in TestMain, of every
// program that uses a Keyring.
func Serve(args []string, in io.Reader, out io.Writer) (code int, mine bool) {
	served.Store(true)
	if len(args) == 0 || args[0] != ChildArgument {
		return 0, false
	}
	var asked request
	if len(args) != 1 || json.NewDecoder(io.LimitReader(in, maxRequest)).Decode(&asked) != nil {
		return exitUsage, true
	}
	answers := make(chan reply, 1)
	go func() { answers <- perform(asked) }()
	abandoned := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, in) // an error is an end too
		close(abandoned)
	}()
	select {
	case answer := <-answers:
		if json.NewEncoder(out).Encode(answer) != nil {
			return exitAbandoned, true
		}
		return 0, true
	case <-abandoned:
		// Ending this process takes back the question, and the unlock window.
		return exitAbandoned, true
	}
}

// perform does one operation. A panic of the library becomes an answer.
func perform(asked request) (answer reply) {
	defer func() {
		if recover() != nil {
			// The panic's value is not passed on: nobody knows what it holds.
			answer = reply{Outcome: outcomeCrashed, Reason: "the keyring's answer was not understood"}
		}
	}()
	if failure := connect(); failure != nil {
		return *failure
	}
	answer, err := operate(asked)
	if err != nil {
		return classify(err)
	}
	slices.Sort(answer.Accounts)
	answer.Accounts = slices.Compact(answer.Accounts)
	answer.Outcome = cmp.Or(answer.Outcome, outcomeDone)
	return answer
}

func operate(asked request) (answer reply, err error) {
	switch asked.Operation {
	case operationGet:
		return get(asked)
	case operationList:
		answer.Accounts, err = list(asked.Service)
		return answer, err
	case operationSet:
		err = library.Set(asked.Service, asked.Account, string(asked.Secret))
	case operationDelete:
		err = library.Delete(asked.Service, asked.Account)
	default:
		err = fmt.Errorf("no operation is called %q", asked.Operation)
	}
	if err != nil {
		return reply{}, err
	}
	return readBack(asked)
}

func get(asked request) (reply, error) {
	secret, err := library.Get(asked.Service, asked.Account)
	switch {
	case err != nil:
		return reply{}, err
	case len(secret) > MaxSecret:
		return reply{}, library.ErrSetDataTooBig
	case secret == "":
		return reply{}, library.ErrNotFound
	}
	return reply{Secret: []byte(secret)}, nil
}

// readBack makes sure that a change, of which the keyring reported success, was made.
// What is deleted is found no longer; the keyring is unlocked, so no window opens.
func readBack(asked request) (reply, error) {
	found, err := get(asked)
	switch {
	case err != nil && classify(err).Outcome != outcomeNotFound:
		return reply{Outcome: outcomeCrashed, Reason: err.Error()}, nil
	case !bytes.Equal(found.Secret, asked.Secret):
		return reply{Outcome: outcomeNotDone}, nil
	}
	return reply{}, nil
}
