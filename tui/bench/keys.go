//go:build unix

package main

import (
	"math"
	"strings"
	"time"
)

// keys measures the time from a key to the first byte of its frame. The keys
// are typed into a field of the form.
func (b bench) keys() ([]row, error) {
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
	var our, bares samples
	for block := range blocks {
		for _, one := range []struct {
			terminal *terminal
			samples  *samples
		}{{ours, &our}, {bare, &bares}} {
			if err := one.terminal.typeBlock(block, one.samples); err != nil {
				return nil, err
			}
		}
	}
	written, err := ours.bytesOfKeys()
	if err != nil {
		return nil, err
	}
	scrolled, err := ours.bytesOfWheel()
	if err != nil {
		return nil, err
	}
	return []row{
		{what: "key to frame, p50", got: our.median(), beside: bares.median(), unit: duration, peer: "bare", limit: atMostTimes(0.15)},
		{what: "key to frame, p99", got: our.percentile(99), beside: bares.percentile(99), unit: duration, peer: "bare", limit: atMostTimes(0.35)},
		{what: "bytes written, a key", got: written.median(), unit: number, limit: atMost(400)},
		{what: "bytes written, 400 wheel events", got: scrolled, unit: kilobytes, limit: atMost(80e3)},
	}, nil
}

// bytesOfKeys measures what is written for each of some letters in the address. There are
// few, as a long value may be a key and is masked: a letter changes nothing then.
func (t *terminal) bytesOfKeys() (written samples, err error) {
	const keys, settled = 8, 40 * time.Millisecond
	for range keys {
		_, before, _ := t.look()
		if _, err := t.keyToFrame("a"); err != nil {
			return nil, err
		}
		time.Sleep(settled)
		_, after, _ := t.look()
		written = append(written, float64(after-before))
	}
	return written, t.press(strings.Repeat("\x7f", keys))
}

// bytesOfWheel measures what is written while the HTTP tab is scrolled up and down
// with a wheel, a thousand events a second, most of which move it.
func (t *terminal) bytesOfWheel() (float64, error) {
	const events, together, turn, place = 400, 4, 12, ";90;20"
	for _, step := range []struct{ key, text string }{
		{"\r", "Expires in"}, {"\x1b[<0" + place + "M\x1b[<0" + place + "m", ""}, {"3", "POST"},
	} {
		if _, err := t.pressFor(step.key, step.text); err != nil {
			return 0, err
		}
		time.Sleep(idleFor / 20)
	}
	_, before, _ := t.look()
	for i := 0; i < events; i += together {
		wheel := "\x1b[<65"
		if i/turn%2 == 1 {
			wheel = "\x1b[<64"
		}
		if err := t.press(strings.Repeat(wheel+place+"M", together)); err != nil {
			return 0, err
		}
		time.Sleep(together * time.Millisecond)
	}
	time.Sleep(idleFor / 20)
	_, after, _ := t.look()
	return float64(after - before), nil
}

// The keys are typed in blocks, the programs taking turns.
const blocks, blockSize = 10, 26

// typeBlock types letters and takes them back.
func (t *terminal) typeBlock(block int, took *samples) error {
	for i := range blockSize {
		key := "a"
		if i%2 == 1 {
			key = "\x7f"
		}
		time.Sleep(pause(block*blockSize + i))
		latency, err := t.keyToFrame(key)
		if err != nil {
			return err
		}
		took.add(latency)
	}
	return nil
}

// pause is how long to wait before a key. The renderers draw on a clock, and the
// last key was answered on a tick of it: these pauses are spread evenly over
// its next ticks, so that the keys meet every phase alike.
func pause(i int) time.Duration {
	const settle, ticks, goldenRatio = 10 * time.Millisecond, time.Second / 60 * 2, 0.618033988749895
	_, phase := math.Modf(float64(i) * goldenRatio)
	return settle + time.Duration(phase*float64(ticks))
}

// keyToFrame types a key and waits for any output.
func (t *terminal) keyToFrame(key string) (time.Duration, error) {
	_, _, changed := t.look()
	began := time.Now()
	if err := t.press(key); err != nil {
		return 0, err
	}
	select {
	case <-changed:
		return time.Since(began), nil
	case <-time.After(patience):
		return 0, errNoFrame
	}
}

// atForm starts the program and brings it to the address field of the form,
// with the simulator selected.
func (b bench) atForm() (*terminal, error) {
	t, err := b.open(b.binary, here)
	if err != nil {
		return nil, err
	}
	for _, step := range []struct{ key, text string }{
		{"", ourFirst}, {"\r", "Send to SIMULATOR"}, {shiftTab, ""},
	} {
		if step.key != "" {
			err = t.press(step.key)
		}
		if err == nil && step.text != "" {
			_, err = t.waitFor(step.text)
		}
		if err != nil {
			t.Close()
			return nil, err
		}
	}
	return t, nil
}

const shiftTab = "\x1b[Z"
