// Package export is the command export, which writes the call for other tools. It
// reads no secret and sends nothing.
package export

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Prints the request for a token in the form that another tool takes. It reads no secret
and sends nothing: the client_secret comes from the environment variable
RIPIO_CLIENT_SECRET, or a placeholder stands for it. What no flag and no profile gives
is a placeholder, too.

FORMAT is one of
  curl                                     a command for a shell
  go, node, python, php, java, csharp      a program that requests a token and keeps it
                                           until shortly before it expires
  http                                     a file for HTTP clients of editors
  bruno, postman                           a request for these two tools
  openapi                                  a description of the call, in OpenAPI 3.0`

const examples = `  ripio-explorer export curl --profile acme --shell powershell
  ripio-explorer export node --env production
  ripio-explorer export openapi --out ripio-token.yaml`

const notes = `The documentation prints the production URL with http://; exports have https://,
because the request carries the client_secret. Error responses are not documented.

Exit codes:
  0  the request was exported
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  a check stopped it, or there is no such profile
`

// simulatorURL stands for a simulator whose port is not known.
const simulatorURL = "http://127.0.0.1:8787"

// options are the flags of the command export.
type options struct {
	environment                      ripio.EnvironmentName
	shell                            export.Shell
	profile, configDir, out          string
	clientID, externalRef, addressOf string
	acceptAddress                    bool
}

// NewCommand returns the command export.
func NewCommand(c *console.Console) *cobra.Command {
	o := &options{environment: ripio.Sandbox}
	cmd := &cobra.Command{
		Use: "export FORMAT [flags]", Short: "print the request for other tools",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args:              console.Arguments("FORMAT is curl, a language or a tool"),
		ValidArgsFunction: console.Offer(func(*cobra.Command) []export.Format { return export.Formats }),
		RunE: func(cmd *cobra.Command, args []string) error {
			format := export.Format(args[0])
			switch {
			case !slices.Contains(export.Formats, format):
				return console.Usage(export.ErrUnknownFormat.Error())
			case o.shell != "" && format != export.CurlCommand:
				return console.Usage("--shell is for the format curl")
			}
			return o.run(cmd.Context(), c, format)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	console.EnvironmentFlag(cmd, &o.environment, caller.EnvironmentUsage)
	c.ProfileFlag(cmd, &o.profile, "`name` of the profile to take client_id and user from")
	f.StringVar(&o.clientID, "client-id", "", "`client_id` to use in place of the profile's")
	f.StringVar(&o.externalRef, "external-ref", "", "`external_ref` of the user")
	f.StringVar(&o.addressOf, "address", "", "`address` of the user")
	f.BoolVar(&o.acceptAddress, "accept-address", false, "show the address although it has the form of a private key or a seed")
	caller.ShellFlag(cmd, &o.shell, "curl is written")
	f.StringVarP(&o.out, "out", "o", "", "new `file` to write in place of the output")
	f.StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	return cmd
}

func (o *options) run(ctx context.Context, c *console.Console, format export.Format) error {
	account, err := o.account(ctx, c)
	if err != nil {
		return err
	}
	request := ripio.Request{
		ClientID:    cmp.Or(o.clientID, account.ClientID),
		ExternalRef: cmp.Or(o.externalRef, account.User.ExternalRef),
		Address:     cmp.Or(o.addressOf, account.User.Address),
	}
	if o.acceptAddress && field.NeedsConfirmation(request.Address) {
		request.ConfirmedAddress = request.Address
	}
	request = export.WithPlaceholders(request)
	environment, fixed := ripio.EnvironmentFor(o.environment)
	if !fixed {
		if environment, err = ripio.SimulatorAt(simulatorURL); err != nil {
			return err
		}
		c.Say("the simulator is expected at %s; write its address in place of that if it listens elsewhere", simulatorURL)
	}
	call, err := export.NewCall(environment, request)
	if err != nil {
		return notExported(err)
	}
	text, err := o.write(format, call)
	if err != nil {
		return notExported(err)
	}
	for _, item := range request.Check() {
		if item.Level >= finding.LevelWarning && item.Field != finding.FieldSecret {
			c.Say("warning: %s", visible.Line(item.Headline()))
		}
	}
	if format == export.CurlCommand {
		c.Say("%s", export.SecretHint(o.shell))
	}
	return o.deliver(c, text)
}

// account is what the profile holds for the environment; nothing without one.
func (o *options) account(ctx context.Context, c *console.Console) (account profiles.Account, err error) {
	if o.profile == "" {
		return account, nil
	}
	profile, err := c.Profile(ctx, o.configDir, o.profile, "Leave out --profile: placeholders take its place.")
	if err != nil {
		return account, err
	}
	if o.environment == ripio.Simulator { // which has no account of its own
		return profiles.Account{ClientID: simulator.ExampleClientID, User: profile.Sandbox.User}, nil
	}
	return profile.Account(o.environment), nil
}

func (o *options) write(format export.Format, call export.Call) (string, error) {
	o.shell = cmp.Or(o.shell, export.POSIX)
	if format == export.CurlCommand {
		return export.Curl(call, o.shell), nil
	}
	return export.Write(format, call)
}

// deliver prints the text, or writes it into a new file.
func (o *options) deliver(c *console.Console, text string) error {
	if o.out == "" {
		if c.IsTerminal(c.Out) {
			text = visible.Text(text)
		}
		return c.Print(text)
	}
	path, err := atomicfile.Create(o.out, []byte(text))
	if err != nil {
		return &console.Error{Code: console.ExitInternal, Kind: console.KindDisk, Title: "the file was not written", Message: console.Sentence(err)}
	}
	c.Say("written to %s", visible.Line(path))
	return nil
}

// notExported is the error of a request that a check stops.
func notExported(err error) error {
	if !errors.Is(err, export.ErrNotExported) {
		return err
	}
	return &console.Error{Code: console.ExitBlocked, Kind: "not-exported", Title: "the request is not exported", Message: console.Sentence(err)}
}
