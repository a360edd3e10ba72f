package finding

import (
	_ "embed"
	"maps"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed findings.toml
var findingsTOML []byte

// words are the texts of a rule.
type words struct {
	Level    Level  `toml:"level"`
	Blocking bool   `toml:"blocking"`
	Weight   int    `toml:"weight"`
	Title    string `toml:"title"`
	Why      string `toml:"why"`
	Fix      string `toml:"fix"`
	Source   string `toml:"source"`
}

// allWords reads the words of all findings when they are first needed.
var allWords = sync.OnceValue(func() map[Code]words {
	table := map[Code]words{}
	if err := toml.Unmarshal(findingsTOML, &table); err != nil {
		panic("ripio: findings.toml: " + err.Error())
	}
	return table
})

// Codes lists the codes of all findings in alphabetical order.
func Codes() []Code { return slices.Sorted(maps.Keys(allWords())) }
