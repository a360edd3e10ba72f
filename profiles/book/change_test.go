package book_test

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestPutAddsReplacesAndRenames(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", profile("a"))
	put(t, store, "", profile("b"))
	put(t, store, "", profile("c"))
	changed := profile("B2")
	changed.Country = "MX"
	loaded := put(t, store, "b", changed)
	if names(loaded) != "a, B2, c" {
		t.Errorf("profiles %s, want the renamed one in its place", names(loaded))
	}
	if got, _ := loaded.Find("b2"); got != changed {
		t.Errorf("got %+v, want %+v", got, changed)
	}
	if loaded := put(t, store, "b2", profile("b2")); names(loaded) != "a, b2, c" {
		t.Errorf("profiles %s after changing only the name's letter case", names(loaded))
	}
	_, err := store.Put("a", profile("C"))
	wantError(t, err, book.ErrNameTaken)
	_, err = store.Put("ghost", profile("d"))
	wantError(t, err, book.ErrNoProfile)
	if got := names(load(t, store)); got != "a, b2, c" {
		t.Errorf("on disk: %s", got)
	}
}

func TestRemoveAndRestore(t *testing.T) {
	const text = "version = 1\n\n[[profile]]\nname = 'a'\n\n[[profile]]\nname = 'b'\nplan = 'gold'\n\n[profile.sandbox]\nclient_id = 'x'\nregion = 1\n\n[[profile]]\nname = 'c'\n"
	store := storeWith(t, text)
	load(t, store)
	for _, name := range []string{"B", "a"} {
		if _, err := store.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(load(t, store)); got != "c" {
		t.Errorf("after both deletions: %s", got)
	}
	for _, name := range []string{"A", "b"} {
		if _, err := store.Restore(name); err != nil {
			t.Fatal(err)
		}
	}
	if got := body(t, store.Path()); got != text {
		t.Errorf("after the undo:\n%s\nwant\n%s", got, text)
	}
	_, err := store.Restore("a")
	wantError(t, err, book.ErrNoProfile)
	_, err = store.Remove("ghost")
	wantError(t, err, book.ErrNoProfile)
}

func TestRestoreDoesNotReplaceANewProfile(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", profile("a"))
	if _, err := store.Remove("a"); err != nil {
		t.Fatal(err)
	}
	put(t, store, "", acmeNamed("A"))
	_, err := store.Restore("a")
	wantError(t, err, book.ErrNameTaken)
	put(t, store, "A", acmeNamed("other"))
	if loaded, err := store.Restore("a"); err != nil || names(loaded) != "a, other" {
		t.Errorf("got %s, %v", names(loaded), err)
	}
}

func acmeNamed(name string) book.Profile {
	p := acme
	p.Name = name
	return p
}

// twoWindows are two stores on one folder which both loaded the profiles a and
// b.
func twoWindows(t *testing.T) (here, there *book.Store) {
	t.Helper()
	here = storeWith(t, "[[profile]]\nname = \"a\"\n[[profile]]\nname = \"b\"\n")
	there = book.NewStore(filepath.Dir(here.Path()))
	load(t, here)
	load(t, there)
	return here, there
}

func TestChangesOfTwoWindowsAreMerged(t *testing.T) {
	here, there := twoWindows(t)
	put(t, there, "", profile("c"))
	put(t, there, "b", acmeNamed("b"))
	loaded := put(t, here, "a", profile("a"))
	if names(loaded) != "a, b, c" {
		t.Fatalf("profiles %s", names(loaded))
	}
	if got, _ := loaded.Find("b"); got != acmeNamed("b") {
		t.Errorf("the other window's change is lost: %+v", got)
	}
	// What the book says now is what a change is compared with.
	put(t, here, "b", profile("b"))
	if _, err := there.Remove("a"); err == nil {
		t.Error("deleted a profile that was changed here meanwhile")
	}
}

func TestTheSameChangeInTwoWindowsIsNoConflict(t *testing.T) {
	here, there := twoWindows(t)
	put(t, there, "a", profile("a"))
	put(t, here, "a", profile("a"))
	if _, err := there.Remove("b"); err != nil {
		t.Fatal(err)
	}
	if loaded, err := here.Remove("b"); err != nil || names(loaded) != "a" {
		t.Errorf("got %s, %v", names(loaded), err)
	}
	if loaded, err := here.Restore("b"); err != nil || names(loaded) != "a, b" {
		t.Errorf("undo gave %s, %v", names(loaded), err)
	}
}

func TestConflicts(t *testing.T) {
	mine, theirs := profile("a"), acmeNamed("a")
	tests := []struct {
		name  string
		there func(*book.Store) error
		here  func(*book.Store) error
		want  book.ConflictError
		text  string
		after string
	}{
		{"both changed it", putA(theirs), putA(mine),
			book.ConflictError{Name: "a", Mine: &mine, Theirs: &theirs},
			`save profiles: "a" was changed in another window meanwhile; keep that change, or save yours over it`, "a, b"},
		{"deleted there, changed here", removeA, putA(mine),
			book.ConflictError{Name: "a", Mine: &mine},
			`save profiles: "a" was deleted in another window meanwhile; keep that change, or save yours over it`, "b, a"},
		{"changed there, deleted here", putA(theirs), removeA,
			book.ConflictError{Name: "a", Theirs: &theirs},
			`save profiles: "a" was changed in another window meanwhile; keep that change, or save yours over it`, "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			here, there := twoWindows(t)
			if err := test.there(there); err != nil {
				t.Fatal(err)
			}
			before := readFile(t, here.Path())
			err := test.here(here)
			var conflict *book.ConflictError
			if !errors.As(err, &conflict) {
				t.Fatalf("got %v, want a conflict", err)
			}
			if conflict.Name != test.want.Name || !same(conflict.Mine, test.want.Mine) || !same(conflict.Theirs, test.want.Theirs) {
				t.Errorf("got %+v, want %+v", conflict, test.want)
			}
			if err.Error() != test.text {
				t.Errorf("got  %s\nwant %s", err, test.text)
			}
			if got := readFile(t, here.Path()); got != before {
				t.Error("something was saved")
			}
			if err := test.here(here); !errors.As(err, &conflict) {
				t.Errorf("saving again gave %v instead of another conflict", err)
			}
			loaded, err := here.Overwrite(conflict)
			if err != nil || names(loaded) != test.after {
				t.Fatalf("overwriting gave %s, %v; want %s", names(loaded), err, test.after)
			}
			if got, found := loaded.Find("a"); found && got != mine {
				t.Errorf("got %+v, want %+v", got, mine)
			}
		})
	}
}

