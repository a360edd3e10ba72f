// Package tui is the explorer: the terminal face of this program.
//
// Model is the root. It routes messages, lays the components out and holds what
// they share: the selected profile and environment. Components own their state,
// keys and drawing, and never reach for each other; the root asks them. All
// side effects are commands that call the functions of Deps.
package tui

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/curtain"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draft"
	"devtools/ripio-explorer/tui/handover"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/recent"
	"devtools/ripio-explorer/tui/recognise"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/selected"
	"devtools/ripio-explorer/tui/sending"
	"devtools/ripio-explorer/tui/settings"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/widget"
)

// Model is the whole program's state. What belongs to one subject is declared in
// the file of that subject.
type Model struct {
	deps    Deps
	options Options
	styles  theme.Styles
	keys    keys.Map

	// actions are all that keys and the palette do, remedies what a cause offers.
	actions  actions
	remedies remedies

	form    request.Model
	result  result.Model
	history history.Model
	widget  widget.Model
	// handover is what leaves by a person's wish.
	handover handover.Model
	pastes   recognise.Model
	sends    *sending.Flow
	recent   recent.Model
	status   status
	// curtain hides the screen while somebody else looks at it.
	curtain curtain.Curtain
	// settings are those that a person chose.
	settings *settings.Model
	draft    draft.Keeper

	selected    selected.Model
	credentials credentials.Model
	// whenReady is the send for which enter was pressed while the simulator started, nil
	// when it was not.
	whenReady *sending.Send
	// profiles and users are the flows that change profiles and test users.
	profiles *manage.Profiles
	users    *manage.Users
	dialogs  dialog.Stack
	screen   screen
	clock    clock
	writes   writes
	before   before
}

// before is what the keys before this one left.
type before struct {
	// loaded means that the profiles were read; keys pressed before wait, so that fast
	// typing does what it would have done a moment later.
	loaded bool
	keys   []tea.KeyMsg
	// text means that the last key was text in a field of the form, before a dialog was
	// opened over it.
	text bool
	// dryRun is where the keys went when a dry run was opened.
	dryRun request.Focus
}

// screen is the terminal's.
type screen struct {
	width, height int
	// alone means that one pane takes the screen, whatever its width, and the mouse is
	// the terminal's.
	alone bool
	title string // of the window, as it was last set
}

// New makes the explorer. Nothing outside is touched before Init's command runs.
func New(deps Deps, options Options) *Model {
	options.Config = CheckKeys(options.Config)
	all, _ := newKeyMaps(options.Config.Settings.Keys)
	m := &Model{
		deps: deps, options: options, keys: all.explorer, form: request.New(),
		screen:   screen{width: options.Width, height: options.Height},
		selected: selected.Model{Custom: options.Custom}, credentials: credentials.New(),
	}
	m.status.log.Now = deps.Now
	m.settings = settings.New(settings.Host{Host: desk(m), Save: deps.SaveSetting, Follow: m.followSettings}, options.Config, deps.Local)
	m.curtain.Key = m.keys.Curtain.Help().Key
	m.curtain.Follow(m.settings.Settings.Curtain)
	m.styles = m.stylesNow()
	m.dialogs.Refuse = func(why string) { m.status.say(finding.LevelNote, why) }
	m.dialogs.TypingBelow = func() bool {
		has := m.keyboard()
		return has == inFilter || has == inSearch || m.before.text && (has == inField || has == inLink)
	}
	m.dialogs.Waits = func() {
		if m.status.text == "" {
			m.status.say(finding.LevelNote, "a result waits; it opens when you are done here")
		}
	}
	host := manageHost(m)
	m.profiles, m.users = manage.New(host), manage.NewUsers(host)
	m.draft.After, m.draft.Keep, m.draft.Load, m.draft.Save = deps.After, m.writes.keep, deps.Profiles.Drafts.Load, deps.Profiles.Drafts.Save
	m.draft.On = func() bool { return m.settings.Settings.Draft }
	m.result = result.New(m.styles, deps.Now, m.settings.Zone())
	m.result.InUse = m.typesInPane
	m.sends = sending.New(sendHost(m))
	m.widget = widget.New(widgetHost(m), m.styles, deps.Now)
	m.history = history.New(historyHost(m), deps.Profiles.History, m.styles, deps.Now, m.settings.Zone())
	m.history.UserName = m.users.Name
	m.handover = handover.New(handoverHost(m))
	m.pastes.Host = pastesHost(m)
	k := all.explorer
	m.recent.Users, m.recent.History = k.Users, k.History
	m.form.NameKeys(k.Fix.Help().Key, k.NewRef.Help().Key)
	all.join()
	m.result.Keys, m.history.Keys, m.widget.Keys, m.profiles.Keys, m.users.Keys = all.result, all.history, all.widget, all.lists, all.lists
	name := options.Environment
	if name == "" {
		name = ripio.Sandbox
	}
	m.actions, m.remedies = newActions(m, all), newRemedies(m)
	m.selected.UseEnvironment(name)
	externalRef := options.ExternalRef
	if externalRef == "" {
		externalRef = deps.NewExternalRef()
		m.selected.Suggest(externalRef)
	}
	m.form.SetUser(externalRef, options.Address)
	m.showCredentials()
	if options.Unused && options.Profile == "" && options.Environment == "" {
		m.openWelcome()
	}
	if notice := settings.Notice(options.Config); notice != "" {
		m.status.say(finding.LevelWarning, notice)
	}
	return m
}

