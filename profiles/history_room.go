package profiles

import (
	"bufio"
	"io"
	"os"
	"time"

	"devtools/ripio-explorer/profiles/linefile"
)

const (
	// A file that grew over a limit is cut to three quarters of it, so that not
	// every append cuts it again.
	roomBytes    = maxHistoryBytes / 4 * 3
	roomAttempts = maxAttempts / 4 * 3
	// shortestLine is less than any line has: a file of fewer bytes than that many
	// for each attempt need not be counted.
	shortestLine = 200
	// agePause is how much too old the oldest attempt has to be, so that old ones
	// are taken out once a day.
	agePause = 24 * time.Hour
)

// makeRoom takes the oldest attempts out when the file has grown over a limit. The
// lock must be held.
func (h *History) makeRoom() error {
	now := h.now()
	if full, err := h.isFull(now); err != nil || !full {
		return err
	}
	content, err := linefile.Read(h.Path(), maxHistoryRead)
	if err != nil {
		return err
	}
	return h.replace(linefile.Join(newestLines(content.Lines, now.Add(-maxAttemptAge))))
}

// isFull tells whether the file is over a limit.
func (h *History) isFull(now time.Time) (bool, error) {
	file, err := os.Open(h.Path())
	if err != nil {
		return false, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil || info.Size() > maxHistoryBytes {
		return true, err
	}
	reader := bufio.NewReader(file)
	first, err := reader.ReadBytes('\n')
	if err != nil {
		return false, err
	}
	if names, ok := readNames(first); ok && now.Sub(names.At) > maxAttemptAge+agePause {
		return true, nil
	}
	if info.Size() < maxAttempts*shortestLine {
		return false, nil
	}
	lines, err := countLines(reader)
	return lines+1 > maxAttempts, err
}

// countLines counts the ends of lines.
func countLines(from io.Reader) (lines int, err error) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		for _, c := range buffer[:n] {
			if c == '\n' {
				lines++
			}
		}
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return lines, err
		}
	}
}

// newestLines gives the lines that have room, without those of attempts that are
// too old. Lines of whatever kind count.
func newestLines(lines [][]byte, oldest time.Time) [][]byte {
	kept := make([][]byte, 0, len(lines))
	bytes := 0
	for _, data := range lines {
		if names, ok := readNames(data); ok && names.At.Before(oldest) {
			continue
		}
		kept = append(kept, data)
		bytes += len(data) + 1
	}
	if bytes <= maxHistoryBytes && len(kept) <= maxAttempts {
		return kept
	}
	from := 0
	for bytes > roomBytes || len(kept)-from > roomAttempts {
		bytes -= len(kept[from]) + 1
		from++
	}
	return kept[from:]
}
