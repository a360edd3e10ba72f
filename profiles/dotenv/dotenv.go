// Package dotenv finds Ripio's credentials in a .env file or in the process
// environment and proposes profiles made of them. It writes nothing, runs nothing
// and replaces no $NAME: a value is what stands in the file. Nothing that it says
// holds a value.
package dotenv

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// MaxSize is how many bytes a .env file may have.
const MaxSize = 1 << 20

// What is wrong with a whole file.
var (
	ErrTooLarge = errors.New("the file is larger than 1 MiB, so it is not a .env file")
	ErrUTF16    = errors.New("the text is UTF-16; save the file as UTF-8")
	ErrNotText  = errors.New("the file is not UTF-8 text; save it as UTF-8")
)

// LineError says that an assignment to one of Ripio's variables cannot be read. It
// does not quote the line.
type LineError struct {
	// Line counts from 1; 0 in an environment.
	Line   int
	Reason string
}

// Error returns the line and what is wrong there.
func (e *LineError) Error() string {
	if e.Line == 0 {
		return e.Reason
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
}

// maxShown is how many lines an error names.
const maxShown = 5

// LineErrors are all the lines that cannot be read.
type LineErrors []*LineError

// Error joins their texts.
func (e LineErrors) Error() string {
	var texts []string
	for i, line := range e {
		if i == maxShown {
			texts = append(texts, fmt.Sprintf("and %d more lines", len(e)-i))
			break
		}
		texts = append(texts, line.Error())
	}
	return strings.Join(texts, "; ")
}

// Proposal is what could become one account of a profile.
type Proposal struct {
	// Name is a name for the profile, such as "ripio" or "ripio AR". Proposals for
	// the two environments of one country have the same.
	Name string
	// Country is AR, BR, CO or MX; empty when the variables name none.
	Country     string
	Environment ripio.EnvironmentName
	// ClientID and Secret are cleaned. One of them is empty in a half pair.
	ClientID string
	Secret   redact.Secret
	// Variables are the names of the variables used, in alphabetical order.
	Variables []string
	// SecretVariable is the one that the secret comes from, for a reference to it.
	SecretVariable string
	// Remarks are sentences for the preview: what is missing, assumed, removed or
	// odd.
	Remarks []string
}

// Found is what a file or an environment holds.
type Found struct {
	// Proposals are ordered by country, none first, and sandbox before production.
	Proposals []Proposal
	// Unused are variables that look like credentials of Ripio but have a name that
	// is not understood.
	Unused []string
	// Unread are lines that name one of Ripio's credentials in a syntax that is not
	// understood, and variables of an environment that hold such a line.
	Unread LineErrors
}

// Notes are sentences about what was seen and not used; they hold no value.
func (f Found) Notes() []string {
	var notes []string
	for _, name := range f.Unused {
		notes = append(notes, "the variable "+name+" looks like a credential, but its name is not understood; it was not used")
	}
	for _, line := range f.Unread {
		notes = append(notes, line.Error())
	}
	return notes
}

// ReadFile reads a .env file. Its errors are those of Parse and of the disk.
func ReadFile(path string) (Found, error) {
	text, err := atomicfile.Read(path, MaxSize)
	if err != nil {
		return Found{}, fmt.Errorf("read .env file: %w", err)
	}
	return Parse(text)
}

// Parse reads the text of a .env file: lines NAME=value, with or without export
// before them, or in the syntax of another shell, as cutAssignment knows them. A
// carriage return ends a line as well. An unquoted value ends at white space
// before a #. In double quotes the escapes of JSON apply, in single quotes none.
// Lines about other variables are looked at only for a credential's name in them.
// Its errors are ErrTooLarge, ErrUTF16, ErrNotText and LineErrors.
func Parse(text []byte) (Found, error) {
	switch {
	case len(text) > MaxSize:
		return Found{}, fmt.Errorf("read .env file: %w", ErrTooLarge)
	case pasted.LooksUTF16(text):
		return Found{}, fmt.Errorf("read .env file: %w", ErrUTF16)
	case !utf8.Valid(text), bytes.IndexByte(text, 0) >= 0:
		return Found{}, fmt.Errorf("read .env file: %w", ErrNotText)
	}
	found := newFinder()
	var faults, unread LineErrors
	for i, line := range strings.Split(lineEnds.Replace(strings.TrimPrefix(string(text), "\ufeff")), "\n") {
		name, value, assigns := cutAssignment(line)
		if !found.wants(name) {
			if credential := credentialIn(line); credential != "" {
				reason := credential + " is given a value here in a syntax that is not understood; write it as NAME=value on a line of its own"
				unread = append(unread, &LineError{Line: i + 1, Reason: reason})
			}
			continue
		}
		if !assigns {
			faults = append(faults, &LineError{Line: i + 1, Reason: "there is no = after the name of the variable"})
			continue
		}
		content, remarks, wrong := readValue(value)
		if wrong != "" {
			faults = append(faults, &LineError{Line: i + 1, Reason: wrong})
			continue
		}
		found.add(name, content, i+1, remarks)
	}
	if len(faults) > 0 {
		return Found{}, fmt.Errorf("read .env file: %w", faults)
	}
	result := found.result()
	result.Unread = unread
	return result, nil
}

// lineEnds makes all ends of a line one: old editors write a carriage return.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u0085", "\n")

// FromEnvironment reads entries NAME=value as os.Environ gives them. Their values
// are taken as they stand, but for one that gives a credential its value.
func FromEnvironment(environ []string) Found {
	found := newFinder()
	var unread LineErrors
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		switch {
		case !found.wants(name):
		case field.AssignsCredential(value):
			unread = append(unread, &LineError{Reason: "the variable " + name + " holds an assignment such as NAME=value, not the value alone"})
		default:
			found.add(name, value, 0, nil)
		}
	}
	result := found.result()
	result.Unread = unread
	return result
}
