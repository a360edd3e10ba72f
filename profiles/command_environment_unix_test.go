//go:build unix

package profiles_test

import (
	"os"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// TestACommandGetsNoOtherProfilesSecret has a command look at its environment,
// whichever way the secrets were made.
func TestACommandGetsNoOtherProfilesSecret(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("OTHER_PROFILE_SECRET", canary)
	other := profiles.Profile{Name: "other", Production: profiles.Account{ClientID: "id", Secret: "env:OTHER_PROFILE_SECRET"}}
	if _, err := profiles.NewStore(dir).Put("", other); err != nil {
		t.Fatal(err)
	}
	look, err := profiles.CommandReference([]string{"sh", "-c", `echo "${OTHER_PROFILE_SECRET-unset} ${PATH:+path}"`})
	if err != nil {
		t.Fatal(err)
	}
	for name, secrets := range map[string]*profiles.Secrets{
		"as token makes them":        profiles.NewSecrets(os.LookupEnv, profiles.WithConfigDir(dir)),
		"as the explorer makes them": profiles.NewManager(dir, t.TempDir(), os.LookupEnv).Secrets,
	} {
		got, err := secrets.Resolve(t.Context(), key("mine", ripio.Sandbox), look)
		if want := "unset path"; err != nil || got.Reveal() != want {
			t.Errorf("%s: the command saw %q, %v, want %q", name, got.Reveal(), err, want)
		}
	}
}
