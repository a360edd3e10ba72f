package ripio

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// shortestScrubbed is the number of characters from which on a secret, or one
// of its forms, is looked for: anything shorter would hit ordinary words.
const shortestScrubbed = 6

// Scrubber is the last line before text leaves the program (logs, reports,
// exports, error screens): it replaces secrets that should not be there in the
// first place.
type Scrubber struct {
	// forms are kept as secrets so that printing a Scrubber shows nothing.
	forms []Secret
	mask  string
}

// NewScrubber makes a scrubber that knows each secret as it is, without the
// space and quotes around it, and in its escaped and encoded forms: query,
// path, JSON, Go and HTML escapes, base64 and hexadecimal. Secrets of fewer
// than six characters are not looked for.
func NewScrubber(secrets ...Secret) *Scrubber {
	var forms []string
	for _, secret := range secrets {
		whole, trimmed := secret.Reveal(), TrimSecret(secret).Reveal()
		forms = append(forms, secretForms(whole)...)
		if trimmed != whole {
			forms = append(forms, secretForms(trimmed)...)
		}
	}
	slices.Sort(forms)
	scrubber := &Scrubber{mask: maskApartFrom(forms)}
	for _, form := range slices.Compact(forms) {
		if utf8.RuneCountInString(form) >= shortestScrubbed {
			scrubber.forms = append(scrubber.forms, NewSecret(form))
		}
	}
	return scrubber
}

// Scrub gives the text with a mask in place of every secret. Occurrences that
// overlap or touch become one mask. A nil Scrubber changes nothing.
func (s *Scrubber) Scrub(text string) string {
	if s == nil {
		return text
	}
	spans := s.find(text)
	if len(spans) == 0 {
		return text
	}
	if s.mask == "" {
		return Mask
	}
	var clean strings.Builder
	end := 0
	for _, found := range spans {
		clean.WriteString(text[end:found.start])
		clean.WriteString(s.mask)
		end = found.end
	}
	clean.WriteString(text[end:])
	return clean.String()
}

// span is a stretch of bytes.
type span struct{ start, end int }

// find gives the places of all forms in order, those that overlap or touch
// taken together.
func (s *Scrubber) find(text string) []span {
	var all []span
	for _, form := range s.forms {
		value := form.Reveal()
		for from := 0; ; {
			at := strings.Index(text[from:], value)
			if at < 0 {
				break
			}
			all = append(all, span{from + at, from + at + len(value)})
			from += at + 1
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var merged []span
	for _, next := range all {
		if last := len(merged) - 1; last >= 0 && next.start <= merged[last].end {
			merged[last].end = max(merged[last].end, next.end)
			continue
		}
		merged = append(merged, next)
	}
	return merged
}

// maskApartFrom gives a mask that shares no byte with the forms: a mask that
// did could complete a secret with the text around it. It is empty when the
// forms use every printable ASCII character; a text that holds such a secret is
// withheld altogether.
func maskApartFrom(forms []string) string {
	used := strings.Join(forms, "")
	if !strings.ContainsAny(used, Mask) && utf8.ValidString(used) {
		return Mask
	}
	for char := byte('!'); char <= '~'; char++ {
		if strings.IndexByte(used, char) < 0 {
			return strings.Repeat(string(char), 8)
		}
	}
	return ""
}
