package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// Problem is something about the settings that a person should know: a value that
// cannot be used, or a key that nothing reads. The program goes on without it.
type Problem struct {
	// Source says where it stands, Column in which column of the file, in characters
	// from 1; zero when that is not known.
	Source Source
	Column int
	Text   string

	option string // whose value it is; empty for an unknown key
}

// String says where and what.
func (p Problem) String() string { return p.Where() + ": " + p.Text }

// Where names the flag, the variable or the place in the file.
func (p Problem) Where() string {
	if p.Source.Kind != FromFile {
		return p.Source.Name
	}
	return FileName + placeWords(p.Source.Line, p.Column)
}

func placeWords(line, column int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf(", line %d, column %d", line, column)
}

// CorruptError says that the file cannot be understood. The defaults hold then, and
// the file is never written over. It quotes nothing of the file.
type CorruptError struct {
	Path string
	// Line and Column are counted in characters from 1, zero for the whole file.
	Line, Column int
	Reason       string
}

func (e *CorruptError) Error() string {
	return fmt.Sprintf("read the settings: %s%s: %s; the defaults are used and nothing is saved over this file. Correct it by hand; "+
		"ripio-explorer config check says whether it is right", e.Path, placeWords(e.Line, e.Column), e.Reason)
}

// problem is one about a key of the file.
func (f *file) problem(name, format string, arguments ...any) Problem {
	at := f.placeOf(name)
	return Problem{Source: Source{Kind: FromFile, Line: at.line}, Column: at.column, Text: fmt.Sprintf(format, arguments...)}
}

// unknownKey says that nothing reads a key, and which was meant.
func (f *file) unknownKey(name string) Problem {
	meant := ""
	if candidate := near(name); candidate != "" {
		meant = "; did you mean " + candidate + "?"
	}
	return f.problem(name, "unknown key %q; it is kept, but not used%s", phrase.CutText(name, mostShown), meant)
}

// mostShown is how many characters of an unknown key are shown.
const mostShown = 40

// With adds a problem, in the order of the file.
func (c Config) With(p Problem) Config {
	if slices.Contains(c.Problems, p) {
		return c
	}
	c.Problems = append(slices.Clone(c.Problems), p)
	sortProblems(c.Problems)
	return c
}

func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Source.Line, b.Source.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Text, b.Text))
	})
}

// OfKey is a problem with the keys of an action in the file.
func (c Config) OfKey(action, text string) Problem {
	at := c.places["keys."+action]
	return Problem{Source: Source{Kind: FromFile, Line: at.line}, Column: at.column, Text: text}
}
