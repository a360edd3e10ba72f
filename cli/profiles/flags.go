package profiles

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// profilesFlags are the flags of the subcommands of profiles. Each subcommand
// has some of them.
type profilesFlags struct {
	command profilesCommand
	set     *pflag.FlagSet

	configDir, format, confirm                   string
	environment, clientID, country               string
	externalRef, address, secret, store          string
	json, fingerprint, makeDefault, yes          bool
	secretStdin, secretPrompt, asIs, acceptPlain bool
	passphraseStdin, fromEnvironment             bool
	acceptAddress                                bool
	useBackup, setAside, newPassphrase           bool
	remove                                       []string

	// reference is what --secret or --store say, and name the environment's.
	reference profiles.SecretReference
	name      ripio.EnvironmentName
}

func newProfilesFlags(command profilesCommand, cmd *cobra.Command) *profilesFlags {
	f := &profilesFlags{command: command, set: cmd.Flags()}
	f.set.SortFlags = false
	command.flags(f)
	f.set.StringVar(&f.configDir, "config-dir", "", "`folder` of the profiles file")
	if command.name != "export" {
		f.set.BoolVarP(&f.json, "json", "j", false, "print one JSON object")
	}
	return f
}

func noFlags(*profilesFlags)       {}
func noCheck(*profilesFlags) error { return nil }

func passphraseFlag(f *profilesFlags) {
	f.set.BoolVar(&f.passphraseStdin, "passphrase-stdin", false,
		"read the encrypted file's passphrase from the first line of the input")
}

func showFlags(f *profilesFlags) {
	f.set.BoolVar(&f.fingerprint, "fingerprint", false, "read the secrets and print a short fingerprint of each")
	f.set.StringVarP(&f.environment, "env", "e", "", "`environment` to fingerprint: sandbox or production (default both)")
	passphraseFlag(f)
}

func addFlags(f *profilesFlags) {
	f.set.StringVarP(&f.environment, "env", "e", string(ripio.Sandbox), "`environment` of the credentials: sandbox or production")
	f.set.StringVar(&f.clientID, "client-id", "", "`client_id`")
	f.set.StringVar(&f.secret, "secret", "", "`reference` to the secret: env:NAME, cmd:[\"program\",\"argument\"] or ask")
	storeFlags(f)
	f.set.BoolVar(&f.secretStdin, "secret-stdin", false,
		"read the client_secret from the input, as one line; after the passphrase when that is read too")
	f.set.BoolVar(&f.secretPrompt, "secret-prompt", false, "ask for the client_secret, on a terminal")
	f.set.BoolVar(&f.asIs, "as-is", false, "keep spaces and quotation marks around the client_secret")
	passphraseFlag(f)
	f.set.StringVar(&f.externalRef, "external-ref", "", "`external_ref` of the default user")
	f.set.StringVar(&f.address, "address", "", "`address` of the default user")
	f.set.BoolVar(&f.acceptAddress, "accept-address", false, "keep the address although it has the form of a private key or a seed")
	f.set.StringVar(&f.country, "country", "", "`label` such as AR")
	f.set.BoolVar(&f.makeDefault, "default", false, "make it the profile to begin with")
}

func editFlags(f *profilesFlags) { addFlags(f) }

func storeFlags(f *profilesFlags) {
	f.set.StringVar(&f.store, "store", "", "`place` that is to keep the client_secret: keyring, sealed or plain")
	f.set.BoolVar(&f.acceptPlain, "accept-plain", false, "accept that --store plain does not encrypt")
}

func importFlags(f *profilesFlags) {
	f.set.BoolVar(&f.fromEnvironment, "env", false, "read the variables of the environment, such as RIPIO_CLIENT_ID")
	storeFlags(f)
	passphraseFlag(f)
	f.set.BoolVar(&f.yes, "yes", false, "write what the preview shows")
}