// stylesNow are those of the theme in force.
func (m *Model) stylesNow() theme.Styles {
	options, chosen := m.options, ""
	if options.ThemeFor != nil {
		chosen = options.ThemeFor(m.settings.Settings.Theme)
	}
	glyphs := theme.Unicode
	if options.ASCII {
		glyphs = theme.ASCII
	}
	styles := theme.New(options.Renderer, theme.PaletteFor(chosen), glyphs, options.Renderer.ColorProfile() == termenv.Ascii)
	styles.Hidden = m.curtain.Drawn()
	return styles
}

// Init loads the profiles, and starts the simulator when it was asked for.
func (m *Model) Init() tea.Cmd {
	commands := []tea.Cmd{
		m.draft.Read(manage.Load(m.deps.Profiles, "")), m.users.Read(),
		waitForSlowKeyring(m.deps.SlowKeyring), m.screen.retitle(m.selected.Title(m.curtain.Drawn())),
	}
	if m.selected.Environment.Name == ripio.Simulator {
		commands = append(commands, startSimulator(m.deps.StartSimulator, defaultScenario))
	}
	return tea.Batch(commands...)
}

// Update is the table of contents of what can happen.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.form.StartChecking()
	m.followClock()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.screen.width, m.screen.height = msg.Width, msg.Height
	case tea.KeyMsg:
		cmd = m.key(msg)
	case tea.MouseMsg:
		cmd = m.clicked(msg)
	case tea.BlurMsg:
		m.credentials.Reveal.Hide()
	case manage.Msg:
		cmd = m.profiles.Update(msg)
	case credentials.RevealMsg:
		if level, notice := m.credentials.Reveal.Take(msg, m.selected.SecretKey(), !m.dialogs.Empty(), m.deps.Now()); notice != "" {
			m.status.say(level, notice)
		}
	case tea.ResumeMsg:
		m.screen.title = "" // the shell may have set another
	case manage.ChangedMsg:
		cmd = m.profilesChanged(msg)
	case manage.UsersMsg:
		m.users.Update(msg)
		for _, user := range m.users.Known() {
			m.curtain.LearnUser(user.User())
		}
		m.showDrift()
	case credentials.RecordMsg:
		m.credentials.Keep(msg)
		m.showCredentials()
	case history.LoadedMsg:
		m.history.Update(msg)
		m.curtain.LearnAttempts(msg.Attempts)
		m.status.warn(msg.Warnings)
	case history.PurgedMsg:
		m.history.Update(msg)
	case handover.Msg:
		m.handover.Update(msg)
	case widget.Msg:
		m.widget.Land(msg)
	case slowKeyringMsg:
		m.status.say(finding.LevelNote, profiles.SlowKeyring)
		cmd = waitForSlowKeyring(m.deps.SlowKeyring)
	case simulatorMsg:
		cmd = m.simulatorStarted(msg)
	case sending.Msg:
		cmd = m.sends.Update(msg)
	case draft.LoadedMsg:
		cmd = m.draft.Loaded(msg)
	case draft.DueMsg:
		cmd = m.draft.Update(msg)
	case settings.SavedMsg:
		m.settings.Update(msg)
	case recognise.SeenMsg:
		cmd = m.dialogs.WhenFree(func() tea.Cmd { msg.Open(); return nil })
	case tickMsg:
		if msg.loop == m.clock.loop {
			m.clock.tick = 0
			m.widget.RemovePictures(false)
			m.result.Tick()
			cmd = m.sends.Tick()
		}
	}
	cmd = tea.Batch(cmd, m.dialogs.OpenLater())
	m.placeResult()
	return m, tea.Batch(cmd, m.keepTicking(), m.noteDraft(), m.history.Load(m.result.Tab() == result.History), m.screen.retitle(m.selected.Title(m.curtain.Drawn())))
}

// followSettings makes everything that was made with other settings follow them.
func (m *Model) followSettings() tea.Cmd {
	m.curtain.Follow(m.settings.Settings.Curtain)
	m.styles = m.stylesNow()
	m.history.Styles, m.result.Styles, m.widget.Styles = m.styles, m.styles, m.styles
	m.history.Local, m.result.Local = m.settings.Zone(), m.settings.Zone()
	m.showCredentials()
	if m.deps.Use != nil {
		m.deps.Use(m.settings.Config)
	}
	return m.mouseMode()
}

// replay does what the keys ask for that were pressed before the profiles were
// there.
func (m *Model) replay() tea.Cmd {
	m.before.loaded = true
	early := m.before.keys
	m.before.keys = nil
	var commands []tea.Cmd
	for _, msg := range early {
		commands = append(commands, m.pressed(msg))
	}
	return tea.Batch(commands...)
}
