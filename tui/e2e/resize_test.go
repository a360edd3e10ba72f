//go:build unix

package e2e_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestResizeStorm(t *testing.T) {
	t.Parallel()
	p := start(t, nil)
	p.waitFor("Welcome")
	p.press(enter)
	want := p.waitUntil("the simulator, down to the last line", func(screen string) bool {
		return strings.Contains(screen, "127.0.0.1:") && strings.Contains(screen, "SIMULATOR is selected")
	})
	random := rand.New(rand.NewPCG(1, 2))
	p.resize(1, 1)
	for range 200 {
		p.resize(1+random.IntN(300), 1+random.IntN(100))
	}
	p.resize(120, 36)
	began := time.Now()
	p.waitUntil("the screen as it was before:\n"+want, func(screen string) bool { return screen == want })
	if took := time.Since(began); took > time.Second {
		t.Errorf("the screen was right after %v", took)
	}
	p.press(ctrlC)
	p.checkEnd(0)
}
