package secretfile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

func newPlain(t *testing.T) *secretfile.File {
	t.Helper()
	return secretfile.OpenPlain(filepath.Join(t.TempDir(), "ripio-explorer"))
}

func anotherPlain(file *secretfile.File) *secretfile.File {
	return secretfile.OpenPlain(filepath.Dir(file.Path()))
}

func set(t *testing.T, file *secretfile.File, account, secret string) {
	t.Helper()
	if err := file.Set(account, redact.NewSecret(secret)); err != nil {
		t.Fatal(err)
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions")
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestAPlainFileThroughItsLife(t *testing.T) {
	file := newPlain(t)
	wantSecrets(t, file, "")
	_, err := file.Get("a")
	wantError(t, err, secretfile.ErrNoSecret)
	if files, err := file.Files(); err != nil || len(files) != 0 {
		t.Errorf("looking made %v, %v", files, err)
	}
	set(t, file, "acme/sandbox", canary)
	set(t, anotherPlain(file), "acme/production", "p1")
	wantSecrets(t, file, "acme/production=p1 acme/sandbox="+canary)
	wantError(t, file.Set("a", redact.Secret{}), secretfile.ErrSecretEmpty)
	wantError(t, file.Set("a", redact.NewSecret(canary+strings.Repeat("x", 2048))), secretfile.ErrSecretTooLong)
	if err := file.Update(secretfile.Secrets{"acme/production": {}, "acme2/production": redact.NewSecret("p1")}); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, anotherPlain(file), "acme/sandbox="+canary+" acme2/production=p1")
	if err := file.Delete("acme/sandbox"); err != nil {
		t.Fatal(err)
	}
	wantError(t, file.Delete("acme/sandbox"), secretfile.ErrNoSecret)
	wantSecrets(t, anotherPlain(file), "acme2/production=p1")
	files, err := file.Files()
	if err != nil || len(files) != 2 {
		t.Errorf("files %v, %v", files, err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil || strings.Contains(string(data), canary) {
			t.Errorf("%s holds a deleted secret, or %v", path, err)
		}
		info, err := os.Stat(path)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v", path, info.Mode(), err)
		}
	}
	if text := fmt.Sprintf("%v %+v %#v", file, file, file); strings.Contains(text, "p1") {
		t.Error("printing the file shows a secret")
	}
}

func TestALooseFileIsNotUsed(t *testing.T) {
	for _, mode := range []os.FileMode{0o604, 0o640, 0o620, 0o666} {
		t.Run(fmt.Sprintf("%04o", mode), func(t *testing.T) {
			file := newPlain(t)
			set(t, file, "a", canary)
			chmod(t, file.Path(), mode)
			_, err := file.Get("a")
			want := fmt.Sprintf("open plain file: %s is open to other users of this machine (mode %04o), so it is not used; "+
				"close it with chmod 600, and treat its secrets as known to others", file.Path(), mode)
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
			var loose *secretfile.LooseError
			if err := file.Set("b", redact.NewSecret("2")); !errors.As(err, &loose) {
				t.Errorf("set gave %v", err)
			}
			if _, err := file.Accounts(); !errors.As(err, &loose) {
				t.Errorf("accounts gave %v", err)
			}
			chmod(t, file.Path(), 0o600)
			wantSecrets(t, file, "a="+canary)
		})
	}
}

func TestAMissingPlainFileWithABackup(t *testing.T) {
	file := newPlain(t)
	set(t, file, "a", canary)
	if err := os.Remove(file.Path()); err != nil {
		t.Fatal(err)
	}
	_, err := file.Get("a")
	wantError(t, err, secretfile.ErrMissing)
	wantError(t, file.Set("b", redact.NewSecret("2")), secretfile.ErrMissing)
	if err := file.UseBackup(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, file, "a="+canary)
	wantError(t, file.Create(none), secretfile.ErrExists)
	if err := os.Remove(file.Path()); err != nil {
		t.Fatal(err)
	}
	if err := file.Create(none); err != nil {
		t.Fatal(err)
	}
	set(t, file, "b", "2")
	wantSecrets(t, file, "b=2")
	if files, err := file.Files(); err != nil || len(files) != 3 {
		t.Errorf("the old backup is not listed: %v, %v", files, err)
	}
}

func TestADamagedPlainFile(t *testing.T) {
	file := newPlain(t)
	set(t, file, "a", canary)
	damaged := `{"version": 1, "secrets": {"a": "` + canary
	if err := os.WriteFile(file.Path(), []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := file.Get("a")
	wantError(t, err, secretfile.ErrCorrupt)
	wantError(t, file.Set("b", redact.NewSecret("2")), secretfile.ErrCorrupt)
	if data, err := os.ReadFile(file.Path()); err != nil || string(data) != damaged {
		t.Errorf("the file became %q, %v", data, err)
	}
	if err := file.UseBackup(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, file, "a="+canary)
	if err := os.WriteFile(file.Path(), []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	aside, err := file.SetAside()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(aside); err != nil || string(data) != damaged {
		t.Errorf("set aside is %q, %v", data, err)
	}
	// The backup went aside with its file: a new one begins without a word.
	set(t, file, "b", "2")
	wantSecrets(t, file, "b=2")
}
