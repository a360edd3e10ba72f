package history

import (
	"bytes"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/exchangejson"
)

// HistoryVersion is the number under "version" in each line of the history. Lines
// with a higher one are kept, but not shown.
const HistoryVersion = 1

// lineHead is what the lines of all versions have in common.
type lineHead struct {
	Version int    `json:"version"`
	ID      string `json:"id"`
}

// lineNames say when and by whom a send was made, under the same names in
// the lines of all versions.
type lineNames struct {
	lineHead

	At      time.Time `json:"at"`
	Profile string    `json:"profile"`
}

// line is a line of this version.
type line struct {
	lineHead
	exchangejson.Document

	Fingerprint string `json:"fingerprint,omitempty"`
	SwapTest    bool   `json:"swap_test,omitempty"`
}

// newAttemptID returns a name such as "20261124-034151-482913-x7k3qz": the time in
// UTC to the microsecond, so that names sort by it, and 30 random bits, so that
// those of two instances differ.
func newAttemptID(at time.Time) string {
	at = at.UTC()
	var random [4]byte
	_, _ = rand.Read(random[:]) // it never fails
	suffix := strings.ToLower(base32.StdEncoding.EncodeToString(random[:]))[:6]
	return fmt.Sprintf("%s-%06d-%s", at.Format("20060102-150405"), at.Nanosecond()/1000, suffix)
}

// writeLine returns an attempt as a line without its end, and as it will be read.
func writeLine(attempt Attempt, keepToken bool) (data []byte, kept Attempt, err error) {
	content := line{
		lineHead: lineHead{Version: HistoryVersion, ID: attempt.ID},
		Document: exchangejson.New(attempt.Exchange, keepToken), Fingerprint: attempt.Fingerprint, SwapTest: attempt.SwapTest,
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(content); err != nil {
		return nil, Attempt{}, err
	}
	data = bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
	read := readLine(data)
	if read.state != lineRead {
		return nil, Attempt{}, book.ErrNotReadBack
	}
	return data, read.attempt, nil
}

// lineState is what became of a line that was read.
type lineState int

const (
	lineDamaged lineState = iota
	lineNewer
	lineRead
)

// readAttempt is a line that was read. The attempt is zero unless state is
// lineRead.
type readAttempt struct {
	attempt Attempt
	state   lineState
}

func readLine(data []byte) readAttempt {
	var content line
	err := json.Unmarshal(data, &content)
	if err != nil || content.Version != HistoryVersion {
		return readAttempt{state: stateOfHead(data)}
	}
	if content.ID == "" {
		return readAttempt{state: lineDamaged}
	}
	return readAttempt{state: lineRead, attempt: Attempt{
		ID: content.ID, Exchange: content.Exchange(), BodyLength: content.BodyLength(),
		Fingerprint: content.Fingerprint, SwapTest: content.SwapTest,
	}}
}

// stateOfHead tells a newer line from a damaged one.
func stateOfHead(data []byte) lineState {
	var head lineHead
	if json.Unmarshal(data, &head) == nil && head.Version > HistoryVersion {
		return lineNewer
	}
	return lineDamaged
}

// readLines reads the lines, in their order, on all processors: five thousand
// take one processor a quarter of a second.
func readLines(lines [][]byte) []readAttempt {
	read := make([]readAttempt, len(lines))
	const batch = 64
	batches := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(lines)/batch+1) {
		workers.Go(func() {
			for from := range batches {
				for i := from; i < min(from+batch, len(lines)); i++ {
					read[i] = readLine(lines[i])
				}
			}
		})
	}
	for from := 0; from < len(lines); from += batch {
		batches <- from
	}
	close(batches)
	workers.Wait()
	return read
}
