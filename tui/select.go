package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// showCredentials puts the selected credentials in the form, with what is known of
// them.
func (m *Model) showCredentials() {
	clientID, place := m.selected.Credentials()
	m.form.SetCredentials(m.selected.Environment.Name, clientID, place)
	m.form.Record, m.form.Fingerprint = m.credentials.Words(m.selected.RecordKey(), m.deps.Now(), m.settings.Zone())
}

// switchProfile uses another profile from now on, with its user where it has one.
func (m *Model) switchProfile(name string) {
	if m.selected.UseProfile(name) {
		m.takeUser()
		m.showCredentials()
		m.userChanged()
	}
}

// switchEnvironment switches where requests go. No token is carried across.
func (m *Model) switchEnvironment(name ripio.EnvironmentName) tea.Cmd {
	m.selected.UseEnvironment(name)
	m.takeUser()
	var cmd tea.Cmd
	if name == ripio.Simulator {
		cmd = m.prepareSimulator()
	}
	m.showCredentials()
	m.userChanged()
	m.status.say(finding.LevelNote, name.Label()+" is selected")
	if name != ripio.Simulator && m.whenReady != nil {
		m.whenReady = nil
		m.status.say(finding.LevelNote, name.Label()+" is selected; what waited for the simulator was not sent")
	}
	if m.selected.HasProfile() && m.form.ClientID == "" {
		m.status.say(finding.LevelWarning, name.Label()+" is selected; this profile has no credentials for it yet, enter adds them")
	}
	return tea.Batch(cmd, m.credentials.Load(m.deps.Profiles.Records, m.selected.RecordKey()))
}

// takeUser fills in the account's user, unless someone typed another one.
func (m *Model) takeUser() {
	m.form.SetUser(m.selected.NextUser(m.form.ExternalRef.Value(), m.form.Address.Value(), m.deps.NewExternalRef))
}

func (m *Model) chooseEnvironment() {
	var choices []dialog.Choice
	names := ripio.EnvironmentNames
	if m.selected.Custom.Name != "" {
		names = append([]ripio.EnvironmentName{ripio.Custom}, names...)
	}
	for _, name := range names {
		detail := "an imitation on this machine; no credentials needed"
		if env, ok := ripio.EnvironmentFor(name); ok {
			detail = env.Host()
		} else if name == ripio.Custom {
			detail = m.selected.Custom.Host() + "; takes the sandbox credentials"
		}
		choices = append(choices, dialog.Choice{Value: name, Name: name.Label(), Detail: detail,
			Run: func() tea.Cmd { return m.switchEnvironment(name) }})
	}
	menu := dialog.NewMenu("Environment", choices)
	menu.Select(m.selected.Environment.Name)
	menu.Hints = "No token is carried from one environment to another."
	m.dialogs.Open(menu)
}

// noFix says why the key of the fix does nothing; empty when it does something:
// for the form, or about the first cause.
func (m *Model) noFix() string {
	if m.keyboard().inWidget() {
		if _, ok := m.widget.Fix(); !ok {
			return "no key can fix it"
		}
		return ""
	}
	if _, ok := m.form.Fix(); ok {
		return ""
	}
	if m.causesInSight() {
		return m.remedies.refuse(m, m.result.Ranked()[0])
	}
	return "no key can fix it"
}

func (m *Model) applyFix() tea.Cmd {
	if m.keyboard().inWidget() {
		item, _ := m.widget.Fix()
		m.widget.Apply(item)
		m.status.say(finding.LevelOK, string(item.Field)+" changed")
		return nil
	}
	item, ok := m.form.Fix()
	if !ok {
		return m.applyCause(0)
	}
	m.form.Apply(item)
	m.userChanged()
	m.status.say(finding.LevelOK, string(item.Field)+" changed")
	return nil
}

