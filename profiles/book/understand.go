package book

import (
	"fmt"
	"slices"
	"sort"

	"devtools/ripio-explorer/ripio/phrase"
)

// reader turns the tree of a file into profiles and collects what a person
// should know about it. Its texts name keys, but never quote a value other
// than a profile's name.
type reader struct {
	places   places
	warnings []Warning
	strays   int
}

// understand reads the tree. The file is corrupt when its outermost keys are
// not of the kind they must be; anything less is a warning.
func understand(tree map[string]any, places places) (*document, *CorruptError) {
	r := &reader{places: places}
	d := &document{tree: tree, version: FormatVersion}
	if value, ok := tree["version"]; ok {
		number, isNumber := value.(int64)
		if !isNumber || number < 1 {
			return nil, r.fault("version", "version must be the number 1, without quotes")
		}
		d.version = number
	}
	tables, ok := asTables(tree["profile"])
	if !ok && d.version == FormatVersion {
		return nil, r.fault("profile", "each profile begins with [[profile]], with two brackets on each side")
	}
	for i, table := range tables {
		d.entries = append(d.entries, r.profile(table, indexPath(keyPath("", "profile"), i)))
	}
	r.markDuplicates(d.entries)
	d.settings = r.settings(tree)
	r.checkDefault(d)
	r.unknown(tree, "", "", "version", "profile", "settings")
	sort.SliceStable(r.warnings, func(i, j int) bool { return r.warnings[i].before(r.warnings[j]) })
	d.warnings, d.strays = limited(r.warnings), r.strays
	return d, nil
}

// fault is the error for a key at the top of the file.
func (r *reader) fault(key, reason string) *CorruptError {
	at := r.places.of(keyPath("", key))
	fault := &CorruptError{Line: at.line, Column: at.column, Reason: reason}
	if at.line > 0 {
		fault.Excerpt = maskedLine(string(lineAt(r.places.text, at.line)))
	}
	return fault
}

// asTables reads an array of tables; a missing one is empty.
func asTables(value any) (tables []map[string]any, ok bool) {
	if value == nil {
		return nil, true
	}
	elements, isArray := value.([]any)
	if !isArray {
		return nil, false
	}
	for _, element := range elements {
		table, isTable := element.(map[string]any)
		if !isTable {
			return nil, false
		}
		tables = append(tables, table)
	}
	return tables, true
}

func (r *reader) settings(tree map[string]any) Settings {
	table, path := r.table(tree, "", "settings", "")
	settings := Settings{Default: r.text(table, path, "default", "")}
	for _, moved := range []string{"theme", "mouse"} {
		if _, there := table[moved]; there {
			r.warn(keyPath(path, moved), moved+" is not read here; write it into config.toml")
		}
	}
	r.unknown(table, path, "", "default", "theme", "mouse")
	return settings
}

// checkDefault warns of a default profile that is not there.
func (r *reader) checkDefault(d *document) {
	name := d.settings.Default
	if name != "" && d.index(name) < 0 {
		r.warn(keyPath(keyPath("", "settings"), "default"), fmt.Sprintf("default names the profile %q, which is not there", phrase.CutText(name, MaxNameLength)))
	}
}

func (r *reader) profile(table map[string]any, path string) entry {
	name, isText := table["name"].(string)
	whose := fmt.Sprintf(" in profile %q", name)
	e := entry{table: table, usable: true}
	if err := ReadableName(name); err != nil || !isText {
		e.usable, whose = false, " in a profile without a usable name"
		if _, written := table["name"]; !written {
			r.warn(path, "this profile has no name; it is kept, but cannot be used until it has one")
		} else if !isText {
			r.warn(keyPath(path, "name"), "the name must be a text in quotes; the profile is kept, but cannot be used")
		} else {
			r.warn(keyPath(path, "name"), err.Error()+". The profile is kept, but cannot be used")
		}
	}
	e.profile = Profile{
		Name:       name,
		Country:    r.text(table, path, "country", whose),
		Sandbox:    r.account(table, path, "sandbox", whose),
		Production: r.account(table, path, "production", whose),
	}
	r.unknown(table, path, whose, "name", "country", "sandbox", "production")
	return e
}

