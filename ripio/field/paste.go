package field

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
)

// fieldText finds what copying, pasting and typing leave in the text of a
// field, whatever the field means. The codes of its findings begin with prefix.
type fieldText struct {
	field  finding.Field
	prefix string
	// hidden keeps characters, counts and replacements out of the findings, for
	// a secret: they tell only what was seen at the start, at the end or inside.
	hidden bool
}

// check looks at the whole text; blocking findings come first. A text of which
// nothing can be seen counts as empty.
func (t fieldText) check(value string) []finding.Finding {
	if pasted.TrimEdges(value) == "" {
		return []finding.Finding{t.finding("empty", emptyEvidence(value))}
	}
	var findings []finding.Finding
	if finding, ok := t.control(value); ok {
		findings = append(findings, finding)
	}
	if finding, ok := t.placeholder(value); ok {
		return append(findings, finding) // its details do not matter
	}
	for _, look := range []func(string) (finding.Finding, bool){
		t.quotes, t.edgeSpace, t.invisible, t.letters, t.innerSpace,
	} {
		if finding, ok := look(value); ok {
			findings = append(findings, finding)
		}
	}
	return findings
}

func (t fieldText) finding(rule, found string) finding.Finding {
	return finding.New(finding.Code(t.prefix+"-"+rule), t.field, found)
}

// offer adds a replacement unless it may not be shown or would change nothing.
func (t fieldText) offer(finding finding.Finding, value, replacement string) (finding.Finding, bool) {
	if t.hidden || replacement == value || pasted.TrimEdges(replacement) == "" {
		return finding, true
	}
	return finding.WithReplacement(replacement), true
}

func emptyEvidence(value string) string {
	if value == "" {
		return ""
	}
	return "only characters that cannot be seen"
}

func (t fieldText) control(value string) (finding.Finding, bool) {
	at := strings.IndexFunc(value, unicode.IsControl)
	if at < 0 {
		return finding.Finding{}, false
	}
	found := controlName(value[at:], t.hidden) + " " + t.place(value, at)
	if trimmed := pasted.TrimEdges(value); strings.IndexFunc(trimmed, unicode.IsControl) < 0 {
		return t.offer(t.finding("control", found), value, trimmed)
	}
	return t.finding("control", found), true
}

func (t fieldText) quotes(value string) (finding.Finding, bool) {
	inner, ok := pasted.UnquotePair(pasted.TrimEdges(value))
	if !ok {
		return finding.Finding{}, false
	}
	return t.offer(t.finding("quotes", "one at the start and one at the end"), value, inner)
}

func (t fieldText) edgeSpace(value string) (finding.Finding, bool) {
	first, _ := utf8.DecodeRuneInString(value)
	last, _ := utf8.DecodeLastRuneInString(value)
	var found string
	switch before, after := pasted.IsPlainSpace(first), pasted.IsPlainSpace(last); {
	case before && after:
		found = "at the start and at the end"
	case before:
		found = "at the start"
	case after:
		found = "at the end"
	default:
		return finding.Finding{}, false
	}
	return t.offer(t.finding("edge-space", found), value, pasted.TrimEdges(value))
}

func (t fieldText) innerSpace(value string) (finding.Finding, bool) {
	trimmed := pasted.TrimEdges(value)
	at := strings.IndexFunc(trimmed, pasted.IsPlainSpace)
	if at < 0 {
		return finding.Finding{}, false
	}
	return t.finding("inner-space", t.place(value, strings.Index(value, trimmed)+at)), true
}

func (t fieldText) invisible(value string) (finding.Finding, bool) {
	at := strings.IndexFunc(value, pasted.IsInvisible)
	if at < 0 {
		return finding.Finding{}, false
	}
	found := t.place(value, at)
	if !t.hidden {
		char, _ := utf8.DecodeRuneInString(value[at:])
		found = fmt.Sprintf("%U %s", char, found)
	}
	return t.offer(t.finding("invisible", found), value, pasted.DropInvisible(value))
}

// letters finds what is not ASCII between quotation marks, if there are any:
// characters that only look like it, when nothing else is foreign, or anything.
func (t fieldText) letters(value string) (finding.Finding, bool) {
	inner, _ := pasted.UnquotePair(pasted.TrimEdges(value))
	at := strings.IndexFunc(inner, pasted.IsForeign)
	if at < 0 {
		return finding.Finding{}, false
	}
	char, size := utf8.DecodeRuneInString(inner[at:])
	found := t.place(value, strings.Index(value, inner)+at)
	if latin := pasted.ToLatin(inner); strings.IndexFunc(latin, pasted.IsForeign) < 0 {
		if !t.hidden {
			found = fmt.Sprintf("%U, which looks like %q, %s", char, pasted.LookAlikes[char], found)
		}
		return t.offer(t.finding("look-alike", found), value, latin)
	}
	switch {
	case t.hidden:
	case char == utf8.RuneError && size == 1:
		found = fmt.Sprintf("byte %#02x, which is not UTF-8, %s", inner[at], found)
	default:
		found = fmt.Sprintf("%c (%U) %s", char, char, found)
	}
	return t.finding("non-ascii", found), true
}

// place says where in the text the byte at an index stands. Characters count
// from 1.
func (t fieldText) place(value string, index int) string {
	_, size := utf8.DecodeRuneInString(value[index:])
	switch {
	case pasted.TrimEdges(value[:index]) == "":
		return "at the start"
	case pasted.TrimEdges(value[index+size:]) == "":
		return "at the end"
	case t.hidden:
		return "inside"
	}
	return fmt.Sprintf("at character %d", utf8.RuneCountInString(value[:index])+1)
}

var controlNames = map[byte]string{
	0: "NUL character", '\t': "tab", '\n': "newline", '\r': "carriage return", 0x1b: "escape character", 0x7f: "delete character",
}

// controlName names the control character that the text begins with.
func controlName(text string, hidden bool) string {
	if strings.HasPrefix(text, "\r\n") {
		return "line break"
	}
	if name, ok := controlNames[text[0]]; ok {
		return name
	}
	if hidden {
		return "control character"
	}
	char, _ := utf8.DecodeRuneInString(text)
	return fmt.Sprintf("%U", char)
}
