package profiles

import "time"

// SetClock returns a store another clock.
func SetClock(s *Store, now func() time.Time) { s.now = now }

// SetLockLimit returns a store another patience.
func SetLockLimit(s *Store, limit time.Duration) { s.lockLimit = limit }

// Rewrite reads a file's bytes and writes them again without a change.
func Rewrite(data []byte) (book Book, warnings []Warning, out []byte, err error) {
	d, fault := parseDocument(data)
	if fault != nil {
		return Book{}, nil, nil, fault
	}
	out, _, err = d.render()
	return d.book(), d.warnings, out, err
}

// AccountName returns the name under which a place files a secret.
func AccountName(key SecretKey) string { return key.accountName() }

// ParseAccountName is the reverse.
func ParseAccountName(account string) (SecretKey, bool) { return parseAccountName(account) }

// HistoryLine returns the line that keeps an attempt.
func HistoryLine(attempt Attempt) ([]byte, error) {
	attempt.ID = newAttemptID(attempt.Exchange.SentAt)
	line, _, err := writeLine(attempt, false)
	return line, err
}

// ReadHistoryLine reads a line of the history; false when it is passed over.
func ReadHistoryLine(data []byte) (Attempt, bool) {
	read := readLine(data)
	return read.attempt, read.state == lineRead
}

// WriteHistoryLine returns an attempt as a line, with its token, and as it is read
// back.
func WriteHistoryLine(attempt Attempt) ([]byte, Attempt, error) { return writeLine(attempt, true) }
