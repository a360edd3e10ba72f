package profiles

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// environmentFlag names sandbox or production, which alone need credentials.
func (m *manage) environmentFlag(cmd *cobra.Command, usage string) {
	cmd.Flags().FuncP("env", "e", usage, func(text string) (err error) {
		m.environment, err = console.Environment(text)
		if err != nil || m.environment == ripio.Simulator {
			return console.Usage("--env must be sandbox or production: the simulator needs no credentials")
		}
		return nil
	})
	console.CompleteWords(cmd, "env", ripio.Sandbox, ripio.Production)
}

// storeFlags say which place keeps a secret.
func (m *manage) storeFlags(cmd *cobra.Command) {
	cmd.Flags().Func("store", "`place` that is to keep the client_secret: keyring, sealed or plain", func(text string) error {
		if !profiles.StoreKind(text).Keeps() {
			return console.Usage("--store must be keyring, sealed or plain")
		}
		m.reference = profiles.SecretReference(text)
		return nil
	})
	cmd.Flags().BoolVar(&m.acceptPlain, "accept-plain", false, "accept that --store plain does not encrypt")
	if cmd.Flags().Lookup("secret-ref") != nil {
		console.Excludes(cmd, "", "secret-ref", "store")
	}
	console.CompleteWords(cmd, "store", profiles.KindKeyring, profiles.KindSealed, profiles.KindPlain)
}

// referenceFlag says where a secret is that this program does not write. A text that
// is not a reference may be the secret, so it is not quoted.
func (m *manage) referenceFlag(cmd *cobra.Command, usage string) {
	cmd.Flags().Func("secret-ref", usage+": env:NAME, cmd:[\"program\",\"argument\"] or ask", func(text string) (err error) {
		if m.reference, err = profiles.ParseSecretReference(text); err != nil {
			return console.Usage("--secret-ref takes a reference and never the secret itself: " + err.Error() + ". " +
				"If the secret was typed there, treat it as exposed")
		}
		switch kind := m.reference.Kind(); {
		case !kind.Keeps():
		case cmd.Name() != "rotate":
			return console.Usage("write --store " + string(kind) + " in place of --secret-ref " + string(kind))
		default: // as it was written before rotate had --store
			console.Before(cmd, func() error {
				m.Say("note: --secret-ref %s of profiles rotate is called --store %s now", kind, kind)
				return nil
			})
		}
		return nil
	})
	console.CompleteWords(cmd, "secret-ref", "env:", "cmd:", "ask")
}

// passphraseFlag lets a script open the encrypted file.
func (m *manage) passphraseFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&m.passphraseStdin, "passphrase-stdin", false,
		"read the encrypted file's passphrase from the first line of the input")
}

// renamedFlag keeps an old name of a flag working: a note says the new one. It returns
// whether the old one was typed, once the flags are read.
func (m *manage) renamedFlag(cmd *cobra.Command, old, now string) (typed *bool) {
	typed = new(bool)
	cmd.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == old {
			*typed, name = true, now
		}
		return pflag.NormalizedName(name)
	})
	console.Before(cmd, func() error {
		if *typed {
			m.Say("note: --%s of profiles %s is called --%s now", old, cmd.Name(), now)
		}
		return nil
	})
	return typed
}
