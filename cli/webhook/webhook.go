// Package webhook is the command webhook, which verifies and explains webhooks and
// posts made ones to a receiver on this machine.
package webhook

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/redact"
)

const introduction = `Webhooks of Ripio's ramps: verifies and explains one that was caught, and posts made
ones to your receiver on this machine.

The signature is an HMAC-SHA256 of the raw body with the secret that Ripio shares with
you for webhooks. It is not the client_secret. No command takes it as an argument.`

// NewCommand returns the command webhook.
func NewCommand(c *console.Console) *cobra.Command {
	return console.Group(&cobra.Command{
		Use: "webhook", Short: "verify a webhook, or post made ones to your receiver", Long: introduction,
	}, newVerify(c), newSend(c))
}

// secretFlag gives a command --secret-env.
func secretFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "secret-env", "", "`name` of the environment variable with the webhooks' secret")
}

// secret reads the webhooks' secret.
func secret(c *console.Console, name string) (redact.Secret, error) {
	if name == "" {
		return redact.Secret{}, console.Usage("--secret-env NAME is missing: the name of the variable that holds the webhooks' secret")
	}
	return c.SecretFromVariable("secret-env", name)
}
