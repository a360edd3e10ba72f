package ripio

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// The time limits of a client that sets none.
const (
	defaultConnectTimeout = 10 * time.Second
	defaultHeaderTimeout  = 15 * time.Second
	defaultTimeout        = 20 * time.Second
)

// timeLimitError says which limit a send ran into.
type timeLimitError struct {
	what  string
	limit time.Duration
}

// Error names the limit and its length.
func (e *timeLimitError) Error() string {
	return "the limit of " + phrase.InSeconds(e.limit) + " for " + e.what + " passed"
}

// timeLimits ends a send that takes too long by cancelling its context with a
// *timeLimitError as the cause. One mechanism serves all phases: net/http has no
// limit of its own for a proxy's answer, for instance.
type timeLimits struct {
	cancel                   context.CancelCauseFunc
	overall, connect, header *time.Timer
	headerTimeout            time.Duration
}

// limit starts the limits of a send. The caller ends them with stop.
func (c *Client) limit(ctx context.Context) (context.Context, *timeLimits) {
	ctx, cancel := context.WithCancelCause(ctx)
	l := &timeLimits{cancel: cancel, headerTimeout: orDefault(c.HeaderTimeout, defaultHeaderTimeout)}
	l.overall = l.after(orDefault(c.Timeout, defaultTimeout), "the whole call")
	l.connect = l.after(orDefault(c.ConnectTimeout, defaultConnectTimeout), "the connection")
	l.header = l.after(l.headerTimeout, "the head of the answer")
	l.header.Stop() // until there is a connection
	return ctx, l
}

// after cancels the send once limit has passed.
func (l *timeLimits) after(limit time.Duration, what string) *time.Timer {
	return time.AfterFunc(limit, func() { l.cancel(&timeLimitError{what: what, limit: limit}) })
}

// connected ends the limit for the connection and begins the next one.
func (l *timeLimits) connected() {
	l.connect.Stop()
	l.header.Reset(l.headerTimeout)
}

// answered ends the limit for the head of the answer.
func (l *timeLimits) answered() { l.header.Stop() }

// stop ends all limits and everything that depends on the context.
func (l *timeLimits) stop() {
	for _, timer := range []*time.Timer{l.overall, l.connect, l.header} {
		timer.Stop()
	}
	l.cancel(nil)
}

// orDefault returns the default for a limit that is not set.
func orDefault(limit, fallback time.Duration) time.Duration {
	if limit <= 0 {
		return fallback
	}
	return limit
}
