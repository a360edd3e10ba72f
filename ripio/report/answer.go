package report

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

const (
	// excerptCharacters is how much of a body is shown.
	excerptCharacters = 2000
	// excerptBytes is how much of it is looked at: enough, whatever is left out.
	excerptBytes = 64 << 10
	// mostHeaders is how many headers are shown.
	mostHeaders = 24
)

// tellingHeaders say who answered, beside those that name the request.
var tellingHeaders = []string{"Date", "Server", "Via", "Content-Type", "Retry-After", "Www-Authenticate", ripio.SimulatedHeader}

// answer shows what helps the server's side to find the request, and the body.
func (r *report) answer() {
	response := r.exchange.Response
	if response == nil {
		return
	}
	r.section("Answer")
	r.quote("status", strings.TrimSpace(response.Protocol+" "+ripio.StatusLine(response)))
	header := ripio.Canonical(response.Header)
	shown := 0
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if (ripio.IsRequestIDHeader(name) || slices.Contains(tellingHeaders, name)) && shown < mostHeaders {
			r.line("- %s", r.outside.code(name+": "+ripio.HeaderText(header[name])))
			shown++
		}
	}
	r.line("")
	if len(response.Body) == 0 {
		r.line("There is no body.")
		return
	}
	text := r.outside.clean(string(response.Body[:min(len(response.Body), excerptBytes)]))
	text = strings.TrimRight(visible.Text(text), "\n")
	excerpt := phrase.CutText(text, excerptCharacters)
	whole := utf8.RuneCountInString(text)
	if len(response.Body) > excerptBytes {
		whole++ // the end was not even looked at
	}
	r.line("%s", bodyTitle(ripio.BodySize(response), min(utf8.RuneCountInString(excerpt), excerptCharacters), whole))
	r.line("")
	fence := strings.Repeat("`", max(3, longestRun(excerpt, '`')+1))
	r.line("%stext\n%s\n%s", fence, excerpt, fence)
}

// longestRun is the length of the longest row of one character in a text.
func longestRun(text string, char rune) int {
	longest, run := 0, 0
	for _, c := range text {
		run++
		if c != char {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}
