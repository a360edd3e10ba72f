// Package words reads tables of words: TOML files with one table for each record, whose
// name is a code. A record is read when it is first asked for, as a process that asks for
// three of two hundred should not wait for the rest.
package words

import (
	"bytes"
	"maps"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// Table is the records of type R of a file.
type Table[Code ~string, R any] struct {
	file  string
	texts func() map[Code][]byte

	mu   sync.Mutex
	read map[Code]R
}

// NewTable makes a table of a file's text. The names of its records stand in brackets, each
// on a line of its own, and no text goes over several lines.
func NewTable[Code ~string, R any](file string, text []byte) *Table[Code, R] {
	return &Table[Code, R]{
		file: file, read: map[Code]R{},
		texts: sync.OnceValue(func() map[Code][]byte { return split[Code](text) }),
	}
}

// split cuts a file into the texts of its records.
func split[Code ~string](text []byte) map[Code][]byte {
	begin := []byte("\n[")
	texts := make(map[Code][]byte, bytes.Count(text, begin)+1)
	rest, more := bytes.CutPrefix(text, begin[1:])
	if !more {
		_, rest, more = bytes.Cut(text, begin)
	}
	for more {
		var record []byte
		record, rest, more = bytes.Cut(rest, begin)
		name, body, _ := bytes.Cut(record, []byte("]\n"))
		texts[Code(bytes.Trim(name, `"`))] = body
	}
	return texts
}

// Find returns the record of a code. A text that is not TOML is a programming error; a test
// of each file reads it whole.
func (t *Table[Code, R]) Find(code Code) (record R, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if record, ok := t.read[code]; ok {
		return record, true
	}
	text, ok := t.texts()[code]
	if !ok {
		return record, false
	}
	if err := toml.Unmarshal(text, &record); err != nil {
		panic("ripio: " + t.file + ": " + string(code) + ": " + err.Error())
	}
	t.read[code] = record
	return record, true
}

// Of returns the record of a code, the zero record for a code that has none.
func (t *Table[Code, R]) Of(code Code) R {
	record, _ := t.Find(code)
	return record
}

// Codes lists the codes of the file in alphabetical order.
func (t *Table[Code, R]) Codes() []Code { return slices.Sorted(maps.Keys(t.texts())) }
