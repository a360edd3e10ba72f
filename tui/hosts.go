package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/guidance"
	"devtools/ripio-explorer/tui/handover"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/recognise"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
	"devtools/ripio-explorer/tui/widget"
)

// desk is what every flow may do here.
func desk(m *Model) dialog.Host {
	return dialog.Host{Dialogs: &m.dialogs, Say: m.status.say, Keep: m.writes.keep}
}

// manageHost is what the flows of profiles may do here.
func manageHost(m *Model) manage.Host {
	return manage.Host{
		Host: desk(m), Manager: m.deps.Profiles, Book: func() profiles.Book { return m.selected.Book },
		Local: m.settings.Zone, Environ: m.deps.Environ, NoFiles: m.deps.NoFiles,
		StableRef: func() manage.StableRef {
			clientID, _ := m.selected.Credentials()
			address := m.form.Address.Value()
			return manage.StableRef{
				Environment: m.selected.Environment.Name, Profile: m.selected.Profile, ClientID: clientID, Address: address, New: m.deps.NewExternalRef,
				Use: func(externalRef string) { m.setUser(profiles.User{ExternalRef: externalRef, Address: address}) },
			}
		},
	}
}

// guideHost is what the guide may do here.
func guideHost(m *Model) guidance.Host {
	return guidance.Host{Open: m.dialogs.Open, Copy: m.handover.Put}
}

// historyHost is what an attempt of the history leads to.
func historyHost(m *Model) history.Host {
	return history.Host{
		Host: desk(m), InFront: func() bool { return m.keyboard().inHistory() },
		TakeKeys: func() { m.form.SetFocus(request.FocusResult) }, Busy: m.sends.Busy,
		Show: func(attempt profiles.Attempt) tea.Cmd {
			m.result.ShowAttempt(attempt, m.history.About(attempt.Exchange))
			m.form.SetFocus(request.FocusResult)
			return sending.LookUp(m.deps.Profiles, attempt)
		},
		Send: func() tea.Cmd {
			m.result.LeaveAttempt(result.Token)
			return m.begin()
		},
		Profile:    func(name string) (profiles.Profile, bool) { return m.selected.Book.Find(name) },
		IsSelected: func(e ripio.Exchange) bool { return sending.OwnerOf(e) == m.selectedOwner() },
		Select:     m.selectAttempt,
	}
}

// pastesHost is what a paste outside a text field may do here.
func pastesHost(m *Model) recognise.Host {
	return recognise.Host{
		Host: desk(m), Manager: m.deps.Profiles, Now: m.deps.Now, Learn: m.curtain.Learn,
		Explain:     func(page *explain.Page, kind guide.Kind) { openExplained(m, page, kind) },
		Environment: func() ripio.EnvironmentName { return m.selected.Environment.Name },
		Fill:        func(user profiles.User, at finding.Field) { m.land(user, request.PlaceOf(at)) },
		Show: func(token jwt.Token, from ripio.EnvironmentName) {
			m.dialogs.Clear()
			m.result.ShowToken(token, from)
			m.form.SetFocus(request.FocusResult)
		},
		Shown:      m.result.Decoded,
		Copy:       m.handover.Put,
		Import:     m.profiles.ImportFound,
		PaletteKey: m.keys.Palette.Help().Key,
	}
}

// handoverHost is what is handed on, and the way it goes.
func handoverHost(m *Model) handover.Host {
	return handover.Host{
		Host: desk(m), Manager: m.deps.Profiles, Now: m.deps.Now,
		Owner: func() string { return m.selected.Profile },
		Subject: func() handover.Subject {
			source, secrets := m.newSend(sending.Ordinary).Secret, m.deps.Profiles.Secrets
			link, noLink := m.widget.Link()
			return handover.Subject{
				Token: m.result.Decoded(), Exchange: m.result.Exchange(), Causes: m.result.Causes,
				Request: m.form.Request(), Environment: m.selected.Environment, HideAddress: m.form.Address.Secret,
				Flow: string(m.widget.Flow()), NoLink: noLink, Link: link.Reveal,
				Secret: func(ctx context.Context) (redact.Secret, error) { return source.Fetch(ctx, secrets) },
			}
		},
		Listed: func() (*profiles.Attempt, bool) {
			attempt, selected := m.history.Selected()
			if !selected {
				return nil, m.keyboard().inHistory()
			}
			return &attempt, m.keyboard().inHistory()
		},
		About:    m.history.About,
		Copy:     m.deps.Copy,
		Clear:    m.deps.ClearClipboard,
		Copied:   m.curtain.Copied,
		SaveFile: func(name, text string) (string, error) { return m.deps.SaveReport(name, text) },
		Version:  m.options.Version, Keys: m.keys.ScrollKeys,
	}
}

