package checklist

import (
	"context"
	"sync"
	"time"

	"devtools/ripio-explorer/ripio/phrase"
)

// Check is one check of a list, which gives one line or a few.
type Check struct {
	// Name and Subject are those of its line when it does not end in time.
	Name, Subject string
	// Limit is how long it may take. Its context ends then, and it is not waited for.
	Limit time.Duration
	// Run does it. It may hang: whoever runs the list goes on without it.
	Run func(ctx context.Context) []Line
}

// Run runs the checks side by side and gives their lines in the order of the checks.
// Each line without a name or a subject gets those of its check. A check that does not
// end within its limit, or before ctx does, is a failure.
func Run(ctx context.Context, checks []Check) []Line {
	results := make([][]Line, len(checks))
	var running sync.WaitGroup
	for i, check := range checks {
		running.Go(func() { results[i] = check.run(ctx) })
	}
	running.Wait()
	var lines []Line
	for _, result := range results {
		lines = append(lines, result...)
	}
	return lines
}

func (c Check) run(ctx context.Context) []Line {
	limited, stop := context.WithTimeout(ctx, c.Limit)
	defer stop()
	began := time.Now()
	done := make(chan []Line, 1)
	go func() { done <- c.Run(limited) }()
	lines := c.unended(ctx)
	select {
	case lines = <-done:
	case <-limited.Done():
		select { // one that obeys says more than that the time is over
		case lines = <-done:
		case <-time.After(grace):
		}
	}
	for i := range lines {
		if lines[i].Name == "" {
			lines[i].Name = c.Name
		}
		if lines[i].Subject == "" {
			lines[i].Subject = c.Subject
		}
		lines[i].Took = time.Since(began)
	}
	return lines
}

// grace is how long a check has for its last words once its time is over.
const grace = 250 * time.Millisecond

func (c Check) unended(ctx context.Context) []Line {
	if ctx.Err() != nil {
		return []Line{{Verdict: Failure, Found: "it was stopped before it ended"}}
	}
	return []Line{{
		Verdict: Failure, Found: "it did not end within " + phrase.InSeconds(c.Limit) + " and was given up",
		Fix: "Something that it asked does not answer. Try again.",
	}}
}
