package tui

import (
	"devtools/ripio-explorer/tui/elapsed"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// tickMsg asks for a new drawing. Only the newest loop goes on.
type tickMsg struct{ loop int }

// clock is the loop of drawings that something counting on the screen asks for.
type clock struct {
	// tick is the pause between two, zero when none is asked for; loop is its number.
	tick  time.Duration
	loop  int
	watch elapsed.Watch
}

// followClock keeps what counts down at its pace when the wall clock was set: the
// tokens of this run and the pauses. It comes before a message is handled, as an
// answer that comes now was measured with the clock as it is now.
func (m *Model) followClock() {
	if m.deps.Elapsed == nil {
		return
	}
	elapsed, known := m.deps.Elapsed()
	if !known {
		return
	}
	step := m.clock.watch.Step(m.deps.Now(), elapsed)
	if step == 0 {
		return
	}
	m.sends.FollowClock(step)
	m.result.FollowClock(step)
	m.widget.FollowClock(step)
}

// secondPause is how long a drawing stays right that counts seconds.
const secondPause = time.Second

// keepTicking starts the clock when something on the screen changes with time, and
// anew when it changes sooner than before. Ticks of an older loop are dropped.
func (m *Model) keepTicking() tea.Cmd {
	pause, counting := m.result.Counting()
	_, own := m.ownLife()
	if own || m.sends.Leases.Words(m.selected.Profile, m.selected.Environment.Name, m.deps.Now()) != "" || m.credentials.Reveal.Active(m.deps.Now()) || m.sends.Renewals.On() || counting && m.sends.NotWaiting() == "" {
		if !counting || pause > secondPause {
			pause = secondPause
		}
		counting = true
	}
	if !counting || m.clock.tick > 0 && m.clock.tick <= pause {
		return nil
	}
	m.clock.loop++
	m.clock.tick = pause
	loop := m.clock.loop
	return m.deps.Every(pause, func(time.Time) tea.Msg { return tickMsg{loop: loop} })
}
