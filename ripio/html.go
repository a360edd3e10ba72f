package ripio

import (
	"bytes"
	"html"
	"mime"
	"strings"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

const maxTitle = 200

// mediaType returns the type of a Content-Type header in lower case, without its
// parameters.
func mediaType(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(media))
}

// isWebPage reports whether a body is HTML: because it looks like it, or because
// its type says so and it is not JSON either.
func isWebPage(contentType string, body []byte) bool {
	start := bytes.TrimPrefix(body, []byte(pasted.ByteOrderMark))
	start = bytes.TrimSpace(start[:min(len(start), 4096)])
	if len(start) == 0 {
		return false
	}
	if start[0] == '<' && pageStart().Match(start) {
		return true
	}
	media := mediaType(contentType)
	return (media == "text/html" || media == "application/xhtml+xml") && start[0] != '{' && start[0] != '['
}

var (
	// pageStart is how a page begins, after comments.
	pageStart   = phrase.NewShape(`(?is)^(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body|title)\b`)
	pageTitle   = phrase.NewShape(`(?is)<title\b[^>]*>(.*?)(</title|$)`)
	pageHeading = phrase.NewShape(`(?is)<h1\b[^>]*>(.*?)(</h1|$)`)
	pageTag     = phrase.NewShape(`(?s)<[^>]*>`)
)

// titleOf lifts a page's title, or else its first heading, out of its markup.
func titleOf(page []byte) string {
	for _, element := range []phrase.Shape{pageTitle, pageHeading} {
		found := element().FindSubmatch(page)
		if found == nil {
			continue
		}
		text := html.UnescapeString(string(pageTag().ReplaceAll(found[1], []byte(" "))))
		if title := strings.Join(strings.Fields(text), " "); title != "" {
			return phrase.CutText(title, maxTitle)
		}
	}
	return ""
}
