package console

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/profiles"
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

// CompleteWords says what a shell offers for the value of a flag.
func CompleteWords[T ~string](cmd *cobra.Command, flag string, words ...T) {
	Complete(cmd, map[string]cobra.CompletionFunc{flag: Offer(func(*cobra.Command) []T { return words })})
}

// CompleteProfiles offers the names of the profiles in the folder of --config-dir.
func (c *Console) CompleteProfiles() cobra.CompletionFunc {
	return c.offerKept(func(manager *profiles.Manager) (names []string) {
		book, _, _ := manager.Store.Load()
		for _, profile := range book.Profiles {
			names = append(names, profile.Name)
		}
		return names
	})
}

// CompleteAttempts offers the IDs of the sends in the history.
func (c *Console) CompleteAttempts() cobra.CompletionFunc {
	return c.offerKept(func(manager *profiles.Manager) (ids []string) {
		attempts, _ := manager.History.List(profiles.Filter{})
		for _, attempt := range attempts {
			ids = append(ids, attempt.ID)
		}
		return ids
	})
}

func (c *Console) offerKept(list func(*profiles.Manager) []string) cobra.CompletionFunc {
	return Offer(func(cmd *cobra.Command) []string {
		dir, _ := cmd.Flags().GetString("config-dir")
		manager, err := c.NewManager(dir)
		if err != nil {
			return nil
		}
		return list(manager)
	})
}
