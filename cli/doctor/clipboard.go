package doctor

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/tui/clipboard"
)

// clipboardCheck says where the explorer would copy to. Nothing is copied.
func clipboardCheck(way func() (clipboard.Route, error)) checklist.Check {
	return checklist.Check{Name: "clipboard", Limit: time.Second, Run: func(context.Context) []checklist.Line {
		const install = "Install wl-clipboard, xclip or xsel where there is a display."
		route, err := way()
		line := checklist.Line{Verdict: checklist.Note}
		switch {
		case err != nil:
			line.Verdict, line.Found, line.Fix = checklist.Warning, err.Error(), install
		case route.Arrived():
			line.Verdict, line.Found = checklist.OK, "a program puts texts on the system's clipboard"
		case route == clipboard.SentToTmux:
			line.Found = "texts go to tmux, which drops them unless it is set to take them"
			line.Fix = "In tmux: set -g set-clipboard on."
		default:
			line.Found = "texts go to the terminal (OSC 52); whether it takes them is not known"
			line.Fix = "Allow OSC 52 in the terminal's settings. " + install
		}
		return []checklist.Line{line}
	}}
}
