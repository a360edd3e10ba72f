package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// ErrNotSaved says that the text of the file cannot be changed so that it says what
// it should. The file is as it was.
var ErrNotSaved = errors.New("the program cannot change this file without losing something in it; change the setting by hand")

const head = `# Settings of ripio-explorer. You may edit this file: comments and unknown keys stay.
# docs/config.md explains every key; "ripio-explorer config show" lists them.

`

// with returns the text with another value for a key, and everything else in it as
// it was. Each way of writing it is tried and read back: the first one that changes
// this value and nothing else is taken.
func (f *file) with(name string, value any) ([]byte, error) {
	literal := fmt.Sprint(value)
	if text, isText := value.(string); isText {
		literal = strconv.Quote(text) // one of this program's own words
	}
	wanted := f.treeWith(name, value)
	fits := func(text []byte) bool {
		changed, fault := parse(text)
		return fault == nil && reflect.DeepEqual(changed.tree, wanted)
	}
	if _, there := f.get(name); there {
		return f.replaced(name, literal, fits)
	}
	return f.added(name, literal, fits)
}

// treeWith is the tree that the changed file must have.
func (f *file) treeWith(name string, value any) map[string]any {
	tree := maps.Clone(f.tree)
	if number, isInt := value.(int); isInt {
		value = int64(number)
	}
	table, key, inTable := strings.Cut(name, ".")
	if !inTable {
		tree[name] = value
		return tree
	}
	inner, _ := tree[table].(map[string]any)
	if inner = maps.Clone(inner); inner == nil {
		inner = map[string]any{}
	}
	inner[key] = value
	tree[table] = inner
	return tree
}

// replaced writes another value in the place of one. Where that ends is found by
// trying: at a comment, a line's end, or what closes an inline table.
func (f *file) replaced(name, literal string, fits func([]byte) bool) ([]byte, error) {
	at := f.placeOf(name)
	if at.line == 0 {
		return nil, ErrNotSaved
	}
	from := f.lineStart(at.line)
	for start := from; ; start++ {
		equals := bytes.IndexByte(f.text[start:], '=')
		if equals < 0 {
			return nil, ErrNotSaved
		}
		start += equals
		for end := start + 1; end <= len(f.text); end++ {
			if end < len(f.text) && !bytes.ContainsRune([]byte("#\r\n,} \t"), rune(f.text[end])) {
				continue
			}
			text := fmt.Appendf(nil, "%s= %s%s", f.text[:start], literal, f.text[end:])
			if isValue(f.text[start+1:end]) && fits(text) {
				return text, nil
			}
			if end-start > mostValue {
				break
			}
		}
		if start-from > mostValue {
			return nil, ErrNotSaved
		}
	}
}

// isValue reports whether a text is one whole value.
func isValue(text []byte) bool {
	return toml.Unmarshal(fmt.Appendf(nil, "x = %s\n", text), &map[string]any{}) == nil
}

// mostValue is how many bytes are looked through for a value and its end.
const mostValue = 2000

// added writes a new key: in its table where there is one, else in a new table at the
// end; a key without a table before the first table.
func (f *file) added(name, literal string, fits func([]byte) bool) ([]byte, error) {
	body := f.text
	if len(bytes.TrimSpace(body)) == 0 {
		body = []byte(head)
	} else if !bytes.HasSuffix(body, []byte("\n")) {
		body = append(bytes.Clone(body), '\n')
	}
	insert := func(at int, lines string) []byte { return fmt.Appendf(nil, "%s%s%s", body[:at], lines, body[at:]) }
	table, key, inTable := strings.Cut(name, ".")
	var tries [][]byte
	for at := 0; at < len(body); {
		line := body[at:]
		next := at + bytes.IndexByte(line, '\n') + 1
		switch header := strings.TrimSpace(string(body[at:next])); {
		case inTable && (header == "["+table+"]" || strings.HasPrefix(header, "["+table+"] ")):
			tries = append(tries, insert(next, key+" = "+literal+"\n"))
		case !inTable && strings.HasPrefix(header, "["):
			tries = append(tries, insert(at, name+" = "+literal+"\n\n"))
		}
		at = next
	}
	if inTable {
		tries = append(tries, insert(len(body), "\n["+table+"]\n"+key+" = "+literal+"\n"))
	} else {
		tries = append(tries, insert(len(body), name+" = "+literal+"\n"))
	}
	tries = append(tries, insert(0, name+" = "+literal+"\n"))
	for _, text := range tries {
		if fits(text) {
			return text, nil
		}
	}
	return nil, ErrNotSaved
}
