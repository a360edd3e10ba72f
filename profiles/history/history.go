// Package history keeps the sends in a file of the state folder, one line each.
package history

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/linefile"
	"devtools/ripio-explorer/ripio"
)

// Attempt is one send as the history keeps it.
type Attempt struct {
	// ID names the attempt: a text of lower-case letters, digits and hyphens that
	// sorts by time.
	ID string
	// Exchange is the story of the send without its secret. The token's Raw is
	// empty and the token in the body is cut, unless the person chose to keep it.
	// A long body is shortened; its findings and claims are whole.
	Exchange ripio.Exchange
	// BodyLength is how many bytes the body of the answer had that was shortened;
	// zero when it is whole.
	BodyLength int
	// Fingerprint is that of the secret, see Fingerprint; empty when unknown.
	Fingerprint string
	// SwapTest tells that the send asked whether the credentials are those of the
	// other environment.
	SwapTest bool
}

const (
	HistoryName = "history.jsonl"
	// Attempts beyond these limits are neither shown nor kept for long; the oldest
	// go first.
	defaultKept     = 90 * 24 * time.Hour
	maxAttempts     = 5000
	maxHistoryBytes = 8 << 20
	// maxHistoryRead is how much of a file is looked at that grew over the limit
	// in some other way.
	maxHistoryRead = 4 * maxHistoryBytes
)

var (
	// ErrNoAttempt says that the history holds no attempt of that ID.
	ErrNoAttempt = errors.New("the history holds no such attempt; list it to see which there are")
	// ErrSeveralAttempts says that more than one attempt's ID begins like that.
	ErrSeveralAttempts = errors.New("several attempts begin like this; write more of the ID")
)

// History remembers sends in history.jsonl of the state folder: one line of JSON
// each, only ever appended, 0600. A torn last line, left by a crash, is passed
// over, and so are lines of a newer version of this program, which are kept.
// Attempts of more than the days of Keep go, once two sends of different days agree on the
// date, and the oldest beyond 5000 attempts or 8 MiB; what goes lies beside the file
// for a day.
// Several instances may work on one folder. All its methods are safe for
// concurrent use.
type History struct {
	dir       string
	now       func() time.Time
	lockLimit time.Duration

	// kept is how long an attempt stays, in nanoseconds.
	kept atomic.Int64

	mutex sync.Mutex
	// damaged is how many damaged lines a person was told of.
	damaged  int
	newer    bool
	warnings []book.Warning
}

// NewHistory makes the history for a state folder; nothing is read or created
// yet.
func NewHistory(stateDir string) *History {
	h := &History{dir: stateDir, now: time.Now, lockLimit: atomicfile.LockLimit}
	h.Keep(defaultKept)
	return h
}

// UseClock replaces the clock by which attempts grow old. Call it before anything
// else.
func (h *History) UseClock(now func() time.Time) { h.now = now }

// Keep says how long attempts stay from now on; 90 days without it. Zero keeps them
// however old they are.
func (h *History) Keep(kept time.Duration) {
	if kept <= 0 {
		kept = math.MaxInt64
	}
	h.kept.Store(int64(kept))
}

// age is how old an attempt may be.
func (h *History) age() time.Duration { return time.Duration(h.kept.Load()) }

// Path is the file's address.
func (h *History) Path() string { return filepath.Join(h.dir, HistoryName) }

// Append keeps an attempt and gives it back as it was kept, with its ID. keepToken
// keeps the token itself too. It returns ErrLocked or an error of the disk; the
// send is not concerned.
func (h *History) Append(attempt Attempt, keepToken bool) (Attempt, error) {
	if attempt.Exchange.SentAt.IsZero() {
		attempt.Exchange.SentAt = h.now()
	}
	attempt.ID = newAttemptID(attempt.Exchange.SentAt)
	line, kept, err := writeLine(attempt, keepToken)
	if err != nil {
		return attempt, fmt.Errorf("save %s: %w", HistoryName, err)
	}
	err = h.locked(func() error {
		if err := linefile.Append(h.Path(), line); err != nil {
			return fmt.Errorf("save %s: %w; the attempts before it are unchanged", HistoryName, err)
		}
		// The attempt is kept: what is wrong with making room is not about it.
		_ = h.makeRoom()
		return nil
	})
	if err != nil {
		return attempt, err
	}
	return kept, nil
}

