package guide

import (
	_ "embed"
	"sync"
)

//go:embed glossary.toml
var glossaryTOML []byte

// Term is a word of the API and what it means.
type Term struct {
	Name   string `toml:"name"`
	Text   string `toml:"text"`
	Source string `toml:"source"`
}

// Terms lists the words of the API in the order in which somebody meets them.
func Terms() []Term { return glossary() }

var glossary = sync.OnceValue(func() []Term {
	var file struct {
		Term []Term `toml:"term"`
	}
	read(glossaryTOML, "glossary.toml", &file)
	return file.Term
})
