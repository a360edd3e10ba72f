// Package widget is the command widget, which makes the link that opens Ripio's
// widget, and explains the URL with which the widget sends a person back. Nothing is
// sent anywhere.
package widget

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/widget"
)

const introduction = `Prints the link that opens Ripio's widget with a token. Nothing is sent anywhere.

The token is read from the input: bare, in a "Bearer" line, in the JSON object of
token --json, or in another widget link. Pipe it; a token in --token can be read in
the process list and stays in the shell's history. The link holds the token, so
whoever has it acts as the user until the token expires.`

const examples = `  ripio-explorer token --env sandbox --profile acme --json |
    ripio-explorer widget --env sandbox --flow on-ramp
  ripio-explorer widget --env sandbox --net ETHEREUM_SEPOLIA --crypto RTEST --amount 2100 --qr < token.txt
  ripio-explorer widget back 'https://partner.example/done?external_ref=...'`

const notes = `The environment must be the one that granted the token. It is compared with what
the input says, with a link's host, and with the attempts in the history. The simulator
has no widget.

The parameters are documented for the on-ramp only.

Exit codes:
  0  the link was printed
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the token has expired, a parameter must not stand in a link, or the environment has no widget
  7  refused, because the token is from another environment
  8  there is no token
`

// options are the flags.
type options struct {
	environment             ripio.EnvironmentName
	flow                    widget.Flow
	token, configDir        string
	hasToken, acceptExpired bool
	qr                      string
	parameters              widget.Parameters
}

// NewCommand returns the command widget.
func NewCommand(c *console.Console) *cobra.Command {
	o := &options{environment: ripio.Sandbox, flow: widget.OnRamp}
	cmd := &cobra.Command{
		Use: "widget [flags]", Short: "make a widget link, or explain the redirect URL",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.FuncP("env", "e", "`environment` that granted the token: sandbox or production, or a prefix (default sandbox)", func(text string) (err error) {
		o.environment, err = console.Environment(text)
		return err
	})
	f.Func("flow", "`flow`: on-ramp or off-ramp (default on-ramp)", func(text string) (err error) {
		var known bool
		if o.flow, known = widget.ParseFlow(text); !known {
			return console.Usage("no flow has that name; there are on-ramp and off-ramp")
		}
		return nil
	})
	f.StringVar(&o.token, "token", "", "`token`, or - to read it from the input, which is the default and the safer way")
	f.StringVar(&o.parameters.Address, "addr", "", "`address` of the wallet (_addr)")
	f.BoolVar(&o.parameters.AcceptAddress, "accept-address", false, "take the address although it has the form of a private key or a seed")
	f.StringVar(&o.parameters.Network, "net", "", "`network` such as ETHEREUM (_net)")
	f.StringVar(&o.parameters.Amount, "amount", "", "`amount` of fiat money, with a dot for decimals (_amount)")
	f.StringVar(&o.parameters.Crypto, "crypto", "", "`code` of the crypto such as USDT (_crypto)")
	f.StringVar(&o.parameters.TrackingSession, "tracking-session", "", "your own `ID`, which comes back in webhooks (_tracking_session)")
	f.BoolVar(&o.acceptExpired, "accept-expired", false, "print the link although the token has expired")
	f.StringVar(&o.qr, "qr", "", "also draw a QR code; `background` is the terminal's, dark or light, or auto for black on white")
	f.Lookup("qr").NoOptDefVal = qrColoured
	f.StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	console.Excludes(cmd, "--qr draws for a person and --json prints for a program; use one of them", "qr", "json")
	console.CompleteWords(cmd, "env", ripio.Sandbox, ripio.Production)
	console.CompleteWords(cmd, "flow", widget.Flows...)
	cmd = console.Group(cmd, newBack(c))
	unknown := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknown(cmd, args)
		}
		o.hasToken = cmd.Flags().Changed("token") && o.token != "-"
		return run(c, o)
	}
	return cmd
}

