package book

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// head is written at the top of the file for those who open it.
const head = `# Profiles of ripio-explorer. You may edit this file.
#
# - No secret is ever in here. "secret" says where one is to be found: "keyring",
#   "sealed" (the encrypted file), "plain" (the file that is not encrypted),
#   "env:NAME" reads the environment variable NAME, 'cmd:["program", "argument"]'
#   runs a command that prints it, "ask" asks in each session. "next_secret" and
#   "previous_secret" say so of the other secrets of a rotation.
# - Rename a profile in the program, not here: its stored secret moves with it.
# - Comments are not kept: the program writes the whole file when it saves a
#   profile. Keys that it does not know are kept.
# - A profile begins with [[profile]] and its name. Below it, [profile.sandbox]
#   and [profile.production] hold client_id and secret, and their tables
#   [profile.sandbox.user] and [profile.production.user] hold the external_ref
#   and the address that a new request starts with. All texts are in quotes.
# - The state before the last save is in profiles.toml.bak.
`

// keyOrder is the order in which known keys are written. Unknown ones follow
// in alphabetical order.
var keyOrder = []string{
	"version", "name", "country", "client_id", "secret", "next_secret", "previous_secret", "external_ref", "address", "default", "theme", "mouse",
	"settings", "user", "sandbox", "production", "profile",
}

// render writes the document as the bytes of a file. What it gives is sure to
// be read back as the same tree; otherwise there is an error.
func (d *document) render() ([]byte, *document, error) {
	d.tree["version"] = int64(FormatVersion)
	d.tree["profile"] = d.tables()
	if len(d.entries) == 0 {
		delete(d.tree, "profile")
	}
	out := bytes.NewBufferString(head + "\n")
	if err := writeTable(out, "", d.tree); err != nil {
		return nil, nil, fmt.Errorf("write the profiles as TOML: %w", err)
	}
	if out.Len() > atomicfile.MaxSize {
		return nil, nil, ErrTooLarge
	}
	written, fault := parseDocument(out.Bytes())
	if fault != nil || fmt.Sprintf("%#v", written.tree) != fmt.Sprintf("%#v", d.tree) {
		return nil, nil, ErrNotReadBack
	}
	return out.Bytes(), written, nil
}

func (d *document) tables() []any {
	var tables []any
	for _, entry := range d.entries {
		tables = append(tables, entry.table)
	}
	return tables
}

// writeTable writes the keys of a table and then the tables inside it, each
// under a header of its own. prefix is the table's name with a dot, such as
// "profile.sandbox."; empty at the top.
func writeTable(out *bytes.Buffer, prefix string, table map[string]any) error {
	var inner []string
	for _, key := range orderedKeys(table) {
		if isTableLike(table[key]) {
			inner = append(inner, key)
			continue
		}
		line, err := toml.Marshal(map[string]any{key: table[key]})
		if err != nil {
			return err
		}
		out.Write(line)
	}
	for _, key := range inner {
		quoted, err := quotedKey(key)
		if err != nil {
			return err
		}
		if err := writeInner(out, prefix+quoted, table[key]); err != nil {
			return err
		}
		if out.Len() > atomicfile.MaxSize {
			return ErrTooLarge // before long names of tables fill the memory
		}
	}
	return nil
}

func writeInner(out *bytes.Buffer, name string, value any) error {
	if table, ok := value.(map[string]any); ok {
		fmt.Fprintf(out, "\n[%s]\n", name)
		return writeTable(out, name+".", table)
	}
	tables, _ := asTables(value)
	for _, table := range tables {
		fmt.Fprintf(out, "\n[[%s]]\n", name)
		if err := writeTable(out, name+".", table); err != nil {
			return err
		}
	}
	return nil
}

// isTableLike reports whether a value is written under headers: a table, or an
// array of nothing but tables.
func isTableLike(value any) bool {
	switch value := value.(type) {
	case map[string]any:
		return true
	case []any:
		_, ok := asTables(value)
		return ok && len(value) > 0
	}
	return false
}

func orderedKeys(table map[string]any) []string {
	var keys []string
	for key := range table {
		keys = append(keys, key)
	}
	rank := func(key string) int {
		if at := slices.Index(keyOrder, key); at >= 0 {
			return at
		}
		return len(keyOrder)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	return keys
}

// quotedKey writes a key as TOML does, in quotes where it needs them.
func quotedKey(key string) (string, error) {
	line, err := toml.Marshal(map[string]any{key: 0})
	return strings.TrimSuffix(string(line), " = 0\n"), err
}
