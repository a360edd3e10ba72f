package console

import (
	"cmp"

	"github.com/spf13/cobra"
)

// Excludes says that a flag goes with none of the others: a shell does not offer them
// beside it, and both are a wrong argument. An empty sentence names the two.
func Excludes(cmd *cobra.Command, sentence, flag string, others ...string) {
	for _, other := range others {
		cmd.MarkFlagsMutuallyExclusive(flag, other)
		Before(cmd, func() error {
			if typed(cmd, flag) && typed(cmd, other) {
				return Usage(cmp.Or(sentence, "--"+flag+" and --"+other+" exclude each other"))
			}
			return nil
		})
	}
}

// typed reports whether a flag was given. A switch that was turned off is as if it were
// not, here and for cobra, which looks at the same groups once more.
func typed(cmd *cobra.Command, name string) bool {
	flag := cmd.Flags().Lookup(name)
	if flag.Value.Type() == "bool" && flag.Value.String() == "false" {
		flag.Changed = false
	}
	return flag.Changed
}

// Before adds what is looked at before a command runs, after its flags were read.
func Before(cmd *cobra.Command, look func() error) {
	earlier := cmd.PreRunE
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		if earlier != nil {
			if err := earlier(cmd, args); err != nil {
				return err
			}
		}
		return look()
	}
}
