package webhook

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
)

// style is one way in which programs write the same JSON value.
type style struct {
	space, order, escape choice
}

// choice is one of several ways, with the words for it.
type choice struct {
	name  string
	words string
}

var (
	spaces = []choice{{"", "no blanks"}, {"spaced", "blanks behind : and ,"}, {"2", "indented by 2"}, {"4", "indented by 4"}}
	orders = []choice{{"", "keys as they came"}, {"sorted", "keys sorted"}, {"documented", "keys in the documented order"}}
	// The escapes are what Python and the documentation, Java, JavaScript, PHP and Go do.
	escapes = []choice{
		{"ascii", `non-ASCII as \uXXXX`}, {"ascii-upper", `non-ASCII as \uXXXX in upper case`}, {"utf8", "non-ASCII as UTF-8"},
		{"slash", `non-ASCII as \uXXXX, / as \/`}, {"html", `non-ASCII as UTF-8, <, > and & as \uXXXX`},
	}
)

// documentedOrder is the order of the keys in the documented envelopes.
var documentedOrder = []string{"eventType", "issueDatetime", "transactionObject", "transaction", "account"}

// node is a JSON value with its keys in their order and its numbers as they were written.
type node struct {
	raw     string // of what is neither a string, an object nor an array
	text    *string
	members []member
	items   []node
	isArray bool
}

type member struct {
	name  string
	value node
}

// readNode reads a JSON text; ok is false for one that is not sound.
func readNode(text []byte) (root node, ok bool) {
	if !json.Valid(text) || !utf8.Valid(text) {
		return node{}, false
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return nextNode(decoder), true
}

// nextNode reads the next value of a text that is known to be sound.
func nextNode(decoder *json.Decoder) (n node) {
	token, _ := decoder.Token()
	switch t := token.(type) {
	case json.Delim:
		n.isArray = t == '['
		for decoder.More() {
			if n.isArray {
				n.items = append(n.items, nextNode(decoder))
				continue
			}
			name, _ := decoder.Token()
			n.members = append(n.members, member{name.(string), nextNode(decoder)})
		}
		_, _ = decoder.Token()
	case string:
		n.text = &t
	case nil:
		n.raw = "null"
	default:
		n.raw = fmt.Sprint(t)
	}
	return n
}

func (s style) write(root node) []byte {
	out := &bytes.Buffer{}
	s.value(out, root, true)
	if indent := map[string]string{"2": "  ", "4": "    "}[s.space.name]; indent != "" {
		indented := &bytes.Buffer{}
		_ = json.Indent(indented, out.Bytes(), "", indent) // it is sound
		return indented.Bytes()
	}
	return out.Bytes()
}

func (s style) value(out *bytes.Buffer, n node, top bool) {
	switch {
	case n.raw != "":
		out.WriteString(n.raw)
	case n.text != nil:
		s.quote(out, *n.text)
	case n.isArray:
		s.list(out, "[]", len(n.items), func(i int) { s.value(out, n.items[i], false) })
	default:
		members := n.members
		switch s.order.name {
		case "sorted":
			members = slices.Clone(members)
			slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
		case "documented":
			if top {
				place := func(m member) int { return (slices.Index(documentedOrder, m.name) + 99) % 99 }
				members = slices.Clone(members)
				slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(place(a), place(b)) })
			}
		}
		colon := ":"
		if s.space.name == "spaced" {
			colon = ": "
		}
		s.list(out, "{}", len(members), func(i int) {
			s.quote(out, members[i].name)
			out.WriteString(colon)
			s.value(out, members[i].value, false)
		})
	}
}

// list writes what stands between brackets.
func (s style) list(out *bytes.Buffer, brackets string, count int, item func(int)) {
	out.WriteByte(brackets[0])
	for i := range count {
		if i > 0 {
			out.WriteByte(',')
			if s.space.name == "spaced" {
				out.WriteByte(' ')
			}
		}
		item(i)
	}
	out.WriteByte(brackets[1])
}

func (s style) quote(out *bytes.Buffer, text string) {
	out.WriteByte('"')
	for _, char := range text {
		switch at := strings.IndexRune("\"\\\b\f\n\r\t", char); {
		case at >= 0:
			out.WriteString(`\` + string(`"\bfnrt`[at]))
		case char == '/' && s.escape.name == "slash":
			out.WriteString(`\/`)
		case char < ' ', s.escape.name == "html" && strings.ContainsRune("<>&\u2028\u2029", char),
			char > '~' && char != 0x7f && strings.HasPrefix(s.escape.name, "ascii"), char > 0x7f && s.escape.name == "slash":
			form := `\u%04x`
			if s.escape.name == "ascii-upper" {
				form = `\u%04X`
			}
			for _, unit := range utf16.AppendRune(nil, char) {
				fmt.Fprintf(out, form, unit)
			}
		default:
			out.WriteRune(char)
		}
	}
	out.WriteByte('"')
}

// allStyles lists every style once.
func allStyles() (all []style) {
	for _, space := range spaces {
		for _, order := range orders {
			for _, escape := range escapes {
				all = append(all, style{space, order, escape})
			}
		}
	}
	return all
}

// restyled writes a body in every style, but for those that change nothing. Each result
// has the changes from the style that the body has to the one that was written.
func restyled(body []byte) (results []attempt) {
	const longest = 128 << 10
	const mostNested = 64 // indented, a deeply nested body grows with the square of its depth
	if len(body) > longest || len(bytes.TrimSpace(body)) < len(body) || nesting(body) > mostNested {
		return nil
	}
	root, ok := readNode(body)
	if !ok {
		return nil
	}
	var here []style
	texts := map[string][]style{}
	var inOrder []string
	for _, s := range allStyles() {
		text := string(s.write(root))
		if text == string(body) {
			here = append(here, s)
			continue
		}
		if texts[text] == nil {
			inOrder = append(inOrder, text)
		}
		texts[text] = append(texts[text], s)
	}
	for _, text := range inOrder {
		results = append(results, attempt{body: []byte(text), changes: leastChanges(here, texts[text]), kind: kindStyle})
	}
	return results
}

// leastChanges says how the body's style differs from that of a text, where each may be
// one of several that write the same.
func leastChanges(here, there []style) []change {
	if len(here) == 0 {
		s := there[0]
		return []change{{"body-reserialised", "signed: " + strings.Join([]string{s.space.words, s.order.words, s.escape.words}, ", ")}}
	}
	var least []change
	for _, from := range here {
		for _, to := range there {
			var changes []change
			for _, each := range []struct {
				code     finding.Code
				from, to choice
			}{
				{"body-spaces", from.space, to.space}, {"body-key-order", from.order, to.order}, {"body-escapes", from.escape, to.escape},
			} {
				if each.from != each.to {
					changes = append(changes, change{each.code, "signed: " + each.to.words + "; here: " + each.from.words})
				}
			}
			if least == nil || len(changes) < len(least) {
				least = changes
			}
		}
	}
	return least
}

// nesting is how deep a sound JSON text is nested.
func nesting(text []byte) (deepest int) {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}