// widgetHost is whose token the links are made of, and where they go.
func widgetHost(m *Model) widget.Host {
	return widget.Host{
		Host:    desk(m),
		Subject: func() widget.Subject { return linkSubject(m) },
		Warned:  m.handover.Warned, Copy: m.handover.Put,
		Browse: m.deps.OpenBrowser,
		SavePicture: func(code qr.Code, life time.Duration) (*qr.Picture, error) {
			return m.deps.SavePicture(code, life)
		},
		NewUUID: m.deps.NewExternalRef,
	}
}

// linkSubject is the shown token with the environment that granted it. A token does not
// say where it comes from, so one that was pasted bare makes no link.
func linkSubject(m *Model) widget.Subject {
	token, e, request := m.result.Decoded(), m.result.Exchange(), m.form.Request()
	s := widget.Subject{Environment: m.selected.Environment, ConfirmedAddress: request.ConfirmedAddress, Address: request.Address}
	if e != nil {
		s.Address = e.Request.Address
	}
	switch {
	case m.result.IsSending():
		s.Why = "a request is under way; its token makes the link"
	case token == nil:
		s.Why = "there is no token yet; enter requests one, and its link stands here then"
	case token.Raw == "":
		s.Why = "the token was not kept, and a link needs it; esc goes back"
	case e == nil && m.result.From() == "":
		s.Why = "a token does not say which environment granted it, and a link must lead to that one; paste the whole widget link, or esc and request a token"
	case e == nil:
		s.Token, s.Expiry = redact.NewSecret(token.Raw), token.Expiry
		s.Environment, _ = ripio.EnvironmentFor(m.result.From())
	case e.Failure != nil:
		s.Why = "the request failed, so there is no token that a link can be made of"
	default:
		lifetime, _ := e.Lifetime()
		s.Token, s.Environment, s.Expiry, s.Clock, s.Lifetime = redact.NewSecret(token.Raw), e.Environment, token.Expiry, e.Clock, max(lifetime, 0)
	}
	return s
}

// sendHost is what the flow of a send may do here.
func sendHost(m *Model) sending.Host {
	return sending.Host{
		Host: desk(m), Manager: m.deps.Profiles, Authenticate: m.deps.Authenticate, Demo: m.options.Demo,
		Fingerprint:    func(secret redact.Secret) string { return m.deps.Fingerprint(secret) },
		NewExternalRef: m.deps.NewExternalRef, Now: m.deps.Now, Local: m.settings.Zone,
		Settings: func() config.Settings { return m.settings.Settings },
		Pane:     resultPane{&m.result, m}, Unsay: m.status.clear,
		Owner: m.selectedOwner, Capture: m.newSend, Unready: m.unready, Stale: m.staleCauses,
		Unlock: m.profiles.Unlock, EditPlace: func() { m.profiles.Edit(m.selected.Whole()) },
		EditSecret: func() tea.Cmd { return m.editCredentials(finding.FieldSecret, "") }, PaletteKey: m.keys.Palette.Help().Key,
		Sent: m.recent.Sent, Note: m.noteAnswer, KeepTokens: func() bool { return m.history.KeepTokens },
		Written: m.history.Written, Shown: m.followDryRun, PlaceWords: history.PlaceWords, TestTable: result.TestTable,
	}
}

// resultPane is the pane of the result as a send sees it.
type resultPane struct {
	*result.Model
	root *Model
}

func (p resultPane) ShowSending(s sending.Progress) { p.Model.ShowSending(result.Sending(s)) }
func (p resultPane) OpenSending(s sending.Progress) { p.Model.OpenSending(result.Sending(s)) }

func (p resultPane) LeaveHistory() {
	if p.Tab() == result.History {
		p.SetTab(result.Token)
	}
}

func (p resultPane) ComeForward() {
	m := p.root
	switch {
	case !m.screen.onePane():
	case m.before.text && m.form.Focus.InField():
		m.status.say(finding.LevelNote, "the response is there; "+m.keys.Next.Help().Key+" leads to it")
	default:
		m.form.SetFocus(request.FocusResult)
	}
}
