package command

import (
	"errors"
	"strings"

	"github.com/kballard/go-shellquote"

	"devtools/ripio-explorer/ripio/visible"
)

// ErrQuotes says that a typed command is not complete.
var ErrQuotes = errors.New("secret command ends inside quotation marks or after a backslash; complete it")

// Split reads a command as a person types it, such as
//
//	pass show "ripio/acme sandbox"
//
// Quotation marks and backslashes mean what they mean in a shell (POSIX.1-2017,
// Shell Command Language, 2.2), and nothing else does: no shell reads the
// command. A reference that begins with "cmd:" is read as ParseReference does.
func Split(line string) ([]string, error) {
	if strings.HasPrefix(strings.TrimSpace(line), Prefix) {
		return ParseReference(line)
	}
	argv, err := shellquote.Split(line)
	if err != nil {
		return nil, ErrQuotes
	}
	if _, err := FormatReference(argv); err != nil {
		return nil, err
	}
	return argv, nil
}

// maxShown is how many cells of a command an error shows.
const maxShown = 120

// Show writes a command on one line as a person would type it, safe to print.
func Show(argv []string) string { return visible.Line(shellquote.Join(argv...)) }
