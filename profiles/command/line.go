package command

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"

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
// command. remarks are sentences about words that look as if one should. A
// reference that begins with "cmd:" is read as ParseReference does.
func Split(line string) (argv, remarks []string, err error) {
	if strings.HasPrefix(strings.TrimSpace(line), Prefix) {
		argv, err = ParseReference(line)
		return argv, nil, err
	}
	argv, err = shellquote.Split(line)
	if err != nil {
		return nil, nil, ErrQuotes
	}
	if err := check(argv); err != nil {
		return nil, nil, err
	}
	if _, err := encode(argv); err != nil {
		return nil, nil, err
	}
	for _, custom := range shellCustoms() {
		if slices.ContainsFunc(argv, custom.pattern.MatchString) {
			remarks = append(remarks, custom.remark)
		}
	}
	if assignment().MatchString(argv[0]) {
		remarks = append(remarks, "NAME=value at the start sets no variable here; write env NAME=value before the program")
	}
	if windowsPath().MatchString(line) && !slices.ContainsFunc(argv, windowsPath().MatchString) {
		remarks = append(remarks, `a backslash was taken as the mark of a special character; put a Windows path in single quotes`)
	}
	return argv, remarks, nil
}

// shellCustoms are what a word looks like that was meant for a shell.
var shellCustoms = sync.OnceValue(func() []shellCustom {
	return []shellCustom{
		{regexp.MustCompile(`^(?:[|;<]|\|\||&&?)$|^[0-9]?>|[^;];$`), "no shell reads the command: |, >, <, ; and & are handed to the program as they stand"},
		{regexp.MustCompile("\\$[A-Za-z_({]|`"), "no shell reads the command: $NAME and $(…) are handed to the program as they stand"},
		{regexp.MustCompile(`^~(?:/|$)`), "no shell reads the command: ~ is not your home folder; write its full path"},
	}
})

type shellCustom struct {
	pattern *regexp.Regexp
	remark  string
}

var (
	assignment  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*=`) })
	windowsPath = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[A-Za-z]:\\`) })
)

// maxShown is how many cells of a command an error shows.
const maxShown = 120

// Show writes a command on one line as a person would type it, safe to print.
func Show(argv []string) string { return visible.Line(shellquote.Join(argv...)) }