// start selects the profile that was asked for, or the first one; without any it
// shows the ways to begin.
func (m *Model) start() tea.Cmd {
	welcome, welcomes := m.dialogs.Top().(*dialog.Welcome)
	if welcomes && len(m.selected.Book.Profiles) > 0 {
		m.dialogs.Remove(welcome)
	}
	var cmd tea.Cmd
	resumed := false
	if m.options.Profile == "" {
		cmd, resumed = m.resumeDraft()
	}
	switch {
	case m.options.Profile != "":
		if _, ok := m.selected.Book.Find(m.options.Profile); !ok {
			m.status.say(finding.LevelWarning, "there is no profile "+visible.Line(m.options.Profile)+"; "+m.keys.Profiles.Help().Key+" lists them")
			return nil
		}
		m.switchProfile(m.options.Profile)
	case resumed:
	case len(m.selected.Book.Profiles) > 0:
		m.switchProfile(m.selected.First())
	case m.options.Environment == "" && !welcomes:
		m.openWelcome()
	}
	if m.form.Address.Value() == "" && m.dialogs.Empty() && m.selected.Environment.Name != ripio.Simulator {
		m.form.SetFocus(request.FocusAddress)
	}
	return cmd
}

// chooseProfile lists the profiles.
func (m *Model) chooseProfile() {
	m.profiles.OpenList(m.selected.Profile, func(name string) tea.Cmd { return useProfile(m, name) })
}

// useProfile selects a profile that a person picked.
func useProfile(m *Model, name string) tea.Cmd {
	m.switchProfile(name)
	m.status.say(finding.LevelNote, "profile "+visible.Line(m.selected.Profile)+" is selected for "+m.selected.Environment.Name.Label())
	return m.credentials.Load(m.deps.Profiles.Records, m.selected.RecordKey())
}

// setUser puts another user into the form.
func (m *Model) setUser(user profiles.User) {
	m.form.SetUser(user.ExternalRef, user.Address)
	m.userChanged()
}

// showDrift tells the form what the book of test users has against this user.
func (m *Model) showDrift() {
	request := m.form.Request()
	user := profiles.User{ExternalRef: request.ExternalRef, Address: request.Address}
	m.form.SetDrift(m.users.Drift(m.selected.Environment.Name, m.selected.Profile, user))
}

// userChanged follows a change of external_ref or address.
func (m *Model) userChanged() {
	m.showDrift()
	m.sends.ShowKept()
}

// selectAttempt selects profile, environment and user of an exchange.
func (m *Model) selectAttempt(e ripio.Exchange) tea.Cmd {
	m.result.LeaveAttempt(result.Token)
	if e.Profile == "" {
		m.selected.Profile = "" // the simulator has credentials of its own
	} else {
		m.switchProfile(e.Profile)
	}
	var commands []tea.Cmd
	if m.selected.Environment.Name != e.Environment.Name {
		commands = append(commands, m.switchEnvironment(e.Environment.Name))
	}
	m.showCredentials()
	m.setUser(profiles.User{ExternalRef: e.Request.ExternalRef, Address: e.Request.Address})
	m.status.say(finding.LevelNote, "selected: "+m.history.OwnerWords(e))
	return tea.Batch(append(commands, m.credentials.Load(m.deps.Profiles.Records, m.selected.RecordKey()))...)
}

// editCredentials opens the profile at the selected environment's credentials, with
// a corrected client_id where there is one. A secret that is typed in each
// session is in no profile: it is asked for again.
func (m *Model) editCredentials(field finding.Field, clientID string) tea.Cmd {
	if !m.selected.HasProfile() {
		m.profiles.Add()
		return nil
	}
	if field != finding.FieldClientID && m.selected.Account().Secret.Kind() == profiles.KindAsk {
		m.chooseCredential()
		return nil
	}
	m.openCredentials(field, clientID)
	return nil
}

func (m *Model) openCredentials(field finding.Field, clientID string) {
	form := m.profiles.Edit(m.selected.Whole())
	form.GoTo(m.selected.AccountName(), field)
	if clientID != "" {
		form.SetClientID(m.selected.AccountName(), clientID)
		form.Remark = "The client_id is corrected here. Save keeps it."
	}
}

// chooseCredential is for a secret that the program keeps only in memory.
func (m *Model) chooseCredential() {
	menu := dialog.NewMenu("Credentials for "+m.selected.AccountName().Label(), []dialog.Choice{
		{Name: "Type the client_secret again", Detail: "and send; it stays in memory only", Run: func() tea.Cmd {
			m.sends.AskSecret(m.newSend(sending.Ordinary))
			return nil
		}},
		{Name: "Change the profile", Detail: "its client_id, or where the secret is kept", Run: func() tea.Cmd {
			m.openCredentials(finding.FieldClientID, "")
			return nil
		}},
	})
	m.dialogs.Open(menu)
}
