package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// writeForm puts the body's fields decoded and encoded: side by side where every
// value fits on its line, one above the other otherwise.
func writeForm(p *paper, q ripio.SentRequest) {
	form := newSentForm(q)
	if left, right := form.widths(); 2+formNameWidth+left+columnGap+right <= p.width {
		writeBeside(p, form, 2+formNameWidth+left+columnGap)
	} else {
		writeAbove(p, form)
	}
	writeLegend(p, form)
}

// formNameWidth is the column of the fields' names, columnGap what lies between
// the decoded and the encoded column.
const (
	formNameWidth = 15
	columnGap     = 3
)

// widths are what the widest value takes decoded and encoded.
func (f sentForm) widths() (decoded, encoded int) {
	encoded = ansi.StringWidth("username=" + encodedColon)
	for _, field := range f {
		for _, part := range field.parts {
			decoded = max(decoded, ansi.StringWidth(visible.Line(part.value)))
			encoded = max(encoded, ansi.StringWidth(part.encoded)+len(encodedColon))
		}
	}
	return decoded, encoded
}

// writeBeside puts each piece with its encoded form behind it.
func writeBeside(p *paper, form sentForm, column int) {
	p.gap()
	p.begin(0, 0)
	p.write(p.section, "Form body, decoded")
	p.padTo(column)
	p.write(p.section, "as encoded")
	p.end()
	for i, field := range form {
		p.name(field.name, 2+formNameWidth)
		if len(field.parts) == 1 {
			writeValue(p, field.name, field.parts[0].value)
		} else {
			p.write(p.muted, partsWords(field))
		}
		p.padTo(column)
		if i > 0 {
			p.write(p.muted, "&")
		}
		p.write(p.text, field.name)
		p.write(p.muted, "=")
		if len(field.parts) == 1 {
			writeEncoded(p, field.parts[0].encoded)
			p.end()
			continue
		}
		for j, part := range field.parts {
			p.name("  "+part.name, 2+formNameWidth)
			writeValue(p, part.name, part.value)
			p.padTo(column)
			writeEncoded(p, part.encoded)
			if j < len(field.parts)-1 {
				writeEncoded(p, encodedColon)
			}
		}
		p.end()
	}
}

// writeAbove puts the decoded fields above the encoded body.
func writeAbove(p *paper, form sentForm) {
	p.heading("Form body, decoded", "")
	for _, field := range form {
		p.name(field.name, 2+formNameWidth)
		if len(field.parts) == 1 {
			writeValue(p, field.name, field.parts[0].value)
			p.end()
			continue
		}
		p.words(p.muted, partsWords(field))
		for _, part := range field.parts {
			p.name("  "+part.name, 2+formNameWidth)
			writeValue(p, part.name, part.value)
		}
		p.end()
	}
	p.heading("Form body, as encoded", "")
	p.begin(2, 2)
	for i, field := range form {
		if i > 0 {
			p.write(p.muted, "&")
		}
		p.write(p.text, field.name)
		p.write(p.muted, "=")
		writeEncoded(p, field.value)
	}
	p.end()
}

// partsWords says how a username was joined, and counts the parts: older pages of
// the documentation ask for two.
func partsWords(field sentField) string {
	if len(field.parts) == 1 {
		return "one part"
	}
	return fmt.Sprintf("%d parts with a colon between", len(field.parts))
}

// writeValue puts a decoded value, with a mask for what is secret.
func writeValue(p *paper, name, value string) {
	switch {
	case value == "":
		p.write(p.warning, p.glyphs.warning+" empty")
	case name == fieldPassword || value == redact.Mask:
		p.write(p.text, p.glyphs.mask)
	default:
		p.write(p.text, value)
	}
}

// writeEncoded puts an encoded value, its escapes in a colour of their own and
// never broken.
func writeEncoded(p *paper, text string) {
	for _, piece := range splitEncoded(text) {
		if piece.meaning == "" {
			p.write(p.text, piece.encoded)
		} else {
			p.whole(p.key, piece.encoded)
		}
	}
}

// mostEscapes is how many escapes are explained.
const mostEscapes = 12

// writeLegend says what the escapes of the body stand for.
func writeLegend(p *paper, form sentForm) {
	seen := map[string]bool{}
	var words []string
	for _, piece := range splitEncoded(form.encoded()) {
		if piece.meaning != "" && !seen[piece.encoded] {
			seen[piece.encoded] = true
			words = append(words, piece.encoded+" is "+meaningWords(piece.meaning))
		}
	}
	if len(words) == 0 {
		return
	}
	if more := len(words) - mostEscapes; more > 0 {
		words = append(words[:mostEscapes], plural(more, "more", "more"))
	}
	p.begin(2, 2)
	p.words(p.muted, strings.Join(words, ", "))
	p.end()
}

// meaningWords names a character that an escape stands for.
func meaningWords(meaning string) string {
	switch meaning {
	case " ":
		return "a space"
	case ":":
		return "a colon"
	case ",":
		return "a comma"
	}
	return meaning
}
