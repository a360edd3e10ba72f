package profiles

import (
	"cmp"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// accountFlags are the flags of add and edit alone.
type accountFlags struct {
	texts                                  map[string]*string
	secretPrompt, acceptAddress, byDefault bool
}

// texts are the flags that replace a text of a profile, even by an empty one.
var texts = []struct {
	flag, usage string
	of          func(*profiles.Profile, *profiles.Account) *string
}{
	{"client-id", "`client_id`", func(_ *profiles.Profile, a *profiles.Account) *string { return &a.ClientID }},
	{"external-ref", "`external_ref` of the default user", func(_ *profiles.Profile, a *profiles.Account) *string { return &a.User.ExternalRef }},
	{"address", "`address` of the default user", func(_ *profiles.Profile, a *profiles.Account) *string { return &a.User.Address }},
	{"country", "`label` such as AR", func(p *profiles.Profile, _ *profiles.Account) *string { return &p.Country }},
}

func newAdd(m *manage) *cobra.Command {
	return m.newAccount(&cobra.Command{
		Use: "add NAME [flags]", Short: "make a profile",
		Long: `Makes a profile, with the credentials of one environment. Use edit --env for the
other one. Without --secret-ref and --store the profile has no secret yet.`,
	})
}

func newEdit(m *manage) *cobra.Command {
	return m.newAccount(&cobra.Command{
		Use: "edit NAME [flags]", Short: "change a profile",
		Long: `Changes what the flags name, in one environment, and keeps everything else. An empty
value takes a field away. With --store alone, a secret that the program keeps moves to
the new place. --secret-stdin or --secret-prompt replaces the secret. --default=false
takes the choice of the profile to begin with away.`,
	})
}

func (m *manage) newAccount(cmd *cobra.Command) *cobra.Command {
	f, flags := cmd.Flags(), &accountFlags{texts: map[string]*string{}}
	m.environmentFlag(cmd, "`environment` of the credentials: sandbox or production (default sandbox)")
	for _, text := range texts {
		flags.texts[text.flag] = f.String(text.flag, "", text.usage)
	}
	f.BoolVar(&flags.acceptAddress, "accept-address", false, "keep the address although it has the form of a private key or a seed")
	m.referenceFlag(cmd, "`reference` to the secret")
	m.renamedFlag(cmd, "secret", "secret-ref")
	m.storeFlags(cmd)
	f.BoolVar(&m.secretStdin, "secret-stdin", false,
		"read the client_secret from the input, as one line; after the passphrase when that is read too")
	f.BoolVar(&flags.secretPrompt, "secret-prompt", false, "ask for the client_secret, on a terminal")
	f.BoolVar(&m.asIs, "as-is", false, "keep spaces and quotation marks around the client_secret")
	m.passphraseFlag(cmd)
	f.BoolVar(&flags.byDefault, "default", false, "make it the profile to begin with")
	console.Excludes(cmd, "--secret-ref names a place that this program does not write to; to have the secret stored use --store",
		"secret-ref", "secret-stdin", "secret-prompt")
	console.Excludes(cmd, "", "secret-stdin", "secret-prompt")
	return m.define(cmd, func() error { return m.checkAccount(flags) }, func() error { return m.change(flags) })
}

func (m *manage) checkAccount(flags *accountFlags) error {
	m.environment = cmp.Or(m.environment, ripio.Sandbox)
	if m.cmd.Name() == "add" && (m.secretStdin || flags.secretPrompt) && !m.given("store") {
		return console.Usage("say with --store keyring, --store sealed or --store plain where the secret is to be kept")
	}
	return nil
}
