package history

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
