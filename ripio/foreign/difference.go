package foreign

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/ripio/finding"
)

// Difference is a finding about a request of another program, and where in the text it
// was made. Like every finding it holds no secret.
type Difference struct {
	finding.Finding
	Place Place `json:"place,omitzero"`
}

// code identifies a difference.
type code = finding.Code

//go:embed differences.toml
var differencesTOML []byte

// words are the texts of a difference.
type words struct {
	Field     finding.Field     `toml:"field"`
	Level     finding.Level     `toml:"level"`
	Certainty finding.Certainty `toml:"certainty"`
	Title     string            `toml:"title"`
	Why       string            `toml:"why"`
	Fix       string            `toml:"fix"`
	Source    string            `toml:"source"`
}

// allWords reads the words of all differences when they are first needed.
var allWords = sync.OnceValue(func() map[code]words {
	table := map[code]words{}
	if err := toml.Unmarshal(differencesTOML, &table); err != nil {
		panic("ripio: differences.toml: " + err.Error())
	}
	return table
})

// Codes lists the codes of all differences in alphabetical order.
func Codes() []finding.Code { return slices.Sorted(maps.Keys(allWords())) }

// newDifference makes a difference with the words of its record. An unknown code is a
// programming error; a test goes through all of them.
func newDifference(code finding.Code, found string, place Place) Difference {
	w, ok := allWords()[code]
	if !ok {
		panic("ripio: no words for difference " + string(code))
	}
	return Difference{
		Finding: finding.Finding{
			Code: code, Level: w.Level, Field: w.Field, Certainty: cmp.Or(w.Certainty, finding.Known),
			Title: w.Title, Found: found, Rule: w.Why, Fix: w.Fix, Source: w.Source,
		},
		Place: place,
	}
}

// likelyCause is the weight from which on a finding about a value counts as a reason
// for a failure.
const likelyCause = 80

// Breaks reports whether the difference may be why the request fails, or gives the
// secret away. What a value merely looks like does not: this program would send it, too.
func (d Difference) Breaks() bool {
	if _, own := allWords()[d.Code]; own {
		return d.Level >= finding.LevelWarning
	}
	return d.Blocking || d.Weight() >= likelyCause
}
