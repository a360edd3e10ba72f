package console

import (
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// Completion lists what a shell may offer for a flag or an argument: a word, or a
// word, a tab and what it means. No secret is read for it.
type Completion func(cmd *cobra.Command, typed string) []string

// Complete says how the values of flags are completed.
func Complete(cmd *cobra.Command, flags map[string]Completion) {
	for flag, complete := range flags {
		// The only error is a flag that does not exist or has a completion already.
		if err := cmd.RegisterFlagCompletionFunc(flag, complete.cobra()); err != nil {
			panic(err)
		}
	}
}

// CompleteArguments says how the arguments of a command are completed, up to a
// number of them.
func CompleteArguments(cmd *cobra.Command, most int, complete Completion) {
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete.cobra()(cmd, args, typed)
	}
}

func (complete Completion) cobra() cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		var fit []string
		for _, offer := range complete(cmd, typed) {
			if strings.HasPrefix(strings.ToLower(offer), strings.ToLower(typed)) {
				fit = append(fit, offer)
			}
		}
		return fit, cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteNothing offers nothing, not even files.
func CompleteNothing(*cobra.Command, string) []string { return nil }

// CompleteEnvironments offers the environments.
func CompleteEnvironments(*cobra.Command, string) []string {
	var names []string
	for _, name := range ripio.EnvironmentNames {
		names = append(names, string(name))
	}
	return names
}

// CompleteScenarios offers the simulator's scenarios.
func CompleteScenarios(*cobra.Command, string) []string {
	var names []string
	for _, scenario := range simulator.Scenarios() {
		names = append(names, scenario.Name)
	}
	return names
}

// CompleteProfiles offers the names of the profiles in the folder of --config-dir.
// Names that a shell could take for something else are left out.
func (c *Console) CompleteProfiles(cmd *cobra.Command, _ string) []string {
	var names []string
	if manager := c.completionManager(cmd); manager != nil {
		book, _, _ := manager.Store.Load()
		for _, profile := range book.Profiles {
			names = append(names, profile.Name)
		}
	}
	return names
}

// CompleteAttempts offers the IDs of the sends in the history.
func (c *Console) CompleteAttempts(cmd *cobra.Command, _ string) []string {
	var ids []string
	if manager := c.completionManager(cmd); manager != nil {
		attempts, _ := manager.History.List(profiles.Filter{})
		for _, attempt := range attempts {
			ids = append(ids, attempt.ID)
		}
	}
	return ids
}

// completionManager is nil when there is nothing to complete from.
func (c *Console) completionManager(cmd *cobra.Command) *profiles.Manager {
	if c.NewManager == nil {
		return nil
	}
	dir, _ := cmd.Flags().GetString("config-dir")
	manager, err := c.NewManager(dir)
	if err != nil {
		return nil
	}
	return manager
}
