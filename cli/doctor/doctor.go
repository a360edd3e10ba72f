// Package doctor is the command doctor, which checks what a request needs around it. It
// sends no credentials unless --mint is given.
package doctor

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/checks"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/checkup"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Checks what a request needs around it: the profiles and the places of their secrets,
the terminal and the clipboard, and the way to the server. No credentials are sent.`

const examples = `  ripio-explorer doctor
  ripio-explorer doctor --offline --json
  ripio-explorer doctor --profile acme --mint
  ripio-explorer doctor --base-url http://127.0.0.1:8787 --mint`

const notes = `Each line is ok, note, warning, failure or not run; what is not ok comes with a fix.
The checks run side by side, and each has a time limit. No secret command is run, no
unlock window opens, and the encrypted file stays closed. One HEAD without credentials
goes to the first page of each server that a profile uses, the sandbox at least.

--mint requests a token in the sandbox for each profile with a default address, or for
that of --profile. It reads the secrets for that, so an unlock window may open.

--base-url looks at your own mock in place of Ripio's servers. With --mint the sandbox
accounts are tried there; a production secret never goes there.

Exit codes:
  0  every line is ok, a note or not run
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the worst line is a failure, or there is no such profile
  7  refused to protect production or the secret
  9  the worst line is a warning
`

// options are the flags.
type options struct {
	*caller.Host

	profile, dir  string
	offline, mint bool
	keyringLimit  time.Duration
}

// NewCommand returns the command doctor.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "doctor [flags]", Short: "check what a request needs around it",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: console.NoArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o := &options{}
	f.BoolVar(&o.offline, "offline", false, "leave out what needs the network")
	f.BoolVar(&o.mint, "mint", false, "request a token in the sandbox for each profile; sends their credentials")
	c.ProfileFlag(cmd, &o.profile, "`name` of the only profile to check")
	o.Host = caller.DefineHost(cmd)
	f.StringVar(&o.dir, "config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	console.Excludes(cmd, "", "offline", "mint")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.Check(); err != nil {
			return err
		}
		return o.run(cmd.Context(), c)
	}
	return cmd
}

func (o *options) run(ctx context.Context, c *console.Console) error {
	servers, err := o.servers(c)
	if err != nil {
		return err
	}
	manager, err := c.NewManager(o.dir)
	if err != nil {
		return console.Failed(err)
	}
	house := checks.NewHouse(manager, o.keyringLimit)
	if _, ok := house.Book().Find(o.profile); o.profile != "" && !ok && len(house.Book().Profiles) > 0 {
		return console.UnknownProfile("No profile is called \""+visible.Cut(o.profile, 80)+"\".", house.Book(), "")
	}
	list := house.Files()
	list = append(list, house.Stores()...)
	list = append(list, house.Accounts(o.profile)...)
	list = append(list, c.Terminal().Check(), c.Clipboard)
	list = append(list, servers.network.Trust())
	for _, environment := range o.environments(house.Book(), servers) {
		list = append(list, servers.network.Proxy(environment))
		if !o.offline {
			list = append(list, servers.network.Reach(environment)...)
		}
	}
	if !o.Given() {
		list = append(list, checkup.Maintenance(c.Now)) // of Ripio's sandbox
	}
	if o.mint {
		list = append(list, o.mints(minter{Console: c, manager: manager, servers: servers, book: house.Book()})...)
	}
	return report(c, checklist.Run(ctx, list))
}

// servers are what the checks of the network look at.
type servers struct {
	network      checkup.Network
	authenticate func(context.Context, time.Duration, ripio.Environment, ripio.Request) ripio.Exchange
	// sandbox is what a token is requested from, and all there is with --base-url.
	sandbox ripio.Environment
}

func (o *options) servers(c *console.Console) (s servers, err error) {
	s = servers{network: c.Network, authenticate: c.Authenticate}
	s.sandbox, _ = ripio.EnvironmentFor(ripio.Sandbox)
	authorities, err := o.Authorities()
	if err != nil {
		return s, err
	}
	if authorities != nil {
		s.network, s.authenticate = c.Network.Trusting(authorities), c.Trusting(authorities)
	}
	if o.Given() {
		if s.sandbox, err = o.Environment(); err == nil {
			caller.SayCustom(c, s.sandbox)
		}
	}
	return s, err
}

// environments are those that profiles have credentials for, and the sandbox; with
// --base-url the custom one alone.
func (o *options) environments(saved profiles.Book, s servers) (list []ripio.Environment) {
	if o.Given() {
		return []ripio.Environment{s.sandbox}
	}
	for _, name := range book.Environments {
		used := name == ripio.Sandbox
		for _, profile := range saved.Profiles {
			used = used || profile.Account(name).ClientID != "" && (o.profile == "" || book.SameName(o.profile, profile.Name))
		}
		if fixed, ok := ripio.EnvironmentFor(name); ok && used {
			list = append(list, fixed)
		}
	}
	return list
}

// report prints the lines; the worst one decides how the command ends.
func report(c *console.Console, lines []checklist.Line) error {
	failed := console.ChecksFailed(lines, false)
	return failed.After(c.Show(console.Object{
		{"failure", failed},
		{"verdict", checklist.Worst(lines)}, {"summary", checklist.Summary(lines)}, {"checks", console.ChecksObjects(lines)},
	}, console.ChecksText(lines)+"\n"+checklist.Summary(lines)+"\n"))
}
