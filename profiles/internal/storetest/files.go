// Package storetest has what the tests of the stores have in common: files on disk, a
// canary, profiles, and sends.
package storetest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Canary stands for a secret: no error and no warning may ever show it.
const Canary = "CANARY-s3cr3t"

func WriteFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func ReadFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// WantError compares an error, which must not show the canary.
func WantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err != nil {
		WantNoCanary(t, err.Error())
	}
}

func WantNoCanary(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, "CANARY") {
			t.Errorf("the text shows the canary: %s", text)
		}
	}
}

func WantModes(t *testing.T, dir string, dirMode os.FileMode, files ...string) {
	t.Helper()
	for _, path := range append(files, dir) {
		want := os.FileMode(0o600)
		if path == dir {
			want = dirMode
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v; want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

// WantNowhere searches all files below the folders.
func WantNowhere(t *testing.T, text string, folders ...string) {
	t.Helper()
	for _, path := range FilesWith(t, text, folders...) {
		t.Errorf("%s holds %q", path, text)
	}
}

// FilesWith lists the files below the folders that hold a text.
func FilesWith(t *testing.T, text string, folders ...string) []string {
	t.Helper()
	var found []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && strings.Contains(ReadFile(t, path), text) {
				found = append(found, path)
			}
			return err
		})
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	return found
}
