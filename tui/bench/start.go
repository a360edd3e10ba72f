//go:build unix

package main

import "time"

// The texts that are on the first frame.
const (
	ourFirst  = "Welcome"
	bareFirst = "bare 0"
)

// start measures the time from the start of the process to the first frame, on
// the three kinds of terminals.
func (b bench) start() ([]row, error) {
	const rounds, barelyRounds = 21, 1 // a bare program needs five seconds on a mute terminal
	var rows []row
	var onAnswering float64
	for _, kind := range []struct {
		what        string
		answerAfter time.Duration
		bareRounds  int
	}{
		{"first frame", here, rounds},
		{"first frame, 80 ms away", away, rounds},
		{"first frame, mute terminal", mute, barelyRounds},
	} {
		var ours, bares samples
		for round := range rounds {
			took, err := b.firstFrame(b.binary, ourFirst, kind.answerAfter)
			if err != nil {
				return nil, err
			}
			ours.add(took)
			if round >= kind.bareRounds {
				continue
			}
			if took, err = b.firstFrame(b.bare, bareFirst, kind.answerAfter); err != nil {
				return nil, err
			}
			bares.add(took)
		}
		r := row{what: kind.what, got: ours.median(), beside: bares.median(), unit: duration, peer: "bare"}
		if kind.answerAfter == here {
			onAnswering = r.got
			r.limit = atMostTimes(0.4)
		} else {
			r.limit = atMost(onAnswering + float64(10*time.Millisecond))
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// firstFrame starts a program and waits for a text.
func (b bench) firstFrame(program, text string, answerAfter time.Duration) (time.Duration, error) {
	began := time.Now()
	t, err := b.open(program, answerAfter)
	if err != nil {
		return 0, err
	}
	defer t.Close()
	_, err = t.waitFor(text)
	return time.Since(began), err
}
