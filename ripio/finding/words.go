package finding

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	wordfile "devtools/ripio-explorer/ripio/internal/words"
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
	// Named tells that the title names the field.
	Named bool `toml:"named"`

	Why    string `toml:"why"`
	Fix    string `toml:"fix"`
	Source string `toml:"source"`
	// Fields are those of a record that is about several: each has a code of its own.
	Fields []Field `toml:"fields"`
	// Weights are the weights of the fields for which Weight does not hold.
	Weights map[Field]int `toml:"weights"`
}

// certainty is how sure a finding with these words is.
func (w words) certainty() Certainty { return cmp.Or(w.Certainty, Known) }

var allWords = wordfile.NewTable[Code, words]("findings.toml", findingsTOML)

// code is that of a field's finding, where a record named name is about several fields.
func (f Field) code(name Code) Code {
	return Code(strings.ReplaceAll(string(f), "_", "-")) + "-" + name
}

// wordsOf finds the words of a code: under its own name, or in a record that is about
// several fields.
func wordsOf(code Code) (w words, ok bool) {
	if w, ok = allWords.Find(code); ok {
		return w, true
	}
	for _, field := range []Field{FieldClientID, FieldSecret, FieldExternalRef, FieldAddress, FieldUsername} {
		name, of := strings.CutPrefix(string(code), string(field.code("")))
		if w, ok = allWords.Find(Code(name)); of && ok && slices.Contains(w.Fields, field) {
			w.Weight = cmp.Or(w.Weights[field], w.Weight)
			return w, true
		}
	}
	return words{}, false
}

// Codes lists the codes of all findings in alphabetical order.
func Codes() []Code {
	var codes []Code
	for _, name := range allWords.Codes() {
		w := allWords.Of(name)
		for _, field := range w.Fields {
			codes = append(codes, field.code(name))
		}
		if w.Fields == nil {
			codes = append(codes, name)
		}
	}
	slices.Sort(codes)
	return codes
}

// WithoutWords leaves out what stands in the table of the finding's rule, so that
// it can be kept in little space: Certainty, Rule, Fix and Source.
func (f Finding) WithoutWords() Finding {
	w, _ := wordsOf(f.Code)
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
	w, ok := wordsOf(f.Code)
	if !ok {
		return f
	}
	f.Certainty = cmp.Or(f.Certainty, w.certainty())
	f.Rule, f.Fix, f.Source = cmp.Or(f.Rule, w.Why), cmp.Or(f.Fix, w.Fix), cmp.Or(f.Source, w.Source)
	return f
}
