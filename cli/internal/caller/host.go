package caller

import (
	"crypto/x509"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// Host are the flags for an integrator's own mock in place of an environment, and for the
// authorities that are trusted beside this machine's.
type Host struct {
	cmd                    *cobra.Command
	baseURL, authorityFile string
	allowRemote            bool
}

// DefineHost gives a command the flags.
func DefineHost(cmd *cobra.Command) *Host {
	h, f := &Host{cmd: cmd}, cmd.Flags()
	f.StringVar(&h.baseURL, "base-url", "", "base `URL` of your own mock on this machine, in place of an environment")
	f.BoolVar(&h.allowRemote, "allow-remote", false, "let --base-url be on another machine, over https")
	f.StringVar(&h.authorityFile, "cacert", "", "`file` of certificates in PEM form to trust beside this machine's authorities")
	return h
}

// Given reports whether a mock takes the place of an environment.
func (h *Host) Given() bool { return h.cmd.Flags().Changed("base-url") }

// Replaces names the command's flags that choose an environment.
func (h *Host) Replaces(flags ...string) {
	console.Excludes(h.cmd, "--base-url takes the place of an environment; --env, --scenario and --confirm-production exclude it",
		"base-url", flags...)
}

// Check judges how the flags go together.
func (h *Host) Check() error {
	if h.allowRemote && !h.Given() {
		return console.Usage("--allow-remote needs --base-url")
	}
	return nil
}

// Authorities reads the file of --cacert. A file that is set and of no use stops the send.
func (h *Host) Authorities() ([]*x509.Certificate, error) {
	if !h.cmd.Flags().Changed("cacert") {
		return nil, nil
	}
	return ReadAuthorities(h.authorityFile)
}

// ReadAuthorities reads the file of a flag --cacert.
func ReadAuthorities(path string) ([]*x509.Certificate, error) {
	found, err := ripio.ReadAuthorities(path)
	if err != nil {
		return nil, console.Missing("--cacert "+visible.Line(err.Error())+".", "Name a file of certificates in PEM form.")
	}
	return found, nil
}

// Environment is the one of --base-url, or the reason why the secret does not go there.
func (h *Host) Environment() (ripio.Environment, error) {
	environment, err := ripio.CustomAt(h.baseURL, h.allowRemote)
	if err == nil {
		return environment, nil
	}
	return environment, &console.Error{
		Code: console.ExitRefused, Kind: string(ripio.FailureRefusedHost), Title: "the host is refused",
		Message: "The client_secret does not go to the URL of --base-url: " + console.Sentence(err),
		Hints: []string{
			"Use http or https on this machine, such as http://127.0.0.1:8787.",
			"For another machine use https and --allow-remote. For Ripio's own hosts use --env.",
		},
	}
}

// SayCustom says beside the output whose answers follow.
func SayCustom(c *console.Console, environment ripio.Environment) {
	c.Say("CUSTOM: %s is not Ripio's; what it answers says nothing about Ripio", visible.Line(environment.Host()))
}
