package console

import "devtools/ripio-explorer/ripio/redact"

// SecretFromVariable reads the environment variable that a flag names. No message quotes
// its name: people who mistake the flag type the secret there.
func (c *Console) SecretFromVariable(flag, name string) (redact.Secret, error) {
	value, set := c.LookupEnv(name)
	switch {
	case !set:
		return redact.Secret{}, Missing("The environment variable that --"+flag+" names is not set.",
			"Give the variable's name, not the secret, and export the variable.")
	case value == "":
		return redact.Secret{}, Missing("The environment variable that --"+flag+" names is empty.", "Put the secret in it.")
	}
	return redact.NewSecret(value), nil
}
