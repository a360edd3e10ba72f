package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
)

const profilesFile = `version = 1

[[profile]]
name = "acme"

[profile.sandbox]
client_id = "id"
secret = "env:RIPIO_SECRET"

[profile.sandbox.user]
external_ref = "user-of-the-file"
address = "address-of-the-file"
`

// TestTheRealWorld uses the program's own dependencies: its profiles file, its
// environment, its simulator and its client.
func TestTheRealWorld(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "profiles.toml"), []byte(profilesFile), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("RIPIO_SECRET", canary)
	w := &world{Deps: cli.DefaultDeps()}
	r := w.run(t, "token", "--env", "simulator", "--profile", "acme", "--config-dir", folder, "--secret-env", "RIPIO_SECRET", "--json")
	object := r.object(t)
	if r.code != cli.ExitOK || object["external_ref"] != "user-of-the-file" || object["address"] != "address-of-the-file" || object["profile"] != "acme" {
		t.Errorf("exit code %d: %s%s", r.code, r.out, r.err)
	}
	checkNoSecret(t, "real world", r)
	if seconds := object["lifetime_seconds"]; seconds == nil || seconds.(interface{ String() string }).String() != "36000" {
		t.Errorf("lifetime %v", seconds)
	}
}

func TestTheUsersOwnFolderIsTheDefault(t *testing.T) {
	base := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", base)
	if err := os.Mkdir(filepath.Join(base, "ripio-explorer"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(base, "ripio-explorer", "profiles.toml"), []byte("[[profile]]\nname = 1x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := &world{Deps: cli.DefaultDeps()}
	r := w.run(t, "token", "--profile", "acme", "--json")
	if object := r.object(t); r.code != cli.ExitBlocked || failure(object, "kind") != "profiles-file" ||
		!strings.Contains(failure(object, "message"), "profiles.toml, line 2") {
		t.Errorf("exit code %d, failure %v", r.code, object["failure"])
	}
}

// TestAnInputThatIsNoTerminalIsRead guards against a command that waits.
func TestAnInputThatIsNoTerminalIsRead(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var out, messages bytes.Buffer
	code := cli.Run(t.Context(), []string{"decode"}, cli.Streams{In: null, Out: &out, Err: &messages}, cli.DefaultDeps())
	if want := "ripio-explorer: decode: there is no token in the text\n"; code != cli.ExitNotReadable || messages.String() != want {
		t.Errorf("exit code %d, messages %q", code, messages.String())
	}
}
