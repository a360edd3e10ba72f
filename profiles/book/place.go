package book

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// places knows where the keys of a TOML text stand: the known ones, and the
// unknown ones beside them, but nothing inside an unknown table. A path names a
// key: its parts joined with keyPath, where an element of an array is its index.
//
// They come from the library, which tells of each key that a type lacks where it
// stands: so a type of tables without keys finds all keys. It counts no profiles,
// and knows less of inline tables; what cannot be told for sure has no place.
type places struct {
	text []byte
	at   map[string]place
}

// place is a line and a column in characters, both from 1.
type place struct{ line, column int }

// tablesOnly is a profiles file without its keys.
type tablesOnly struct {
	Settings struct{} `toml:"settings"`
	Profile  []struct {
		Sandbox    accountTables `toml:"sandbox"`
		Production accountTables `toml:"production"`
	} `toml:"profile"`
}

type accountTables struct {
	User struct{} `toml:"user"`
}

// mostPlaces is how many keys are looked for; nobody writes as many.
const mostPlaces = 2000

// keyPath is the path of a key inside the table at parent.
func keyPath(parent, key string) string { return parent + "\x00" + key }

func indexPath(parent string, index int) string { return keyPath(parent, strconv.Itoa(index)) }

// findPlaces looks for the keys of a tree in the text that it was read from.
func findPlaces(text []byte, tree map[string]any) places {
	found := places{text: text, at: map[string]place{}}
	paths := map[string][]string{}
	if count := collectPaths(tree, "", "", paths); count > mostPlaces {
		return found
	}
	for _, into := range []any{&struct{}{}, &tablesOnly{}} {
		for key, at := range found.lacking(into, paths) {
			if len(paths[key]) > 1 && len(at) != len(paths[key]) {
				continue
			}
			for i, path := range paths[key] {
				found.at[path] = at[i]
			}
		}
	}
	return found
}

// collectPaths lists the paths of all keys, in the order of the profiles, by what the
// library calls them: without the indices of arrays.
func collectPaths(value any, path, key string, into map[string][]string) (count int) {
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			innerPath, innerKey := keyPath(path, name), keyPath(key, name)
			into[innerKey] = append(into[innerKey], innerPath)
			count++
			if slices.Contains(keyOrder, name) {
				count += collectPaths(inner, innerPath, innerKey, into)
			}
		}
	case []any:
		if tables, ok := asTables(value); ok && len(tables) > 0 {
			into[key] = slices.DeleteFunc(into[key], func(each string) bool { return each == path })
			for i, table := range tables {
				into[key] = append(into[key], indexPath(path, i))
				count += 1 + collectPaths(table, indexPath(path, i), key, into)
			}
		}
	}
	return count
}

// lacking returns where the keys stand that a type lacks, and the one that is of
// another kind there: for a key inside an unknown table, that table.
func (p *places) lacking(into any, all map[string][]string) map[string][]place {
	err := toml.NewDecoder(bytes.NewReader(p.text)).DisallowUnknownFields().Decode(into)
	var strict *toml.StrictMissingError
	var other *toml.DecodeError
	var faults []toml.DecodeError
	switch {
	case errors.As(err, &strict):
		faults = strict.Errors
	case errors.As(err, &other):
		faults = []toml.DecodeError{*other}
	}
	found := map[string][]place{}
	for _, fault := range faults {
		key, name := "", ""
		for _, part := range fault.Key() {
			inner := keyPath(key, part)
			if all[inner] == nil && slices.Contains(keyOrder, name) {
				key = "" // inside an inline table, of which it does not tell the name
			}
			if all[inner] == nil {
				break
			}
			key, name = inner, part
		}
		if key != "" {
			found[key] = append(found[key], placeOf(p.text, &fault))
		}
	}
	return found
}

// placeOf returns where the library says that something is wrong.
func placeOf(text []byte, fault *toml.DecodeError) place {
	line, column := fault.Position()
	content := lineAt(text, line)
	return place{line, utf8.RuneCount(content[:min(max(column-1, 0), len(content))]) + 1}
}

// of returns the place of a key, of the first one inside it, or of the nearest table
// around it. It is zero when nothing is known.
func (p *places) of(path string) place {
	for ; path != ""; path = path[:strings.LastIndexByte(path, 0)] {
		if at, known := p.at[path]; known {
			return at
		}
		first := place{}
		for each, at := range p.at {
			if strings.HasPrefix(each, path+"\x00") && (first == place{} || at.before(first)) {
				first = at
			}
		}
		if first != (place{}) {
			return first
		}
	}
	return place{}
}

func (p place) before(other place) bool {
	return p.line < other.line || p.line == other.line && p.column < other.column
}

// lineAt returns a line, counted from 1, without its end.
func lineAt(text []byte, line int) []byte {
	for ; line > 1; line-- {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	content, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.TrimSuffix(content, []byte("\r"))
}
