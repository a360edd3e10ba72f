package checkup

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"devtools/ripio-explorer/ripio/checklist"
)

// readsTrustVariables tells whether SSL_CERT_FILE and SSL_CERT_DIR count here, see
// x509.SystemCertPool.
const readsTrustVariables = runtime.GOOS != "windows" && runtime.GOOS != "darwin" && runtime.GOOS != "ios"

// Terminal is what is known of a terminal without asking it.
type Terminal struct {
	// Getenv reads the environment.
	Getenv func(string) string
	// Width and Height are its cells; zero when there is no terminal.
	Width, Height int
	// Colours names how many it has: "no colours", "16 colours", "256 colours",
	// "true colour".
	Colours string
}

// The smallest terminal that the explorer is usable in.
const leastWidth, leastHeight = 60, 20

// Check checks size, colours, characters, and what stands between.
func (t Terminal) Check() checklist.Check {
	return checklist.Check{Name: "terminal", Limit: time.Second, Run: func(context.Context) []checklist.Line {
		lines := []checklist.Line{t.size(), t.colours(), t.characters()}
		if between := t.multiplexer(); between.Found != "" {
			lines = append(lines, between)
		}
		return lines
	}}
}

func (t Terminal) size() checklist.Line {
	size := fmt.Sprintf("%d x %d cells", t.Width, t.Height)
	switch {
	case t.Width == 0 || t.Height == 0:
		return checklist.Line{Verdict: checklist.NotRun, Found: "there is no terminal here; the explorer needs one, the commands do not"}
	case t.Width < leastWidth || t.Height < leastHeight:
		return checklist.Line{
			Verdict: checklist.Warning, Found: fmt.Sprintf("%s; the explorer needs %d x %d", size, leastWidth, leastHeight),
			Fix: "Make the window larger, or the font smaller.",
		}
	}
	return checklist.Line{Verdict: checklist.OK, Found: size}
}

func (t Terminal) colours() checklist.Line {
	line := checklist.Line{Name: "colours", Verdict: checklist.OK, Found: t.Colours + " by TERM=" + orUnset(t.Getenv("TERM"))}
	switch {
	case t.Getenv("NO_COLOR") != "":
		line.Found = "none, as NO_COLOR asks"
	case t.Getenv("TERM") == "":
		line.Verdict, line.Fix = checklist.Note, "Set TERM to what the terminal is, such as xterm-256color."
	case t.Getenv("TERM") == "dumb":
		line.Verdict, line.Fix = checklist.Note, "TERM=dumb has neither colours nor bold. Set TERM to what the terminal is."
	}
	return line
}

func (t Terminal) characters() checklist.Line {
	line := checklist.Line{Name: "characters", Verdict: checklist.OK, Found: "all of Unicode by the locale"}
	if ASCIIOnly(t.Getenv) {
		line.Verdict, line.Found = checklist.Note, "ASCII alone, by the locale or by TERM"
		line.Fix = "Set LANG to a locale of UTF-8, such as C.UTF-8."
	}
	return line
}

func (t Terminal) multiplexer() checklist.Line {
	switch {
	case t.Getenv("TMUX") != "":
		return checklist.Line{Name: "multiplexer", Verdict: checklist.OK, Found: "tmux"}
	case t.Getenv("STY") != "":
		return checklist.Line{
			Name: "multiplexer", Verdict: checklist.Note, Found: "GNU screen; a long text for the clipboard may not pass it",
			Fix: "When copying fails, copy outside of screen, or use tmux.",
		}
	}
	return checklist.Line{}
}

func orUnset(text string) string {
	if text == "" {
		return "(not set)"
	}
	return text
}

// ASCIIOnly reports whether a terminal is known not to show other characters than those
// of ASCII, by its environment.
func ASCIIOnly(getenv func(string) string) bool {
	if getenv("TERM") == "dumb" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := getenv(name); locale != "" {
			return locale == "C" || locale == "POSIX"
		}
	}
	return false
}
