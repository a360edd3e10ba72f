package history

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/field"
)

// filter is what was typed to narrow the history. Words of the form env:sandbox
// are conditions, the rest is looked for as text. Profile and environment fit from
// their first letters on, so that the list follows the typing.
type filter struct {
	environment, profile string
	rest                 profiles.Filter
	// remarks say what cannot fit anything.
	remarks string
}

// outcomeWords are the words for outcomes beside the names of failures.
var outcomeWords = map[string]string{
	"token": profiles.OutcomeToken, "ok": profiles.OutcomeToken, "worked": profiles.OutcomeToken,
	"failed": profiles.OutcomeFailed, "failure": profiles.OutcomeFailed,
}

// filterExample shows the words that a filter knows.
const filterExample = "env:sandbox outcome:failed profile:acme user:0x5a text"

// parseFilter reads a filter. Nothing that can be typed is refused: a word with an
// unknown name before its colon is text.
func parseFilter(text string) filter {
	var f filter
	var words []string
	for _, word := range strings.Fields(text) {
		name, value, named := strings.Cut(word, ":")
		if !named {
			name = ""
		}
		lower := strings.ToLower(value)
		switch strings.ToLower(name) {
		case "env", "environment":
			f.environment = lower
			f.remarks = phrase.JoinNonEmpty("; ", f.remarks, environmentRemark(lower))
		case "outcome":
			f.rest.Outcome = lower
			if known, ok := outcomeWords[lower]; ok {
				f.rest.Outcome = known
			} else if lower != "" && !slices.Contains(ripio.FailureKinds, ripio.FailureKind(lower)) {
				f.remarks = phrase.JoinNonEmpty("; ", f.remarks, "outcomes are token, failed, and the names of failures, such as rejected or timeout")
			}
		case "profile":
			f.profile = lower
		case "user":
			f.rest.User = value
		default:
			words = append(words, word)
		}
	}
	f.rest.Text = strings.Join(words, " ")
	return f
}

// environmentRemark says that no environment begins so; empty when one does.
func environmentRemark(prefix string) string {
	var names []string
	for _, name := range ripio.EnvironmentNames {
		if strings.HasPrefix(string(name), prefix) {
			return ""
		}
		names = append(names, string(name))
	}
	return "no environment begins with " + prefix + "; there are " + strings.Join(names, ", ")
}

// fits reports whether an attempt passes.
func (f filter) fits(attempt profiles.Attempt) bool {
	e := attempt.Exchange
	return strings.HasPrefix(string(e.Environment.Name), f.environment) &&
		strings.Contains(strings.ToLower(e.Profile), f.profile) && f.rest.Fits(attempt)
}

// Filtering reports whether letters go to the filter.
func (m *Model) Filtering() bool { return m.filtering }

// Filter is the filter as it was typed.
func (m *Model) Filter() string { return m.text }

// StartFilter lets the filter be typed.
func (m *Model) StartFilter() {
	m.host.TakeKeys()
	m.input = field.New(filterExample)
	m.input.SetValue(m.text)
	m.input.Focus()
	m.filtering = true
}

// Type gives a key to the filter; the list follows at once.
func (m *Model) Type(msg tea.KeyMsg) {
	switch msg.String() {
	case "enter":
		m.filtering = false
	case "up":
		m.Move(-1)
	case "down":
		m.Move(1)
	default:
		if m.input.Update(msg) {
			m.setFilter(m.input.Value())
		}
	}
}

// ClearFilter shows all attempts, and reports whether there was a filter.
func (m *Model) ClearFilter() (cleared bool) {
	cleared = m.text != "" || m.filtering
	m.filtering = false
	if cleared {
		m.setFilter("")
	}
	return cleared
}

func (m *Model) setFilter(text string) {
	m.text = strings.TrimSpace(text)
	m.filter = parseFilter(m.text)
	m.apply()
}

// apply recomputes the matches.
func (m *Model) apply() {
	m.matches, m.widths = m.matches[:0], widths{}
	for i := range m.attempts {
		if m.filter.fits(m.attempts[i]) {
			m.matches = append(m.matches, i)
			m.widths.take(&m.attempts[i])
		}
	}
	m.at, m.scroll.Offset = 0, 0
}
