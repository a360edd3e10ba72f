package field

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// fieldText finds what copying, pasting and typing leave in the text of a field,
// whatever the field means. The names in its findings, such as "quotes", are records
// of findings.toml, which give each field a code of its own.
type fieldText struct {
	field finding.Field
	// empty is the code of the finding for a text of which nothing can be seen.
	empty finding.Code
	// hidden keeps characters, counts and replacements out of the findings, for
	// a secret: they tell only what was seen at the start, at the end or inside.
	hidden bool
}

// check looks at the whole text; blocking findings come first. A text of which
// nothing can be seen counts as empty.
func (t fieldText) check(value string) []finding.Finding {
	trimmed := pasted.TrimEdges(value)
	if trimmed == "" {
		found := ""
		if value != "" {
			found = "only characters that cannot be seen"
		}
		return []finding.Finding{finding.New(t.empty, t.field, found)}
	}
	var findings []finding.Finding
	add := func(items ...finding.Finding) { findings = append(findings, items...) }
	add(t.control(value)...)
	if kind := placeholderKind(trimmed, string(t.field)); kind != "" {
		add(finding.New("placeholder", t.field, kind))
		return findings // its details do not matter
	}
	if inner, ok := pasted.UnquotePair(trimmed); ok {
		add(t.offer("quotes", "one at the start and one at the end", value, inner))
	}
	if place := spaceAtEdges(value); place != "" {
		add(t.offer("edge-space", place, value, trimmed))
	}
	if at := strings.IndexFunc(value, pasted.IsInvisible); at >= 0 {
		found := t.place(value, at)
		if !t.hidden {
			char, _ := utf8.DecodeRuneInString(value[at:])
			found = fmt.Sprintf("%U %s", char, found)
		}
		add(t.offer("invisible", found, value, pasted.DropInvisible(value)))
	}
	add(t.letters(value)...)
	if at := strings.IndexFunc(trimmed, pasted.IsPlainSpace); at >= 0 {
		add(finding.New("inner-space", t.field, t.place(value, strings.Index(value, trimmed)+at)))
	}
	return findings
}

// offer makes a finding with a replacement, unless that may not be shown or would
// change nothing.
func (t fieldText) offer(code finding.Code, found, value, replacement string) finding.Finding {
	if t.hidden || replacement == value || pasted.TrimEdges(replacement) == "" {
		replacement = ""
	}
	return finding.New(code, t.field, found).WithReplacement(replacement)
}

// control finds the first control character, and offers the text without those at
// its ends when it has no others.
func (t fieldText) control(value string) []finding.Finding {
	at := strings.IndexFunc(value, unicode.IsControl)
	if at < 0 {
		return nil
	}
	trimmed := pasted.TrimEdges(value)
	if strings.ContainsFunc(trimmed, unicode.IsControl) {
		trimmed = ""
	}
	return []finding.Finding{t.offer("control", controlName(value[at:], t.hidden)+" "+t.place(value, at), value, trimmed)}
}

// spaceAtEdges says at which ends a text has white space; nothing for neither.
func spaceAtEdges(value string) string {
	before, after := "", ""
	if first, _ := utf8.DecodeRuneInString(value); pasted.IsPlainSpace(first) {
		before = "at the start"
	}
	if last, _ := utf8.DecodeLastRuneInString(value); pasted.IsPlainSpace(last) {
		after = "at the end"
	}
	return phrase.JoinNonEmpty(" and ", before, after)
}

// letters finds what is not ASCII between quotation marks, if there are any:
// characters that only look like it, when nothing else is foreign, or anything.
func (t fieldText) letters(value string) []finding.Finding {
	inner, _ := pasted.UnquotePair(pasted.TrimEdges(value))
	at := strings.IndexFunc(inner, pasted.IsForeign)
	if at < 0 {
		return nil
	}
	char, size := utf8.DecodeRuneInString(inner[at:])
	found := t.place(value, strings.Index(value, inner)+at)
	if latin := pasted.ToLatin(inner); !strings.ContainsFunc(latin, pasted.IsForeign) {
		if !t.hidden {
			found = fmt.Sprintf("%U, which looks like %q, %s", char, pasted.LookAlike(char), found)
		}
		return []finding.Finding{t.offer("look-alike", found, value, latin)}
	}
	switch {
	case t.hidden:
	case char == utf8.RuneError && size == 1:
		found = fmt.Sprintf("byte %#02x, which is not UTF-8, %s", inner[at], found)
	default:
		found = fmt.Sprintf("%c (%U) %s", char, char, found)
	}
	return []finding.Finding{finding.New("non-ascii", t.field, found)}
}

// colonPlace says where a text has its first colon, and how many follow. Colons
// separate the parts of the username, and may stand in none but the last.
func colonPlace(value string) string {
	found := fmt.Sprintf("at character %d", utf8.RuneCountInString(value[:strings.IndexByte(value, ':')])+1)
	if more := strings.Count(value, ":") - 1; more > 0 {
		found += fmt.Sprintf(", and %d more", more)
	}
	return found
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
