package manage

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/profileform"
)

// saving is one change of profiles that stores secrets, from the key press that
// asks for it to its end. What is to be written is fixed at that moment: opening
// the encrypted file and saving over another change act on it alone, and its
// result brings it back.
type saving struct {
	// form is the profile form it was taken from, nil when it comes from none, and
	// typed what stood in it.
	form  *profileform.Form
	typed string
	// previous, profile and secrets are what a form holds.
	previous string
	profile  profiles.Profile
	secrets  profiles.NewSecretValues
	// importing is an import, duplicate the profile to copy, and trim the
	// environment whose stored secret loses its stray characters.
	importing *importing
	duplicate string
	trim      ripio.EnvironmentName
	// over is the change of another window that is written over.
	over *profiles.ConflictError
}

// words name the change in a message.
func (s *saving) words() string {
	switch {
	case s.importing != nil:
		return "the import"
	case s.duplicate != "":
		return "the copy of " + visible.Line(s.duplicate)
	}
	return visible.Line(s.profile.Name)
}

// save is the change of a profile that is under way. Keyrings may wait for their
// owner, so it can be stopped.
type save struct {
	of     *saving
	cancel context.CancelFunc
}

func (s *save) begin(of *saving) context.Context {
	s.stop()
	ctx, cancel := context.WithCancel(context.Background())
	s.of, s.cancel = of, cancel
	return ctx
}

// end follows the result of a change: of another one than is under way it stops
// nothing.
func (s *save) end(of *saving) {
	if of == s.of {
		s.stop()
	}
}

func (s *save) stop() {
	if s.cancel != nil {
		s.cancel()
	}
	*s = save{}
}

// carryOut begins or repeats a change. One of the profile form can be stopped.
func (p *Profiles) carryOut(s *saving) tea.Cmd {
	ctx := context.Background()
	if s.form != nil {
		ctx = p.save.begin(s)
		if p.showsFormOf(s) {
			s.form.Remark = "Saving. Esc stops."
		}
	}
	manager := p.Manager
	return p.Keep(func() tea.Msg {
		msg := s.write(ctx, manager)
		msg.of = s
		if s.previous != "" && s.previous != s.profile.Name {
			msg.From, msg.To = s.previous, s.profile.Name
		}
		return msg
	})
}

// write does the work, off the screen's loop.
func (s *saving) write(ctx context.Context, manager *profiles.Manager) (msg ChangedMsg) {
	switch {
	case s.importing != nil:
		return s.importing.write(ctx, manager)
	case s.duplicate != "":
		var copied string
		copied, msg.Book, msg.Warnings, msg.Err = manager.Duplicate(ctx, s.duplicate)
		msg.Done, msg.Select, msg.on, msg.show = copied+" made", copied, s.duplicate, copied
		return msg
	case s.trim != "":
		key := profiles.SecretKey{Profile: s.profile.Name, Environment: s.trim}
		secret, err := manager.Secrets.Resolve(ctx, key, s.profile.Account(s.trim).Secret)
		if err != nil {
			return ChangedMsg{Err: err}
		}
		values := profiles.NewSecretValues{s.trim: redact.TrimSecret(secret)}
		msg.Book, msg.Warnings, msg.Err = manager.Save(ctx, s.profile.Name, s.profile, values)
		msg.Done, msg.Select = "the trimmed secret is stored", s.profile.Name
		return msg
	case s.over != nil:
		msg.Book, msg.Warnings, msg.Err = manager.Overwrite(ctx, s.over, s.secrets)
		msg.Done, msg.Select = "your change to "+s.over.Name+" is saved", s.profile.Name
		return msg
	}
	msg.Book, msg.Warnings, msg.Err = manager.Save(ctx, s.previous, s.profile, s.secrets)
	msg.Done, msg.Select = s.profile.Name+" saved", s.profile.Name
	return msg
}

// showsFormOf reports whether the form that a change was taken from is open, or
// under the dialog in front.
func (p *Profiles) showsFormOf(s *saving) bool {
	return s != nil && s.form != nil && p.Dialogs.Holds(s.form)
}

// waitsFor reports whether a person is doing nothing but wait for a change: the form that
// it was taken from is in front, as it was then.
func (p *Profiles) waitsFor(s *saving) bool {
	return p.showsFormOf(s) && p.Dialogs.Top() == dialog.Dialog(s.form) && s.form.Contents() == s.typed
}

// stopSaving stops the change that was taken from a form, and reports whether one
// was under way.
func (p *Profiles) stopSaving(form *profileform.Form) bool {
	if p.save.of == nil || p.save.of.form != form {
		return false
	}
	p.save.stop()
	return true
}

// warnOfPlainFile lets the person decide before anything is written.
func (p *Profiles) warnOfPlainFile(form *profileform.Form) {
	menu := dialog.NewMenu("Not encrypted", []dialog.Choice{
		{Name: "Go back", Detail: "and choose another place"},
		{Name: "Write it without encryption", Detail: "into a file that only you can open", Run: func() tea.Cmd {
			form.AcceptPlain()
			return p.saveProfile(form)
		}},
	})
	menu.Hints = profiles.PlainFileWarning
	p.Dialogs.Open(menu)
}

// Edit opens the form on a profile, the zero profile for a new one.
func (p *Profiles) Edit(profile profiles.Profile) *profileform.Form {
	form := profileform.New(profile)
	form.Save = func() tea.Cmd { return p.saveProfile(form) }
	form.CheckPlaces = func() tea.Cmd { return p.checkKeyring(form.KeyringIsMissing) }
	form.Stop = func() bool { return p.stopSaving(form) }
	p.Dialogs.Open(form)
	return form
}

// saveProfile writes what the form holds; the form stays open until it is on
// the disk.
func (p *Profiles) saveProfile(form *profileform.Form) tea.Cmd {
	profile, err := form.Profile()
	if err != nil {
		form.Remark = draw.Sentence(visible.Line(err.Error()))
		return nil
	}
	previous := form.Original().Name
	if other, taken := p.Book().Find(profile.Name); taken && !strings.EqualFold(other.Name, previous) {
		form.Remark = "There is a profile of that name already."
		return nil
	}
	if form.WritesPlain() {
		p.warnOfPlainFile(form)
		return nil
	}
	p.Dialogs.Clear() // saving leads to the explorer
	p.Dialogs.Open(form)
	return p.carryOut(&saving{
		form: form, typed: form.Contents(),
		previous: previous, profile: profile, secrets: form.Secrets(),
	})
}

// Saved closes the form that a change was taken from, if it is still open. What was
// typed in it since stays.
func (p *Profiles) Saved(msg ChangedMsg) {
	switch s := msg.of; {
	case !p.showsFormOf(s):
	case s.form.Contents() == s.typed:
		p.Dialogs.Remove(s.form)
	default:
		s.form.Saved(s.profile, s.typed)
	}
}

// IsSaving reports whether a change of a form is under way.
func (p *Profiles) IsSaving() bool { return p.save.of != nil }

// StoreTrimmed puts a secret without its stray characters where the profile keeps it,
// after it was asked for.
func (p *Profiles) StoreTrimmed(profile profiles.Profile, environment ripio.EnvironmentName) {
	place := profile.Account(environment).Secret.Label()
	p.Dialogs.Open(dialog.NewQuestion("Store the trimmed secret?", "Store it", "It takes the place of the secret with the stray characters: "+visible.Line(place)+".", func() tea.Cmd {
		return p.carryOut(&saving{profile: profile, trim: environment})
	}))
}
