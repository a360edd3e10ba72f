package profiles_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
	watch "devtools/ripio-explorer/ripio/canary"
	"devtools/ripio-explorer/ripio/redact"
)

// filePassphrase opens the encrypted file of the tests.
var filePassphrase = redact.NewSecret("correct horse battery")

// lived is a house with the profiles acme and beta, their secrets in the keyring
// and in the plain file, and users, records and attempts of both.
func lived(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	for _, name := range []string{"acme", "beta"} {
		profile := inSandbox(name, profiles.InKeyring)
		profile.Production = profiles.Account{ClientID: "live id of " + name, Secret: profiles.InPlainFile}
		secrets := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(name + canary), ripio.Production: redact.NewSecret("live" + name + canary)}
		h.save(t, "", profile, secrets)
		record(t, h.Users, ripio.Sandbox, name, profiles.User{ExternalRef: "ref of " + name, Address: "a"}, at)
		if err := h.Records.Note(key(name, ripio.Sandbox), at, profiles.Outcome{Summary: "refused"}); err != nil {
			t.Fatal(err)
		}
		if err := h.Watched.Note(profiles.WatchKey{Profile: name, Environment: ripio.Sandbox}, watch.Observation{At: at}); err != nil {
			t.Fatal(err)
		}
		for _, attempt := range []profiles.Attempt{granted(name, at), rejected(name, at)} {
			if _, warnings := h.Remember(attempt, false); len(warnings) != 0 {
				t.Fatal(warnings)
			}
		}
	}
	h.Secrets.Remember(key("acme", ripio.Sandbox), redact.NewSecret("remembered"))
	return h
}

func TestForget(t *testing.T) {
	h := lived(t)
	if _, err := h.Store.SetDefault("acme"); err != nil {
		t.Fatal(err)
	}
	if err := h.Drafts.Save(state.Draft{Profile: "acme", Environment: ripio.Sandbox, ExternalRef: "draft of acme"}); err != nil {
		t.Fatal(err)
	}
	book, report, err := h.Forget(t.Context(), "ACME")
	if err != nil || names(book) != "beta" {
		t.Fatalf("got %s, %v", names(book), err)
	}
	want := []string{
		"secret for sandbox from the OS keyring",
		"secret for production from the plain file",
		"what was remembered of its secrets in this session",
		"test users: 1",
		"records of success and failure: 1",
		"attempts in the history: 2",
		"drafts: 1",
		"last good runs of watch: 1",
		"profile acme, also from the backup of the profiles file",
	}
	if !slices.Equal(report.Removed, want) || len(report.NotReached) != 0 {
		t.Errorf("removed\n%s\nnot reached\n%s", strings.Join(report.Removed, "\n"), strings.Join(report.NotReached, "\n"))
	}
	wantNowhere(t, "acme", h.config, h.state)
	h.wantItems(t, map[string]string{"beta/sandbox": "beta" + canary})
	h.wantSecret(t, "acme", profiles.Ask, "")
	if len(filesWith(t, "live id of beta", h.config)) != 2 || len(filesWith(t, "ref of beta", h.state)) != 1 || len(filesWith(t, `"beta"`, h.state)) != 4 {
		t.Error("something of another profile is gone")
	}
	_, _, err = h.Restore(t.Context(), "acme")
	wantError(t, err, profiles.ErrNoProfile)
	_, _, err = h.Forget(t.Context(), "acme")
	wantError(t, err, profiles.ErrNoProfile)
}

