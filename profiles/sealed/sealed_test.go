package sealed_test

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"filippo.io/age"

	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

func TestAFileThroughItsLife(t *testing.T) {
	file := open(folder(t))
	wantLocked(t, file)
	err := file.Unlock(passphrase)
	wantError(t, err, secretfile.ErrMissing)
	if want := "open encrypted file: there is no file " + file.Path() + " yet; begin one"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	wantLocked(t, file)
	wantError(t, file.Create(redact.Secret{}), secretfile.ErrEmptyPassphrase)
	wantError(t, file.Create(redact.NewSecret("")), secretfile.ErrEmptyPassphrase)
	if err := file.Create(passphrase); err != nil {
		t.Fatal(err)
	}
	wantError(t, another(file).Create(other), secretfile.ErrExists)
	wantSecrets(t, file, "")
	set(t, file, "acme/sandbox", canary)
	set(t, file, "acme/production", "p1")
	wantSecrets(t, file, "acme/production=p1 acme/sandbox="+canary)
	wantNoCanaryOnDisk(t, file)

	file = another(file)
	wantLocked(t, file)
	wantError(t, file.Unlock(redact.Secret{}), secretfile.ErrEmptyPassphrase)
	err = file.Unlock(other)
	wantError(t, err, secretfile.ErrWrongPassphrase)
	if want := "open encrypted file: the passphrase does not open it; type it again"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	wantLocked(t, file)
	wantSecrets(t, unlock(t, another(file), passphrase), "acme/production=p1 acme/sandbox="+canary)

	unlock(t, file, passphrase)
	if err := file.Delete("acme/sandbox"); err != nil {
		t.Fatal(err)
	}
	wantError(t, file.Delete("acme/sandbox"), secretfile.ErrNoSecret)
	_, err = file.Get("acme/sandbox")
	wantError(t, err, secretfile.ErrNoSecret)
	wantError(t, file.Set("acme/production", redact.Secret{}), secretfile.ErrSecretEmpty)
	wantSecrets(t, unlock(t, another(file), passphrase), "acme/production=p1")
	wantError(t, file.Unlock(other), secretfile.ErrWrongPassphrase)
	wantLocked(t, file)
}

func TestFilesAreClosedToOthers(t *testing.T) {
	file := created(t)
	for path, want := range map[string]os.FileMode{
		filepath.Dir(file.Path()): 0o700, file.Path(): 0o600, file.Path() + ".bak": 0o600, file.Path() + ".lock": 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); runtime.GOOS != "windows" && got != want {
			t.Errorf("%s has mode %04o, want %04o", path, got, want)
		}
	}
}

// TestTheWorkFactor does not compute with the real one, which takes the race
// detector many seconds.
func TestTheWorkFactor(t *testing.T) {
	file := created(t)
	header := regexp.MustCompile(`^age-encryption.org/v1\n-> scrypt \S+ 2\n`)
	if got := readFile(t, file.Path())[:80]; !header.Match(got) {
		t.Errorf("the file begins with %q", got)
	}
	if sealed.WorkFactor != 18 {
		t.Errorf("new files have the work factor %d", sealed.WorkFactor)
	}
}

func TestTwoInstances(t *testing.T) {
	one := created(t)
	two := unlock(t, another(one), passphrase)
	set(t, one, "a", "1")
	set(t, two, "b", "2")
	set(t, one, "acme/sandbox", "new")
	wantSecrets(t, one, "a=1 acme/sandbox=new b=2")
	wantSecrets(t, two, "a=1 acme/sandbox=new b=2")
	if err := two.Update(secretfile.Secrets{"a": {}, "renamed": redact.NewSecret("1")}); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, one, "acme/sandbox=new b=2 renamed=1")
}

func TestChangePassphrase(t *testing.T) {
	file := created(t)
	two := unlock(t, another(file), passphrase)
	wantError(t, file.ChangePassphrase(other, other), secretfile.ErrWrongPassphrase)
	wantError(t, file.ChangePassphrase(passphrase, redact.Secret{}), secretfile.ErrEmptyPassphrase)
	wantError(t, file.ChangePassphrase(redact.Secret{}, other), secretfile.ErrEmptyPassphrase)
	wantSecrets(t, file, "acme/sandbox="+canary)
	if err := file.ChangePassphrase(passphrase, other); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, file, "acme/sandbox="+canary)
	set(t, file, "a", "1")
	wantSecrets(t, unlock(t, another(file), other), "a=1 acme/sandbox="+canary)
	wantError(t, another(file).Unlock(passphrase), secretfile.ErrWrongPassphrase)

	err := two.Set("b", redact.NewSecret("2"))
	wantError(t, err, secretfile.ErrWrongPassphrase)
	want := "save encrypted file: the passphrase does not open it; type it again; it may have been changed in another window"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	wantLocked(t, two)
	if err := os.Remove(file.Path()); err != nil {
		t.Fatal(err)
	}
	if err := another(file).UseBackup(other); err != nil {
		t.Errorf("the backup does not open with the new passphrase: %v", err)
	}
}

func TestChangePassphraseOfALockedFile(t *testing.T) {
	file := created(t)
	file = another(file)
	wantError(t, file.ChangePassphrase(other, passphrase), secretfile.ErrWrongPassphrase)
	wantLocked(t, file)
	if err := file.ChangePassphrase(passphrase, other); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, file, "acme/sandbox="+canary)
}

func TestADamagedFileAndItsBackup(t *testing.T) {
	file := created(t)
	data := readFile(t, file.Path())
	writeFile(t, file.Path(), data[:len(data)-1])
	two := another(file)
	err := two.Unlock(passphrase)
	wantError(t, err, secretfile.ErrCorrupt)
	want := "open encrypted file: " + file.Path() + ": it is damaged or cut off; nothing is saved over this file. " +
		"Go back to the backup, or set it aside and begin a new one"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	wantError(t, file.Set("a", redact.NewSecret("1")), secretfile.ErrCorrupt)
	wantError(t, two.UseBackup(other), secretfile.ErrWrongPassphrase)
	wantLocked(t, two)
	if err := two.UseBackup(passphrase); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, two, "acme/sandbox="+canary)
	wantSecrets(t, file, "acme/sandbox="+canary)
	if files, err := file.Files(); err != nil || len(files) != 3 {
		t.Errorf("files %v, %v", files, err)
	}
}

func TestALostPassphrase(t *testing.T) {
	file := created(t)
	if _, err := file.SetAside(); err != nil {
		t.Fatal(err)
	}
	wantLocked(t, file)
	if err := file.Create(other); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, file, "")
}

func TestTheFormatIsPlainAge(t *testing.T) {
	file := created(t)
	identity, err := age.NewScryptIdentity(passphrase.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(file.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := age.Decrypt(reader, identity); err != nil {
		t.Error(err)
	}
}
