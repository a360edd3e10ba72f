package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Prefix begins the reference to a command in the profiles file.
const Prefix = "cmd:"

// Limits of a command. Those of password managers are far shorter.
const (
	// MaxWords is how many words a command may have, the program included.
	MaxWords = 64
	// MaxLength is how many bytes its JSON array may have.
	MaxLength = 4096
)

// What is wrong with a command. The texts never quote it.
var (
	ErrReferenceForm = errors.New(`secret command has an unknown form; write cmd: and a JSON array of texts, such as cmd:["op", "read", "op://vault/item/field"]`)
	ErrNoProgram     = errors.New("secret command is empty; write a program and its arguments, such as pass show ripio/acme")
	ErrTooLong       = fmt.Errorf("secret command is too long; it may have %d words and %d bytes", MaxWords, MaxLength)
	ErrCharacters    = errors.New("secret command holds a line break or another control character, or is not UTF-8 text; remove it")
)

// ParseReference reads a reference of the profiles file, such as
//
//	cmd:["op", "read", "op://vault/item/field"]
//
// It returns the program and its arguments as they are handed to the program.
func ParseReference(reference string) (argv []string, err error) {
	array, ours := strings.CutPrefix(strings.TrimSpace(reference), Prefix)
	if !ours {
		return nil, ErrReferenceForm
	}
	if len(array) > MaxLength {
		return nil, ErrTooLong
	}
	if !utf8.ValidString(array) {
		return nil, ErrCharacters
	}
	var words []*string // a null would pass for an empty text otherwise
	if json.Unmarshal([]byte(array), &words) != nil || words == nil {
		return nil, ErrReferenceForm
	}
	for _, word := range words {
		if word == nil {
			return nil, ErrReferenceForm
		}
		argv = append(argv, *word)
	}
	if err := check(argv); err != nil {
		return nil, err
	}
	return argv, nil
}

// FormatReference writes the reference that ParseReference reads.
func FormatReference(argv []string) (string, error) {
	if err := check(argv); err != nil {
		return "", err
	}
	array, err := encode(argv)
	if err != nil {
		return "", err
	}
	return Prefix + array, nil
}

func encode(argv []string) (string, error) {
	var array bytes.Buffer
	encoder := json.NewEncoder(&array)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(argv); err != nil {
		return "", ErrReferenceForm
	}
	text := strings.TrimSpace(array.String())
	if len(text) > MaxLength {
		return "", ErrTooLong
	}
	return text, nil
}

// check tells what is wrong with a program and its arguments.
func check(argv []string) error {
	if len(argv) == 0 || strings.TrimSpace(argv[0]) == "" {
		return ErrNoProgram
	}
	if len(argv) > MaxWords {
		return ErrTooLong
	}
	for _, word := range argv {
		if !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsControl) {
			return ErrCharacters
		}
	}
	return nil
}
