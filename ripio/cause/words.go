package cause

import (
	_ "embed"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/ripio/finding"
)

//go:embed causes.toml
var causesTOML []byte

// causeText is what a cause says whatever the Evidence: a title of a few words,
// how it leads to the failure, what to do, and what the rule rests on.
type causeText struct {
	Title  string `toml:"title"`
	Why    string `toml:"why"`
	Fix    string `toml:"fix"`
	Source string `toml:"source"`
}

// causeWords reads the words of all causes when they are first needed.
var causeWords = sync.OnceValue(func() map[finding.Code]causeText {
	table := map[finding.Code]causeText{}
	if err := toml.Unmarshal(causesTOML, &table); err != nil {
		panic("ripio: causes.toml: " + err.Error())
	}
	return table
})
