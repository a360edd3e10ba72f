package finding

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// Table holds the words of another package's findings, one TOML record for each code:
// field, level, certainty (known if it is not given), title, why, fix and source.
type Table struct {
	file string
	read func() map[Code]record
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

// NewTable makes a table of a file's text, which is read when it is first needed.
func NewTable(file string, text []byte) *Table {
	return &Table{file, sync.OnceValue(func() map[Code]record {
		table := map[Code]record{}
		if err := toml.Unmarshal(text, &table); err != nil {
			panic("ripio: " + file + ": " + err.Error())
		}
		return table
	})}
}

// New makes a finding with the words of its record. An unknown code is a programming
// error.
func (t *Table) New(code Code, found string) Finding {
	r, ok := t.read()[code]
	if !ok {
		panic("ripio: " + t.file + " has no " + string(code))
	}
	return Finding{
		Code: code, Level: r.Level, Field: r.Field, Certainty: cmp.Or(r.Certainty, Known),
		Title: r.Title, Found: found, Rule: r.Why, Fix: r.Fix, Source: r.Source,
	}
}

// Has reports whether a code has a record.
func (t *Table) Has(code Code) bool {
	_, ok := t.read()[code]
	return ok
}

// Codes lists the codes of the table in alphabetical order.
func (t *Table) Codes() []Code { return slices.Sorted(maps.Keys(t.read())) }
