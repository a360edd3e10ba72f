// Package hygiene takes off what copying and pasting leave around a client_id or a
// client_secret, and says in words what it took off and where. Nothing that it
// says holds a character of the value. What it leaves in place, such as a space
// inside, is for Warnings to name and for a person to judge.
package hygiene

import (
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// MaxLength is how many bytes a client_id or a client_secret may have. Every
// system's keyring takes as much.
const MaxLength = 2048

// Clean takes off, and tells of: white space and control characters at both ends,
// line breaks and characters without a width anywhere, and one pair of quotation
// marks around the rest. A text of which nothing else is left becomes empty.
func Clean(text string) (cleaned string, removed []Removal) {
	t := trimming{rest: text}
	t.dropAnywhere()
	t.trim()
	if t.unquote() {
		t.trim()
	}
	return t.rest, t.removed
}

// CleanSecret is Clean for a client_secret.
func CleanSecret(secret redact.Secret) (cleaned redact.Secret, removed []Removal) {
	text, removed := Clean(secret.Reveal())
	return redact.NewSecret(text), removed
}

// trimming is a text on its way to being clean.
type trimming struct {
	rest    string
	removed []Removal
}

// dropAnywhere drops line breaks and characters without a width. All other bytes
// stay as they are, even those that are not UTF-8.
func (t *trimming) dropAnywhere() {
	text, first, last := t.rest, firstVisible(t.rest), lastVisible(t.rest)
	var kept strings.Builder
	for at := 0; at < len(text); {
		char, size := utf8.DecodeRuneInString(text[at:])
		if strings.HasPrefix(text[at:], "\r\n") {
			size = 2
		}
		if isLineBreak(char) || pasted.IsInvisible(char) {
			t.note(char, where(at, first, last))
		} else {
			kept.WriteString(text[at : at+size])
		}
		at += size
	}
	t.rest = kept.String()
}

// trim drops white space and control characters at both ends.
func (t *trimming) trim() {
	trimmed := strings.TrimLeftFunc(t.rest, isEdge)
	for _, char := range t.rest[:len(t.rest)-len(trimmed)] {
		t.note(char, Start)
	}
	t.rest = strings.TrimRightFunc(trimmed, isEdge)
	for _, char := range trimmed[len(t.rest):] {
		t.note(char, End)
	}
}

// unquote drops one pair of quotation marks around more than nothing.
func (t *trimming) unquote() bool {
	for _, pair := range quotePairs {
		inner, opens := strings.CutPrefix(t.rest, pair.opening)
		inner, closes := strings.CutSuffix(inner, pair.closing)
		if opens && closes && inner != "" {
			t.rest = inner
			t.removed = append(t.removed, Removal{What: pair.name, Where: Around, Count: 1})
			return true
		}
	}
	return false
}

// note counts a character that is dropped.
func (t *trimming) note(char rune, place Place) {
	what := nameOf(char)
	for i := range t.removed {
		if t.removed[i].What == what && t.removed[i].Where == place {
			t.removed[i].Count++
			return
		}
	}
	t.removed = append(t.removed, Removal{What: what, Where: place, Count: 1})
}

// firstVisible and lastVisible give the indices of the first and of the last
// character that is more than white space or without a width.
func firstVisible(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, isBlank))
}

func lastVisible(text string) int {
	return len(strings.TrimRightFunc(text, isBlank)) - 1
}

func where(at, first, last int) Place {
	switch {
	case at < first:
		return Start
	case at > last:
		return End
	}
	return Inside
}
