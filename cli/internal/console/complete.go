package console

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// Complete says how the values of flags are completed. No secret is read for it.
func Complete(cmd *cobra.Command, flags map[string]cobra.CompletionFunc) {
	for flag, complete := range flags {
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // there is no such flag
		}
	}
}

// Offer completes with a list that is made when it is needed. A shell leaves out
// what does not begin as the word that is typed.
func Offer[T ~string](list func(cmd *cobra.Command) []T) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) (offers []string, _ cobra.ShellCompDirective) {
		for _, each := range list(cmd) {
			offers = append(offers, string(each))
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}

// The flags whose values several commands complete.
var (
	CompleteEnvironments = Offer(func(*cobra.Command) []ripio.EnvironmentName { return ripio.EnvironmentNames })
	CompleteScenarios    = Offer(func(*cobra.Command) (names []string) {
		for _, scenario := range simulator.Scenarios() {
			names = append(names, scenario.Name)
		}
		return names
	})
)

// CompleteProfiles offers the names of the profiles in the folder of --config-dir.
func (c *Console) CompleteProfiles() cobra.CompletionFunc {
	return Offer(func(cmd *cobra.Command) (names []string) {
		dir, _ := cmd.Flags().GetString("config-dir")
		if manager, err := c.NewManager(dir); err == nil {
			book, _, _ := manager.Store.Load()
			for _, profile := range book.Profiles {
				names = append(names, profile.Name)
			}
		}
		return names
	})
}

// CompleteAttempts offers the IDs of the sends in the history.
func (c *Console) CompleteAttempts() cobra.CompletionFunc {
	return Offer(func(cmd *cobra.Command) (ids []string) {
		dir, _ := cmd.Flags().GetString("config-dir")
		if manager, err := c.NewManager(dir); err == nil {
			attempts, _ := manager.History.List(profiles.Filter{})
			for _, attempt := range attempts {
				ids = append(ids, attempt.ID)
			}
		}
		return ids
	})
}