func exportFlags(f *profilesFlags) {
	f.set.StringVar(&f.format, "format", "toml", "`form` of the output: toml or json")
}

func forgetFlags(f *profilesFlags) {
	f.set.StringVar(&f.confirm, "confirm", "", "`name` of the profile once more, in place of typing it")
	passphraseFlag(f)
}

func removeFlags(f *profilesFlags) {
	f.set.BoolVar(&f.yes, "yes", false, "remove without asking")
	passphraseFlag(f)
}

func orphansFlags(f *profilesFlags) {
	f.set.StringSliceVar(&f.remove, "remove", nil, "`kinds` to remove: secrets, temporary, damaged, backups")
	f.set.BoolVar(&f.yes, "yes", false, "remove without asking")
	passphraseFlag(f)
}

// given reports whether a flag was typed, even with an empty value.
func (f *profilesFlags) given(name string) bool { return f.set.Changed(name) }

// check judges what can be judged without the outside world.
func (f *profilesFlags) check() error {
	if f.command.operands >= 0 && f.set.NArg() != f.command.operands {
		return wrongOperands(f.command)
	}
	return f.command.check(f)
}

func wrongOperands(command profilesCommand) error {
	if command.operands == 0 {
		return console.Usage(command.name + " takes flags only, and there is another argument")
	}
	return console.Usage("write " + command.name + " " + command.usage + "; a name with spaces stands in quotes")
}

// checkAccount judges the flags of add and of edit.
func checkAccount(f *profilesFlags) error {
	if err := f.checkEnvironment(); err != nil {
		return err
	}
	if err := f.checkReference(); err != nil {
		return err
	}
	switch {
	case f.given("secret") && f.given("store"):
		return console.Usage("--secret and --store exclude each other")
	case f.given("secret") && (f.secretStdin || f.secretPrompt):
		return console.Usage("--secret names a place that this program does not write to; to have the secret stored use --store")
	case f.secretStdin && f.secretPrompt:
		return console.Usage("--secret-stdin and --secret-prompt exclude each other")
	case f.command.name == "add" && (f.secretStdin || f.secretPrompt) && f.store == "":
		return console.Usage("say with --store keyring, --store sealed or --store plain where the secret is to be kept")
	}
	return nil
}

func (f *profilesFlags) checkEnvironment() error {
	name, err := console.Environment(f.environment)
	if f.name = name; err != nil || name == ripio.Simulator {
		return console.Usage("--env must be sandbox or production: the simulator needs no credentials")
	}
	return nil
}

// checkReference reads --secret and --store. A text that is no reference may be
// the secret, so it is not quoted.
func (f *profilesFlags) checkReference() error {
	if err := f.checkStore(); err != nil {
		return err
	}
	if !f.given("secret") {
		return nil
	}
	reference, err := profiles.ParseSecretReference(f.secret)
	if err != nil {
		return console.Usage("--secret takes a reference and never the secret itself: " + err.Error() + ". " +
			"If the secret was typed there, treat it as exposed")
	}
	if reference.Kind().Keeps() {
		return console.Usage("write --store " + string(reference.Kind()) + " in place of --secret " + string(reference.Kind()))
	}
	f.reference = reference
	return nil
}

func (f *profilesFlags) checkStore() error {
	if !f.given("store") {
		return nil
	}
	kind := profiles.StoreKind(f.store)
	if !kind.Keeps() {
		return console.Usage("--store must be keyring, sealed or plain")
	}
	f.reference = profiles.SecretReference(kind)
	return nil
}

func checkShow(f *profilesFlags) error {
	switch {
	case !f.given("env"):
		return nil
	case !f.fingerprint:
		return console.Usage("--env needs --fingerprint")
	}
	return f.checkEnvironment()
}

func checkExport(f *profilesFlags) error {
	if f.format != "toml" && f.format != "json" {
		return console.Usage("--format must be toml or json")
	}
	return nil
}
