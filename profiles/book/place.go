package book

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// places knows where the keys of a TOML text stand: the known ones, and the
// unknown ones beside them, but nothing inside an unknown table. A path names a
// key: its parts joined with keyPath, where an element of an array is its index.
type places struct {
	text    []byte
	lines   []int // offset of each line's first byte
	offsets map[string]int
}

// unknownTable stands for the path of all that is inside an unknown table.
// Paths there are never asked for, and keeping them would make a small file of
// deep or long names fill the memory.
const unknownTable = "?"

// keyPath is the path of a key inside the table at parent.
func keyPath(parent, key string) string { return parent + "\x00" + key }

func indexPath(parent string, index int) string { return keyPath(parent, strconv.Itoa(index)) }

// findPlaces walks a text that is already known to be valid TOML.
func findPlaces(text []byte) places {
	found := places{text: text, lines: lineStarts(text), offsets: map[string]int{}}
	var parser unstable.Parser
	parser.Reset(text)
	arrays := map[string]int{} // array tables so far, by path
	table := ""
	for parser.NextExpression() {
		expression := parser.Expression()
		switch expression.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = found.header(expression, arrays)
		case unstable.KeyValue:
			found.keyValue(table, expression)
		}
	}
	return found
}

// header notes a table header and gives the table's path.
func (p *places) header(expression *unstable.Node, arrays map[string]int) string {
	path := ""
	keys := expression.Key()
	for keys.Next() {
		node := keys.Node()
		path = p.note(path, node)
		if expression.Kind == unstable.ArrayTable && keys.IsLast() {
			arrays[path]++
		}
		if count := arrays[path]; count > 0 && path != unknownTable {
			path = indexPath(path, count-1)
			p.noteOnce(path, node)
		}
	}
	return path
}

// keyValue notes a key with all that its value holds.
func (p *places) keyValue(table string, expression *unstable.Node) {
	path := table
	for keys := expression.Key(); keys.Next(); {
		path = p.note(path, keys.Node())
	}
	p.value(path, expression.Value())
}

func (p *places) value(path string, value *unstable.Node) {
	index := 0
	for children := value.Children(); children.Next(); {
		switch child := children.Node(); value.Kind {
		case unstable.InlineTable:
			p.keyValue(path, child)
		case unstable.Array:
			p.element(path, index, child)
			index++
		}
	}
}

func (p *places) element(array string, index int, value *unstable.Node) {
	if array != unknownTable {
		p.value(indexPath(array, index), value)
	}
}

// note keeps the place of a key and gives its path, for what is inside it.
func (p *places) note(parent string, key *unstable.Node) string {
	if parent == unknownTable {
		return unknownTable
	}
	name := string(key.Data)
	path := keyPath(parent, name)
	p.noteOnce(path, key)
	if !slices.Contains(keyOrder, name) {
		return unknownTable
	}
	return path
}

// noteOnce keeps the first place of a table that several headers mention.
func (p *places) noteOnce(path string, key *unstable.Node) {
	if _, known := p.offsets[path]; !known {
		p.offsets[path] = int(key.Raw.Offset)
	}
}

// of returns the line and column of a key, or of the nearest table around it.
// Both are 0 when nothing is known.
func (p *places) of(path string) (line, column int) {
	for path != "" {
		if offset, known := p.offsets[path]; known {
			return p.at(offset)
		}
		path = path[:strings.LastIndexByte(path, 0)]
	}
	return 0, 0
}

// at turns an offset into a line and a column in characters, both from 1.
func (p *places) at(offset int) (line, column int) {
	offset = min(offset, len(p.text))
	line = sort.SearchInts(p.lines, offset+1)
	start := p.lines[line-1]
	return line, utf8.RuneCount(p.text[start:offset]) + 1
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}
