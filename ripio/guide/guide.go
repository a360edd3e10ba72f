// Package guide is the documentation that is always at hand: a page for each code of a
// finding, a cause, a failure, a difference of another program's request, or what is found
// about a webhook, and a glossary of the API's words. A page is built from
// the record of its code, with a longer text from pages.toml where code has to be changed,
// and names its sources with their dates (sources.toml). Nothing is fetched.
package guide

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/webhook"
)

// Kind is what a code names.
type Kind string

// The kinds.
const (
	KindFinding    Kind = "finding"
	KindCause      Kind = "cause"
	KindFailure    Kind = "failure"
	KindDifference Kind = "difference"
	KindWebhook    Kind = "webhook"
	KindTerm       Kind = "term"
)

// Words are the kind in a text.
func (k Kind) Words() string {
	switch k {
	case KindDifference:
		return "difference of a request"
	case KindWebhook:
		return "finding about a webhook"
	case KindTerm:
		return "word of the API"
	}
	return string(k)
}

// Page is what there is to read about a code, or about a word of the API.
type Page struct {
	Kind  Kind   `json:"kind"`
	Code  string `json:"code"`
	Title string `json:"title"`
	// What says what it is, Why why it matters, Fix what to do. Any may be empty.
	What string `json:"what,omitempty"`
	Why  string `json:"why,omitempty"`
	Fix  string `json:"fix,omitempty"`
	// Example is code, its lines as they are written; empty where no code helps.
	Example string   `json:"example,omitempty"`
	Sources []Source `json:"sources"`
}

//go:embed pages.toml
var pagesTOML []byte

// longer is what a record has no room for, about several codes. A code that ends in an
// asterisk stands for all that begin so. A kind sets it apart from codes of another one.
type longer struct {
	Kind    Kind     `toml:"kind"`
	Codes   []string `toml:"codes"`
	What    string   `toml:"what"`
	Example string   `toml:"example"`
}

var longerTexts = sync.OnceValue(func() (texts map[string]longer) {
	read(pagesTOML, "pages.toml", &texts)
	return texts
})

func read(text []byte, file string, into any) {
	if err := toml.Unmarshal(text, into); err != nil {
		panic("ripio: " + file + ": " + err.Error())
	}
}

// tables have the words of other packages' findings.
var tables = []struct {
	kind  Kind
	words func() *finding.Table
}{{KindDifference, foreign.Words}, {KindWebhook, webhook.Words}}

// Find returns the pages of a code, in any letter case: more than one where a cause has the
// code of a failure. A word of the API has its page too.
func Find(code string) (pages []Page) {
	code = strings.ToLower(strings.TrimSpace(code))
	if words, ok := cause.Words(finding.Code(code)); ok {
		pages = append(pages, page(KindCause, code, words.Title, "", words.Why, words.Fix, words.Source))
	}
	if slices.Contains(finding.Codes(), finding.Code(code)) {
		f := finding.New(finding.Code(code), "", "")
		pages = append(pages, page(KindFinding, code, f.Title, "", f.Rule, f.Fix, f.Source))
	}
	if slices.Contains(ripio.FailureKinds, ripio.FailureKind(code)) {
		f := ripio.Failure{Kind: ripio.FailureKind(code)}
		pages = append(pages, page(KindFailure, code, f.Title(), f.Explanation(), "", "", f.Source()))
	}
	for _, table := range tables {
		if words := table.words(); words.Has(finding.Code(code)) {
			f := words.New(finding.Code(code), "")
			pages = append(pages, page(table.kind, code, f.Title, "", f.Rule, f.Fix, f.Source))
		}
	}
	for _, term := range Terms() {
		if strings.EqualFold(term.Name, code) {
			pages = append(pages, Page{Kind: KindTerm, Code: term.Name, Title: term.Name, What: term.Text, Sources: Sources(term.Source)})
		}
	}
	return pages
}

// page joins a record and the longer text about its code.
func page(kind Kind, code, title, what, why, fix, source string) Page {
	p := Page{Kind: kind, Code: code, Title: title, What: what, Why: why, Fix: fix, Sources: Sources(source)}
	for _, text := range longerTexts() {
		if text.about(kind, code) {
			p.What = strings.TrimSpace(p.What + " " + text.What)
			p.Example = strings.TrimRight(text.Example, "\n")
		}
	}
	return p
}

func (l longer) about(kind Kind, code string) bool {
	return (l.Kind == "" || l.Kind == kind) && slices.ContainsFunc(l.Codes, func(pattern string) bool { return matches(pattern, code) })
}

func matches(pattern, code string) bool {
	if head, all := strings.CutSuffix(pattern, "*"); all {
		return strings.HasPrefix(code, head)
	}
	return pattern == code
}

// Codes lists all codes that have a page, in alphabetical order.
func Codes() []string {
	var codes []string
	for _, code := range slices.Concat(finding.Codes(), cause.Codes()) {
		codes = append(codes, string(code))
	}
	for _, kind := range ripio.FailureKinds {
		codes = append(codes, string(kind))
	}
	for _, table := range tables {
		for _, code := range table.words().Codes() {
			codes = append(codes, string(code))
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Section is a part of a page under its name.
type Section struct {
	Name string
	Text string
	// Code says that the lines of the text stay as they are.
	Code bool
}

// Sections are the parts of a page that say something, in their order.
func (p Page) Sections() (parts []Section) {
	add := func(name, text string, code bool) {
		if text != "" {
			parts = append(parts, Section{name, text, code})
		}
	}
	add("What", p.What, false)
	add("Why", p.Why, false)
	add("What to do", p.Fix, false)
	add("In your own code", p.Example, true)
	for _, source := range p.Sources {
		add("Source", source.Words(), false)
	}
	return parts
}
