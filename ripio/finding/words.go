package finding

import (
	"cmp"
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
	Level    Level `toml:"level"`
	Blocking bool  `toml:"blocking"`
	Weight   int   `toml:"weight"`
	// Certainty is that of a finding that is not a fact about what was looked at.
	Certainty Certainty `toml:"certainty"`
	Title     string    `toml:"title"`
	Why       string    `toml:"why"`
	Fix       string    `toml:"fix"`
	Source    string    `toml:"source"`
	// Codes are the finding's codes by its field, where the record is about several.
	Codes map[Field]Code `toml:"codes"`
	// Weights are the weights of the fields for which Weight does not hold.
	Weights map[Field]int `toml:"weights"`
}

// certainty is how sure a finding with these words is.
func (w words) certainty() Certainty { return cmp.Or(w.Certainty, Known) }

// allWords reads the words of all findings when they are first needed. A record for
// several fields stands under its own name and under the code of each field.
var allWords = sync.OnceValue(func() map[Code]words {
	table := map[Code]words{}
	if err := toml.Unmarshal(findingsTOML, &table); err != nil {
		panic("ripio: findings.toml: " + err.Error())
	}
	for _, record := range slices.Collect(maps.Values(table)) {
		shared := record.Weight
		for field, code := range record.Codes {
			record.Weight = cmp.Or(record.Weights[field], shared)
			table[code] = record
		}
	}
	return table
})

// Codes lists the codes of all findings in alphabetical order.
func Codes() []Code {
	var codes []Code
	for code, w := range allWords() {
		if w.Codes == nil || slices.Contains(slices.Collect(maps.Values(w.Codes)), code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// WithoutWords leaves out what stands in the table of the finding's rule, so that
// it can be kept in little space: Certainty, Rule, Fix and Source.
func (f Finding) WithoutWords() Finding {
	w := allWords()[f.Code]
	without := func(text, word string) string {
		if text == word {
			return ""
		}
		return text
	}
	f.Rule, f.Fix, f.Source = without(f.Rule, w.Why), without(f.Fix, w.Fix), without(f.Source, w.Source)
	if f.Certainty == w.certainty() {
		f.Certainty = ""
	}
	return f
}

// WithWords brings back what WithoutWords left out. A finding whose rule is not
// known stays as it is.
func (f Finding) WithWords() Finding {
	w, ok := allWords()[f.Code]
	if !ok {
		return f
	}
	f.Certainty = cmp.Or(f.Certainty, w.certainty())
	f.Rule, f.Fix, f.Source = cmp.Or(f.Rule, w.Why), cmp.Or(f.Fix, w.Fix), cmp.Or(f.Source, w.Source)
	return f
}
