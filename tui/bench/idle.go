//go:build unix

package main

import (
	"errors"
	"sync"
	"time"
)

var errNoFrame = errors.New("a key changed nothing on the screen")

// idleFor is how long a program is watched doing nothing, settled how long it is left alone
// before: the collector of garbage and what is kept for the next start come after a start.
const idleFor, settled = 4 * time.Second, 2 * time.Second

// idle measures what a program costs that waits for a key: the time it
// computes, how often it wakes, what it writes, and its memory.
func (b bench) idle() ([]row, error) {
	ours, err := b.atForm()
	if err != nil {
		return nil, err
	}
	defer ours.Close()
	bare, err := b.open(b.bare, here)
	if err != nil {
		return nil, err
	}
	defer bare.Close()
	if _, err := bare.waitFor(bareFirst); err != nil {
		return nil, err
	}
	rows := []row{}
	var resting, beside rest
	var both sync.WaitGroup // at the same time, so that a busy machine disturbs both alike
	both.Go(func() { resting = ours.watch() })
	both.Go(func() { beside = bare.watch() })
	both.Wait()
	if resting.err != nil {
		rows = append(rows, row{what: "idle CPU, wake-ups, memory", missing: resting.err.Error()})
	} else {
		rows = append(rows,
			row{what: "idle CPU", got: resting.cpu, beside: beside.cpu, unit: busy, peer: "bare", limit: atMostTimes(0.1)},
			row{what: "idle wake-ups", got: resting.wakeUps, beside: beside.wakeUps, unit: perSecond, peer: "bare", limit: atMost(12)},
			row{what: "memory after start", got: resting.memory, beside: beside.memory, unit: megabytes, peer: "bare", limit: atMost(15e6)})
	}
	rows = append(rows, row{what: "bytes written, idle", got: resting.bytes, unit: perSecond, limit: atMost(0)})
	if _, err := ours.pressFor("\r", "Expires in"); err != nil {
		return nil, err
	}
	counting := ours.watch()
	rows = append(rows, row{what: "bytes written, counting down", got: counting.bytes, unit: perSecond, limit: atMost(60)})
	sent := row{what: "memory after 100 sends", unit: megabytes, limit: atMost(25e6)}
	for range 100 {
		if err := ours.press("\r"); err != nil {
			return nil, err
		}
		time.Sleep(sendPause)
	}
	used, err := readUsage(ours.Command.Process.Pid)
	if err != nil {
		sent.missing = err.Error()
	}
	sent.got = float64(used.memory)
	return append(rows, sent), nil
}

// sendPause is more than a send to the simulator takes.
const sendPause = 20 * time.Millisecond

// rest is what a program does in a second of doing nothing.
type rest struct {
	cpu, wakeUps, bytes float64 // ms, times, bytes per second
	memory              float64 // bytes
	err                 error   // why all but bytes is unknown
}

// watch watches the program for a while, once it has settled.
func (t *terminal) watch() rest {
	time.Sleep(settled)
	before, err := readUsage(t.Command.Process.Pid)
	_, written, _ := t.look()
	began := time.Now()
	time.Sleep(idleFor)
	seconds := time.Since(began).Seconds()
	after, _ := readUsage(t.Command.Process.Pid)
	_, now, _ := t.look()
	return rest{
		cpu:     float64(after.cpu-before.cpu) / float64(time.Millisecond) / seconds,
		wakeUps: float64(after.wakeUps-before.wakeUps) / seconds,
		bytes:   float64(now-written) / seconds,
		memory:  float64(after.memory),
		err:     err,
	}
}
