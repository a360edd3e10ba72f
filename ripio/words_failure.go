package ripio

import (
	_ "embed"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed failures.toml
var failuresTOML []byte

// failures reads the words of all kinds when they are first needed.
var failures = sync.OnceValue(func() map[FailureKind]failureWords {
	table := map[FailureKind]failureWords{}
	if err := toml.Unmarshal(failuresTOML, &table); err != nil {
		panic("ripio: failures.toml: " + err.Error())
	}
	return table
})

// failureWords are the texts of a failure kind.
type failureWords struct {
	Title  string   `toml:"title"`  // a few words: the name a person reads
	What   string   `toml:"what"`   // what happened, in a sentence
	Told   string   `toml:"told"`   // instead of what, when the answer has words of its own; may be empty
	Try    []string `toml:"try"`    // what to do next, best first
	Source string   `toml:"source"` // the page or standard it rests on; may be empty
}