func run(c *console.Console, o *options) error {
	ink, coloured, err := qrLook(c, o.qr)
	if err != nil {
		return err
	}
	text := o.token
	if o.hasToken {
		c.Say("warning: a token in an argument stays in the shell's history and can be read in the process list; pipe it next time")
	} else if text, err = readInput(c, "token"); err != nil {
		return err
	}
	token, err := jwt.Decode(text)
	if err != nil {
		return console.NotReadable("There is no token in the text.")
	}
	link, findings, failure := makeLink(c, o, token, widget.CheckOrigin(o.environment, origin(c, o.configDir, text, token)))
	if c.JSON {
		return answer(c, failure, c.PrintJSON(document(o, link, token, findings, failure, c)))
	}
	sayFindings(c, findings)
	if failure != nil {
		return failure
	}
	if err := c.Print(link.Reveal() + "\n"); err != nil || o.qr == "" {
		return err
	}
	code, err := qr.Encode(redact.NewSecret(link.Reveal()))
	if err != nil {
		return &console.Error{Code: console.ExitBlocked, Kind: "qr", Title: "no QR code", Message: console.Sentence(err)}
	}
	return c.Print(drawn(code, ink, coloured))
}

// makeLink makes the link, or says why there is none, and what was noticed.
func makeLink(c *console.Console, o *options, token jwt.Token, findings []finding.Finding) (widget.Link, []finding.Finding, *console.Error) {
	now := c.Now() // by the local clock: no server is asked
	for _, item := range append(token.Findings, token.CheckTime(now)...) {
		if item.Level >= finding.LevelWarning {
			findings = append(findings, item)
		}
	}
	findings = append(findings, o.parameters.Check(o.environment, o.flow)...)
	environment, _ := ripio.EnvironmentFor(o.environment)
	link, err := widget.New(environment, o.flow, redact.NewSecret(token.Raw), o.parameters)
	failed := func(code int, kind, title, message string, hints ...string) (widget.Link, []finding.Finding, *console.Error) {
		return widget.Link{}, findings, &console.Error{Code: code, Kind: kind, Title: title, Message: message, Hints: hints}
	}
	switch {
	case errors.Is(err, widget.ErrNoWidget):
		return failed(console.ExitBlocked, "no-widget", "the environment has no widget", console.Sentence(err), "Request a token in the sandbox.")
	case finding.HasCode(findings, "widget-token-elsewhere"):
		return failed(console.ExitRefused, "other-environment", "the token is from another environment",
			"The token was granted by another environment, whose widget is another one. No link was made.",
			"Give that environment with --env.")
	case errors.Is(err, widget.ErrBlocked):
		return failed(console.ExitBlocked, "blocked", "a parameter must not stand in a link", "A check stopped it: "+blockers(findings)+".")
	case err != nil:
		return widget.Link{}, findings, console.NotReadable(console.Sentence(err))
	case token.Expiry.Expired(now) && !o.acceptExpired:
		return failed(console.ExitBlocked, "token-expired", "the token has expired",
			"The token expired at "+phrase.UTC(token.Expiry.At)+", by this machine's clock. No link was made.",
			"Request a new token, or use --accept-expired to see what the widget does with this one.")
	}
	return link, findings, nil
}

// blockers names what stops a link.
func blockers(findings []finding.Finding) string {
	var list []string
	for _, item := range findings {
		if item.Blocking {
			list = append(list, item.Headline())
		}
	}
	return strings.Join(list, "; ")
}

// sayFindings writes warnings and notes beside the output.
func sayFindings(c *console.Console, findings []finding.Finding) {
	for _, item := range findings {
		if item.Level > finding.LevelOK {
			found := ""
			if item.Found != "" {
				found = " (" + visible.Line(item.Found) + ")"
			}
			c.Say("%s: %s%s", item.Level, item.Headline(), found)
		}
	}
}

// answer ends a command that printed a JSON object, also when it failed.
func answer(c *console.Console, failure *console.Error, printed error) error {
	if failure == nil || printed != nil {
		return printed
	}
	c.Say("%s", failure.Message)
	failure.Shown = true
	return failure
}

// document is the output of widget --json. Its keys are stable.
func document(o *options, link widget.Link, token jwt.Token, findings []finding.Finding, failure *console.Error, c *console.Console) console.Object {
	var expiresAt, expired any
	if token.Expiry.State == jwt.ExpiryPresent {
		expiresAt, expired = console.Instant(token.Expiry.At), token.Expiry.Expired(c.Now())
	}
	var remaining any
	if expiresAt != nil {
		remaining = sendview.SecondsUntil(token.Expiry.At, c.Now())
	}
	return console.Object{
		{"failure", failure},
		{"environment", o.environment},
		{"flow", o.flow},
		{"link", console.Optional(link.Reveal())},
		{"preview", console.Optional(link.Preview())},
		{"expires_at", expiresAt},
		{"expired", expired},
		{"remaining_seconds", remaining},
		{"findings", sendview.FindingObjects(findings)},
	}
}
