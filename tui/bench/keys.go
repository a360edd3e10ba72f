//go:build unix

package main

import (
	"math/rand/v2"
	"time"
)

// keys measures the time from a key to the first byte of its frame. The keys
// are typed into a field of the form.
func (b bench) keys() ([]row, error) {
	const presses = 200
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
	for i := range presses {
		key := "a"
		if i%2 == 1 {
			key = "\x7f"
		}
		for _, one := range []struct {
			terminal *terminal
			samples  *samples
		}{{ours, &our}, {bare, &bares}} {
			// The renderer draws on a clock: meet it at every phase.
			time.Sleep(20*time.Millisecond + rand.N(20*time.Millisecond))
			took, err := one.terminal.keyToFrame(key)
			if err != nil {
				return nil, err
			}
			one.samples.add(took)
		}
	}
	return []row{
		{what: "key to frame, p50", got: our.median(), beside: bares.median(), unit: duration, peer: "bare", limit: atMostTimes(0.65)},
		{what: "key to frame, p99", got: our.percentile(99), beside: bares.percentile(99), unit: duration, peer: "bare", limit: atMostTimes(0.7)},
	}, nil
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
// with the simulator armed.
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
