package console

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/ripio"
)

// secretNames are what people type to pass a secret: names that this program and
// others use for it. The value may be glued to any of them.
var secretNames = []string{"secret", "client-secret", "clientsecret", "password", "passwd", "pass"}

// secretSources are flags that only say where a secret is. Typed to a command that
// lacks them they expose nothing.
var secretSources = []string{"secret-env", "secret-ref", "secret-stdin", "secret-prompt", "passphrase-stdin"}

// HoldsSecret reports whether a secret is likely typed as an argument: under a
// name for a secret that is not a flag of the command.
func HoldsSecret(args []string, flags *pflag.FlagSet) bool {
	for _, arg := range args {
		if arg == "--" {
			return false
		}
		short, isFlag := strings.CutPrefix(arg, "-")
		name, long := strings.CutPrefix(short, "-")
		known, _, _ := strings.Cut(name, "=")
		if !isFlag || long && (flags.Lookup(known) != nil || slices.Contains(secretSources, known)) {
			continue
		}
		name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
		if slices.ContainsFunc(secretNames, func(secret string) bool { return strings.HasPrefix(name, secret) }) {
			return true
		}
	}
	return false
}

// SecretArgument refuses a secret that is typed as an argument, and does not
// quote it. The flags are those that the command has for a secret.
func SecretArgument(flags *pflag.FlagSet) error {
	use := "use the profile's own reference, --secret-env NAME or --secret-stdin"
	if flags.Lookup("secret-prompt") != nil {
		use = "use --secret-stdin, --secret-prompt or a reference such as --secret-ref env:NAME"
	}
	return Usage("a secret is not accepted as an argument, because other programs on this machine " +
		"can read it in the process list, and the shell keeps it in its history; " + use +
		". The value that was typed should be treated as exposed")
}

// EnvironmentFlag gives a command --env.
func EnvironmentFlag(cmd *cobra.Command, chosen *ripio.EnvironmentName, usage string) {
	cmd.Flags().FuncP("env", "e", usage, func(text string) (err error) {
		*chosen, err = Environment(text)
		return err
	})
	Complete(cmd, map[string]cobra.CompletionFunc{
		"env": Offer(func(*cobra.Command) []ripio.EnvironmentName { return ripio.EnvironmentNames }),
	})
}

// ProfileFlag gives a command --profile.
func (c *Console) ProfileFlag(cmd *cobra.Command, name *string, usage string) {
	cmd.Flags().StringVarP(name, "profile", "p", "", usage)
	Complete(cmd, map[string]cobra.CompletionFunc{"profile": c.CompleteProfiles()})
}

// JSONFlag gives a command --json, which IsJSON reads.
func JSONFlag(cmd *cobra.Command, usage string) { cmd.Flags().BoolP("json", "j", false, usage) }

// IsJSON reports whether a command was asked for JSON.
func IsJSON(cmd *cobra.Command) bool {
	asked, err := cmd.Flags().GetBool("json")
	return err == nil && asked
}

// TypedJSON reports whether --json stands among arguments that may not be read to their
// end, because one of them is wrong.
func TypedJSON(args []string) bool {
	for _, arg := range args {
		switch arg {
		case "--json", "--json=true", "-j":
			return true
		case "--":
			return false
		}
	}
	return false
}

// SchemaOf names the JSON object of a command: the command's words with hyphens, or
// "failure" for one that has no other object.
func SchemaOf(cmd *cobra.Command) string {
	if cmd.Flags().Lookup("json") == nil {
		return "failure"
	}
	return strings.ReplaceAll(strings.TrimPrefix(cmd.CommandPath(), Program+" "), " ", "-")
}

// Environment reads the name of an environment, or how that begins when no other
// begins so.
func Environment(text string) (ripio.EnvironmentName, error) {
	begin := slices.DeleteFunc(slices.Clone(ripio.EnvironmentNames), func(name ripio.EnvironmentName) bool {
		return !strings.HasPrefix(string(name), strings.ToLower(text))
	})
	if len(begin) == 1 {
		return begin[0], nil
	}
	name, err := ripio.ParseEnvironmentName(text)
	if err != nil {
		return "", Usage(err.Error())
	}
	return name, nil
}

// NoArguments is cobra.NoArgs without quoting what was typed.
func NoArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usage(cmd.Name() + " takes flags only, and there is another argument")
	}
	return nil
}

// Arguments wants as many arguments as the words of a command's use name, and does
// not quote them. hint says what they are.
func Arguments(hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch wanted := len(strings.Fields(cmd.Use)) - 2; { // but for the name and [flags]
		case wanted == 0:
			return NoArguments(cmd, args)
		case len(args) != wanted:
			return Usage("write " + cmd.Use + "; " + hint)
		}
		return nil
	}
}

// FlagError says what is wrong without the value that was typed. A
// flag's name is quoted only when it can hardly be anything else.
func FlagError(err error) error {
	if own, is := errors.AsType[*Error](err); is { // of a flag that reads its value itself
		return own
	}
	if unknown, is := errors.AsType[*pflag.NotExistError](err); is {
		switch name := unknown.GetSpecifiedName(); {
		case unknown.GetSpecifiedShortnames() != "":
			return Usage("there is no such flag of one letter; others begin with two hyphens")
		case isFlagName(name):
			return Usage("there is no flag --" + name)
		}
		return Usage("there is an unknown flag")
	}
	if noValue, is := errors.AsType[*pflag.ValueRequiredError](err); is {
		return Usage("--" + noValue.GetFlag().Name + " needs a value")
	}
	if badValue, is := errors.AsType[*pflag.InvalidValueError](err); is {
		forms := map[string]string{"bool": "takes no value", "duration": "needs a duration such as 20s or 1m30s"}
		flag := badValue.GetFlag()
		return Usage("--" + flag.Name + " " + cmp.Or(forms[flag.Value.Type()], "has a value that cannot be used"))
	}
	return Usage("a flag is not written correctly")
}

// isFlagName reports whether a text is a name and not a value that lost its flag.
func isFlagName(text string) bool {
	return text != "" && len(text) <= 24 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-") == ""
}
