package terminal

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// sequences takes out of the input what Bubble Tea would take for letters: the
// terminal's answers to questions that somebody else asked (OSC, DCS, APC, PM and
// SOS strings), keys of the keypad in application mode (SS3), and control
// sequences (CSI) that come in two pieces, or of whose begin Bubble Tea makes a key.
// What it lets pass it lets pass whole: a sequence or a character that is not
// complete yet is held back until it is. Pastes, which
// terminals mark, pass as they are. Source: ECMA-48, section 5; xterm's ctlseqs.
type sequences struct {
	// held is the begin of a sequence whose end has not come yet, character that of
	// a character of several bytes.
	held, character []byte
	// focus is the newest report of the focus. Bubble Tea knows it only as the last
	// thing that it reads, so it goes on behind the rest.
	focus []byte
	// inString is set within a string, of which nothing is kept.
	inString bool
	// inPaste is set within a paste; seen is how it ended so far.
	inPaste bool
	seen    []byte
}

const (
	escapeByte = 0x1b
	bell       = 0x07
	cancel     = 0x18
	substitute = 0x1a

	focusIn    = "\x1b[I"
	focusOut   = "\x1b[O"
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"

	// longestSequence is far more than any key or mouse report takes.
	longestSequence = 64
)

// pass returns what of the data goes on, together with what was held.
func (s *sequences) pass(data []byte) []byte {
	passed := make([]byte, 0, len(s.held)+len(data))
	for _, next := range data {
		passed = append(passed, s.step(next)...)
	}
	if !s.inPaste {
		passed = append(passed, s.focus...)
		s.focus = nil
	}
	return passed
}

// kept is how many bytes may go on together with the next ones.
func (s *sequences) kept() int { return len(s.held) + len(s.character) + len(s.focus) }

// incomplete reports whether more has to come to know what the last bytes are.
func (s *sequences) incomplete() bool { return len(s.held) > 0 || s.inString }

// isKey reports whether what is held is a key for itself when nothing follows: the
// escape key, a letter with Alt, or one that urxvt sends for a key with shift,
// whose last character ends no sequence in the standard.
func (s *sequences) isKey() bool {
	return len(s.held) == 1 || len(s.held) == 2 ||
		len(s.held) == len("\x1b[7$") && s.held[1] == '[' && s.held[3] == '$'
}

// giveUp ends what was not completed in time. Keys go on; the begin of a sequence
// is dropped.
func (s *sequences) giveUp() (passed []byte) {
	if s.isKey() {
		passed = s.held
	}
	s.held, s.inString = nil, false
	return passed
}

// step takes a byte and gives what goes on.
func (s *sequences) step(next byte) []byte {
	switch {
	case s.inPaste:
		return s.inside(next)
	case s.inString:
		return s.skip(next)
	case len(s.held) > 0:
		return s.extend(next)
	case next == escapeByte:
		s.held, s.character = []byte{next}, nil
		return nil
	case next >= utf8.RuneSelf || len(s.character) > 0:
		return s.extendCharacter(next)
	}
	return []byte{next}
}

// extendCharacter takes a byte of a character of several. What is not one in UTF-8 is
// dropped.
func (s *sequences) extendCharacter(next byte) []byte {
	if utf8.RuneStart(next) {
		s.character = nil
		if next < utf8.RuneSelf {
			return []byte{next}
		}
	}
	s.character = append(s.character, next)
	if !utf8.FullRune(s.character) {
		return nil
	}
	whole := s.character
	s.character = nil
	if r, _ := utf8.DecodeRune(whole); r == utf8.RuneError {
		return nil
	}
	return whole
}

// inside takes a byte of a paste.
func (s *sequences) inside(next byte) []byte {
	s.seen = append(s.seen, next)
	if extra := len(s.seen) - len(pasteEnd); extra > 0 {
		s.seen = slices.Delete(s.seen, 0, extra)
	}
	if string(s.seen) == pasteEnd {
		s.inPaste, s.seen = false, nil
	}
	return []byte{next}
}

