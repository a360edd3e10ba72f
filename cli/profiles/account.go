package profiles

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// accountOptions are the flags of add and edit.
type accountOptions struct {
	storeOptions

	flags                                   *pflag.FlagSet
	named, secretRef                        string
	clientID, externalRef, address, country string
	secretPrompt, acceptAddress, byDefault  bool

	// environment is read from named by check.
	environment ripio.EnvironmentName
}

// storeOptions say which place keeps a secret. check reads reference from store.
type storeOptions struct {
	store       string
	acceptPlain bool
	reference   profiles.SecretReference
}

func (o *storeOptions) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.store, "store", "", "`place` that is to keep the client_secret: keyring, sealed or plain")
	cmd.Flags().BoolVar(&o.acceptPlain, "accept-plain", false, "accept that --store plain does not encrypt")
	completeWords(cmd, "store", string(profiles.KindKeyring), string(profiles.KindSealed), string(profiles.KindPlain))
}

func (o *storeOptions) check(flags *pflag.FlagSet) error {
	if !flags.Changed("store") {
		return nil
	}
	kind := profiles.StoreKind(o.store)
	if !kind.Keeps() {
		return console.Usage("--store must be keyring, sealed or plain")
	}
	o.reference = profiles.SecretReference(kind)
	return nil
}

func newAdd(m *manage) *cobra.Command {
	return m.newAccount(&cobra.Command{
		Use: "add NAME [flags]", Short: "make a profile",
		Long: `Makes a profile, with the credentials of one environment. Use edit --env for the
other one. Without --secret-ref and --store the profile has no secret yet.`,
	}, m.add)
}

func newEdit(m *manage) *cobra.Command {
	return m.newAccount(&cobra.Command{
		Use: "edit NAME [flags]", Short: "change a profile",
		Long: `Changes what the flags name, in one environment, and keeps everything else. An empty
value takes a field away. With --store alone, a secret that the program keeps moves to
the new place. --secret-stdin or --secret-prompt replaces the secret. --default=false
takes the choice of the profile to begin with away.`,
	}, m.edit)
}

func (m *manage) newAccount(cmd *cobra.Command, run func(context.Context, *accountOptions) error) *cobra.Command {
	f := cmd.Flags()
	o := &accountOptions{flags: f}
	environmentFlag(cmd, &o.named, string(ripio.Sandbox), "`environment` of the credentials: sandbox or production")
	f.StringVar(&o.clientID, "client-id", "", "`client_id`")
	f.StringVar(&o.secretRef, "secret-ref", "", "`reference` to the secret: env:NAME, cmd:[\"program\",\"argument\"] or ask")
	f.StringVar(&o.secretRef, "secret", "", "old name of --secret-ref")
	m.renamedFlag(cmd, "secret", "secret-ref")
	o.storeOptions.define(cmd)
	f.BoolVar(&m.secretStdin, "secret-stdin", false,
		"read the client_secret from the input, as one line; after the passphrase when that is read too")
	f.BoolVar(&o.secretPrompt, "secret-prompt", false, "ask for the client_secret, on a terminal")
	f.BoolVar(&m.asIs, "as-is", false, "keep spaces and quotation marks around the client_secret")
	m.passphraseFlag(cmd)
	f.StringVar(&o.externalRef, "external-ref", "", "`external_ref` of the default user")
	f.StringVar(&o.address, "address", "", "`address` of the default user")
	f.BoolVar(&o.acceptAddress, "accept-address", false, "keep the address although it has the form of a private key or a seed")
	f.StringVar(&o.country, "country", "", "`label` such as AR")
	f.BoolVar(&o.byDefault, "default", false, "make it the profile to begin with")
	completeWords(cmd, "secret-ref", "env:", "cmd:", "ask")
	check := func() error { return o.check(m.secretStdin, cmd.Name() == "add") }
	return m.define(cmd, check, func(ctx context.Context) error { return run(ctx, o) })
}

// given reports whether a flag was typed, even with an empty value.
func (o *accountOptions) given(name string) bool { return o.flags.Changed(name) }

func (o *accountOptions) check(secretStdin, adds bool) (err error) {
	if o.environment, err = withCredentials(o.named); err != nil {
		return err
	}
	if err := o.storeOptions.check(o.flags); err != nil {
		return err
	}
	referred, typed := o.given("secret-ref") || o.given("secret"), secretStdin || o.secretPrompt
	switch {
	case referred && o.given("store"):
		return console.Usage("--secret-ref and --store exclude each other")
	case referred && typed:
		return console.Usage("--secret-ref names a place that this program does not write to; to have the secret stored use --store")
	case secretStdin && o.secretPrompt:
		return console.Usage("--secret-stdin and --secret-prompt exclude each other")
	case adds && typed && o.store == "":
		return console.Usage("say with --store keyring, --store sealed or --store plain where the secret is to be kept")
	case referred:
		return o.checkReference()
	}
	return nil
}

// checkReference reads --secret-ref. A text that is no reference may be the secret,
// so it is not quoted.
func (o *accountOptions) checkReference() error {
	reference, err := profiles.ParseSecretReference(o.secretRef)
	if err != nil {
		return console.Usage("--secret-ref takes a reference and never the secret itself: " + err.Error() + ". " +
			"If the secret was typed there, treat it as exposed")
	}
	if reference.Kind().Keeps() {
		return console.Usage("write --store " + string(reference.Kind()) + " in place of --secret-ref " + string(reference.Kind()))
	}
	o.reference = reference
	return nil
}

// add makes a profile. A name that cannot be used is said before any
// question is asked.
func (m *manage) add(ctx context.Context, o *accountOptions) error {
	name := m.args[0]
	if err := profiles.ValidateName(name); err != nil {
		return err
	}
	if _, taken := m.book.Find(name); taken {
		return profiles.ErrNameTaken
	}
	return m.change(ctx, o, profiles.Profile{}, name)
}

// edit changes the account of one environment, and what belongs to both.
func (m *manage) edit(ctx context.Context, o *accountOptions) error {
	before, refused := m.find()
	if refused != nil {
		return refused
	}
	return m.change(ctx, o, before, before.Name)
}
