package words

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// TestRecordsAreThoseOfTheWholeFile reads every file of words of the engine at once, and
// finds each record again on its own.
func TestRecordsAreThoseOfTheWholeFile(t *testing.T) {
	files := []string{
		"failures.toml", "finding/findings.toml", "cause/causes.toml", "foreign/differences.toml", "webhook/reasons.toml",
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		var whole map[string]map[string]any
		if err := toml.Unmarshal(text, &whole); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		table := NewTable[string, map[string]any](file, text)
		if got, want := table.Codes(), slices.Sorted(maps.Keys(whole)); !slices.Equal(got, want) {
			t.Errorf("%s has the records %q, its table %q", file, want, got)
		}
		for code, want := range whole {
			wanted, _ := toml.Marshal(want)
			record, ok := table.Find(code)
			if got, _ := toml.Marshal(record); !ok || string(got) != string(wanted) {
				t.Errorf("%s: %s is\n%s\nin the file, and in the table\n%s", file, code, wanted, got)
			}
		}
	}
}

func TestNoRecord(t *testing.T) {
	table := NewTable[string, struct{ Title string }]("some.toml", []byte("[one]\ntitle = \"[a title\"\n\n[two]\ntitle = \"x\"\n"))
	for code, want := range map[string]string{"one": "[a title", "two": "x", "three": "", "": ""} {
		if got, ok := table.Find(code); got.Title != want || ok != (want != "") || table.Of(code) != got {
			t.Errorf("%q: %q, %v", code, got.Title, ok)
		}
	}
}
