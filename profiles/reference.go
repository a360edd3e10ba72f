package profiles

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// SecretReference says where a secret is to be found: "env:NAME" reads an
// environment variable, "ask" asks the person once and keeps the answer in
// memory. The empty reference means that none was chosen.
type SecretReference string

const (
	// Ask is the reference to a secret that is asked for in each run.
	Ask SecretReference = "ask"
	// InvalidReference stands for a text in the file that is no reference this
	// program knows, perhaps a secret that was pasted there. The text itself is
	// never taken out of the file: it is kept there until another reference is
	// chosen, and it is not copied into another profile.
	InvalidReference SecretReference = "invalid"
)

// ErrReferenceForm is returned for a text that is no secret reference. The
// text is not quoted, as it may be the secret itself.
var ErrReferenceForm = errors.New("secret reference has an unknown form; write " + referenceForms())

// referenceKind is one form of reference. The part before the colon selects
// it, and selects the source that Secrets reads from.
type referenceKind struct {
	name string
	// form shows how the reference is written and what it does.
	form string
	// check says what is wrong with what follows the colon; empty when nothing.
	check func(argument string, hasArgument bool) string
	label func(argument string) string
}

const (
	kindEnvironment = "env"
	kindAsk         = "ask"
)

var referenceKinds = []referenceKind{
	{
		name:  kindEnvironment,
		form:  "env:NAME to read the environment variable NAME",
		check: checkVariableName,
		label: func(argument string) string { return "from $" + argument },
	},
	{
		name:  kindAsk,
		form:  "ask to type the secret in each session",
		check: checkNoArgument,
		label: func(string) string { return "asked each session" },
	},
}

func referenceForms() string {
	var forms []string
	for _, kind := range referenceKinds {
		forms = append(forms, kind.form)
	}
	return strings.Join(forms, ", or ")
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// checkVariableName follows POSIX.1-2017, Base Definitions, 3.235 "Name".
func checkVariableName(argument string, _ bool) string {
	if !variableName.MatchString(argument) {
		return "NAME has only the letters A to Z, digits and _, and does not begin with a digit"
	}
	return ""
}

func checkNoArgument(_ string, hasArgument bool) string {
	if hasArgument {
		return "ask stands alone"
	}
	return ""
}

// ParseSecretReference reads a reference. Space around it is ignored, and an
// empty text is the empty reference. The error wraps ErrReferenceForm, says
// which forms exist, and never quotes the text.
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
	return SecretReference(text), nil
}

// parts gives the reference's kind, nil for an unknown one, and what follows
// the colon.
func (r SecretReference) parts() (kind *referenceKind, argument string, hasArgument bool) {
	name, argument, hasArgument := strings.Cut(string(r), ":")
	for i := range referenceKinds {
		if referenceKinds[i].name == name {
			return &referenceKinds[i], argument, hasArgument
		}
	}
	return nil, "", false
}

// Variable gives the name of the environment variable that the reference
// reads; ok is false for every other kind.
func (r SecretReference) Variable() (name string, ok bool) {
	kind, argument, _ := r.parts()
	if kind == nil || kind.name != kindEnvironment {
		return "", false
	}
	return argument, true
}

// Label says in a few words where the secret comes from: "asked each session",
// "from $RIPIO_CLIENT_SECRET", "none chosen", or "not a known reference".
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
