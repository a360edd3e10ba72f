package field

import (
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/phrase"
)

// variableShape is a variable that a shell or a template did not replace.
var variableShape = phrase.NewShape(`^(\$[A-Z_][A-Z0-9_]*|\$\{[^}]*\}|\{\{[^}]*\}\}|%[A-Z_][A-Z0-9_]*%)$`)

// placeholderKind says what kind of placeholder a text is, if it is one.
func placeholderKind(text, field string) string {
	switch {
	case strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">"):
		return "in angle brackets, as in the documentation"
	case strings.ContainsAny(text[:1], "$%{") && variableShape.Matches(text):
		return "a variable that was not replaced by its value"
	case isFieldName(text, field):
		return "the name of the field itself"
	case isMasked(text):
		return "only dots, stars or crosses, as programs show a hidden value"
	}
	return ""
}

var joiners = strings.NewReplacer("_", "", "-", "", " ", "")

// isFieldName reports whether the text is the field's name, with or without
// "your" before it and in whatever case and joining.
func isFieldName(text, field string) bool {
	plain := strings.ToLower(joiners.Replace(text))
	return strings.TrimPrefix(plain, "your") == joiners.Replace(field)
}

// isMasked reports whether the text repeats one masking character.
func isMasked(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return utf8.RuneCountInString(text) >= 3 && strings.ContainsRune("•●∙·.*xX…", first) &&
		strings.Trim(text, string(first)) == ""
}