// TestForgetSaysWhatItDidNotReach has places that fail, that belong to others,
// and old files.
func TestForgetSaysWhatItDidNotReach(t *testing.T) {
	h := lived(t)
	writeFile(t, h.Store.Path()+".corrupt-20261124-034151", "name = 'acme'")
	writeFile(t, h.Users.Path(), `{"version":2,"users":[]}`)
	profile := inSandbox("gamma", profiles.InKeyring)
	profile.Production = profiles.Account{Secret: `cmd:["/usr/bin/op","read"]`}
	h.save(t, "", profile, typed(canary))
	h.save(t, "", profiles.Profile{Name: "delta", Sandbox: profiles.Account{Secret: "env:SET"}}, nil)
	h.ring.fail = failing("delete", keyring.ErrLocked)
	book, report, err := h.Forget(t.Context(), "gamma")
	if err != nil || names(book) != "acme, beta, delta" {
		t.Fatalf("got %s, %v", names(book), err)
	}
	want := []string{
		"secret for sandbox in the OS keyring: delete: the keyring is locked, or was never set up; unlock it and try again, or choose another place for the secret",
		"secret for production in the OS keyring: delete: the keyring is locked, or was never set up; unlock it and try again, or choose another place for the secret",
		"secret for production: it stays where the command reads it (from command op)",
		"test users: save users.json: ",
		h.Store.Path() + ".corrupt-20261124-034151 may mention the profile or hold its secret, and cannot be read; it is kept until you remove it",
	}
	if len(report.NotReached) != len(want) {
		t.Fatalf("not reached\n%s", strings.Join(report.NotReached, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(report.NotReached[i], want[i]) {
			t.Errorf("got  %s\nwant %s", report.NotReached[i], want[i])
		}
	}
	_, report, err = h.Forget(t.Context(), "delta")
	if err != nil || !slices.Contains(report.NotReached, "secret for sandbox: the environment variable SET is set outside this program; unset it where it is set") {
		t.Errorf("got %q, %v", report.NotReached, err)
	}
	for _, line := range append(report.Removed, report.NotReached...) {
		wantNoCanary(t, line)
	}
}

func TestForgetFindsLeftoversInPlacesThatAreNotChosenAnyMore(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.Ask), nil)
	h.ring.items["acme/sandbox"] = canary
	if err := h.Secrets.Store(t.Context(), key("acme", ripio.Production), profiles.InPlainFile, redact.NewSecret(canary)); err != nil {
		t.Fatal(err)
	}
	_, report, err := h.Forget(t.Context(), "acme")
	if err != nil || !slices.Contains(report.Removed, "secret for sandbox from the OS keyring") || !slices.Contains(report.Removed, "secret for production from the plain file") {
		t.Errorf("got %q, %v", report.Removed, err)
	}
	h.wantItems(t, map[string]string{})
	wantNowhere(t, canary, h.config)
}

func TestOrphans(t *testing.T) {
	h := lived(t)
	h.ring.items["gone/sandbox"] = canary
	h.ring.items["beta/production"] = canary        // beta keeps that one in the plain file
	h.ring.items["acme/sandbox@0badcafe"] = canary  // another folder's
	h.ring.items["something else"] = "not a secret" // not this program's form
	old := time.Now().Add(-11 * time.Minute)
	for name, age := range map[string]time.Time{
		".ripio-explorer-1.tmp": old, ".ripio-explorer-2.tmp": time.Now(), "notes.tmp": old,
		"profiles.toml.corrupt-20261124-034151": old, "secrets.age.set-aside-20261124-034151": old, "my.bak": old,
	} {
		path := filepath.Join(h.config, name)
		writeFile(t, path, "12345")
		if err := os.Chtimes(path, age, age); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, h.Users.Path()+".corrupt-20261124-034151", "1234567")
	orphans, notSeen, err := h.Orphans(t.Context())
	if err != nil || len(notSeen) != 0 {
		t.Fatalf("not seen %q, %v", notSeen, err)
	}
	var got []string
	for _, orphan := range orphans {
		switch name := filepath.Base(orphan.Path); {
		case orphan.Kind == profiles.OrphanSecret:
			got = append(got, "secret "+string(orphan.Place)+" "+orphan.Key.Profile+" "+string(orphan.Key.Environment))
		case orphan.Size != 5 && orphan.Size != 7 && orphan.Kind != profiles.OrphanBackup, orphan.Modified.IsZero(), orphan.Reason == "":
			t.Errorf("%s has no size, time or reason: %+v", name, orphan)
		default:
			got = append(got, string(orphan.Kind)+" "+name)
		}
	}
	want := []string{
		"secret keyring beta production", "secret keyring gone sandbox",
		"temporary file .ripio-explorer-1.tmp", "temporary file .ripio-explorer-2.tmp", "backup profiles.toml.bak", "damaged file profiles.toml.corrupt-20261124-034151",
		"backup secrets-plain.json.bak", "damaged file secrets.age.set-aside-20261124-034151",
		"damaged file users.json.corrupt-20261124-034151",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, orphan := range orphans {
		if err := h.RemoveOrphan(t.Context(), orphan); err != nil {
			t.Errorf("remove %+v: %v", orphan, err)
		}
		wantError(t, h.RemoveOrphan(t.Context(), orphan), profiles.ErrNoOrphan)
	}
	if left, _, _ := h.Orphans(t.Context()); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
	h.wantSecret(t, "acme", profiles.InKeyring, "acme"+canary)
}

// TestOnlyOrphansAreRemoved tries to misuse the removal.
func TestOnlyOrphansAreRemoved(t *testing.T) {
	h := lived(t)
	for _, orphan := range []profiles.Orphan{
		{Kind: profiles.OrphanBackup, Path: h.Store.Path()},
		{Kind: profiles.OrphanTemporary, Path: filepath.Join(h.config, "..", "x")},
		{Kind: profiles.OrphanSecret, Place: profiles.KindKeyring, Key: key("ACME", ripio.Sandbox)},
		{Kind: profiles.OrphanSecret, Place: profiles.KindKeyring, Key: key("ghost", ripio.Sandbox)},
		{Kind: profiles.OrphanSecret, Place: "elsewhere", Key: key("ghost", ripio.Sandbox)},
	} {
		wantError(t, h.RemoveOrphan(t.Context(), orphan), profiles.ErrNoOrphan)
	}
	h.wantSecret(t, "acme", profiles.InKeyring, "acme"+canary)
	load(t, h.Store)
}

func TestPlacesThatCannotBeSearchedAreNamed(t *testing.T) {
	h := lived(t)
	h.ring.fail = failing("list", keyring.ErrCannotList)
	writeSealed(t, h.config, "open sesame", `{"version": 1, "secrets": {}}`)
	orphans, notSeen, err := h.Orphans(t.Context())
	want := []string{
		"OS keyring: list: this system's keyring offers no list; look for ripio-explorer in the system's own keyring program",
		"encrypted file: the encrypted file is locked; type its passphrase",
	}
	if err != nil || !slices.Equal(notSeen, want) {
		t.Errorf("got %q, %v", notSeen, err)
	}
	for _, orphan := range orphans {
		if orphan.Kind == profiles.OrphanSecret {
			t.Errorf("found %+v", orphan)
		}
	}
}

// TestForgetNamesPlacesThatItCouldNotSearch has a profile that refers to neither.
func TestForgetNamesPlacesThatItCouldNotSearch(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.Ask), nil)
	writeSealed(t, h.config, "open sesame", `{"version": 1, "secrets": {"acme/sandbox": "`+canary+`"}}`)
	h.ring.fail = failing("list", keyring.ErrTimeout)
	_, report, err := h.Forget(t.Context(), "acme")
	if err != nil || len(report.NotReached) != 2 ||
		!strings.HasPrefix(report.NotReached[0], "OS keyring: not searched for earlier secrets of this profile: list: the keyring did not answer in time") ||
		report.NotReached[1] != "encrypted file: not searched for earlier secrets of this profile: the encrypted file is locked; type its passphrase" {
		t.Errorf("got %q, %v", report.NotReached, err)
	}
}

