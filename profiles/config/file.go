package config

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// file is config.toml: its text, the tree of its values, and where its keys stand.
type file struct {
	text   []byte
	tree   map[string]any
	places map[string]place // by the key's name, such as "history.days"
}

// place is a line and a column in characters, both from 1.
type place struct{ line, column int }

// tables are those of the file, without their keys: the library tells where each
// key stands that a type lacks.
type tables struct {
	Confirm struct{} `toml:"confirm"`
	History struct{} `toml:"history"`
	Keys    struct{} `toml:"keys"`
}

// tableNames are the keys under which other keys stand.
var tableNames = []string{"confirm", "history", keysTable}

const keysTable = "keys"

const notTOML = "it is not valid TOML there: look for a missing quote, bracket or equals sign, or a key that is written twice; put texts in quotes"

// parse reads the bytes of a file. The error lacks the path.
func parse(data []byte) (*file, *CorruptError) {
	switch {
	case len(data) > atomicfile.MaxSize:
		return nil, &CorruptError{Reason: "it is larger than 1 MiB"}
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return nil, &CorruptError{Line: 1, Column: 1, Reason: "the text is UTF-16; save the file as UTF-8"}
	}
	f := &file{text: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), tree: map[string]any{}, places: map[string]place{}}
	if err := toml.Unmarshal(f.text, &f.tree); err != nil {
		fault := &CorruptError{Reason: notTOML}
		if at, is := errors.AsType[*toml.DecodeError](err); is {
			where := f.position(at)
			fault.Line, fault.Column = where.line, where.column
		}
		return nil, fault
	}
	f.findPlaces()
	return f, nil
}

// findPlaces notes where keys stand: first those at the top, then those in tables.
func (f *file) findPlaces() {
	for _, into := range []any{&struct{}{}, &tables{}} {
		err := toml.NewDecoder(bytes.NewReader(f.text)).DisallowUnknownFields().Decode(into)
		var faults []toml.DecodeError
		if missing, is := errors.AsType[*toml.StrictMissingError](err); is {
			faults = missing.Errors
		} else if wrong, is := errors.AsType[*toml.DecodeError](err); is {
			faults = []toml.DecodeError{*wrong}
		}
		for _, fault := range faults {
			name := strings.Join(fault.Key(), ".")
			if _, known := f.places[name]; !known {
				f.places[name] = f.position(&fault)
			}
		}
	}
}

// position counts characters, where the library counts bytes.
func (f *file) position(fault *toml.DecodeError) place {
	line, column := fault.Position()
	content := f.text[f.lineStart(line):]
	return place{line, utf8.RuneCount(content[:min(max(column-1, 0), len(content))]) + 1}
}

// lineStart is the offset of a line, counted from 1.
func (f *file) lineStart(line int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(f.text[at:], '\n') + 1
	}
	return at
}

// placeOf is where a key stands, or the first one inside it, or its table.
func (f *file) placeOf(name string) place {
	if at, known := f.places[name]; known {
		return at
	}
	for _, each := range slices.SortedFunc(maps.Keys(f.places), func(a, b string) int { return cmp.Compare(f.places[a].line, f.places[b].line) }) {
		if strings.HasPrefix(each, name+".") {
			return f.places[each]
		}
	}
	table, _, _ := strings.Cut(name, ".")
	return f.places[table]
}

// get returns the value of a key.
func (f *file) get(name string) (value any, there bool) {
	table, key, inTable := strings.Cut(name, ".")
	if !inTable {
		value, there = f.tree[name]
		return value, there
	}
	inner, _ := f.tree[table].(map[string]any)
	value, there = inner[key]
	return value, there
}

// understand turns the file into settings. What cannot be used leaves the default.
func (f *file) understand() Config {
	c := Config{Settings: Defaults(), Sources: map[string]Source{}, places: f.places}
	known := map[string]bool{}
	for _, option := range Options() {
		known[option.Name] = true
		value, there := f.get(option.Name)
		if !there {
			continue
		}
		if err := option.set(&c.Settings, value); err != nil {
			problem := f.problem(option.Name, "%s; it is not used", err)
			problem.option = option.Name
			c.Problems = append(c.Problems, problem)
			continue
		}
		c.Sources[option.Name] = Source{Kind: FromFile, Line: f.placeOf(option.Name).line}
	}
	for name, value := range f.tree {
		inner, isTable := value.(map[string]any)
		switch {
		case known[name]:
		case !slices.Contains(tableNames, name):
			c.Problems = append(c.Problems, f.unknownKey(name))
		case !isTable:
			c.Problems = append(c.Problems, f.problem(name, "%s must be a table: write [%s] on a line of its own, and its keys below; it is not used", name, name))
		case name == keysTable:
			f.readKeys(&c, inner)
		default:
			for key := range inner {
				if !known[name+"."+key] {
					c.Problems = append(c.Problems, f.unknownKey(name+"."+key))
				}
			}
		}
	}
	sortProblems(c.Problems)
	return c
}

// readKeys reads the keys of actions. Which there are, the explorer knows.
func (f *file) readKeys(c *Config, table map[string]any) {
	c.Settings.Keys = map[string][]string{}
	for action, value := range table {
		keys, ok := texts(value)
		if !ok {
			c.Problems = append(c.Problems, f.problem(keysTable+"."+action, `the keys of an action must be a text or a list of texts, such as "ctrl+o" or ["ctrl+o", "O"]; it is not used`))
			continue
		}
		c.Settings.Keys[action] = keys
	}
}

// texts reads one text or a list of them.
func texts(value any) (all []string, ok bool) {
	list, isList := value.([]any)
	if !isList {
		list = []any{value}
	}
	for _, each := range list {
		text, isText := each.(string)
		if !isText {
			return nil, false
		}
		all = append(all, text)
	}
	return all, true
}
