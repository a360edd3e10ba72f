//go:build unix

package e2e_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var expiry = regexp.MustCompile(`Expires in (\d+ h \d\d min \d\d s)`)

// reading is the countdown that the screen shows.
func reading(screen string) string {
	match := expiry.FindStringSubmatch(screen)
	if match == nil {
		return ""
	}
	return match[1]
}

func TestFirstRun(t *testing.T) {
	t.Parallel()
	p := start(t, nil)
	p.waitFor("Welcome")
	p.press(enter)
	p.waitFor("Send to SIMULATOR")
	p.press(enter)
	first := reading(p.waitUntil("a countdown", func(screen string) bool { return reading(screen) != "" }))
	if first != "10 h 00 min 00 s" && !strings.HasPrefix(first, "9 h 59 min 5") {
		t.Errorf("the countdown begins at %q, want 10 h or just under", first)
	}
	p.waitUntil("a countdown that moves", func(screen string) bool {
		now := reading(screen)
		return now != "" && now != first
	})

	p.resize(60, 20)
	p.waitUntil("one column with the countdown or its token", func(screen string) bool {
		return fits(screen, 60, 20) && strings.Contains(screen, "SIMULATOR")
	})
	p.resize(1, 1)
	p.resize(120, 36)
	p.waitFor("Expires in")
	p.checkNothingOverflows()

	p.press(ctrlC)
	p.checkEnd(0)
	// What a run leaves is the memory of its sends and the draft of the form, and nothing else.
	want := []string{
		".local/state/ripio-explorer/draft.json",
		".local/state/ripio-explorer/history.jsonl", ".local/state/ripio-explorer/state.lock",
	}
	if files := p.files(); !slices.Equal(files, want) {
		t.Errorf("the run left %v, want %v", files, want)
	}
}

// fits reports whether a screen has no more than the given size.
func fits(screen string, columns, rows int) bool {
	lines := strings.Split(screen, "\n")
	for _, line := range lines {
		if len([]rune(line)) > columns {
			return false
		}
	}
	return len(lines) <= rows
}

// checkNothingOverflows checks that the frame is closed at the right edge: a
// line that is too long would be cut there.
func (p *program) checkNothingOverflows() {
	p.t.Helper()
	p.waitUntil("a closed frame", func(screen string) bool {
		closed := 0
		for _, line := range strings.Split(screen, "\n") {
			if strings.HasSuffix(line, "│") || strings.HasSuffix(line, "╮") || strings.HasSuffix(line, "╯") {
				closed++
			}
		}
		return closed > 20
	})
}
