package export

import (
	"embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"devtools/ripio-explorer/ripio"
)

//go:embed snippets
var snippets embed.FS

// snippetFiles are the programs, by the names that the languages expect. Each is complete and can be run as it stands, with
// the sandbox's URL and placeholders.
var snippetFiles = map[Format]string{
	Go: "main.go", Node: "ripio-token.mjs", Python: "ripio_token.py",
	PHP: "ripio_token.php", Java: "RipioToken.java", CSharp: "RipioToken.cs",
}

// snippet is a program that requests the token of the call and keeps it until shortly
// before it expires, by the server's clock; callers that come at once share a request.
// It takes the client_secret from the environment variable SecretVariable.
func snippet(language Format, call Call) (string, error) {
	program, err := snippets.ReadFile("snippets/" + snippetFiles[language])
	if err != nil {
		return "", err
	}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	var replace []string
	for _, each := range [][2]string{
		{sandbox.AuthURL, call.URL}, {PlaceholderClientID, call.ClientID},
		{PlaceholderExternalRef, call.ExternalRef}, {PlaceholderAddress, call.Address},
	} {
		replace = append(replace, language.literal(each[0]), language.literal(each[1]))
	}
	return strings.NewReplacer(replace...).Replace(string(program)), nil
}

// literal writes a text as a string of the language, on one line. What cannot be seen
// is escaped, so that the program reads as it runs.
func (l Format) literal(text string) string {
	quote, special := `"`, `"\`
	switch {
	case l == PHP && strings.ContainsFunc(text, isUnseen):
		special = `"\$`
	case l == PHP: // nothing is read into a single-quoted string
		quote, special = "'", `'\`
	}
	var written strings.Builder
	written.WriteString(quote)
	for _, char := range text {
		switch {
		case strings.ContainsRune(special, char):
			written.WriteString(`\` + string(char))
		case isUnseen(char):
			written.WriteString(l.escape(char))
		default:
			written.WriteRune(char)
		}
	}
	return written.String() + quote
}

// isUnseen reports whether a character cannot be seen, or changes how others are.
func isUnseen(char rune) bool { return !unicode.IsPrint(char) }

// escape writes a character by its number.
func (l Format) escape(char rune) string {
	switch {
	case l == Node || l == PHP:
		return fmt.Sprintf(`\u{%X}`, char)
	case char <= 0xFFFF:
		return fmt.Sprintf(`\u%04X`, char)
	case l == Java:
		high, low := utf16.EncodeRune(char)
		return fmt.Sprintf(`\u%04X\u%04X`, high, low)
	}
	return fmt.Sprintf(`\U%08X`, char)
}