// TestForgetReachesWhatKillsAndRepairsLeft has the secret in a temporary file of a save
// that was just killed, in a backup alone, and in a file that was set aside.
func TestForgetReachesWhatKillsAndRepairsLeft(t *testing.T) {
	h := newHouse(t)
	profile := inSandbox("acme", profiles.InPlainFile)
	profile.Production = profiles.Account{Secret: profiles.InSealedFile}
	if err := h.Secrets.CreateSealed(filePassphrase); err != nil {
		t.Fatal(err)
	}
	h.save(t, "", profile, profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(canary), ripio.Production: redact.NewSecret(canary)})
	h.save(t, "", inSandbox("beta", profiles.InPlainFile), typed("secret of beta"))
	plain := filepath.Join(h.config, "secrets-plain.json")
	text := readFile(t, plain)
	// A save that was killed after its backup, and before its file.
	writeFile(t, plain, strings.Replace(text, "acme/sandbox", "gone/sandbox", 1))
	writeFile(t, plain+".set-aside-20261124-034151", text)
	writeFile(t, plain+".set-aside-20261124-034152", text[:len(text)/2])
	writeFile(t, h.Store.Path()+".bak-20261124-034151", readFile(t, h.Store.Path()))
	for _, folder := range []string{h.config, h.state} {
		writeFile(t, filepath.Join(folder, ".ripio-explorer-1.tmp"), canary)
	}
	_, report, err := h.Forget(t.Context(), "acme")
	if err != nil {
		t.Fatal(err)
	}
	unread := plain + ".set-aside-20261124-034152"
	if len(report.NotReached) != 1 || !strings.HasPrefix(report.NotReached[0], unread+" may mention the profile or hold its secret") {
		t.Errorf("not reached %q", report.NotReached)
	}
	if err := os.Remove(unread); err != nil {
		t.Fatal(err)
	}
	writeFile(t, plain, strings.Replace(readFile(t, plain), canary, "", 1)) // that of "gone" is not this profile's
	wantNowhere(t, canary, h.config, h.state)
	wantNowhere(t, "acme", h.config, h.state)
	for _, path := range []string{plain + ".bak", plain + ".set-aside-20261124-034151"} {
		if !strings.Contains(readFile(t, path), "secret of beta") {
			t.Errorf("%s lost the secret of another profile", path)
		}
	}
}
