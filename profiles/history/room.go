package history

import (
	"bufio"
	"bytes"
	"io"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/linefile"
	"devtools/ripio-explorer/ripio/phrase"
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
	// takenSuffix names the file that holds what was taken out last, for takenKept.
	takenSuffix = atomicfile.BackupSuffix
	takenKept   = 24 * time.Hour
)

// TakenPath is the address of the file that holds what was taken out of the history
// last. A run on a later day removes it.
func (h *History) TakenPath() string { return h.Path() + takenSuffix }

// makeRoom takes the oldest attempts out when the file has grown over a limit, and
// keeps them beside it for a day. The lock must be held.
func (h *History) makeRoom() error {
	now := h.now()
	h.removeTaken(now)
	if full, err := h.isFull(now); err != nil || !full {
		return err
	}
	content, err := linefile.Read(h.Path(), maxHistoryRead)
	if err != nil {
		return err
	}
	kept, old, tooMany := newestLines(content.Lines, h.oldestKept(lineTimes(content.Lines), now))
	if gone := append(old, tooMany...); len(gone) > 0 {
		if err := h.keepTaken(gone, now); err != nil {
			return err
		}
	} else if info, err := disk.Stat(h.Path()); err != nil || info.Size() <= maxHistoryBytes {
		return err // else there is more in it than could be read
	}
	if len(old) > len(kept) {
		h.mutex.Lock()
		h.warn("%d attempts of more than %s were taken out of the history, %d are left; until tomorrow they are in %s. "+
			"If this machine's clock is wrong, copy that file now", len(old), phrase.Days(h.age()), len(kept), h.TakenPath())
		h.mutex.Unlock()
	}
	return replaceHistory(h.Path(), linefile.Join(kept))
}

// oldestKept is the time before which attempts are too old. One reading of a clock
// that jumped ahead must not make all of them old: the clock is believed as far as
// an earlier send, of at least a day before, agrees. Without one nothing is old.
func (h *History) oldestKept(sends []time.Time, now time.Time) time.Time {
	var agreed time.Time
	for _, sent := range sends {
		if !sent.After(now.Add(-agePause)) && sent.After(agreed) {
			agreed = sent
		}
	}
	if agreed.IsZero() {
		return agreed
	}
	return agreed.Add(-h.age())
}

func lineTimes(lines [][]byte) (times []time.Time) {
	for _, data := range lines {
		if names, ok := readNames(data); ok {
			times = append(times, names.At)
		}
	}
	return times
}

// keepTaken adds lines to those that were taken out today.
func (h *History) keepTaken(lines [][]byte, now time.Time) error {
	before, err := linefile.Read(h.TakenPath(), maxHistoryBytes)
	if err != nil {
		return err
	}
	if err := atomicfile.Replace(h.TakenPath(), linefile.Join(append(before.Lines, lines...))); err != nil {
		return err
	}
	return disk.Chtimes(h.TakenPath(), now)
}

// removeTaken removes what was taken out on an earlier day. A file of the future was
// made while the clock was ahead, so it is what somebody may want back.
func (h *History) removeTaken(now time.Time) {
	if info, err := disk.Stat(h.TakenPath()); err == nil && now.Sub(info.ModTime()) >= takenKept {
		_ = atomicfile.Remove(h.TakenPath())
	}
}

// isFull reports whether the file is over a limit.
func (h *History) isFull(now time.Time) (bool, error) {
	file, err := disk.Open(h.Path())
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
	if names, ok := readNames(first); ok && now.Add(-agePause).Sub(names.At) > h.age() {
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
		lines += bytes.Count(buffer[:n], []byte{'\n'})
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return lines, err
		}
	}
}

// newestLines returns the lines that have room, without those of attempts that are
// too old, and those that go: for their age, or because there are too many. Lines of
// whatever kind count.
func newestLines(lines [][]byte, oldest time.Time) (kept, old, tooMany [][]byte) {
	kept = make([][]byte, 0, len(lines))
	size := 0
	for _, data := range lines {
		if names, ok := readNames(data); ok && names.At.Before(oldest) {
			old = append(old, data)
			continue
		}
		kept = append(kept, data)
		size += len(data) + 1
	}
	if size <= maxHistoryBytes && len(kept) <= maxAttempts {
		return kept, old, nil
	}
	from := 0
	for size > roomBytes || len(kept)-from > roomAttempts {
		size -= len(kept[from]) + 1
		from++
	}
	return kept[from:], old, kept[:from]
}
