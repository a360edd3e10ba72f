package foreign

import (
	"path"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// word is an argument of a command as the program gets it.
type word struct {
	text string
	at   spot
}

// call is a call of curl: its arguments, and what is piped into it with <<.
type call struct {
	words []word
	input *word
}

// shellCalls finds the calls of curl in a text for a POSIX shell. A prompt before the
// command may stand there; what follows the commands, such as their output, is passed
// over. Nothing is run: a variable that the text does not set stays one.
func shellCalls(s source) []call {
	calls := readShell(s)
	for at := 0; len(calls) == 0; {
		next := strings.Index(s.text[at:], "curl")
		if next < 0 {
			return nil
		}
		at += next
		calls = readShell(s.from(at))
		at += len("curl")
	}
	return calls
}

func readShell(s source) (calls []call) {
	reader := shellReader{source: s, variables: map[string]string{}}
	parser := syntax.NewParser(syntax.Variant(syntax.LangBash))
	for statement, err := range parser.StmtsSeq(strings.NewReader(s.text)) {
		if err != nil || statement == nil {
			continue // it ends by itself; some errors of the parser come twice, and break would panic
		}
		syntax.Walk(statement, func(node syntax.Node) bool {
			switch node := node.(type) {
			case *syntax.Assign:
				if node.Name != nil && node.Value != nil {
					reader.variables[node.Name.Value] = reader.word(node.Value).text
				}
			case *syntax.Stmt:
				if call, is := reader.call(node); is {
					calls = append(calls, call)
				}
			}
			return true
		})
	}
	return calls
}

// shellReader reads words with what the text has assigned so far.
type shellReader struct {
	source
	variables map[string]string
}

// call reads a statement that calls curl, by itself or through another program.
func (r *shellReader) call(statement *syntax.Stmt) (found call, is bool) {
	command, isCall := statement.Cmd.(*syntax.CallExpr)
	if !isCall {
		return call{}, false
	}
	for _, argument := range command.Args {
		read := r.word(argument)
		if is {
			found.words = append(found.words, read)
		}
		is = is || isCurl(read.text)
	}
	for _, redirect := range statement.Redirs {
		if redirect.Hdoc != nil {
			input := r.word(redirect.Hdoc)
			found.input = &input
		} else if redirect.Op == syntax.WordHdoc {
			input := r.word(redirect.Word)
			found.input = &input
		}
	}
	return found, is
}

func isCurl(program string) bool {
	name := strings.ToLower(path.Base(strings.ReplaceAll(program, `\`, "/")))
	return name == "curl" || name == "curl.exe"
}

func (r *shellReader) word(w *syntax.Word) word {
	at := r.spot(int(w.Pos().Offset()))
	var text strings.Builder
	for _, part := range w.Parts {
		text.WriteString(r.part(part, false))
	}
	return word{text.String(), at}
}

func (r *shellReader) part(part syntax.WordPart, quoted bool) string {
	switch part := part.(type) {
	case *syntax.Lit:
		return unescape(part.Value, quoted)
	case *syntax.SglQuoted:
		if !part.Dollar {
			return part.Value
		}
		text, _, err := expand.Format(nil, part.Value, nil)
		if err != nil {
			return part.Value
		}
		return text
	case *syntax.DblQuoted:
		var text strings.Builder
		for _, inner := range part.Parts {
			text.WriteString(r.part(inner, true))
		}
		return text.String()
	case *syntax.ParamExp:
		if part.Param == nil {
			return variable("...")
		}
		name := part.Param.Value
		if known, set := r.variables[name]; set && part.Exp == nil && part.Repl == nil && part.Slice == nil && !part.Length {
			return known
		}
		return variable(name)
	}
	return variable("(...)") // of a command or a sum
}

// unescape takes the backslashes out of a literal. In double quotes they stay before
// most characters.
func unescape(text string, quoted bool) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out.WriteByte(text[i])
			continue
		}
		i++
		switch next := text[i]; {
		case next == '\n':
		case quoted && !strings.ContainsRune("$`\"\\", rune(next)):
			out.WriteString(text[i-1 : i+1])
		default:
			out.WriteByte(next)
		}
	}
	return out.String()
}
