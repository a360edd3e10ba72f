package config

import (
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	settings "devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio/visible"
)

func newSet(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "set KEY VALUE [flags]", Short: "write a setting into the file",
		Long: "Writes one setting into the file. Its comments and all other keys stay as they are.",
		Args: console.Arguments("docs/config.md lists the keys"),
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) (offers []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) == 0 {
			for _, option := range settings.Options() {
				offers = append(offers, cobra.CompletionWithDesc(option.Name, option.Help))
			}
		} else if option, known := settings.Find(args[0]); known && len(args) == 1 {
			offers = option.Words
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
	return define(cmd, func(store *settings.Store, args []string) error {
		option, known := settings.Find(args[0])
		if !known {
			return console.Usage("there is no such setting; ripio-explorer config show lists them")
		}
		err := store.Set(option, args[1])
		if wrong, is := errors.AsType[*settings.ValueError](err); is {
			return console.Usage(wrong.Error())
		}
		if err == nil {
			c.Say("%s is %s in %s", option.Name, args[1], visible.Line(store.Path()))
		}
		return err
	})
}
