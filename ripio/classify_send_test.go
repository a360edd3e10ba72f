package ripio

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
)

// TestQuotesDoNotDecide has a server put the words of net/http's errors into
// its answer.
func TestQuotesDoNotDecide(t *testing.T) {
	tests := []struct {
		err      error
		kind     FailureKind
		evidence string
	}{
		{errors.New("net/http: server response headers exceeded 65536 bytes; aborted"), FailureHeadersTooLarge, "net/http: server response headers exceeded 65536 bytes; aborted"},
		{errors.New(`malformed HTTP response "server response headers exceeded"`), FailureMalformedHTTP, `malformed HTTP response "server response headers exceeded"`},
		{errors.New("http: server closed idle connection"), FailureClosed, "http: server closed idle connection"},
		{errors.New(`malformed HTTP response "http: server closed idle connection"`), FailureMalformedHTTP, `malformed HTTP response "http: server closed idle connection"`},
		{fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", errors.New("readLoopPeekFailLocked: %!w(<nil>)")), FailureMalformedHTTP, "the server spoke before it was asked"},
		{fmt.Errorf("readLoopPeekFailLocked: %w", &net.OpError{Op: "remote error", Err: errors.New("tls: certificate required")}), FailureTLS, "remote error: tls: certificate required"},
		{errors.New("malformed HTTP response " + strings.Repeat("x", 400)), FailureMalformedHTTP, "malformed HTTP response " + strings.Repeat("x", 276) + "…"},
	}
	for _, tt := range tests {
		failure := brokenSend{err: tt.err, reached: PhaseFirstByte}.failure()
		if failure.Kind != tt.kind || failure.Evidence != tt.evidence {
			t.Errorf("%v: %s, %q", tt.err, failure.Kind, failure.Evidence)
		}
	}
}
