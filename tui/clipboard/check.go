package clipboard

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio/checklist"
)

// Check says where a text would be copied to. Nothing is copied.
func (c *Clipboard) Check() checklist.Check {
	return checklist.Check{Name: "clipboard", Limit: time.Second, Run: func(context.Context) []checklist.Line {
		const install = "Install wl-clipboard, xclip or xsel where there is a display."
		route, err := c.way()
		line := checklist.Line{Verdict: checklist.Note}
		switch {
		case err != nil:
			line.Verdict, line.Found, line.Fix = checklist.Warning, err.Error(), install
		case route.Arrived():
			line.Verdict, line.Found = checklist.OK, "a program puts texts on the system's clipboard"
		case route == SentToTmux:
			line.Found = "texts go to tmux, which drops them unless it is set to take them"
			line.Fix = "In tmux: set -g set-clipboard on."
		default:
			line.Found = "texts go to the terminal (OSC 52); whether it takes them is not known"
			line.Fix = "Allow OSC 52 in the terminal's settings. " + install
		}
		return []checklist.Line{line}
	}}
}
