package tui

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
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
func (m *Model) carryOut(s *saving) tea.Cmd {
	ctx := context.Background()
	if s.form != nil {
		ctx = m.save.begin(s)
		if m.showsFormOf(s) {
			s.form.Remark = "Saving. Esc stops."
		}
	}
	manager := m.deps.Profiles
	return m.writes.keep(func() tea.Msg {
		msg := s.write(ctx, manager)
		msg.of = s
		return msg
	})
}

// write does the work, off the screen's loop.
func (s *saving) write(ctx context.Context, manager *profiles.Manager) (msg profilesMsg) {
	switch {
	case s.importing != nil:
		return s.importing.write(ctx, manager)
	case s.duplicate != "":
		var copied string
		copied, msg.book, msg.warnings, msg.err = manager.Duplicate(ctx, s.duplicate)
		msg.done, msg.arm, msg.selected = copied+" made; ^O changes it", copied, copied
		return msg
	case s.trim != "":
		key := profiles.SecretKey{Profile: s.profile.Name, Environment: s.trim}
		secret, err := manager.Secrets.Resolve(ctx, key, s.profile.Account(s.trim).Secret)
		if err != nil {
			return profilesMsg{err: err}
		}
		values := profiles.NewSecretValues{s.trim: redact.TrimSecret(secret)}
		msg.book, msg.warnings, msg.err = manager.Save(ctx, s.profile.Name, s.profile, values)
		msg.done, msg.arm = "the trimmed secret is stored", s.profile.Name
		return msg
	case s.over != nil:
		msg.book, msg.warnings, msg.err = manager.Overwrite(ctx, s.over, s.secrets)
		msg.done, msg.arm = "your change to "+s.over.Name+" is saved", s.profile.Name
		return msg
	}
	msg.book, msg.warnings, msg.err = manager.Save(ctx, s.previous, s.profile, s.secrets)
	msg.done, msg.arm = s.profile.Name+" saved", s.profile.Name
	return msg
}

// showsFormOf reports whether the form that a change was taken from is open, or
// under the dialog in front.
func (m *Model) showsFormOf(s *saving) bool {
	return s != nil && s.form != nil && m.dialogs.Holds(s.form)
}

// stopSaving stops the change that was taken from a form, and reports whether one
// was under way.
func (m *Model) stopSaving(form *profileform.Form) bool {
	if m.save.of == nil || m.save.of.form != form {
		return false
	}
	m.save.stop()
	return true
}

// warnOfPlainFile lets the person decide before anything is written.
func (m *Model) warnOfPlainFile(form *profileform.Form) {
	menu := dialog.NewMenu("Not encrypted", []dialog.Choice{
		{Name: "Go back", Detail: "and choose another place"},
		{Name: "Write it without encryption", Detail: "into a file that only you can open", Run: func() tea.Cmd {
			form.AcceptPlain()
			return m.saveProfile(form)
		}},
	})
	menu.Hints = profiles.PlainFileWarning
	m.open(menu)
}

// editProfile opens the form on a profile, the zero profile for a new one.
func (m *Model) editProfile(p profiles.Profile) *profileform.Form {
	form := profileform.New(p)
	form.Save = func() tea.Cmd { return m.saveProfile(form) }
	form.Stop = func() bool { return m.stopSaving(form) }
	m.open(form)
	return form
}

// saveProfile writes what the form holds; the form stays open until it is on
// the disk.
func (m *Model) saveProfile(form *profileform.Form) tea.Cmd {
	profile, err := form.Profile()
	if err != nil {
		form.Remark = draw.Sentence(visible.Line(err.Error()))
		return nil
	}
	previous := form.Original().Name
	if other, taken := m.book.Find(profile.Name); taken && !strings.EqualFold(other.Name, previous) {
		form.Remark = "There is a profile of that name already."
		return nil
	}
	if form.WritesPlain() {
		m.warnOfPlainFile(form)
		return nil
	}
	m.dialogs.Clear() // saving leads to the explorer
	m.open(form)
	return m.carryOut(&saving{
		form: form, typed: form.Contents(),
		previous: previous, profile: profile, secrets: form.Secrets(),
	})
}

// profileEdited remembers that a profile's credentials may be others now.
func (m *Model) profileEdited(name string) {
	m.edited[name] = m.deps.Now()
	for key := range m.trimming {
		if strings.EqualFold(key.Profile, name) {
			delete(m.trimming, key)
		}
	}
}

// editCredentials opens the profile at the armed environment's credentials, with
// a corrected client_id where there is one. A secret that is typed in each
// session is in no profile: it is asked for again.
func (m *Model) editCredentials(field finding.Field, clientID string) tea.Cmd {
	if !m.hasProfile() {
		m.addProfile()
		return nil
	}
	if field != finding.FieldClientID && m.account().Secret.Kind() == profiles.KindAsk {
		m.chooseCredential()
		return nil
	}
	m.openCredentials(field, clientID)
	return nil
}

func (m *Model) openCredentials(field finding.Field, clientID string) {
	form := m.editProfile(m.armed())
	form.GoTo(m.accountName(), field)
	if clientID != "" {
		form.SetClientID(m.accountName(), clientID)
		form.Remark = "The client_id is corrected here. Save keeps it."
	}
}

// chooseCredential is for a secret that the program keeps only in memory.
func (m *Model) chooseCredential() {
	menu := dialog.NewMenu("Credentials for "+m.accountName().Label(), []dialog.Choice{
		{Name: "Type the client_secret again", Detail: "and send; it stays in memory only", Run: func() tea.Cmd {
			m.askSecret(m.newSending(sendOrdinary))
			return nil
		}},
		{Name: "Change the profile", Detail: "its client_id, or where the secret is kept", Run: func() tea.Cmd {
			m.openCredentials(finding.FieldClientID, "")
			return nil
		}},
	})
	m.open(menu)
}
