package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
)

// newExplorer returns the root command, which starts the explorer.
func newExplorer(c *console.Console) *cobra.Command {
	start := console.Start{Settings: config.Given{}}
	var version bool
	cmd := &cobra.Command{
		Use: console.Program, Args: cobra.ArbitraryArgs,
		Long: "ripio-explorer requests a token for Ripio's On/Off-Ramp widget and reads it.",
	}
	f := cmd.Flags()
	f.SortFlags = false
	c.ProfileFlag(cmd, &start.Profile, "start with the profile of this `name`")
	console.EnvironmentFlag(cmd, &start.Environment, "start in this `environment`: sandbox, production or simulator (default sandbox)")
	host := caller.DefineHost(cmd)
	f.StringVar(&start.ExternalRef, "external-ref", "", "start with this `external_ref` (default a new UUID v4)")
	f.StringVar(&start.Address, "address", "", "start with this `address`")
	f.BoolVar(&start.Demo, "demo", false, "look around with made-up profiles: no network, no file is read or written")
	f.StringVar(&start.ConfigDir, "config-dir", "", "`folder` of the profiles file")
	for _, option := range config.Options() {
		name := strings.Join(option.Words, "|")
		if name == "" {
			name = "value"
		}
		f.Func(option.Flag(), option.Help+" (`"+name+"`)", func(text string) error {
			if err := option.Check(text); err != nil {
				return console.Usage("--" + option.Flag() + ": " + err.Error())
			}
			start.Settings[option.Name] = text
			return nil
		})
		if option.Name == "accessible" { // whoever needs it need not know of values
			f.Lookup(option.Flag()).NoOptDefVal = "on"
		}
		console.CompleteWords(cmd, option.Flag(), option.Words...)
	}
	f.BoolVar(&version, "version", false, "print the version and exit")
	for _, name := range []string{"config-dir", "base-url", "cacert"} { // they say where something outside is
		console.Excludes(cmd, "--demo touches neither files nor the network; leave out --"+name, "demo", name)
	}
	host.Replaces("env")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return console.UnknownCommand(cmd, args)
		}
		if version {
			return c.Print(console.Program + " " + c.Version + "\n")
		}
		if err := chooseHost(host, &start); err != nil {
			return err
		}
		if !c.IsTerminal(c.In) || !c.IsTerminal(c.Out) {
			return &console.Error{
				Code: ExitUsage, Kind: "no-terminal", Title: "there is no terminal",
				Message: "the explorer needs a terminal on its input and output; in scripts use ripio-explorer token",
			}
		}
		if code := c.Explore(start); code != ExitOK {
			return &console.Error{Code: code, Shown: true}
		}
		return nil
	}
	return cmd
}

// chooseHost takes the flags for a mock and for more authorities.
func chooseHost(host *caller.Host, start *console.Start) (err error) {
	if err = host.Check(); err != nil {
		return err
	}
	if start.Authorities, err = host.Authorities(); err != nil || !host.Given() {
		return err
	}
	start.Environment = ripio.Custom
	start.Custom, err = host.Environment()
	return err
}
