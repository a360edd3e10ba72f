package cli_test

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// TestTheSecretThroughTheLifeOfAProfile takes a profile through the commands, against
// a server that gives everything back, and looks for its secret and its passphrase in
// what they print, in the folders of the profiles and of the state, and among the
// temporary files.
func TestTheSecretThroughTheLifeOfAProfile(t *testing.T) {
	temporary := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temporary)
	}
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		w.Header().Set("X-Echo", r.PostForm.Encode())
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(`{"error":"` + r.PostForm.Get("password") + `","form":"` + r.PostForm.Encode() + `"}`))
	}))
	defer echo.Close()
	at, err := ripio.SimulatorAt(echo.URL)
	if err != nil {
		t.Fatal(err)
	}
	sent := 0
	d := newDesk(t)
	real := realWorld()
	d.Now, real.Now = time.Now, time.Now
	d.Authenticate = func(ctx context.Context, timeout time.Duration, _ ripio.Environment, request ripio.Request) ripio.Exchange {
		if request.Secret.Reveal() == canary {
			sent++
		}
		return real.Authenticate(ctx, timeout, at, request)
	}
	d.Preview = cli.DefaultDeps().Preview
	d.LoadProfiles = func(_ context.Context, dir string) (profiles.Book, []profiles.Warning, error) {
		return d.manager(dir).Store.Load()
	}
	d.NewSecrets = func(dir string) *profiles.Secrets { return d.manager(dir).Secrets }
	d.Environ = func() []string { return []string{"RIPIO_CLIENT_ID=imported", "RIPIO_CLIENT_SECRET=" + canary} }
	const both = passphrase + "\n" + canary + "\n"
	for i, step := range []struct {
		input, args string
		code        int
	}{
		{canary, "profiles add acme --client-id id --address 0xabc --store keyring --secret-stdin", cli.ExitOK},
		{"", "token --profile acme --history", cli.ExitRejected},
		{"", "history show 2", cli.ExitOK}, // the only one
		{"", "history report 2", cli.ExitOK},
		{"", "profiles show acme --fingerprint", cli.ExitOK},
		{"", "profiles rename acme bolt", cli.ExitOK},
		{"", "token --profile bolt --dry-run", cli.ExitOK},
		{both, "profiles edit bolt --env production --client-id live --store sealed --secret-stdin --passphrase-stdin", cli.ExitOK},
		{passphrase, "profiles edit bolt --store sealed --passphrase-stdin", cli.ExitOK}, // from the keyring
		{passphrase, "token --profile bolt --history --passphrase-stdin", cli.ExitRejected},
		{"not it", "token --profile bolt --passphrase-stdin", cli.ExitBlocked},
		{"", "profiles list", cli.ExitOK},
		{"", "profiles export", cli.ExitOK},
		{"", "profiles export --format json", cli.ExitOK},
		{"", "profiles import --from-env --yes", cli.ExitOK},
		{"RIPIO_CLIENT_ID=x\nRIPIO_CLIENT_SECRET='" + canary + "'\n", "profiles import - --store keyring", cli.ExitOK},
		{"[[profile]]\nname = " + canary, "profiles import - --yes", cli.ExitBlocked},
		{passphrase, "profiles orphans --passphrase-stdin", cli.ExitOK},
		{passphrase, "profiles repair sealed --passphrase-stdin", cli.ExitOK},
		{passphrase, "profiles repair sealed --use-backup --yes --passphrase-stdin", cli.ExitBlocked}, // it is in order
		{"", "profiles repair profiles", cli.ExitOK},
		{"", "history list", cli.ExitOK},
		{passphrase, "profiles remove bolt --yes --passphrase-stdin", cli.ExitOK},
		{"", "profiles orphans --remove temporary,backups --yes", cli.ExitOK},
		{passphrase, "profiles forget bolt --confirm bolt --passphrase-stdin", cli.ExitOK},
		{"", "profiles forget bolt --confirm bolt", cli.ExitBlocked}, // nothing is left
	} {
		d.inScript(step.input)
		args := append(strings.Fields(step.args), "--config-dir", d.folder)
		if i%2 == 0 && !strings.Contains(step.args, "report") && !strings.Contains(step.args, "export") {
			args = append(args, "--json")
		}
		r := d.run(t, args...)
		if r.code != step.code {
			t.Errorf("%s: exit code %d, want %d: %s%s", step.args, r.code, step.code, r.out, r.err)
		}
		checkNoSecret(t, step.args, r)
		checkHidden(t, step.args+", output", r.out+r.err)
		for _, folder := range []string{d.folder, temporary} {
			checkFolder(t, step.args, folder)
		}
	}
	if sent != 2 {
		t.Errorf("the secret was sent %d times, want 2", sent)
	}
	if len(d.ring) != 0 {
		t.Errorf("the keyring still holds %d secrets", len(d.ring))
	}
	if left, _ := os.ReadDir(temporary); len(left) != 0 {
		t.Errorf("temporary files: %v", left)
	}
}

// checkHidden looks for the secret in its spellings, and for the passphrase.
func checkHidden(t *testing.T, where, text string) {
	t.Helper()
	for _, form := range append(forms(), passphrase) {
		if strings.Contains(text, form) {
			t.Errorf("%s shows %q", where, form)
		}
	}
}

// checkFolder looks into every file of a folder and at its name.
func checkFolder(t *testing.T, step, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		checkHidden(t, step+", "+entry.Name(), entry.Name()+"\n"+string(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
