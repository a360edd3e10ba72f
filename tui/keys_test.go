package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/tui/keys"
)

// withConfigFile writes the file of settings before the start.
func withConfigFile(text string) setup {
	return func(d *driver, o *Options) {
		if err := os.MkdirAll(d.dir, 0o700); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d.dir, config.FileName), []byte(text), 0o600); err != nil {
			d.t.Fatal(err)
		}
		o.Config, _ = config.NewStore(d.dir).Load()
	}
}

// TestKeysOfTheFileApply changes keys of the explorer, the history and the lists: they do
// it, the old ones do not, and footer, help and palette show them.
func TestKeysOfTheFileApply(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()), someHistory(), withConfigFile(`[keys]
new-ref = "f5"
copy = ["ctrl+v", "Y"]
help = ["f1", "H"]
palette = "f9"
history-mark = "v"
list-add = "n"
send = "f6"
`))
	d.shows("f5 new external_ref", "f9 commands", "H help")
	d.press("y")
	d.hides("the whole token")
	d.press("Y")
	d.shows("Copy")
	d.press("esc", "H")
	d.shows("f5", "^V", "f6")
	d.press("esc", "5", "v")
	d.shows("marked")
	d.press("ctrl+p")
	if !d.model.dialogs.Empty() {
		t.Error("the old key of the palette works on")
	}
	d.press("ctrl+t", "n")
	d.shows("Add a profile")
	d.press("esc", "esc", "tab", "tab", "enter")
	if len(d.requests) != 0 {
		t.Error("enter in a field sends, though another key was chosen for that")
	}
}

// TestWrongKeysAreReported names file, line and column at the start, and for the command
// that checks.
func TestWrongKeysAreReported(t *testing.T) {
	d := start(t, withConfigFile("theme = \"dark\"\n[keys]\n  copy = \"ctrl+g\"\nnew-rf = \"f5\"\nquit = \"ctrl+s\"\n"))
	var got []string
	for _, problem := range d.model.options.Config.Problems {
		got = append(got, problem.String())
	}
	for i, want := range []string{
		"config.toml, line 3, column 3: keys.copy: ^G is a key of new-ref too",
		"config.toml, line 4, column 1: keys.new-rf: there is no action of this name; did you mean new-ref?",
		"config.toml, line 5, column 1: keys.quit: ^S cannot be changed",
	} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Errorf("problem %d of %q, want %q", i, got, want)
		}
	}
	if again := CheckKeys(d.model.options.Config); len(again.Problems) != len(got) {
		t.Error("a second look counts the problems twice")
	}
}

// TestDefaultKeysAreFree guards the keys that nobody changed, of all components.
func TestDefaultKeysAreFree(t *testing.T) {
	all, _ := newKeyMaps(nil)
	seen := map[string]bool{}
	for _, context := range all.contexts() {
		for _, action := range context.Actions {
			if seen[action.Name] {
				continue
			}
			seen[action.Name] = true
			changed := map[string][]string{action.Name: action.Defaults()}
			if _, faults := newKeyMaps(changed); len(faults) > 0 {
				t.Errorf("%s: %v", action.Name, faults)
			}
		}
	}
}

// TestDocsListTheKeys compares the table of names with the keys there are.
func TestDocsListTheKeys(t *testing.T) {
	text, err := os.ReadFile("../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	all, _ := newKeyMaps(nil)
	want := keysTable(all.contexts())
	if !strings.Contains(string(text), want) {
		t.Errorf("docs/config.md does not hold this table:\n%s", want)
	}
}

// keysTable writes the names as the docs list them.
func keysTable(contexts []keys.Context) string {
	var b strings.Builder
	b.WriteString("| action | keys | what it does |\n| --- | --- | --- |\n")
	seen := map[string]bool{}
	for _, context := range contexts {
		for _, action := range context.Actions {
			if seen[action.Name] {
				continue
			}
			seen[action.Name] = true
			b.WriteString("| `" + action.Name + "` | " + "`" + strings.Join(action.Defaults(), "` `") + "` | " + action.Words() + " |\n")
		}
	}
	return b.String()
}