func putA(p book.Profile) func(*book.Store) error {
	return func(s *book.Store) error { _, err := s.Put("a", p); return err }
}

func removeA(s *book.Store) error { _, err := s.Remove("a"); return err }

func same(a, b *book.Profile) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func TestOverwriteMeetsAThirdChange(t *testing.T) {
	here, there := twoWindows(t)
	put(t, there, "a", acmeNamed("a"))
	_, err := here.Put("a", profile("a"))
	var conflict *book.ConflictError
	if !errors.As(err, &conflict) {
		t.Fatalf("got %v, want a conflict", err)
	}
	third := acmeNamed("a")
	third.Country = "CO"
	put(t, there, "a", third)
	_, err = here.Overwrite(conflict)
	if !errors.As(err, &conflict) || *conflict.Theirs != third {
		t.Fatalf("got %v, want a conflict with the third change", err)
	}
	if _, err := here.Overwrite(conflict); err != nil {
		t.Errorf("overwriting the third change: %v", err)
	}
}

func TestLoadingTakesTheOtherChangeOver(t *testing.T) {
	here, there := twoWindows(t)
	put(t, there, "a", acmeNamed("a"))
	if _, err := here.Put("a", profile("a")); err == nil {
		t.Fatal("no conflict")
	}
	load(t, here)
	put(t, here, "a", profile("a"))
}

func TestOneStoreIsSafeForConcurrentUse(t *testing.T) {
	store := emptyStore(t)
	errs := make(chan error)
	for i := range 8 {
		go func() {
			_, err := store.Put("", profile("p"+strconv.Itoa(i)))
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := len(strings.Split(names(load(t, store)), ", ")); got != 8 {
		t.Errorf("%d profiles, want 8", got)
	}
}
