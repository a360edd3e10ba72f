package guide

import (
	"devtools/ripio-explorer/ripio/phrase"
	_ "embed"
	"strings"
	"sync"
)

// Source is what a rule rests on.
type Source struct {
	// Name is the source as records name it, with its section.
	Name string `json:"name"`
	// URL is where it can be read; empty for what is not a page.
	URL string `json:"url,omitempty"`
	// Date is of when it is: the month in which a standard was published, or up to which
	// copies of a page that changes were read.
	Date string `json:"date"`
	// Changes says that the page can change at any time.
	Changes bool `json:"changes"`
}

// Words are the source in a line.
func (s Source) Words() string {
	when := "of " + s.Date
	if s.Changes {
		when = "as it was in copies read until " + s.Date
	}
	words := s.Name + ", " + when
	if s.URL != "" {
		words += ": " + s.URL
	}
	return words
}

//go:embed sources.toml
var sourcesTOML []byte

// origin is a source without a section.
type origin struct {
	Begins  []string `toml:"begins"`
	URL     string   `toml:"url"`
	Date    string   `toml:"date"`
	Changes bool     `toml:"changes"`
}

type origins struct {
	// Origin are sources by how their names begin, RFC the months of RFCs by number.
	Origin []origin          `toml:"origin"`
	RFC    map[string]string `toml:"rfc"`
}

var knownOrigins = sync.OnceValue(func() (all origins) {
	read(sourcesTOML, "sources.toml", &all)
	return all
})

var rfcName = phrase.NewShape(`^RFC (\d+)`)

// Sources reads what a record names as its source: one or several, with semicolons between
// them. What is not known has no date.
func Sources(text string) (list []Source) {
	for name := range strings.SplitSeq(text, "; ") {
		if name == "" {
			continue
		}
		s := Source{Name: name}
		if rfc := rfcName().FindStringSubmatch(name); rfc != nil {
			s.URL, s.Date = "https://www.rfc-editor.org/rfc/rfc"+rfc[1], knownOrigins().RFC[rfc[1]]
		} else if from, ok := originOf(name); ok {
			s.URL, s.Date, s.Changes = from.URL, from.Date, from.Changes
		}
		list = append(list, s)
	}
	return list
}

// originOf is the origin with the longest beginning of a name.
func originOf(name string) (found origin, ok bool) {
	longest := 0
	for _, each := range knownOrigins().Origin {
		for _, begin := range each.Begins {
			if strings.HasPrefix(name, begin) && len(begin) > longest {
				found, ok, longest = each, true, len(begin)
			}
		}
	}
	return found, ok
}
