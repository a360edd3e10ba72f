package book

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// SecretReference says where a secret is to be found, such as "keyring",
// "env:NAME" or "ask". It never holds the secret. The empty reference means
// that none was chosen.
type SecretReference string

// The references that need no argument. CommandReference and VariableReference
// make the others.
const (
	// InKeyring is the reference to a secret in the system's keyring.
	InKeyring SecretReference = "keyring"
	// InSealedFile is the reference to a secret in the file that a passphrase
	// protects.
	InSealedFile SecretReference = "sealed"
	// InPlainFile is the reference to a secret in a file that is not encrypted.
	InPlainFile SecretReference = "plain"
	// Ask is the reference to a secret that is asked for in each run.
	Ask SecretReference = "ask"
	// InvalidReference stands for a text in the file that is not a reference this
	// program knows, perhaps a secret that was pasted there. The text itself is
	// never taken out of the file: it is kept there until another reference is
	// chosen, and it is not copied into another profile.
	InvalidReference SecretReference = "invalid"
)

// ErrReferenceForm is returned for a text that is not a secret reference. The
// text is not quoted, as it may be the secret itself.
var ErrReferenceForm = errors.New("secret reference has an unknown form; write " + referenceForms())

// VariableReference makes the reference to an environment variable. The error
// wraps ErrReferenceForm.
func VariableReference(name string) (SecretReference, error) {
	return ParseSecretReference(string(KindVariable) + ":" + name)
}

var variableName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
})

// checkVariableName follows POSIX.1-2017, Base Definitions, 3.235 "Name".
func checkVariableName(argument string, _ bool) string {
	if !variableName().MatchString(argument) {
		return "NAME has only the letters A to Z, digits and _, and does not begin with a digit"
	}
	return ""
}

func checkNoArgument(_ string, hasArgument bool) string {
	if hasArgument {
		return "this word stands alone"
	}
	return ""
}

// ParseSecretReference reads a reference. Space around it is ignored, a command
// is given back in its shortest JSON form, and an empty text is the empty
// reference. The error wraps ErrReferenceForm, says which forms exist, and
// never quotes the text.
func ParseSecretReference(text string) (SecretReference, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	kind, argument, hasArgument := SecretReference(text).parts()
	if kind == nil {
		return "", ErrReferenceForm
	}
	if wrong := kind.check(argument, hasArgument); wrong != "" {
		return "", fmt.Errorf("%w; %s", ErrReferenceForm, wrong)
	}
	if kind.kind == KindCommand {
		argv, _ := parseCommand(argument)
		return CommandReference(argv)
	}
	return SecretReference(text), nil
}

// parts returns the reference's kind, nil for an unknown one, and what follows
// the colon.
func (r SecretReference) parts() (kind *referenceKind, argument string, hasArgument bool) {
	name, argument, hasArgument := strings.Cut(string(r), ":")
	for i := range referenceKinds {
		if string(referenceKinds[i].kind) == name {
			return &referenceKinds[i], argument, hasArgument
		}
	}
	return nil, "", false
}

// Kind returns the reference's kind; empty for the empty reference and for
// InvalidReference.
func (r SecretReference) Kind() StoreKind {
	kind, _, _ := r.parts()
	if kind == nil {
		return ""
	}
	return kind.kind
}

// Argument returns what follows the reference's colon; empty without one.
func (r SecretReference) Argument() string {
	_, argument, _ := r.parts()
	return argument
}

// Variable returns the name of the environment variable that the reference
// reads; ok is false for every other kind.
func (r SecretReference) Variable() (name string, ok bool) {
	kind, argument, _ := r.parts()
	if kind == nil || kind.kind != KindVariable {
		return "", false
	}
	return argument, true
}

// Label says in a few words where the secret lives, for the badge beside a
// profile: "OS keyring", "encrypted file", "plain file", "from $NAME", "from
// command op", "asked each session", "none chosen", or "not a known reference".
// The name of a command may hold characters from outside.
func (r SecretReference) Label() string {
	if r == "" {
		return "none chosen"
	}
	kind, argument, _ := r.parts()
	if kind == nil {
		return "not a known reference"
	}
	return kind.label(argument)
}