// skip takes a byte of a string, which ends with ST or BEL. A person's control key
// ends it too: it is not a part of any answer, and must never be lost.
func (s *sequences) skip(next byte) []byte {
	switch {
	case next == bell, next == cancel, next == substitute:
		s.inString = false
	case next == escapeByte:
		s.inString, s.held = false, []byte{escapeByte}
	case next < ' ':
		s.inString = false
		return []byte{next}
	}
	return nil
}

// extend takes a byte behind the begin of a sequence.
func (s *sequences) extend(next byte) []byte {
	if (next < ' ' || next == 0x7f) && !s.inMouseReport() {
		return s.interrupted(next)
	}
	s.held = append(s.held, next)
	switch s.held[1] {
	case '[':
		return s.extendControl(next)
	case 'O':
		return s.extendKeypad(next)
	case ']', 'P', '_', '^', 'X':
		if len(s.held) > 2 {
			s.held, s.inString = nil, true
		}
		return nil
	case '\\':
		s.held = nil // the end of a string
		return nil
	}
	if !utf8.FullRune(s.held[1:]) {
		return nil
	}
	if first := s.held[1]; first < '0' && len(s.held) < longestSequence { // such as one that chooses a set of characters
		if next >= '0' && len(s.held) > 2 {
			s.held = nil
		}
		return nil
	}
	return s.release()
}

// inMouseReport tells that the next byte is one of a mouse report of the old form,
// which has three bytes behind its begin, DEL among them.
func (s *sequences) inMouseReport() bool {
	return len(s.held) >= 3 && len(s.held) < 6 && string(s.held[:3]) == "\x1b[M"
}

// interrupted takes a control character within a sequence.
func (s *sequences) interrupted(next byte) []byte {
	if len(s.held) > 2 { // nothing that anybody knows
		s.held = nil
		return s.step(next)
	}
	switch {
	case next == escapeByte && len(s.held) == 1:
		// Two escapes: a key with Alt, in the way of older terminals, or the
		// escape key before something else.
		s.held = nil
		return append([]byte{escapeByte}, s.step(next)...)
	case next == escapeByte:
		passed := s.release()
		return append(passed, s.step(next)...)
	}
	return append(s.release(), next)
}

// extendControl takes a byte of a CSI sequence: parameters, intermediates, and one
// that ends it.
func (s *sequences) extendControl(next byte) []byte {
	const first = 2 // behind the introducer
	switch {
	case len(s.held) == first:
		return nil
	case s.held[first] == 'M' && len(s.held) < first+4:
		return nil // a mouse report of the old form has three bytes more
	case s.held[first] == '[' && len(s.held) == first+1:
		return nil // function keys of the Linux console have one more
	case s.held[first] == '[' && (next < 'A' || next > 'E'):
		s.held = nil // none of the five that the console has
		return nil
	case len(s.held) > first+1 && (s.held[first] == 'M' || s.held[first] == '['):
		return s.release()
	case next >= 0x80:
		s.held = nil
		return nil
	case next < '@':
		s.held = s.held[:min(len(s.held), longestSequence)]
		return nil
	case len(s.held) > longestSequence:
		s.held = nil
		return nil
	}
	switch text := string(s.held); {
	case text == pasteStart:
		s.inPaste = true
	case text == focusIn, text == focusOut:
		s.focus = s.release()
		return nil
	case strings.HasPrefix(text, "\x1b[<") && !mouseReport().MatchString(text):
		s.held = nil // Bubble Tea would look for the numbers in what is typed next
		return nil
	case len(text) > len("\x1b[7$") && (strings.HasPrefix(text, "\x1b[7$") || strings.HasPrefix(text, "\x1b[8$")):
		s.held = nil // its begin is a key of urxvt, and the rest would be text
		return nil
	}
	return s.release()
}

var mouseReport = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\x1b\[<\d+;\d+;\d+[Mm]$`) })

// extendKeypad takes a byte of an SS3 sequence. Bubble Tea knows the arrow keys
// and the first function keys.
func (s *sequences) extendKeypad(next byte) []byte {
	switch {
	case len(s.held) == 2, next >= '0' && next <= '9', next == ';':
		return nil
	case len(s.held) == 3 && strings.IndexByte("ABCDPQRS", next) >= 0:
		return s.release()
	}
	s.held = nil
	return nil
}

// release lets go what is held.
func (s *sequences) release() []byte {
	held := s.held
	s.held = nil
	return held
}
