package simulator

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	hugeSize   = 8 << 20
	bombBlock  = 1 << 20
	bombBlocks = 256
)

// wait reports whether the whole time went by: it stops early when the caller
// goes away or the server closes.
func (c call) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-c.r.Context().Done():
		return false
	}
}

// late sends the body after a long silence.
func (c call) late(body string) {
	if c.wait(c.headerDelay) {
		c.whole(body)
	}
}

// drip sends the headers at once and then the body byte by byte.
func (c call) drip(body string) {
	c.sendHeaders(len(body))
	for i := range len(body) {
		if !c.wait(c.dripPause) {
			return
		}
		if _, err := io.WriteString(c.w, body[i:i+1]); err != nil || c.flush() != nil {
			return
		}
	}
}

// truncate announces the whole body and sends half of it. net/http then closes
// the connection, because no other response can follow on it.
func (c call) truncate(body string) {
	c.sendHeaders(len(body))
	_, _ = io.WriteString(c.w, body[:len(body)/2])
}

// hugeBody sends a whole response with a token of several megabytes.
func (c call) hugeBody() {
	c.whole(beforeToken + strings.Repeat("A", hugeSize-len(beforeToken)-len(afterToken)) + afterToken)
}

// gzipBomb sends a small body that unpacks into a large one, whether or not the
// caller accepts gzip. The body consists of many gzip members, as RFC 1952
// allows in section 2.2, so that only one block has to be packed.
func (c call) gzipBomb() {
	c.w.Header().Set("Content-Type", typeJSON)
	c.w.Header().Set("Content-Encoding", "gzip")
	block := pack(strings.Repeat("A", bombBlock))
	_, _ = io.WriteString(c.w, pack(beforeToken)+strings.Repeat(block, bombBlocks)+pack(afterToken))
}

// sendHeaders sends the headers of a response whose body follows piece by piece.
func (c call) sendHeaders(length int) {
	c.w.Header().Set("Content-Type", typeJSON)
	c.w.Header().Set("Content-Length", strconv.Itoa(length))
	c.w.WriteHeader(http.StatusOK)
	_ = c.flush()
}

func (c call) flush() error { return http.NewResponseController(c.w).Flush() }

// pack makes a gzip member in memory, where no write can fail.
func pack(plain string) string {
	var packed strings.Builder
	member := gzip.NewWriter(&packed)
	_, _ = io.WriteString(member, plain)
	_ = member.Close()
	return packed.String()
}
