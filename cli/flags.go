package cli

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// errSecretArgument refuses a secret that is typed as an argument. It does not
// quote it.
var errSecretArgument = errors.New("a secret is not accepted as an argument, because other programs on this machine " +
	"can read it in the process list, and the shell keeps it in its history; use the profile's own reference, " +
	"--secret-env NAME or --secret-stdin. The value that was typed should be treated as exposed")

func newFlags(name string) *pflag.FlagSet {
	flags := pflag.NewFlagSet(name, pflag.ContinueOnError)
	flags.Usage = func() {}
	flags.SetOutput(io.Discard)
	flags.SortFlags = false
	return flags
}

// ParseFlags reads a command's arguments. Its errors quote none of them, as any
// may hold a secret or drive a terminal; they are safe to print. It gives
// pflag.ErrHelp when help is asked for.
func ParseFlags(flags *pflag.FlagSet, args []string) error { return parseFlags(flags, args) }

// parseFlags reads arguments. Its errors quote none of them, as any may hold a
// secret. It gives pflag.ErrHelp when help is asked for.
func parseFlags(flags *pflag.FlagSet, args []string) error {
	if holdsSecret(args) {
		return errSecretArgument
	}
	err := flags.Parse(args)
	if err == nil || errors.Is(err, pflag.ErrHelp) {
		return err
	}
	return describeFlagError(err)
}

// holdsSecret finds what people type to pass a secret: --secret, and the names
// that other programs use for it. The value may be glued to any of them.
func holdsSecret(args []string) bool {
	for _, arg := range args {
		if arg == "--" {
			return false
		}
		name, isFlag := strings.CutPrefix(arg, "-")
		name = strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "-")), "_", "-")
		if !isFlag || isSecretSource(name) {
			continue
		}
		for _, known := range []string{"secret", "client-secret", "clientsecret", "password", "passwd", "pass"} {
			if strings.HasPrefix(name, known) {
				return true
			}
		}
	}
	return false
}

// isSecretSource reports whether a flag says where the secret is.
func isSecretSource(name string) bool {
	name, _, _ = strings.Cut(name, "=")
	return name == "secret-env" || name == "secret-stdin" || name == "passphrase-stdin"
}

// describeFlagError says what is wrong without the value that was typed. A
// flag's name is quoted only when it can hardly be anything else.
func describeFlagError(err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return errors.New("there are no flags of one letter; flags begin with two hyphens")
	case errors.As(err, &unknown) && isFlagName(unknown.GetSpecifiedName()):
		return errors.New("there is no flag --" + unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return errors.New("there is an unknown flag")
	case errors.As(err, &noValue):
		return errors.New("--" + noValue.GetFlag().Name + " needs a value")
	case errors.As(err, &badValue):
		return errors.New("--" + badValue.GetFlag().Name + " " + valueForm(badValue.GetFlag()))
	}
	return errors.New("a flag is not written correctly")
}

// valueForm says what a flag's value looks like.
func valueForm(flag *pflag.Flag) string {
	switch flag.Value.Type() {
	case "bool":
		return "takes no value"
	case "duration":
		return "needs a duration such as 20s or 1m30s"
	}
	return "has a value that cannot be used"
}

// isFlagName reports whether a text is a name and not a value that lost its flag.
func isFlagName(text string) bool {
	return text != "" && len(text) <= 24 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-") == ""
}
