package state

import (
	"errors"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
)

// DraftName is the file of the draft.
const DraftName = "draft.json"

// Draft is what stood in the form, for the next start. It has no secret, and nothing
// that was typed for production.
type Draft struct {
	Profile     string                `json:"profile"`
	Environment ripio.EnvironmentName `json:"environment"`
	// ExternalRef and Address are what a person typed; empty where nobody typed.
	ExternalRef string `json:"external_ref"`
	Address     string `json:"address"`
}

// Drafts keeps the draft in draft.json of the state folder. Its methods are safe for
// concurrent use; of several windows, the last one to write wins.
type Drafts struct{ stateFile[Draft] }

// NewDrafts makes the store for a state folder; nothing is read or created yet.
func NewDrafts(stateDir string) *Drafts {
	return &Drafts{stateFile[Draft]{dir: stateDir, name: DraftName, key: "draft"}}
}

// ErrNoDraft says that a draft is not kept: it is for production, or a text in it is
// too long, is not UTF-8, or may be a key.
var ErrNoDraft = errors.New("this is not kept as a draft")

// Save replaces the draft. It returns ErrNoDraft, ErrLocked, *NewerVersionError or an
// error of the disk.
func (d *Drafts) Save(draft Draft) error {
	for _, text := range []string{draft.Profile, draft.ExternalRef, draft.Address} {
		if len(text) > maxUserText || !utf8.ValidString(text) || field.NeedsConfirmation(text) || field.LooksLikePrivateKey(text) || field.IsPrivateKey(text) {
			return ErrNoDraft
		}
	}
	if draft.Environment == ripio.Production {
		return ErrNoDraft
	}
	return d.edit(func(kept *Draft) bool {
		changed := *kept != draft
		*kept = draft
		return changed
	})
}

// Load returns the draft; the zero Draft when there is none.
func (d *Drafts) Load() (Draft, error) {
	draft, err := d.get()
	if draft.Environment == ripio.Production {
		return Draft{}, err
	}
	return draft, err
}

// Forget empties the draft if it is of that profile, and reports how many drafts went.
func (d *Drafts) Forget(profile string) (removed int, err error) {
	err = d.edit(func(draft *Draft) bool {
		if !book.SameName(draft.Profile, profile) || *draft == (Draft{}) {
			return false
		}
		*draft, removed = Draft{}, 1
		return true
	})
	return removed, err
}
