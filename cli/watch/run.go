package watch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os/signal"
	"syscall"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/canary"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/visible"
)

// watcher is what all runs of a command share.
type watcher struct {
	*console.Console
	options *options
	call    *caller.Caller
	manager *profiles.Manager
	key     profiles.WatchKey
}

func run(ctx context.Context, c *console.Console, o *options) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	call, err := caller.Prepare(ctx, c, o.Options)
	if err != nil {
		return err
	}
	defer call.Close()
	w := &watcher{Console: c, options: o, call: call, key: profiles.WatchKey{Environment: call.Environment.Name, Profile: call.Profile.Name}}
	switch {
	case call.Environment.Name == ripio.Custom: // of which there may be several
		w.key.Client = shortSum(call.Request.ClientID + " " + call.Environment.AuthURL)
	case w.key.Profile == "":
		w.key.Client = shortSum(call.Request.ClientID)
	}
	if w.manager, err = c.NewManager(o.ConfigDir); err != nil {
		return console.Failed(err)
	}
	var worst []checklist.Line
	for {
		lines, err := w.look(ctx)
		if err != nil {
			return err
		}
		worst = append(worst, checklist.Line{Verdict: checklist.Worst(lines)})
		if !o.once {
			c.Sleep(ctx, o.every)
		}
		if o.once || ctx.Err() != nil {
			break
		}
	}
	if failed := console.ChecksFailed(worst, false); failed != nil {
		failed.Printed, failed.Shown = true, true
		return failed
	}
	return nil
}

func shortSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// look makes one run: it sends, compares, says what changed, and keeps a good run.
func (w *watcher) look(ctx context.Context) ([]checklist.Line, error) {
	before, err := w.manager.Watched.Last(w.key)
	if err != nil { // it is set aside when the next good run is kept
		w.Warn("the last good run is not known", err)
	}
	r := canary.Run{Mint: w.call.Send(ctx, w.call.Request)}
	if r.Good() {
		r.Probes = w.probe(ctx)
	}
	if ctx.Err() != nil {
		return nil, nil // what was given up tells nothing
	}
	now := r.Observe(profiles.RecogniseAnswer)
	lines := canary.Compare(before, r, now)
	for _, e := range append([]ripio.Exchange{r.Mint}, r.Probes...) {
		if e.Environment.Name == ripio.Custom {
			break // the catalogue is of Ripio's answers
		}
		w.Warn("an answer is not in the catalogue", w.manager.Observed.Note(e))
	}
	var failed error
	if r.Good() {
		if before != nil {
			now = now.Keep(*before)
		}
		failed = console.Failed(w.manager.Watched.Note(w.key, now))
	}
	w.SayWarnings(w.manager.Warnings())
	w.say(lines)
	if w.JSON {
		if err := w.print(before, lines); err != nil {
			return nil, err
		}
	}
	return lines, failed
}

// probe sends the requests that are wrong on purpose, until the server asks to wait.
func (w *watcher) probe(ctx context.Context) (probes []ripio.Exchange) {
	for _, deviation := range w.options.probes {
		if w.call.Environment.Name == ripio.Sandbox {
			w.Sleep(ctx, readiness.TestPause)
		}
		request := w.call.Request
		request.Deviation = deviation
		e := w.call.Send(ctx, request)
		if ctx.Err() != nil {
			return nil
		}
		probes = append(probes, e)
		if e.Failure != nil && (e.Response == nil || e.Failure.Wait() > 0) {
			break
		}
	}
	return probes
}

// say writes what is worse than ok on the error stream.
func (w *watcher) say(lines []checklist.Line) {
	at := phrase.UTC(w.Now())
	for _, line := range lines {
		if line.Verdict.Compare(checklist.OK) <= 0 {
			continue
		}
		w.Say("%s", visible.Line(fmt.Sprintf("%s %s: %s: %s", at, line.Verdict, line.Name, line.Found)))
		if line.Fix != "" {
			w.Say("  fix: %s", visible.Line(line.Fix))
		}
	}
}

func (w *watcher) print(before *canary.Observation, lines []checklist.Line) error {
	var since *string
	if before != nil {
		since = console.Instant(before.At)
	}
	return w.PrintJSON(console.Object{
		{"failure", console.ChecksFailed(lines, false)},
		{"environment", w.call.Environment.Name}, {"host", w.call.Environment.Host()}, {"profile", console.Optional(w.call.Profile.Name)},
		{"at", console.Instant(w.Now())}, {"last_good_run", since},
		{"verdict", checklist.Worst(lines)}, {"summary", checklist.Summary(lines)}, {"checks", console.ChecksObjects(lines)},
	})
}
