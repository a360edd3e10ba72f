package finding

import (
	"cmp"

	wordfile "devtools/ripio-explorer/ripio/internal/words"
)

// Table holds the words of another package's findings, one TOML record for each code:
// field, level, certainty (known if it is not given), title, why, fix and source.
type Table struct {
	records *wordfile.Table[Code, record]
}

type record struct {
	Field     Field     `toml:"field"`
	Level     Level     `toml:"level"`
	Certainty Certainty `toml:"certainty"`
	Title     string    `toml:"title"`
	Why       string    `toml:"why"`
	Fix       string    `toml:"fix"`
	Source    string    `toml:"source"`
}

// NewTable makes a table of a file's text, whose records are read when they are first needed.
func NewTable(file string, text []byte) *Table {
	return &Table{wordfile.NewTable[Code, record](file, text)}
}

// New makes a finding with the words of its record. An unknown code is a programming
// error.
func (t *Table) New(code Code, found string) Finding {
	r, ok := t.records.Find(code)
	if !ok {
		panic("ripio: no words for " + string(code))
	}
	return Finding{
		Code: code, Level: r.Level, Field: r.Field, Certainty: cmp.Or(r.Certainty, Known),
		Title: r.Title, Found: found, Rule: r.Why, Fix: r.Fix, Source: r.Source,
	}
}

// Has reports whether a code has a record.
func (t *Table) Has(code Code) bool {
	_, ok := t.records.Find(code)
	return ok
}

// Codes lists the codes of the table in alphabetical order.
func (t *Table) Codes() []Code { return t.records.Codes() }
