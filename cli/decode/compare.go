package decode

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// compare prints two tokens member by member. The tokens themselves are not shown.
func compare(c *console.Console, args []string) error {
	texts := args
	if len(args) != 2 {
		if len(args) > 1 || len(args) == 1 && args[0] != "-" {
			return console.Usage("--compare takes two tokens as two arguments, or both in the input, one after the other")
		}
		if c.IsTerminal(c.In) {
			return console.Usage("there are no tokens: give two as arguments, or pipe them into the command")
		}
		text, err := tokenText(c, nil)
		if err != nil {
			return console.NotReadable(err.Error())
		}
		if texts = splitTokens(text); len(texts) != 2 {
			return console.NotReadable("the input holds " + phrase.Plural(len(texts), "token") + "; two are compared")
		}
	}
	var tokens [2]jwt.Token
	for i, text := range texts {
		token, err := jwt.Decode(text)
		if message := unread(token, err); message != "" && len(token.Header)+len(token.Claims) == 0 {
			return console.NotReadable([]string{"the first text: ", "the second text: "}[i] + message)
		}
		tokens[i] = token
	}
	rows := jwt.Compare(tokens[0], tokens[1])
	return c.Show(compareDocument(tokens, rows), compareTable(tokens, rows))
}

// splitTokens finds the tokens of a text: one a line, or JSON objects one after the other.
func splitTokens(text string) (texts []string) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		decoder := json.NewDecoder(strings.NewReader(text))
		for {
			var object json.RawMessage
			if err := decoder.Decode(&object); errors.Is(err, io.EOF) {
				return texts
			} else if err != nil {
				break
			}
			texts = append(texts, string(object))
		}
		texts = nil
	}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			texts = append(texts, line)
		}
	}
	return texts
}

const widest = 60 // characters of a value in the table

func compareTable(tokens [2]jwt.Token, rows []jwt.Difference) string {
	cells := [][]string{{"", "", "first token", "second token"}}
	value := func(m *jwt.Member) string {
		switch {
		case m == nil:
			return "not there"
		case strings.Contains(m.Note, " UTC"):
			return phrase.CutText(visible.Line(m.Text), widest) + " (" + m.Note + ")"
		}
		return phrase.CutText(visible.Line(m.Text), widest)
	}
	part, differ := "", 0
	for _, row := range rows {
		if row.Part != part {
			part = row.Part
			cells = append(cells, []string{"", part})
		}
		mark := "="
		if !row.Same() {
			mark = "≠"
			differ++
		}
		cells = append(cells, []string{mark, "  " + phrase.CutText(visible.Line(row.Name), 30), value(row.A), value(row.B)})
	}
	end := "The header and the claims are the same."
	if differ > 0 {
		end = phrase.Count(differ, "member differs.", "members differ.")
	}
	return console.Table(cells) + "\n" + end + " " + sameText(tokens) + "\n"
}

func sameText(tokens [2]jwt.Token) string {
	if tokens[0].Raw == tokens[1].Raw {
		return "It is the same token."
	}
	return "They are two tokens."
}

// compareDocument is the output of decode --compare --json. Its keys are stable.
func compareDocument(tokens [2]jwt.Token, rows []jwt.Difference) console.Object {
	same, objects := true, []console.Object{}
	for _, row := range rows {
		same = same && row.Same()
		value := func(m *jwt.Member) any {
			if m == nil {
				return nil
			}
			return json.RawMessage(m.JSON)
		}
		objects = append(objects, console.Object{
			{"part", row.Part}, {"name", row.Name}, {"in_a", row.A != nil}, {"in_b", row.B != nil}, {"a", value(row.A)}, {"b", value(row.B)}, {"same", row.Same()},
		})
	}
	return console.Object{
		{"failure", nil}, {"same_token", tokens[0].Raw == tokens[1].Raw}, {"same_members", same}, {"members", objects},
	}
}
