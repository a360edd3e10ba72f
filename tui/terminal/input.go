package terminal

import "os"

// input is the terminal as Bubble Tea reads it. Bubble Tea takes an end of
// input for silence; this reports it. It stays a file to Bubble Tea, which
// needs its descriptor for the raw mode and for reads that can be cancelled.
type input struct {
	*os.File
	hungUp func()
}

// Read reads from the terminal. In raw mode a read fails or ends only when the
// terminal is gone.
func (i input) Read(buffer []byte) (int, error) {
	n, err := i.File.Read(buffer)
	if err != nil {
		i.hungUp()
	}
	return n, err // the reader's own error: Bubble Tea looks for io.EOF
}
