package decode

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// options are the flags.
type options struct {
	keyEnv, profile, configDir string
	keyStdin, compare          bool
	environment                ripio.EnvironmentName
}

func (o *options) define(cmd *cobra.Command, c *console.Console) {
	o.environment = ripio.Sandbox
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.keyEnv, "key-env", "", "verify the signature with the key in the environment variable of this `name`")
	f.BoolVar(&o.keyStdin, "key-stdin", false, "verify the signature with the key on the input; the token is an argument then")
	c.ProfileFlag(cmd, &o.profile, "say whether the client_secret of this profile verifies the signature")
	console.EnvironmentFlag(cmd, &o.environment, "`environment` of the profile's client_secret (default sandbox)")
	f.StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	f.BoolVar(&o.compare, "compare", false, "compare two tokens, given as two arguments or in the input")
	console.JSONFlag(cmd, "print one JSON object")
	console.Excludes(cmd, "--compare looks at no signature; leave the flags for keys out", "compare", "key-env", "key-stdin", "profile")
	console.Excludes(cmd, "--key-env and --key-stdin say two places of the key; use one of them", "key-env", "key-stdin")
}

// check is what came of the keys that were asked for; nil for what was not asked.
type check struct {
	key, clientSecret *jwt.KeyVerdict
	// noHMAC reports that no shared key can verify the token.
	noHMAC bool
}

// readKeys reads the keys that were asked for. They are kept until the command ends.
func readKeys(ctx context.Context, c *console.Console, o *options, args []string) (key, clientSecret redact.Secret, err error) {
	switch {
	case o.keyStdin && (len(args) == 0 || args[0] == "-"):
		return key, clientSecret, console.Usage("--key-stdin takes the input for the key, so the token must be an argument; or use --key-env NAME")
	case o.keyEnv != "":
		key, err = c.SecretFromVariable("key-env", o.keyEnv)
	case o.keyStdin:
		var lines []redact.Secret
		if lines, _, err = c.ReadPipe(ctx, console.Pipe{Wanted: []string{"key"}, Otherwise: ", or use --key-env NAME"}); err == nil {
			key = lines[0]
		}
	}
	if err == nil && o.profile != "" {
		clientSecret, err = profileSecret(ctx, c, o)
	}
	return key, clientSecret, err
}

// profileSecret reads the client_secret of the profile that was named.
func profileSecret(ctx context.Context, c *console.Console, o *options) (redact.Secret, error) {
	profile, err := c.Profile(ctx, o.configDir, o.profile, "Make the profile with ripio-explorer profiles add.")
	switch {
	case err != nil:
		return redact.Secret{}, err
	case o.environment == ripio.Simulator:
		return redact.Secret{}, console.Usage("the simulator signs with a key of its own that nobody has; --env takes sandbox or production with --profile")
	}
	secret, err := c.NewSecrets(o.configDir).Resolve(ctx, profiles.SecretKey{Profile: profile.Name, Environment: o.environment}, profile.Account(o.environment).Secret)
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded), errors.Is(err, profiles.ErrPassphraseNeeded):
		return secret, console.Missing("The profile's secret needs a person to be read, and a script cannot be asked.", "Give it with --key-env NAME or --key-stdin.")
	case err != nil:
		return secret, console.Missing(visible.Line(err.Error())+".", "Leave --profile out, or use --key-env NAME.")
	}
	return secret, nil
}

// verify checks the token's signature with the keys, and words the outcome in the token.
func verify(token *jwt.Token, key, clientSecret redact.Secret) (done check) {
	for _, each := range []struct {
		secret redact.Secret
		to     **jwt.KeyVerdict
	}{{key, &done.key}, {clientSecret, &done.clientSecret}} {
		if each.secret.IsEmpty() {
			continue
		}
		verdict, err := token.VerifyKey(each.secret)
		if err != nil {
			done.noHMAC = true
			return done
		}
		*each.to = &verdict
	}
	switch {
	case done.key != nil:
		token.Signature = done.key.String()
	case done.clientSecret != nil && done.clientSecret.Holds:
		token.Signature = done.secretText()
	}
	return done
}

// secretText says plainly whether the client_secret verifies the signature; empty when no
// profile was named.
func (d check) secretText() string {
	switch {
	case d.clientSecret == nil:
		return ""
	case d.clientSecret.Holds:
		return "the profile's client_secret verifies the signature, taken as " + string(d.clientSecret.Form) + "; Ripio documents nowhere that it does"
	}
	return "the profile's client_secret does not verify the signature; Ripio documents nowhere that it should"
}

// failure is the error of a key that was given and does not verify the signature.
func (d check) failure() *console.Error {
	switch {
	case d.noHMAC:
		return &console.Error{Code: console.ExitRejected, Kind: "not-hmac", Title: "no key can verify it", Message: "The key was not tried: " + jwt.ErrNoHMAC.Error() + "."}
	case d.key != nil && !d.key.Holds:
		return &console.Error{Code: console.ExitRejected, Kind: "other-key", Title: "another key", Message: "The signature " + d.key.String() + "."}
	}
	return nil
}

// object is what JSON shows of a verdict; nil for none.
func object(v *jwt.KeyVerdict) any {
	if v == nil {
		return nil
	}
	return console.Object{{"holds", v.Holds}, {"form", console.Optional(v.Form)}, {"tried", v.Tried}}
}
