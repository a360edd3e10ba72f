package token

import (
	"errors"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// printCurl prints the request that a dry run composed as a curl command, and what is
// odd about it beside that.
func (a *attempt) printCurl(exchange ripio.Exchange) error {
	call, err := export.NewCall(exchange.Environment, a.call.Request)
	if errors.Is(err, export.ErrNotExported) {
		return &console.Error{Code: console.ExitBlocked, Kind: "not-exported", Title: "no command", Message: console.Sentence(err)}
	}
	for _, item := range exchange.Findings {
		if item.Level >= finding.LevelWarning {
			a.Say("warning: %s", visible.Line(item.Headline()))
		}
	}
	a.Say("%s", export.SecretHint(a.opts.shell))
	return a.Print(export.Curl(call, a.opts.shell))
}