// List returns the attempts that fit, the newest first.
func (h *History) List(filter Filter) ([]Attempt, error) {
	content, err := linefile.Read(h.Path(), maxHistoryRead)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", HistoryName, err)
	}
	attempts := h.takeLines(content)
	// Lines of several windows may not stand in the order of their times.
	slices.Reverse(attempts)
	slices.SortStableFunc(attempts, func(a, b Attempt) int { return b.Exchange.SentAt.Compare(a.Exchange.SentAt) })
	attempts = attempts[:min(len(attempts), maxAttempts)]
	sends := make([]time.Time, len(attempts))
	for i, attempt := range attempts {
		sends[i] = attempt.Exchange.SentAt
	}
	oldest := h.oldestKept(sends, h.now())
	return slices.DeleteFunc(attempts, func(attempt Attempt) bool {
		return attempt.Exchange.SentAt.Before(oldest) || !filter.Fits(attempt)
	}), nil
}

// Find returns the attempt of that ID, or of the only one that begins with it,
// without regard to case. Otherwise the error is ErrNoAttempt or
// ErrSeveralAttempts, or why the file cannot be read.
func (h *History) Find(id string) (Attempt, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	attempts, err := h.List(Filter{})
	if err != nil {
		return Attempt{}, err
	}
	var found []Attempt
	for _, attempt := range attempts {
		if attempt.ID == id {
			return attempt, nil
		}
		if strings.HasPrefix(attempt.ID, id) {
			found = append(found, attempt)
		}
	}
	switch {
	case id == "" || len(found) == 0:
		return Attempt{}, ErrNoAttempt
	case len(found) > 1:
		return Attempt{}, ErrSeveralAttempts
	}
	return found[0], nil
}

// takeLines reads the lines, in their order, and warns of those that it cannot
// read.
func (h *History) takeLines(content linefile.Content) []Attempt {
	read := readLines(content.Lines)
	attempts := make([]Attempt, 0, len(read))
	damaged, newer := 0, false
	for i, line := range read {
		switch {
		case line.state == lineRead:
			attempts = append(attempts, line.attempt)
		case line.state == lineNewer:
			newer = true
		case i < len(read)-1 || !content.Torn: // the last one may be under way
			damaged++
		}
	}
	h.warnOfLines(damaged, newer)
	return attempts
}

// warnOfLines says once what was passed over.
func (h *History) warnOfLines(damaged int, newer bool) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if damaged > h.damaged {
		h.warn("%s: damaged lines were passed over: %d; a write that was torn leaves one", h.Path(), damaged)
	}
	h.damaged = damaged
	if newer && !h.newer {
		h.newer = true
		h.warn("%s holds attempts of a newer version of this program; they are kept, but not shown; update this program", h.Path())
	}
}

// warn must be called with the mutex held.
func (h *History) warn(format string, arguments ...any) {
	h.warnings = append(h.warnings, book.Warning{Text: fmt.Sprintf(format, arguments...)})
}

// Warnings returns what a person should know of the file since the last call, such
// as that damaged lines were passed over.
func (h *History) Warnings() []book.Warning {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	warnings := h.warnings
	h.warnings = nil
	return warnings
}

// locked works on the file while no other instance does.
func (h *History) locked(work func() error) error {
	unlock, err := dir.LockState(h.dir, h.lockLimit, h.now())
	if err != nil {
		return fmt.Errorf("save %s: %w", HistoryName, err)
	}
	defer unlock()
	return work()
}
