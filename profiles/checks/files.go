package checks

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
)

// Files checks the folders and the files in them: whether they can be read and
// understood, and whether they are closed to other users.
func (h *House) Files() []checklist.Check {
	m := h.manager
	checks := []checklist.Check{
		check("config-folder", "", fileLimit, func() []checklist.Line { return h.folder(h.configDir()) }),
		check("profiles-file", "", fileLimit, h.profilesFile),
		check("state-folder", "", fileLimit, func() []checklist.Line { return h.folder(h.stateDir()) }),
	}
	for _, file := range []struct {
		path  string
		check func() error
	}{
		{m.Users.Path(), m.Users.Check}, {m.Records.Path(), m.Records.Check},
		{m.Observed.Path(), m.Observed.Check},
		{m.History.Path(), func() error { _, err := m.History.List(profiles.Filter{}); return err }},
	} {
		checks = append(checks, check("state-file", filepath.Base(file.path), fileLimit, func() []checklist.Line {
			return append(loose(file.path, atomicfile.FileMode), h.stateFile(file.path, file.check()))
		}))
	}
	return checks
}

// folder checks that a folder is closed to others and takes a file.
func (h *House) folder(dir string) []checklist.Line {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []checklist.Line{{Verdict: checklist.OK, Found: dir + " does not exist yet; the first save makes it"}}
	case err != nil:
		return []checklist.Line{unreadable(dir, err)}
	case !info.IsDir():
		return []checklist.Line{{Verdict: checklist.Failure, Found: dir + " is not a folder", Fix: "Rename it, or name another folder with --config-dir."}}
	}
	if line := writable(dir); line.Found != "" {
		return []checklist.Line{line}
	}
	if lines := loose(dir, atomicfile.FolderMode); len(lines) > 0 {
		return lines
	}
	return []checklist.Line{{Verdict: checklist.OK, Found: dir}}
}

// writable tells of a folder that takes no file.
func writable(dir string) checklist.Line {
	if err := atomicfile.TryFolder(dir); err != nil {
		return checklist.Line{
			Verdict: checklist.Failure, Found: dir + " takes no file: " + reason(err),
			Fix: "Look at the folder's owner and permissions, and whether the disk is full or mounted for reading only.",
		}
	}
	return checklist.Line{}
}

// loose tells of a file or folder that other users can read.
func loose(path string, wanted os.FileMode) []checklist.Line {
	info, err := os.Stat(path)
	if err != nil || !atomicfile.IsLoose(info) {
		return nil
	}
	line := checklist.Line{
		Verdict: checklist.Warning, Found: fmt.Sprintf("%s is open to other users of this machine (mode %04o)", path, info.Mode().Perm()),
		Fix: fmt.Sprintf("chmod %o %s", wanted, shellQuoted(path)),
	}
	if info.Mode()&os.ModeSticky != 0 {
		line.Fix = "Choose a folder for this program alone."
	}
	return []checklist.Line{line}
}

func (h *House) profilesFile() []checklist.Line {
	path := h.manager.Store.Path()
	lines := loose(path, atomicfile.FileMode)
	if h.readable != nil {
		fix := RepairHint(h.readable)
		if fix == "" {
			return append(lines, unreadable(path, h.readable))
		}
		return append(lines, checklist.Line{Verdict: checklist.Failure, Found: h.readable.Error(), Fix: fix})
	}
	for _, warning := range h.warnings {
		if !warning.Open { // which the modes say, with a fix
			lines = append(lines, checklist.Line{Verdict: checklist.Warning, Found: warning.Text, Fix: "Correct " + path + "."})
		}
	}
	if len(lines) > 0 {
		return lines
	}
	found := path + ": " + phrase.Plural(len(h.book.Profiles), "profile")
	if len(h.book.Profiles) == 0 {
		return []checklist.Line{{Verdict: checklist.Note, Found: "there are no profiles yet", Fix: "Make one with ripio-explorer profiles add NAME, or in the explorer."}}
	}
	return []checklist.Line{{Verdict: checklist.OK, Found: found}}
}

func (h *House) stateFile(path string, err error) checklist.Line {
	var damaged *state.StateError
	var newer *profiles.NewerVersionError
	switch {
	case errors.As(err, &damaged):
		return checklist.Line{
			Verdict: checklist.Warning, Found: path + ": " + damaged.Reason,
			Fix: "Mend it by hand, or go on: the next change sets it aside and begins a new file.",
		}
	case errors.As(err, &newer):
		return checklist.Line{Verdict: checklist.Warning, Found: newer.Error(), Fix: "Update this program."}
	case err != nil:
		return unreadable(path, err)
	}
	if path == h.manager.History.Path() {
		if warnings := h.manager.History.Warnings(); len(warnings) > 0 {
			return checklist.Line{Verdict: checklist.Warning, Found: warnings[0].Text, Fix: "Nothing needs to be done; the other attempts can be read."}
		}
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return checklist.Line{Verdict: checklist.OK, Found: "there is none yet"}
	}
	return checklist.Line{Verdict: checklist.OK, Found: path}
}

func unreadable(path string, err error) checklist.Line {
	return checklist.Line{
		Verdict: checklist.Failure, Found: path + " cannot be read: " + reason(err),
		Fix: "Look at its owner and its permissions.",
	}
}

// reason is what the operating system said, without the path that is named beside it.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// shellQuoted is a path for a command that is shown.
func shellQuoted(path string) string {
	if strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+") == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// secretFiles are the files of the places that this program writes secrets to.
var secretFiles = map[profiles.StoreKind]string{profiles.KindSealed: secrets.SealedName, profiles.KindPlain: secrets.PlainName}
