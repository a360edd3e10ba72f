package tui

import (
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// attemptFilter is what was typed to narrow the history. Words of the form
// env:sandbox are conditions, the rest is looked for as text. Profile and
// environment fit from their first letters on, so that the list follows the
// typing.
type attemptFilter struct {
	environment, profile string
	rest                 profiles.Filter
	// remark says what cannot fit anything; empty when nothing is wrong.
	remark string
}

// outcomeWords are the words for outcomes beside the names of failures.
var outcomeWords = map[string]string{
	"token": profiles.OutcomeToken, "ok": profiles.OutcomeToken, "worked": profiles.OutcomeToken,
	"failed": profiles.OutcomeFailed, "failure": profiles.OutcomeFailed,
}

// filterExample shows the words that a filter knows.
const filterExample = "env:sandbox outcome:failed profile:acme user:0x5a text"

// parseAttemptFilter reads a filter. Nothing that can be typed is refused: a word
// with an unknown name before its colon is text.
func parseAttemptFilter(text string) attemptFilter {
	var filter attemptFilter
	var words []string
	for _, word := range quotedFields(text) {
		name, value, named := strings.Cut(word, ":")
		lower := strings.ToLower(value)
		switch strings.ToLower(name) {
		case "env", "environment":
			filter.environment = lower
			filter.remark = joinRemarks(filter.remark, environmentRemark(lower))
		case "outcome":
			filter.rest.Outcome, filter.remark = lower, joinRemarks(filter.remark, outcomeRemark(lower))
			if known, ok := outcomeWords[lower]; ok {
				filter.rest.Outcome = known
			}
		case "profile":
			filter.profile = lower
		case "user":
			filter.rest.User = value
		default:
			named = false
		}
		if !named {
			words = append(words, word)
		}
	}
	filter.rest.Text = strings.Join(words, " ")
	return filter
}

// Fits reports whether an attempt passes.
func (f attemptFilter) Fits(attempt profiles.Attempt) bool {
	e := attempt.Exchange
	return strings.HasPrefix(string(e.Environment.Name), f.environment) &&
		strings.Contains(strings.ToLower(e.Profile), f.profile) && f.rest.Fits(attempt)
}

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

func outcomeRemark(outcome string) string {
	if _, ok := outcomeWords[outcome]; ok || outcome == "" {
		return ""
	}
	for _, kind := range ripio.FailureKinds {
		if string(kind) == outcome {
			return ""
		}
	}
	return "outcomes are token, failed, and the names of failures, such as rejected or timeout"
}

func joinRemarks(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "; " + second
}

// quotedFields splits at white space outside double quotes, which are taken off.
func quotedFields(text string) []string {
	var fields []string
	var word strings.Builder
	quoted, begun := false, false
	for _, r := range text + " " {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case (r == ' ' || r == '\t') && !quoted:
			if begun && word.Len() > 0 {
				fields = append(fields, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if rest := strings.TrimSpace(word.String()); rest != "" {
		fields = append(fields, rest) // a quote that was not closed
	}
	return fields
}
