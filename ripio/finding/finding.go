// Package finding holds what is noticed about a request, a response or a token:
// its code, its level and its words, which stand in findings.toml.
package finding

import (
	"fmt"
	"slices"
	"strings"
)

// Level is how much a finding matters.
type Level int

// The levels, from "as it should be" to "this does not work".
const (
	LevelOK Level = iota
	LevelNote
	LevelWarning
	LevelFailure
)

var levelNames = [...]string{"ok", "note", "warning", "failure"}

// String names the level: ok, note, warning or failure.
func (l Level) String() string {
	if l < LevelOK || l > LevelFailure {
		return fmt.Sprintf("level %d", int(l))
	}
	return levelNames[l]
}

// UnmarshalText reads the level's name.
func (l *Level) UnmarshalText(text []byte) error {
	at := slices.Index(levelNames[:], string(text))
	if at < 0 {
		return fmt.Errorf("level %q is not one of %s", text, strings.Join(levelNames[:], ", "))
	}
	*l = Level(at)
	return nil
}

// MarshalText returns the level's name, for JSON.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Field names the part of a request or an answer that a finding is about.
type Field string

// The fields, by their names in the documentation.
const (
	FieldClientID    Field = "client_id"
	FieldSecret      Field = "client_secret"
	FieldExternalRef Field = "external_ref"
	FieldAddress     Field = "address"
	FieldUsername    Field = "username"
	FieldAnswer      Field = "answer"
	FieldToken       Field = "token"
	FieldConnection  Field = "connection"
)

// Label is the word for the field in a text: the field of the response is called "answer"
// in JSON, where scripts rely on it.
func (f Field) Label() string {
	if f == FieldAnswer {
		return "response"
	}
	return string(f)
}

// Code identifies a rule. Codes are stable: scripts may rely on them.
type Code string

// Finding is one observation about a request, an answer or a token.
//
// Title, Rule, Fix and Source are this program's own words and safe to print.
// Found and Replacement may hold bytes from outside: pass them through package
// visible before they reach a terminal. No finding ever holds a client_secret,
// a private key or a seed.
type Finding struct {
	Code  Code  `json:"code"`
	Level Level `json:"level"`
	Field Field `json:"field"`
	// Certainty is how sure it is: known for a fact about what was looked at.
	Certainty Certainty `json:"certainty,omitempty"`
	// Title says in a few words what was seen, for the line beside a field.
	Title string `json:"title"`
	// Found is the evidence.
	Found string `json:"found,omitempty"`
	// Rule says what the rule is and why it matters.
	Rule string `json:"rule,omitempty"`
	// Fix says what to do next.
	Fix string `json:"fix,omitempty"`
	// Source names the page or standard the rule comes from.
	Source string `json:"source,omitempty"`
	// Replacement is the field's corrected value, when one key can apply it.
	Replacement string `json:"replacement,omitempty"`
	// Part is the part of the username that a finding about the whole is about;
	// empty when it is about no single one.
	Part Field `json:"-"`
	// Trims reports whether what was found about a secret goes away with
	// redact.TrimSecret.
	Trims bool `json:"-"`
	// Blocking findings stop a request from being sent.
	Blocking bool `json:"blocking,omitempty"`
}

// New makes a finding with the words of its record. Where a record is about several
// fields, code is its name and the finding gets the code of the field. An unknown
// code is a programming error; a test goes through all of them.
func New(code Code, field Field, found string) Finding {
	w, ok := wordsOf(code)
	if !ok {
		panic("ripio: no words for finding " + string(code))
	}
	if slices.Contains(w.Fields, field) && !strings.HasPrefix(string(code), string(field.code(""))) {
		code = field.code(code)
	}
	return Finding{
		Code: code, Level: w.Level, Field: field, Certainty: w.certainty(), Title: w.Title, Found: found,
		Rule: w.Why, Fix: w.Fix, Source: w.Source, Blocking: w.Blocking,
	}
}

// WithReplacement returns the finding a value that one key can apply.
func (f Finding) WithReplacement(value string) Finding {
	f.Replacement = value
	return f
}

// Headline is the finding in one line: what it is about, and what was seen.
func (f Finding) Headline() string { return f.Field.Label() + ": " + f.Title }

// FullTitle is the title, after the field where the title does not name it. A finding about
// a part of the username names the part.
func (f Finding) FullTitle() string {
	switch w, _ := wordsOf(f.Code); {
	case w.Named, f.Field == FieldAnswer, f.Field == FieldConnection, f.Field == FieldToken:
		return f.Title
	case f.Part != "":
		f.Field = f.Part
	}
	return f.Headline()
}

// Weight is how much speaks for a finding about the request as the cause of a
// refusal, from 1 to 100; 0 for one that explains none.
func (f Finding) Weight() int {
	w, _ := wordsOf(f.Code)
	return w.Weight
}

// Find returns the first finding with one of the codes.
func Find(findings []Finding, codes ...Code) (Finding, bool) {
	for _, finding := range findings {
		if slices.Contains(codes, finding.Code) {
			return finding, true
		}
	}
	return Finding{}, false
}

// HasCode reports whether a finding of that code is among findings.
func HasCode(findings []Finding, code Code) bool {
	_, has := Find(findings, code)
	return has
}

// Worst returns the highest level among findings, LevelOK when there are none.
func Worst(findings []Finding) Level {
	worst := LevelOK
	for _, finding := range findings {
		worst = max(worst, finding.Level)
	}
	return worst
}

// ForField returns the findings about one field, in their order.
func ForField(findings []Finding, field Field) []Finding {
	var kept []Finding
	for _, finding := range findings {
		if finding.Field == field {
			kept = append(kept, finding)
		}
	}
	return kept
}

// Blocked reports whether any finding stops the request from being sent.
func Blocked(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Blocking })
}
