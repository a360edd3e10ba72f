// Package wordstest holds what the tests of findings, causes and differences ask of
// their words.
package wordstest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// hedges are the words by which a title says that it is not certain.
var hedges = []string{"may", "perhaps", "probably", "looks like", "seems to"}

// Hedged reports whether a title says that it is not certain.
func Hedged(title string) bool {
	return slices.ContainsFunc(hedges, func(hedge string) bool { return strings.Contains(" "+title+" ", " "+hedge+" ") })
}

// Codes lists the codes of a file of words in alphabetical order.
func Codes[Code ~string](t testing.TB, file []byte) []Code {
	t.Helper()
	var table map[Code]any
	if err := toml.Unmarshal(file, &table); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(table))
}
