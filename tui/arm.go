package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/sending"
)

// armedState is for whom and where the next send goes, beside what stands in the
// form.
type armedState struct {
	profile     string // empty for none
	previous    string // the profile before it
	suggested   suggestedUser
	environment ripio.Environment
	simulator   Simulator
	// whenReady is for whom enter was pressed while the simulator started, nil when
	// it was not.
	whenReady *sending.Owner
}

const defaultScenario = simulator.Default

// accountName is the environment whose account is used.
func (m *Model) accountName() ripio.EnvironmentName { return request.AccountFor(m.environment.Name) }

// account is what the armed profile uses in the armed environment.
func (m *Model) account() profiles.Account { return m.armed().Account(m.accountName()) }

func (m *Model) secretKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: m.profile, Environment: m.accountName()}
}

// showCredentials puts the armed credentials in the form. Without a profile the
// simulator has credentials of its own.
func (m *Model) showCredentials() {
	account := m.account()
	switch {
	case account.ClientID != "":
		m.form.Arm(m.environment.Name, account.ClientID, account.Secret.Label())
	case m.environment.Name == ripio.Simulator && !m.hasProfile():
		m.form.Arm(m.environment.Name, simulator.ExampleClientID, "the simulator's own")
	default:
		m.form.Arm(m.environment.Name, "", "")
	}
	m.showRecord()
}

// armProfile uses another profile from now on, with its user where it has one.
func (m *Model) armProfile(name string) {
	profile, ok := m.book.Find(name)
	if !ok {
		return
	}
	if m.profile != profile.Name {
		m.previous = m.profile
	}
	m.profile = profile.Name
	m.takeUser()
	m.showCredentials()
	m.userChanged()
}

// armEnvironment switches where requests go. No token is carried across.
func (m *Model) armEnvironment(name ripio.EnvironmentName) tea.Cmd {
	env, fixed := ripio.EnvironmentFor(name)
	if !fixed {
		env = ripio.Environment{Name: ripio.Simulator}
	}
	m.environment = env
	m.takeUser()
	var cmd tea.Cmd
	if name == ripio.Simulator {
		cmd = m.armSimulator()
	}
	m.showCredentials()
	m.userChanged()
	m.status.say(finding.LevelNote, name.Label()+" is selected")
	if name != ripio.Simulator && m.whenReady != nil {
		m.whenReady = nil
		m.status.say(finding.LevelNote, name.Label()+" is selected; what waited for the simulator was not sent")
	}
	if m.hasProfile() && m.form.ClientID == "" {
		m.status.say(finding.LevelWarning, name.Label()+" is selected; this profile has no credentials for it yet, enter adds them")
	}
	return tea.Batch(cmd, m.armedRecord())
}

// armSimulator starts the simulator on its first use.
func (m *Model) armSimulator() tea.Cmd {
	if m.form.Address.Value() == "" {
		m.form.SetUser(m.form.ExternalRef.Value(), simulator.ExampleAddress)
	}
	if m.simulator == nil {
		return startSimulator(m.deps.StartSimulator, defaultScenario)
	}
	m.environment, _ = ripio.SimulatorAt(m.simulator.URL())
	return nil
}

// suggestedUser is what the form was given without a key for it, so that it may be
// replaced in the same way: what was typed is not lost.
type suggestedUser struct{ externalRef, address suggestion }

// suggestion is a value, and the profile whose user it is; empty when it is
// nobody's yet.
type suggestion struct{ value, profile string }

// next is what a field holds when another account is armed: its own value, where
// nobody typed another, and never that of another profile's user.
func (s *suggestion) next(now, own, profile string, otherwise func() string) string {
	if now != "" && now != s.value {
		return now // typed
	}
	switch {
	case own != "":
		*s = suggestion{own, profile}
	case s.profile != "" && !strings.EqualFold(s.profile, profile):
		*s = suggestion{value: otherwise()}
	default:
		return now
	}
	return s.value
}

func (u *suggestedUser) renamed(from, to string) {
	for _, s := range []*suggestion{&u.externalRef, &u.address} {
		if strings.EqualFold(s.profile, from) {
			s.profile = to
		}
	}
}

// takeUser fills in the account's user, unless someone typed another one.
func (m *Model) takeUser() {
	user := m.account().User
	externalRef, address := m.form.ExternalRef.Value(), m.form.Address.Value()
	externalRef = m.suggested.externalRef.next(externalRef, user.ExternalRef, m.profile, m.deps.NewExternalRef)
	if address == simulator.ExampleAddress {
		m.suggested.address = suggestion{value: address}
	}
	address = m.suggested.address.next(address, user.Address, m.profile, func() string {
		if m.environment.Name == ripio.Simulator {
			return simulator.ExampleAddress
		}
		return ""
	})
	m.form.SetUser(externalRef, address)
}

// simulatorStarted arms the simulator if it is still wanted, and sends what
// waited for it if that is still what is armed.
func (m *Model) simulatorStarted(msg simulatorMsg) tea.Cmd {
	waited := m.whenReady
	m.whenReady = nil
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "the simulator did not start: "+visible.Line(msg.err.Error()))
		return nil
	}
	m.simulator = msg.simulator
	if m.environment.Name != ripio.Simulator {
		return nil
	}
	same := waited != nil && *waited == m.armedOwner()
	cmd := m.armSimulator()
	switch {
	case same:
		cmd = tea.Batch(cmd, m.whenFree(m.begin))
	case waited != nil:
		m.status.say(finding.LevelNote, "the request changed while the simulator started; nothing was sent, enter sends")
	}
	return cmd
}

