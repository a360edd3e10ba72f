package httptab

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// writeForm puts the body's fields decoded and encoded: side by side where every
// value fits on its line, one above the other otherwise.
func writeForm(p *draw.Writer, q ripio.SentRequest) {
	form := NewSentForm(q)
	if left, right := form.widths(); 2+formNameWidth+left+columnGap+right <= p.Width {
		writeBeside(p, form, 2+formNameWidth+left+columnGap)
	} else {
		writeAbove(p, form)
	}
	WriteLegend(p, form)
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
		for _, part := range field.Parts {
			decoded = max(decoded, ansi.StringWidth(visible.Line(part.Value)))
			encoded = max(encoded, ansi.StringWidth(part.encoded)+len(encodedColon))
		}
	}
	return decoded, encoded
}

// writeBeside puts each piece with its encoded form behind it.
func writeBeside(p *draw.Writer, form sentForm, column int) {
	p.Gap()
	p.Begin(0, 0)
	p.Write(p.Section, "Form body, decoded")
	p.PadTo(column)
	p.Write(p.Section, "as encoded")
	p.End()
	for i, field := range form {
		p.Name(field.name, 2+formNameWidth)
		if len(field.Parts) == 1 {
			writeValue(p, field.name, field.Parts[0].Value)
		} else {
			p.Write(p.Muted, partsWords(field))
		}
		p.PadTo(column)
		if i > 0 {
			p.Write(p.Muted, "&")
		}
		p.Write(p.Text, field.name)
		p.Write(p.Muted, "=")
		if len(field.Parts) == 1 {
			writeEncoded(p, field.Parts[0].encoded)
			p.End()
			continue
		}
		for j, part := range field.Parts {
			p.Name("  "+part.Name, 2+formNameWidth)
			writeValue(p, part.Name, part.Value)
			p.PadTo(column)
			writeEncoded(p, part.encoded)
			if j < len(field.Parts)-1 {
				writeEncoded(p, encodedColon)
			}
		}
		p.End()
	}
}

// writeAbove puts the decoded fields above the encoded body.
func writeAbove(p *draw.Writer, form sentForm) {
	p.Heading("Form body, decoded", "")
	for _, field := range form {
		p.Name(field.name, 2+formNameWidth)
		if len(field.Parts) == 1 {
			writeValue(p, field.name, field.Parts[0].Value)
			p.End()
			continue
		}
		p.Words(p.Muted, partsWords(field))
		for _, part := range field.Parts {
			p.Name("  "+part.Name, 2+formNameWidth)
			writeValue(p, part.Name, part.Value)
		}
		p.End()
	}
	p.Heading("Form body, as encoded", "")
	p.Begin(2, 2)
	for i, field := range form {
		if i > 0 {
			p.Write(p.Muted, "&")
		}
		p.Write(p.Text, field.name)
		p.Write(p.Muted, "=")
		writeEncoded(p, field.value)
	}
	p.End()
}

// partsWords says how a username was joined, and counts the parts: older pages of
// the documentation ask for two.
func partsWords(field sentField) string {
	if len(field.Parts) == 1 {
		return "one part"
	}
	return fmt.Sprintf("%d parts with a colon between", len(field.Parts))
}

// writeValue puts a decoded value, with a mask for what is secret.
func writeValue(p *draw.Writer, name, value string) {
	switch {
	case value == "":
		p.Write(p.Warning, p.Glyphs.Warning+" empty")
	case name == fieldPassword || value == redact.Mask:
		p.Write(p.Text, p.Glyphs.Mask)
	default:
		p.Write(p.Text, value)
	}
}

// writeEncoded puts an encoded value, its escapes in a colour of their own and
// never broken.
func writeEncoded(p *draw.Writer, text string) {
	for _, piece := range splitEncoded(text) {
		if piece.meaning == "" {
			p.Write(p.Text, piece.encoded)
		} else {
			p.Write(p.Key, piece.encoded)
		}
	}
}

// mostEscapes is how many escapes are explained.
const mostEscapes = 12

// WriteLegend says what the escapes of the body stand for.
func WriteLegend(p *draw.Writer, form sentForm) {
	seen := map[string]bool{}
	var words []string
	for _, piece := range splitEncoded(form.Encoded()) {
		if piece.meaning != "" && !seen[piece.encoded] {
			seen[piece.encoded] = true
			words = append(words, piece.encoded+" is "+meaningWords(piece.meaning))
		}
	}
	if len(words) == 0 {
		return
	}
	if more := len(words) - mostEscapes; more > 0 {
		words = append(words[:mostEscapes], strconv.Itoa(more)+" more")
	}
	p.Begin(2, 2)
	p.Words(p.Muted, strings.Join(words, ", "))
	p.End()
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
