package checklist_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/checklist"
)

func one(line checklist.Line) func(context.Context) []checklist.Line {
	return func(context.Context) []checklist.Line { return []checklist.Line{line} }
}

// TestChecksRunSideBySide has a check that waits for the one behind it, one that hangs
// whatever its context says, and one that obeys.
func TestChecksRunSideBySide(t *testing.T) {
	second, never := make(chan bool), make(chan bool)
	defer close(never)
	lines := checklist.Run(t.Context(), []checklist.Check{
		{Name: "first", Subject: "acme", Limit: time.Minute, Run: func(context.Context) []checklist.Line {
			<-second
			return []checklist.Line{{Verdict: checklist.OK}, {Name: "own", Verdict: checklist.Note}}
		}},
		{Name: "second", Limit: time.Minute, Run: func(context.Context) []checklist.Line {
			close(second)
			return one(checklist.Line{Verdict: checklist.OK})(nil)
		}},
		{Name: "hangs", Limit: 10 * time.Millisecond, Run: func(context.Context) []checklist.Line { <-never; return nil }},
		{Name: "obeys", Limit: 10 * time.Millisecond, Run: func(ctx context.Context) []checklist.Line {
			<-ctx.Done()
			return one(checklist.Line{Verdict: checklist.Warning, Found: "slow"})(nil)
		}},
	})
	var got []string
	for _, line := range lines {
		got = append(got, line.Label()+": "+string(line.Verdict)+" "+line.Found)
	}
	want := []string{
		"first acme: ok ", "own acme: note ", "second: ok ",
		"hangs: failure it did not end within 0.01 s and was given up", "obeys: warning slow",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("lines\n%s", strings.Join(got, "\n"))
	}
}

func TestAListThatIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	lines := checklist.Run(ctx, []checklist.Check{{Name: "x", Limit: time.Hour, Run: func(context.Context) []checklist.Line { select {} }}})
	if len(lines) != 1 || !strings.Contains(lines[0].Found, "stopped") {
		t.Errorf("lines %+v", lines)
	}
}
