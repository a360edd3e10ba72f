package foreign

import (
	"encoding/json"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// setBody reads a body in the form that it has, whatever its Content-Type says.
func (r *request) setBody(text string, at spot) {
	r.bodyAt = at
	trimmed := strings.TrimSpace(text)
	header, _ := r.header("Content-Type")
	switch {
	case trimmed == "":
		return
	case strings.HasPrefix(trimmed, "{"), strings.HasPrefix(trimmed, "["), strings.HasPrefix(trimmed, `"{`):
		r.body, r.fields = bodyJSON, append(r.fields, parseJSONBody(trimmed, at)...)
	case strings.HasPrefix(trimmed, "--") && strings.Contains(strings.ToLower(text), "form-data"):
		r.body, r.fields = bodyMultipart, append(r.fields, parseMultipart(text, header.text, at)...)
	case strings.Contains(trimmed, "="):
		r.body, r.fields = bodyForm, append(r.fields, parseForm(text, at)...)
	default:
		r.body = bodyOther
	}
}

// parseForm reads a form without refusing anything: what cannot be decoded stays as it
// is. Offsets are those of the names in the text.
func parseForm(text string, at spot) (fields []value) {
	for len(text) > 0 {
		pair, rest, _ := strings.Cut(text, "&")
		if pair != "" {
			name, raw, _ := strings.Cut(pair, "=")
			name, entity := strings.CutPrefix(name, "amp;")
			fields = append(fields, value{name: decodePercent(name), raw: raw, text: decodePercent(raw), at: at, entity: entity})
		}
		at.offset += len(text) - len(rest)
		text = rest
	}
	return fields
}

// decodePercent decodes the value of a form and leaves broken escapes as they are.
func decodePercent(raw string) string {
	return percentEscape().ReplaceAllStringFunc(strings.ReplaceAll(raw, "+", " "), func(escape string) string {
		decoded, _ := url.PathUnescape(escape) // it is whole
		return decoded
	})
}

var percentEscape = phrase.NewShape(`%[0-9A-Fa-f]{2}`)

// hasBrokenEscape reports whether a percent sign stands without two digits behind it.
func hasBrokenEscape(raw string) bool {
	return strings.Contains(percentEscape().ReplaceAllString(raw, ""), "%")
}

// parseJSONBody reads the texts of an object, also of one in a JSON string, and those of
// objects in it. Names are in alphabetical order, as JSON has none.
func parseJSONBody(text string, at spot) (fields []value) {
	var inner string
	if json.Unmarshal([]byte(text), &inner) == nil {
		text = inner
	}
	var document any
	if json.Unmarshal([]byte(text), &document) != nil {
		return looseJSON(text, at)
	}
	collect(document, func(name, text string) {
		fields = append(fields, value{name: name, raw: text, text: text, at: at, encoded: true})
	})
	return fields
}

func collect(document any, add func(name, text string)) {
	switch document := document.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(document)) {
			if text, is := document[name].(string); is {
				add(name, text)
				continue
			}
			collect(document[name], add)
		}
	case []any:
		for _, each := range document {
			collect(each, add)
		}
	}
}

var jsonMember = phrase.NewShape(`(?s)["']?([A-Za-z_][A-Za-z0-9_-]*)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"?|'([^']*)'?)`)

// looseJSON reads members of what is nearly JSON, such as an object of JavaScript or one
// that a log has cut off.
func looseJSON(text string, at spot) (fields []value) {
	for _, found := range jsonMember().FindAllStringSubmatch(text, -1) {
		content := found[2] + found[3]
		var decoded string
		if json.Unmarshal([]byte(`"`+found[2]+`"`), &decoded) == nil && found[3] == "" {
			content = decoded
		}
		fields = append(fields, value{name: found[1], raw: content, text: content, at: at, encoded: true})
	}
	return fields
}

// parseMultipart reads the parts of a form-data body, also of one whose line ends were
// changed by pasting.
func parseMultipart(text, contentType string, at spot) (fields []value) {
	text = strings.TrimLeft(text, "\r\n \t")
	_, parameters, err := mime.ParseMediaType(contentType)
	boundary := parameters["boundary"]
	if err != nil || boundary == "" {
		first, _, _ := strings.Cut(text, "\n")
		boundary = strings.TrimPrefix(strings.TrimSpace(first), "--")
	}
	if boundary == "" || len(boundary) > 70 {
		return nil
	}
	if !strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	reader := multipart.NewReader(strings.NewReader(text), boundary)
	for {
		part, err := reader.NextRawPart()
		if err != nil {
			return fields
		}
		content, _ := io.ReadAll(part)
		fields = append(fields, value{
			name: part.FormName(), raw: string(content), text: string(content), at: at, encoded: true, unseen: part.FileName() != "",
		})
	}
}
