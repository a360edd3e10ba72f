package report

import (
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// outsideText makes text from outside fit for a report: nothing in it opens a
// door, names a wallet or means anything to Markdown or a terminal.
type outsideText struct{ scrubber *redact.Scrubber }

// newOutsideText knows the exchange's token and address in every spelling.
func newOutsideText(e ripio.Exchange) *outsideText {
	const shortestSegment, shortestAddress = 16, 12
	var hidden []string
	if e.Token != nil {
		hidden = append(hidden, e.Token.Raw)
		for _, segment := range e.Token.Segments()[1:] {
			if len(segment) >= shortestSegment {
				hidden = append(hidden, segment)
			}
		}
	}
	if address := pasted.TrimEdges(e.Request.Address); len(address) >= shortestAddress {
		hidden = append(hidden, address, strings.TrimPrefix(address, "0x"))
	}
	return &outsideText{scrubber: redact.NewWholeScrubber(hidden...)}
}

// clean takes out tokens and wallets.
func (o *outsideText) clean(text string) string {
	return o.scrubber.Scrub(shortenWallets(redact.Credentials(text)))
}

// walletInHex and longWord find what may be a wallet: the first whatever stands
// around it, the second as a word that is an address of some family.
var (
	walletInHex = phrase.NewShape(`0[xX][0-9a-fA-F]{40,}`)
	longWord    = phrase.NewShape(`[A-Za-z0-9]{26,120}`)
)

// shortenWallets leaves out the middle of every address in a text.
func shortenWallets(text string) string {
	shorten := func(found string) string { return phrase.LeaveOutMiddle(found, 6, 4) }
	text = walletInHex().ReplaceAllStringFunc(text, shorten)
	return longWord().ReplaceAllStringFunc(text, func(found string) string {
		if field.DescribeAddress(found).Family == field.FamilyUnknown {
			return found
		}
		return shorten(found)
	})
}

// withoutUser drops the user name and password of an address, which may stand
// behind a method.
func withoutUser(text string) string {
	before, address, ok := strings.Cut(text, " ")
	if !ok {
		before, address = "", text
	}
	if parsed, err := url.Parse(address); err == nil && parsed.User != nil {
		parsed.User = nil
		address = parsed.String()
	}
	return strings.TrimSpace(before + " " + address)
}

// code writes outside text as a code span of one line.
func (o *outsideText) code(text string) string { return plainCode(o.clean(text)) }

// plainCode writes a text that needs no cleaning as a code span: between more
// backticks in a row than it holds itself.
// Source: CommonMark 0.31, section 6.1.
func plainCode(text string) string {
	const longest = 500
	text = visible.Line(phrase.CutText(text, longest))
	if strings.Trim(text, " ") == "" {
		return "empty"
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// longestRun returns the length of the longest row of one character in a text.
func longestRun(text string, char rune) int {
	longest, run := 0, 0
	for _, c := range text {
		run++
		if c != char {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// markdown escapes what could mean something to Markdown within a line. The
// underscore of names such as client_id means nothing within a word.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "<", `\<`, ">", `\>`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "&", `\&`, "#", `\#`,
)

// words writes a text that should be this program's own. It may have been kept
// in a file since, so it is not trusted blindly.
func (o *outsideText) words(text string) string { return markdown.Replace(visible.Line(o.clean(text))) }
