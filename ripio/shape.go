package ripio

import (
	"regexp"
	"sync"
)

// shape is a regular expression that is compiled when it is first needed: to
// compile all of them at the start of the program would delay its first frame.
type shape func() *regexp.Regexp

func newShape(pattern string) shape {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// matches tells whether a text has the shape.
func (s shape) matches(text string) bool { return s().MatchString(text) }
