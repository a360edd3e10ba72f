// Package whoami is the command whoami, which says what a request would be sent with.
// It uses no network, and asks no place that may keep it waiting.
package whoami

import (
	"context"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Says which profile and credentials a request would use: the environment, where the
secret is, its fingerprint, and when it last worked and failed. Nothing is sent, and no
keyring, passphrase or secret command is asked for.`

const examples = `  ripio-explorer whoami
  ripio-explorer whoami --profile acme --env production --json`

const notes = `Without --profile it is the default profile of the profiles file, or the only one.

The fingerprint is computed from a secret in an environment variable or the plain
file. Of any other it is that of the latest attempt in the history, if there is one:
reading the secret might wait. ripio-explorer profiles show NAME --fingerprint reads it.

Exit codes:
  0  done; also when the secret is missing: the output says so
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  there is no such profile, or the profiles cannot be read
`

// NewCommand returns the command whoami.
func NewCommand(c *console.Console) *cobra.Command {
	var profile, dir string
	var environment ripio.EnvironmentName
	cmd := &cobra.Command{
		Use: "whoami [flags]", Short: "say which credentials would be used",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: console.NoArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	c.ProfileFlag(cmd, &profile, "`name` of the profile (default that of the profiles file, or the only one)")
	console.EnvironmentFlag(cmd, &environment, "`environment`: sandbox or production, or a prefix (default both)")
	f.StringVar(&dir, "config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if environment == ripio.Simulator {
			return console.Usage("the simulator needs no credentials; --env is sandbox or production")
		}
		manager, err := c.NewManager(dir)
		if err != nil {
			return console.Failed(err)
		}
		// What was interrupted is not settled here: that may ask a keyring.
		saved, warnings, err := manager.Store.Load()
		if err != nil {
			return console.Failed(err)
		}
		c.SayWarnings(warnings)
		chosen, by, err := choose(saved, profile, cmd.Flags().Changed("profile"))
		if err != nil {
			return err
		}
		i := identity{profile: chosen, chosenBy: by, path: manager.Store.Path()}
		for _, name := range book.Environments {
			if environment == "" && !chosen.Account(name).IsZero() || environment == name {
				i.accounts = append(i.accounts, look(cmd.Context(), c, manager, chosen, name))
			}
		}
		return c.Show(i.document(), i.text())
	}
	return cmd
}

// The ways in which a profile is chosen. They are stable.
const (
	byFlag    = "flag"
	byDefault = "default"
	byOnly    = "only-profile"
)

// choose returns the profile that was asked for, the default one, or the only one, and
// how it was chosen.
func choose(saved profiles.Book, name string, asked bool) (profiles.Profile, string, error) {
	if asked {
		profile, ok := saved.Find(name)
		if !ok {
			return profile, "", console.UnknownProfile("No profile is called \""+visible.Cut(name, 80)+"\".", saved, makeOne)
		}
		return profile, byFlag, nil
	}
	if profile, ok := saved.Default(); ok {
		return profile, byDefault, nil
	}
	if len(saved.Profiles) == 1 {
		return saved.Profiles[0], byOnly, nil
	}
	message := "There are several profiles, and none is the default."
	if len(saved.Profiles) == 0 {
		message = "There are no profiles yet."
	}
	return profiles.Profile{}, "", console.UnknownProfile(message, saved, makeOne)
}

const makeOne = "Make a profile with ripio-explorer profiles add NAME, or in the explorer."

// look collects what is known of an account without waiting for anything.
func look(ctx context.Context, c *console.Console, manager *profiles.Manager, profile profiles.Profile, environment ripio.EnvironmentName) account {
	a := account{environment: environment, Account: profile.Account(environment)}
	key := profiles.SecretKey{Profile: profile.Name, Environment: environment}
	var err error
	a.Record, err = manager.Records.Of(key)
	c.Warn("when it last worked is not known", err)
	sends, err := manager.History.List(profiles.Filter{Profile: profile.Name, Environment: environment})
	c.Warn("the history was not read", err)
	for _, send := range sends {
		if e := send.Exchange; !send.SwapTest && e.Request.Deviation == ripio.DeviationNone {
			a.addSend(send)
		}
	}
	a.fingerprintNow(ctx, manager, key)
	return a
}