func (m *Model) chooseEnvironment() {
	var choices []dialog.Choice
	for _, name := range ripio.EnvironmentNames {
		detail := "an imitation on this machine; no credentials needed"
		if env, ok := ripio.EnvironmentFor(name); ok {
			detail = env.Host()
		}
		choices = append(choices, dialog.Choice{ID: string(name), Name: name.Label(), Detail: detail,
			Run: func() tea.Cmd { return m.armEnvironment(name) }})
	}
	menu := dialog.NewMenu("Environment", choices)
	menu.Select(string(m.environment.Name))
	menu.Hints = "No token is carried from one environment to another."
	m.open(menu)
}

func (m *Model) chooseScenario() {
	var choices []dialog.Choice
	for _, scenario := range simulator.Scenarios() {
		choices = append(choices, dialog.Choice{Name: scenario.Name, Detail: scenario.Summary, Run: func() tea.Cmd {
			m.setScenario(scenario.Name)
			return nil
		}})
	}
	menu := dialog.NewMenu("Scenario of the simulator", choices)
	menu.Select(m.simulator.Scenario())
	menu.Hints = "Error answers are guesses: the documentation shows none."
	m.open(menu)
}

func (m *Model) setScenario(name string) {
	if err := m.simulator.SetScenario(name); err != nil {
		m.status.say(finding.LevelFailure, visible.Line(err.Error()))
		return
	}
	delete(m.sends.Pauses, ripio.Simulator) // another scenario asks for no wait
	m.status.say(finding.LevelNote, "the simulator now plays "+name+"; enter sends")
}

// noFix says why the key of the fix does nothing; empty when it does something:
// for the form, or about the first cause.
func (m *Model) noFix() string {
	if _, ok := m.form.Fix(); ok {
		return ""
	}
	if m.causesInSight() {
		return m.noRemedy(m.result.Ranked()[0])
	}
	return "no key can fix it"
}

func (m *Model) applyFix() tea.Cmd {
	item, ok := m.form.Fix()
	if !ok {
		return m.applyCause(0)
	}
	m.form.Apply(item)
	m.userChanged()
	m.status.say(finding.LevelOK, string(item.Field)+" changed")
	return nil
}

// start arms the profile that was asked for, or the first one; without any it
// shows the ways to begin.
func (m *Model) start() {
	switch {
	case m.options.Profile != "":
		if _, ok := m.book.Find(m.options.Profile); !ok {
			m.status.say(finding.LevelWarning, "there is no profile "+visible.Line(m.options.Profile)+"; ^T lists them")
			return
		}
		m.armProfile(m.options.Profile)
	case len(m.book.Profiles) > 0:
		m.armFirst()
	case m.options.Environment == "":
		m.openWelcome()
	}
	if m.form.Address.Value() == "" && m.dialogs.Empty() && m.environment.Name != ripio.Simulator {
		m.setFocus(request.FocusAddress)
	}
}

// armFirst arms the profile to begin with: the one that was chosen for it, or
// the first one.
func (m *Model) armFirst() {
	if chosen, ok := m.book.Default(); ok {
		m.armProfile(chosen.Name)
		return
	}
	if len(m.book.Profiles) > 0 {
		m.armProfile(m.book.Profiles[0].Name)
	}
}

func (m *Model) armOtherEnvironment() tea.Cmd {
	other, _ := otherEnvironment(m.environment.Name)
	return m.armEnvironment(other)
}

func (m *Model) noOtherEnvironment() string {
	if m.environment.Name == ripio.Simulator {
		return "the simulator has no other environment"
	}
	return ""
}

// otherLabel names the environment that a send did not go to.
func otherLabel(name ripio.EnvironmentName) string {
	if other, ok := otherEnvironment(name); ok {
		return other.Label()
	}
	return "the other environment"
}

// otherEnvironment is the other one of sandbox and production; ok is false for
// the simulator, which has none.
func otherEnvironment(name ripio.EnvironmentName) (other ripio.EnvironmentName, ok bool) {
	switch name {
	case ripio.Sandbox:
		return ripio.Production, true
	case ripio.Production:
		return ripio.Sandbox, true
	}
	return "", false
}

// chooseProfile lists the profiles.
func (m *Model) chooseProfile() {
	m.profiles.OpenList(m.profile, func(name string) tea.Cmd {
		m.armProfile(name)
		m.status.say(finding.LevelNote, "profile "+visible.Line(m.profile)+" is selected for "+m.environment.Name.Label())
		return m.armedRecord()
	})
}

// chooseUser lists the test users of the selected environment.
func (m *Model) chooseUser() {
	m.users.OpenList(m.environment.Name, func(user profiles.User) {
		m.form.SetUser(user.ExternalRef, user.Address)
		m.userChanged()
	})
}

// showDrift tells the form what the book of test users has against this user.
func (m *Model) showDrift() {
	request := m.form.Request()
	user := profiles.User{ExternalRef: request.ExternalRef, Address: request.Address}
	m.form.SetDrift(m.users.Drift(m.environment.Name, m.profile, user))
}

// userChanged follows a change of external_ref or address.
func (m *Model) userChanged() {
	m.showDrift()
	m.showKept()
}
