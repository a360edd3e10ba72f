package book

import (
	"bytes"

	"github.com/pelletier/go-toml/v2"
)

// FormatVersion is the number under "version" that this program writes. A file
// with a higher one is read, but not changed.
const FormatVersion = 1

// document is a profiles file: the tree of its values, unknown ones included,
// and what this program understands of it. Changes are made in the tree, so
// that nothing of it is lost when it is written again.
type document struct {
	tree     map[string]any
	entries  []entry
	settings Settings
	warnings []Warning
	version  int64
	// strays counts the texts that stand where a secret reference belongs.
	strays int
	// forgetful is set by a change whose backup must not keep what was there.
	forgetful bool
}

// emptyDocument is what a file that does not exist holds.
func emptyDocument() *document {
	return &document{tree: map[string]any{}, version: FormatVersion}
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// parseDocument reads the bytes of a profiles file. The error lacks the path.
func parseDocument(data []byte) (*document, *CorruptError) {
	if fault := encodingFault(data); fault != nil {
		return nil, fault
	}
	text := bytes.TrimPrefix(data, byteOrderMark)
	tree := map[string]any{}
	if err := toml.Unmarshal(text, &tree); err != nil {
		return nil, parseFault(text, err)
	}
	if !shallow(tree, maxDepth) {
		return nil, &CorruptError{Reason: "its tables are nested more than 32 levels deep, so it cannot be a profiles file"}
	}
	return understand(tree, findPlaces(text, tree))
}

// maxDepth is how deep tables and arrays may be nested. This program needs
// four levels; the rest is room for later versions.
const maxDepth = 32

// shallow reports whether a value is nested no deeper than the depth given.
func shallow(value any, depth int) bool {
	switch value := value.(type) {
	case map[string]any:
		for _, inner := range value {
			if depth == 0 || !shallow(inner, depth-1) {
				return false
			}
		}
	case []any:
		for _, inner := range value {
			if depth == 0 || !shallow(inner, depth-1) {
				return false
			}
		}
	}
	return true
}

// add appends a profile.
func (d *document) add(profile Profile) {
	e := entry{table: map[string]any{}}
	e.set(profile)
	d.entries = append(d.entries, e)
}

// book is what the document holds for the rest of the program.
func (d *document) book() Book {
	book := Book{Settings: d.settings}
	for _, entry := range d.entries {
		if entry.usable {
			book.Profiles = append(book.Profiles, entry.profile)
		}
	}
	return book
}

// index finds the entry of a profile, ignoring letter case; -1 without one.
func (d *document) index(name string) int {
	for i, entry := range d.entries {
		if entry.usable && SameName(entry.profile.Name, name) {
			return i
		}
	}
	return -1
}

// setDefault writes the name of the default profile; an empty one takes it away.
func (d *document) setDefault(name string) {
	settings := innerTable(d.tree, "settings")
	setText(settings, "default", d.settings.Default, name)
	dropEmpty(d.tree, "settings")
	d.settings.Default = name
}

// isDefault reports whether the profile of that name is the default one.
func (d *document) isDefault(name string) bool {
	return name != "" && SameName(d.settings.Default, name)
}

// profile returns the profile at an index; nil for -1.
func (d *document) profile(index int) *Profile {
	if index < 0 {
		return nil
	}
	profile := d.entries[index].profile
	return &profile
}
