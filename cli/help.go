package cli

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
)

// newHelp returns the command help.
func newHelp(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "help [COMMAND]", Short: "explain a command", Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			about := cmd.Root()
			for len(args) > 0 && args[0] != "help" {
				found, rest, _ := about.Find(args[:1])
				if found == about || len(rest) > 0 {
					return console.UnknownCommand(about, args)
				}
				about, args = found, args[1:]
			}
			about.InitDefaultHelpFlag()
			return c.Print(console.Help(about))
		},
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		about, rest, _ := cmd.Root().Find(args)
		if len(rest) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, each := range about.Commands() {
			names = append(names, each.Name()+"\t"+each.Short)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}