func (r *reader) account(parent map[string]any, parentPath, key, whose string) Account {
	table, path := r.table(parent, parentPath, key, whose)
	user, userPath := r.table(table, path, "user", whose)
	account := Account{
		ClientID: r.text(table, path, "client_id", whose),
		Secret:   r.reference(table, path, "secret", whose),
		Next:     r.reference(table, path, "next_secret", whose),
		Previous: r.reference(table, path, "previous_secret", whose),
		User: User{
			ExternalRef: r.text(user, userPath, "external_ref", whose),
			Address:     r.text(user, userPath, "address", whose),
		},
	}
	r.unknown(table, path, whose, "client_id", "secret", "next_secret", "previous_secret", "user")
	r.unknown(user, userPath, whose, "external_ref", "address")
	return account
}

// reference reads a secret reference. A value that is none may be the secret
// itself, so the warning does not quote it.
func (r *reader) reference(table map[string]any, path, key, whose string) SecretReference {
	value, written := table[key]
	if !written {
		return ""
	}
	text, isText := value.(string)
	reference, err := ParseSecretReference(text)
	if err == nil && isText {
		return reference
	}
	r.strays++
	r.warn(keyPath(path, key), fmt.Sprintf("%s%s is not a reference that this program knows, so it is not used; "+
		"if it is the secret itself, write \"ask\" or \"env:NAME\" instead and delete the backup beside this file", key, whose))
	return InvalidReference
}

// text reads a text; anything else is kept in the file and read as empty.
func (r *reader) text(table map[string]any, path, key, whose string) string {
	value, written := table[key]
	text, isText := value.(string)
	if written && !isText {
		r.warn(keyPath(path, key), fmt.Sprintf("%s%s must be a text in quotes; it is not used", key, whose))
	}
	return text
}

// table reads a table; anything else is kept in the file and read as empty.
func (r *reader) table(parent map[string]any, parentPath, key, whose string) (table map[string]any, path string) {
	path = keyPath(parentPath, key)
	value, written := parent[key]
	table, isTable := value.(map[string]any)
	if written && !isTable {
		r.warn(path, fmt.Sprintf("%s%s must be a table; it is not used", key, whose))
	}
	return table, path
}

// unknown warns of keys that this program does not know.
func (r *reader) unknown(table map[string]any, path, whose string, known ...string) {
	for key := range table {
		switch {
		case slices.Contains(known, key):
		case key == "client_secret" || key == "password":
			r.warn(keyPath(path, key), fmt.Sprintf("%s%s is not read: no secret belongs in this file; "+
				"delete the line and write secret = \"ask\" or secret = \"env:NAME\"", key, whose))
		default:
			r.warn(keyPath(path, key), fmt.Sprintf("unknown key %q%s; it is kept, but not used", phrase.CutText(key, MaxNameLength), whose))
		}
	}
}

// markDuplicates leaves only the first of several profiles of one name usable.
func (r *reader) markDuplicates(entries []entry) {
	seen := map[string]bool{}
	for i := range entries {
		folded := FoldName(entries[i].profile.Name)
		if !entries[i].usable {
			continue
		}
		if seen[folded] {
			entries[i].usable = false
			path := keyPath(indexPath(keyPath("", "profile"), i), "name")
			r.warn(path, fmt.Sprintf("another profile is already called %q, ignoring letter case; "+
				"this one is kept, but cannot be used until it is renamed", entries[i].profile.Name))
		}
		seen[folded] = true
	}
}

func (r *reader) warn(path, text string) {
	at := r.places.of(path)
	where := ""
	if at.line > 0 {
		where = fmt.Sprintf(", line %d, column %d", at.line, at.column)
	}
	r.warnings = append(r.warnings, Warning{Line: at.line, Column: at.column, Text: "profiles file" + where + ": " + text})
}
