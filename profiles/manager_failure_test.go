package profiles_test

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
)

// TestASaveThatFailsPutsTheSecretsBack lets the profiles file refuse, after the
// secrets were written.
func TestASaveThatFailsPutsTheSecretsBack(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	load(t, h.Store)
	there := profiles.NewStore(h.config)
	put(t, there, "acme", profiles.Profile{Name: "acme", Country: "BR", Sandbox: inSandbox("acme", profiles.InKeyring).Sandbox})

	mine := inSandbox("beta", profiles.InKeyring)
	_, _, err := h.Save(t.Context(), "acme", mine, typed("second"))
	var conflict *profiles.ConflictError
	if !errors.As(err, &conflict) {
		t.Fatalf("got %v, want a conflict", err)
	}
	h.wantItems(t, map[string]string{"acme/sandbox": "first"})
	_, _, err = h.Save(t.Context(), "acme", inSandbox("acme", profiles.InKeyring), typed("second"))
	if !errors.As(err, &conflict) {
		t.Fatalf("got %v, want a conflict", err)
	}
	h.wantItems(t, map[string]string{"acme/sandbox": "first"})

	book, warnings, err := h.Overwrite(t.Context(), conflict, typed("second"))
	if err != nil || len(warnings) != 0 || names(book) != "acme" {
		t.Fatalf("overwriting gave %s, %v, %v", names(book), warnings, err)
	}
	h.wantItems(t, map[string]string{"acme/sandbox": "second"})
}

func TestANameThatIsTakenKeepsItsSecret(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("acme's"))
	h.save(t, "", inSandbox("beta", profiles.InKeyring), typed("beta's"))
	_, _, err := h.Save(t.Context(), "acme", inSandbox("Beta", profiles.InKeyring), nil)
	wantError(t, err, profiles.ErrNameTaken)
	_, _, err = h.Save(t.Context(), "", inSandbox("BETA", profiles.InKeyring), typed("new"))
	wantError(t, err, profiles.ErrNameTaken)
	h.wantItems(t, map[string]string{"acme/sandbox": "acme's", "beta/sandbox": "beta's"})
}

func TestAKeyringThatRefusesStopsTheSave(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	before := readFile(t, h.Store.Path())
	for _, failure := range []string{"get", "set"} {
		h.ring.fail = failing(failure, keyring.ErrLocked)
		_, _, err := h.Save(t.Context(), "acme", inSandbox("beta", profiles.InKeyring), typed(canary))
		if !errors.Is(err, keyring.ErrLocked) || !strings.HasPrefix(err.Error(), "store the secret for sandbox: ") {
			t.Errorf("%s: got %v", failure, err)
		}
		wantNoCanary(t, err.Error())
	}
	if readFile(t, h.Store.Path()) != before {
		t.Error("the profile was saved")
	}
	h.ring.fail = nil
	h.wantItems(t, map[string]string{"acme/sandbox": "first"})
}

func TestAFormerSecretThatStaysIsReported(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	h.ring.fail = failing("delete", keyring.ErrTimeout)
	_, warnings, err := h.Save(t.Context(), "acme", inSandbox("acme", profiles.InPlainFile), nil)
	if err != nil || len(warnings) != 1 || !strings.HasPrefix(warnings[0].Text, "the former secret for sandbox stays in the OS keyring: delete: the keyring did not answer in time") {
		t.Errorf("got %v, %v", warnings, err)
	}
	h.ring.fail = nil
	orphans, _, err := h.Orphans(t.Context())
	if err != nil || len(orphans) == 0 || orphans[0].Place != profiles.KindKeyring || orphans[0].Key.Profile != "acme" {
		t.Errorf("orphans %v, %v", orphans, err)
	}
}

func TestAFileOfANewerVersionKeepsItsSecrets(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	writeFile(t, h.Store.Path(), strings.Replace(readFile(t, h.Store.Path()), "version = 1", "version = 2", 1))
	h.restart()
	load(t, h.Store)
	_, _, saving := h.Save(t.Context(), "acme", inSandbox("beta", profiles.InKeyring), typed("second"))
	_, _, removing := h.Remove(t.Context(), "acme")
	_, report, forgetting := h.Forget(t.Context(), "acme")
	for _, err := range []error{saving, removing, forgetting} {
		var newer *profiles.NewerVersionError
		if !errors.As(err, &newer) {
			t.Errorf("got %v", err)
		}
	}
	if len(report.Removed) != 0 {
		t.Errorf("removed %q", report.Removed)
	}
	h.wantItems(t, map[string]string{"acme/sandbox": "first"})
}

func TestRestoreKeepsTheSecretOfANewProfile(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	if _, _, err := h.Remove(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	h.save(t, "", inSandbox("Acme", profiles.InKeyring), typed("second"))
	_, _, err := h.Restore(t.Context(), "acme")
	wantError(t, err, profiles.ErrNameTaken)
	h.wantItems(t, map[string]string{"acme/sandbox": "second"})
	if _, _, err := h.Remove(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Restore(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	h.wantItems(t, map[string]string{"acme/sandbox": "second"})
}
