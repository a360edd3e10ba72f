package book

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/visible"
)

// MaxNameLength is how many characters a profile's name may have.
const MaxNameLength = 64

// What ValidateName finds wrong with a name.
var (
	ErrNameEmpty   = errors.New("profile name is empty; type one")
	ErrNameTooLong = errors.New("profile name is longer than 64 characters; shorten it")
	ErrNameSpace   = errors.New("profile name begins or ends with a space; remove it")
	ErrNameControl = errors.New("profile name holds a control character such as a line break; remove it")
	ErrNameUnseen  = errors.New("profile name holds a character that cannot be seen, such as a zero-width space; remove it")
	ErrNameNotText = errors.New("profile name is not valid UTF-8 text; type it again")
)

// ValidateName tells what is wrong with a profile's name: one of the errors
// above, or nil. Whether the name is free is for Store.Put to say.
func ValidateName(name string) error {
	if err := ReadableName(name); err != nil {
		return err
	}
	if visible.Line(name) != name {
		return ErrNameUnseen
	}
	return nil
}

// ReadableName is ValidateName for a name that is there already: one with an
// unseen character may be used, but not given.
func ReadableName(name string) error {
	switch {
	case name == "":
		return ErrNameEmpty
	case !utf8.ValidString(name):
		return ErrNameNotText
	case strings.ContainsFunc(name, unicode.IsControl):
		return ErrNameControl
	case strings.TrimSpace(name) == "":
		return ErrNameEmpty
	case strings.TrimSpace(name) != name:
		return ErrNameSpace
	case utf8.RuneCountInString(name) > MaxNameLength:
		return ErrNameTooLong
	}
	return nil
}

// SameName compares names as the file does: ignoring letter case.
func SameName(a, b string) bool { return strings.EqualFold(a, b) }

// FoldName returns one text for all spellings that sameName takes as equal, for
// use as a map's key.
func FoldName(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, name)
}

var copySuffix = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.+) copy(?: [0-9]+)?$`)
})

// copyName is the name of the numbered copy, cut so that it is a valid name.
func copyName(name string, number int) string {
	suffix := " copy"
	if number > 1 {
		suffix += " " + strconv.Itoa(number)
	}
	if match := copySuffix().FindStringSubmatch(name); match != nil {
		name = match[1]
	}
	characters := []rune(name)
	characters = characters[:min(len(characters), MaxNameLength-len(suffix))]
	return strings.TrimSpace(string(characters)) + suffix
}
