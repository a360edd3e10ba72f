package cli

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
)

// newExplorer returns the root command, which starts the explorer.
func newExplorer(c *console.Console) *cobra.Command {
	var start console.Start
	var version bool
	cmd := &cobra.Command{
		Use: console.Program, Args: cobra.ArbitraryArgs,
		Long: "ripio-explorer requests a token for Ripio's On/Off-Ramp widget and reads it.",
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&start.Profile, "profile", "p", "", "start with the profile of this `name`")
	f.FuncP("env", "e", "start in this `environment`: sandbox, production or simulator (default sandbox)", func(text string) (err error) {
		start.Environment, err = console.Environment(text)
		return err
	})
	f.StringVar(&start.ExternalRef, "external-ref", "", "start with this `external_ref` (default a new UUID v4)")
	f.StringVar(&start.Address, "address", "", "start with this `address`")
	f.StringVar(&start.ConfigDir, "config-dir", "", "`folder` of the profiles file")
	f.Func("theme", "`dark` or light, for the terminal's background", func(text string) error {
		if start.Theme = text; text != "dark" && text != "light" {
			return console.Usage("no theme has that name; there are dark and light")
		}
		return nil
	})
	f.Func("clipboard", "how to copy: `auto`, native (the system's clipboard) or osc52 (the terminal's; default auto)", func(text string) error {
		if start.Clipboard = text; text != "auto" && text != "native" && text != "osc52" {
			return console.Usage("there is no such way to copy; there are auto, native and osc52")
		}
		return nil
	})
	f.BoolVar(&start.NoMouse, "no-mouse", false, "leave the mouse to the terminal")
	f.BoolVar(&version, "version", false, "print the version and exit")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"env": console.CompleteEnvironments, "profile": c.CompleteProfiles(),
		"clipboard": cobra.FixedCompletions([]string{"auto", "native", "osc52"}, cobra.ShellCompDirectiveNoFileComp),
		"theme":     cobra.FixedCompletions([]string{"dark", "light"}, cobra.ShellCompDirectiveNoFileComp),
	})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return console.UnknownCommand(cmd, args)
		}
		if version {
			return c.Print(console.Program + " " + c.Version + "\n")
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
