package redact

import (
	"strings"
)

// Scrubber is the last line before text leaves the program (logs, reports,
// exports, error screens): it replaces secrets that should not be there in the
// first place.
type Scrubber struct {
	finder *Finder
}

// NewScrubber makes a scrubber that knows each secret as it is and without the
// space and quotes around it, in every spelling that package redact reads. It
// says which pieces of a secret count, and that secrets of fewer than six
// characters are not looked for.
func NewScrubber(secrets ...Secret) *Scrubber {
	var known []string
	for _, secret := range secrets {
		known = append(known, secret.Reveal())
		if trimmed := TrimSecret(secret).Reveal(); trimmed != secret.Reveal() {
			known = append(known, trimmed)
		}
	}
	return &Scrubber{finder: NewFinder(known...)}
}

// NewWholeScrubber makes a scrubber of texts whose pieces may be seen, such as a
// token's header or the ends of an address.
func NewWholeScrubber(texts ...string) *Scrubber {
	return &Scrubber{finder: NewWholeFinder(texts...)}
}

// Scrub returns the text with a mask in place of every secret. Occurrences that
// overlap or touch become one mask. A nil Scrubber changes nothing.
func (s *Scrubber) Scrub(text string) string {
	if s == nil {
		return text
	}
	return mask(text, s.finder.Find(text))
}

// Holds reports whether there is something to scrub in a text.
func (s *Scrubber) Holds(text string) bool { return s != nil && len(s.finder.Find(text)) > 0 }

// ScrubParts scrubs texts that may hold a secret together: each may have a piece
// of it that is too short to be known alone.
func (s *Scrubber) ScrubParts(parts []string) []string {
	if s == nil || len(parts) == 0 {
		return parts
	}
	across := s.finder.Find(strings.Join(parts, ""))
	scrubbed := make([]string, len(parts))
	from := 0
	for i, part := range parts {
		found := s.finder.Find(part)
		for _, r := range across {
			if inside := (Range{From: max(r.From-from, 0), To: min(r.To-from, len(part))}); inside.From < inside.To {
				found = append(found, inside)
			}
		}
		scrubbed[i] = mask(part, merge(found))
		from += len(part)
	}
	return scrubbed
}

// mask puts Mask in place of ranges, which are in order.
func mask(text string, found []Range) string {
	if len(found) == 0 {
		return text
	}
	var clean strings.Builder
	end := 0
	for _, r := range found {
		clean.WriteString(text[end:r.From])
		clean.WriteString(Mask)
		end = r.To
	}
	clean.WriteString(text[end:])
	return clean.String()
}
