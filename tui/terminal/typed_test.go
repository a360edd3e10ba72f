package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/field"
)

// FuzzTyped sends what a person types, mixed with what terminals send of their own,
// in pieces, through the filter and Bubble Tea's reader into a field that hides its
// text. The field must hold what was typed, and nothing else.
func FuzzTyped(f *testing.F) {
	for kind := range strays {
		f.Add([]byte{2, byte(kind), 7, 'a', '1', ';', 'x', 'm', 3, 4, byte(kind), 2, 'P', '[', 9})
	}
	f.Add([]byte("1\x03[\x01A\x02O\x00\x07$y"))
	f.Fuzz(func(t *testing.T, plan []byte) {
		pieces, typed := terminalInput(plan)
		if got := fieldAfter(pieces); got != typed {
			t.Errorf("of %q the field holds %q, want %q", pieces, got, typed)
		}
	})
}

// TestStraysOneByOne puts every kind of stray between letters that could belong to
// it, in one piece and byte by byte.
func TestStraysOneByOne(t *testing.T) {
	for kind, make := range strays {
		for _, payload := range []string{"", "A", "1;2", "7$y", "11;rgb:ff/ff/ff", "x漢M", "\x00\x7f\xff"} {
			stray := make([]byte(payload))
			text := "1A" + stray + "A1;2M"
			for _, pieces := range [][]string{{text}, strings.SplitAfter(text, "\x1b["), strings.Split(text, "")} {
				if got := fieldAfter(pieces); got != "1AA1;2M" {
					t.Errorf("kind %d: of %q the field holds %q", kind, pieces, got)
				}
			}
		}
	}
}

// letters are what is typed: some of them could go on a sequence.
var letters = []rune("aAOM[]1;$~ñ漢🙂 x")

// strays make what nobody types as text of any bytes. Keys that move the cursor or
// delete are none of them.
var strays = []func(payload []byte) string{
	func(p []byte) string { return "\x1b]" + inString("52;c;", p) + "\x1b\\" },
	func(p []byte) string { return "\x1b]" + inString("11;", p) + "\a" },
	func(p []byte) string { return "\x1bP" + inString(">|", p) + "\x1b\\" },
	func(p []byte) string { return "\x1b_" + inString("G", p) + "\x1b\\" },
	func(p []byte) string { return "\x1b^" + inString("x", p) + "\x1b\\" },
	func(p []byte) string { return "\x1bX" + inString("x", p) + "\x1b\\" },
	func(p []byte) string { return "\x1bO" + within(p, "0123;", 3) + final(p, "CD") },
	func(p []byte) string {
		return "\x1b[" + within(p, "0123456789:;<=>?", 30) + within(p, "$ !", 2) + final(p, "CDHFMabcd@^~")
	},
	func(p []byte) string { return "\x1b[" + within(p, "7;8", 1) + "$" + final(p, "@") },
	func(p []byte) string { return "\x1b[<" + within(p, "0123456789;", 12) + final(p, "~") },
	func(p []byte) string { return "\x1b[[" + final(p, "") },
	func(p []byte) string {
		return "\x1b[M" + string([]byte{32 + at(p, 0)%200, 33 + at(p, 1)%220, 33 + at(p, 2)%220})
	},
	func(p []byte) string { return "\x1b" + string(rune(' '+at(p, 0)%15)) + final(p, "") },
	func(p []byte) string { return "\x1b" + string([]rune("acegijqxz09ñ漢")[at(p, 0)%13]) },
	func([]byte) string { return focusOut },
	func([]byte) string { return focusIn },
}

func at(p []byte, i int) byte {
	if i >= 0 && i < len(p) {
		return p[i]
	}
	return 0
}

// inString makes the text of a string, which holds no control characters.
func inString(begin string, payload []byte) string {
	return begin + strings.Map(func(r rune) rune {
		if r < ' ' {
			return '.'
		}
		return r
	}, string(payload))
}

// within makes at most a number of characters of an alphabet.
func within(payload []byte, alphabet string, most int) string {
	var text strings.Builder
	for i := 0; i < len(payload) && i < most; i++ {
		text.WriteByte(alphabet[int(payload[i])%len(alphabet)])
	}
	return text.String()
}

// final makes the character that ends a sequence, none of those left out.
func final(payload []byte, without string) string {
	for c := '@' + rune(at(payload, len(payload)-1))%63; ; c = '@' + (c-'@'+1)%63 {
		if !strings.ContainsRune(without, c) {
			return string(c)
		}
	}
}

// terminalInput reads a plan: how many letters are typed, what stray follows, how
// long its payload is, and after how many bytes the terminal takes a break.
func terminalInput(plan []byte) (pieces []string, typed string) {
	var all []byte
	next := func() int {
		if len(plan) == 0 {
			return 0
		}
		n := int(plan[0])
		plan = plan[1:]
		return n
	}
	var cuts []int
	for len(plan) > 0 {
		for range next() % 8 {
			letter := string(letters[next()%len(letters)])
			typed += letter
			all = append(all, letter...)
		}
		stray, size := strays[next()%len(strays)], next()%40
		payload := plan[:min(size, len(plan))]
		plan = plan[len(payload):]
		cuts = append(cuts, len(all)+next()%16)
		all = append(all, stray(payload)...)
	}
	from := 0
	for i := 0; i < len(all); i += longestPiece {
		cuts = append(cuts, i)
	}
	slices.Sort(cuts)
	for _, cut := range cuts {
		if cut = min(cut, len(all)); cut > from {
			pieces = append(pieces, string(all[from:cut]))
			from = cut
		}
	}
	return append(pieces, string(all[from:])), typed
}

// fieldAfter is what a field holds after the input came in these pieces.
func fieldAfter(pieces []string) string {
	typist := &typist{field: field.NewSecret("")}
	typist.field.Focus()
	program := tea.NewProgram(typist, tea.WithInput(&filtered{pieces: pieces}), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics())
	defer time.AfterFunc(10*time.Second, program.Kill).Stop()
	if _, err := program.Run(); err != nil {
		return fmt.Sprint(err)
	}
	return typist.field.Value()
}

// filtered reads as input does, and ends with the key that typist waits for.
type filtered struct {
	pieces    []string
	sequences sequences
	waiting   []byte
}

// longestPiece is less than Bubble Tea's buffer.
const longestPiece = 128

const lastKey = "\x1b[34~"

func (f *filtered) Read(buffer []byte) (int, error) {
	switch {
	case len(f.waiting) > 0:
	case len(f.pieces) > 0:
		f.waiting = f.sequences.pass([]byte(f.pieces[0]))
		f.pieces = f.pieces[1:]
	default:
		f.waiting = append(f.sequences.giveUp(), lastKey...)
	}
	n := copy(buffer, f.waiting)
	f.waiting = f.waiting[n:]
	return n, nil
}

// typist hands what is not a cursor key to the field, and ends with the last key.
type typist struct{ field field.Field }

func (typist) Init() tea.Cmd { return nil }
func (typist) View() string  { return "" }

func (m *typist) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	key, _ := msg.(tea.KeyMsg)
	switch key.Type {
	case tea.KeyF20:
		return m, tea.Quit
	default:
		m.field.Update(key)
	}
	return m, nil
}
