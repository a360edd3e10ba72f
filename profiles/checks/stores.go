package checks

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
)

// Stores checks the places that this program keeps secrets in. The keyring is asked for
// a list, for which it opens no window; the encrypted file is not opened.
func (h *House) Stores() []checklist.Check {
	return []checklist.Check{
		check("keyring", "", h.limit+spare, h.keyring),
		check("encrypted-file", "", fileLimit, h.sealed),
		check("plain-file", "", fileLimit, h.plain),
	}
}

// asNeeded is a verdict for a place that does not work: it matters where a profile uses it.
func (h *House) asNeeded(kind profiles.StoreKind) checklist.Verdict {
	if h.uses(kind) {
		return checklist.Failure
	}
	return checklist.Note
}

func (h *House) keyring() []checklist.Line {
	stored, err := h.stored()
	line := checklist.Line{Verdict: h.asNeeded(profiles.KindKeyring)}
	switch {
	case err == nil:
		line.Verdict, line.Found = checklist.OK, "it answers; it holds "+phrase.Plural(len(stored), "secret")+" of this folder's profiles"
	case errors.Is(err, keyring.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		line.Found = "it did not answer within " + phrase.InSeconds(h.limit)
		line.Fix = "Look for an unlock window, or restart the keyring; or keep the secrets elsewhere with ripio-explorer profiles edit NAME --store sealed."
	case errors.Is(err, keyring.ErrLocked):
		line.Found, line.Fix = "it is locked, or was never set up", "Unlock it. A request opens its unlock window where there is a display."
		if line.Verdict == checklist.Failure {
			line.Verdict = checklist.Warning
		}
	case errors.Is(err, keyring.ErrCannotList):
		line.Verdict, line.Found = checklist.OK, "this system's keyring offers no list; a request asks it for one secret"
	case errors.Is(err, keyring.ErrNoKeyring):
		line.Found = "no keyring is available"
		if failed, is := errors.AsType[*keyring.Error](err); is && failed.Reason != "" {
			line.Found += ": " + failed.Reason
		}
		line.Fix = "Start one, such as GNOME Keyring, KWallet or KeePassXC, or keep the secrets elsewhere."
	default:
		line.Found, line.Fix = err.Error(), "Restart the keyring, or keep the secrets elsewhere."
	}
	return []checklist.Line{line}
}

func (h *House) sealed() []checklist.Line {
	path := filepath.Join(h.configDir(), secretFiles[profiles.KindSealed])
	return h.secretFile(path, profiles.KindSealed, sealed.Inspect(h.configDir()), "it begins as an encrypted file does; only its passphrase tells more")
}

func (h *House) plain() []checklist.Line {
	file := secretfile.OpenPlain(h.configDir())
	accounts, err := file.Accounts()
	if _, gone := os.Stat(file.Path()); err == nil && errors.Is(gone, fs.ErrNotExist) {
		err = &secretfile.MissingError{Path: file.Path()} // which holds nothing
	}
	return h.secretFile(file.Path(), profiles.KindPlain, err, "it holds "+phrase.Plural(len(accounts), "secret")+", readable for every program that runs as you")
}

// secretFile is what a file of secrets is like; err is why it cannot be used.
func (h *House) secretFile(path string, kind profiles.StoreKind, err error, fine string) []checklist.Line {
	var missing *secretfile.MissingError
	var open *secretfile.LooseError
	line := checklist.Line{Verdict: checklist.Failure, Fix: RepairHint(err)}
	switch {
	case err == nil:
		if lines := loose(path, atomicfile.FileMode); len(lines) > 0 {
			return lines
		}
		line.Verdict, line.Found, line.Fix = checklist.OK, fine, ""
	case errors.As(err, &missing) && missing.Backup == "":
		line.Verdict, line.Found = h.asNeeded(kind), "there is no such file"
		if line.Verdict == checklist.Note {
			line.Verdict = checklist.OK // nobody needs it
			line.Found += ", and no profile needs it"
		} else {
			line.Fix = "Type the secrets again: ripio-explorer profiles edit NAME --store " + string(kind) + "."
		}
	case errors.As(err, &open):
		line.Found, line.Fix = err.Error(), "chmod 600 "+shellQuoted(path)
	case line.Fix != "":
		line.Found = err.Error()
	default:
		line = unreadable(path, err)
	}
	return []checklist.Line{line}
}
