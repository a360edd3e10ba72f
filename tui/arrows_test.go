package tui_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	modulePath = "devtools/ripio-explorer/"
	// mostFiles is how many files that are no tests a folder may hold.
	mostFiles = 26
)

// arrows are the halves of the house, and which others each may import. The program
// itself, at the root, imports all.
var arrows = map[string][]string{
	"tui": {"profiles", "ripio"}, "cli": {"profiles", "ripio"}, "profiles": {"ripio"}, "ripio": {},
}

// shared are the folders of the explorer that its components are made of, and parts are
// the components that another one is made of. Apart from these no component imports another.
var (
	shared = []string{"dialog", "draw", "elapsed", "field", "keys", "search", "theme", "zone"}
	parts  = map[string][]string{
		"accessible": {"sending"}, "handover": {"clipboard", "httptab"}, "manage": {"profileform"}, "recognise": {"explain"},
		"result": {"httptab"}, "terminal": {"background", "terminal/ending"}, "bench": {"internal/ptytest"},
	}
)

// TestArrowsPointOneWay reads the imports of all files but tests, for all systems.
func TestArrowsPointOneWay(t *testing.T) {
	files := map[string]int{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		half, below, _ := strings.Cut(name, "/")
		allowed, known := arrows[half]
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || below == "" && !known && name != "."):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files[path.Dir(name)]++
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(name)), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, each := range file.Imports {
			imported, _ := strconv.Unquote(each.Path.Value)
			ours, is := strings.CutPrefix(imported, modulePath)
			other, _, _ := strings.Cut(ours, "/")
			if is && known && other != half && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s", name, ours)
			}
			mine, _, inFolder := strings.Cut(below, "/")
			theirs, below := strings.CutPrefix(ours, "tui/")
			if is && half == "tui" && inFolder && below && !slices.Contains(shared, theirs) && !slices.Contains(parts[mine], theirs) {
				t.Errorf("%s imports %s: components do not know each other", name, ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder, count := range files {
		if count > mostFiles {
			t.Errorf("%s holds %d files that are no tests, of %d at most", folder, count, mostFiles)
		}
	}
	for half := range arrows {
		if files[half] == 0 {
			t.Errorf("%s holds no file", half)
		}
	}
}
