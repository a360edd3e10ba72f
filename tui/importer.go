package tui

import (
	"context"
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// importing is an import on its way: found, given a place for its secrets,
// previewed, and only then written.
type importing struct {
	found []dotenv.Proposal
	// fromEnvironment tells that the variables exist in each run, so that a
	// profile may refer to them.
	fromEnvironment bool
	place           profiles.StoreKind
	plan            profiles.Import
}

// foundMsg brings the credentials of a .env file or of the environment.
type foundMsg struct {
	found           dotenv.Found
	fromEnvironment bool
	err             error
}

// askImport asks where to look for credentials.
func (m *Model) askImport() {
	m.open(dialogImport)
	m.prompt = newImportPrompt()
}

// lookForCredentials reads a .env file; without a path the environment.
func (m *Model) lookForCredentials(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	environ := m.deps.Environ
	return func() tea.Msg {
		if path == "" {
			return foundMsg{found: dotenv.FromEnvironment(environ()), fromEnvironment: true}
		}
		found, err := dotenv.ReadFile(expandHome(path))
		return foundMsg{found: found, err: err}
	}
}

// expandHome lets a path begin with the home folder's sign.
func expandHome(path string) string {
	rest, ok := strings.CutPrefix(path, "~/")
	home, err := os.UserHomeDir()
	if !ok || err != nil {
		return path
	}
	return home + "/" + rest
}

// credentialsFound asks where the secrets shall live.
func (m *Model) credentialsFound(msg foundMsg) {
	if m.dialog != dialogImport {
		return
	}
	switch {
	case msg.err != nil:
		m.prompt.remark = sentence(visible.Line(msg.err.Error()))
		return
	case len(msg.found.Proposals) == 0:
		m.prompt.remark = "No RIPIO_CLIENT_ID or RIPIO_CLIENT_SECRET was found there."
		return
	}
	m.importing = importing{found: msg.found.Proposals, fromEnvironment: msg.fromEnvironment}
	var items []menuItem
	for _, kind := range profiles.StoreKinds {
		usable := kind.Keeps() || kind == profiles.KindAsk || kind == profiles.KindVariable && msg.fromEnvironment
		if usable {
			items = append(items, menuItem{id: string(kind), name: kind.Label(), detail: kind.Description()})
		}
	}
	menu := newMenu("Where the secrets shall live", items)
	menu.hints = "Nothing is written before you have seen what would be."
	m.dialog, m.resume = dialogMenu, dialogNone
	m.menuKind, m.menu = menuImportPlace, menu
}

// previewImport shows what would be created or changed.
func (m *Model) previewImport(place profiles.StoreKind) {
	m.importing.place = place
	proposals, err := profiles.ProposalsFrom(m.importing.found, place)
	if err == nil {
		m.importing.plan, err = profiles.Plan(m.book, proposals)
	}
	if err != nil {
		m.status.say(ripio.LevelWarning, visible.Line(err.Error()))
		return
	}
	m.dialog, m.resume = dialogImportPreview, dialogNone
	m.report = newReport("Import: nothing is written yet", m.importing.preview())
}

// preview says what an import would do, without any secret.
func (i importing) preview() []string {
	var lines []string
	for _, change := range i.plan.Changes {
		verb := "change"
		if change.IsNew() {
			verb = "create"
		}
		if !change.HasEffect() {
			verb = "leave as it is:"
		}
		lines = append(lines, verb+" profile "+change.After.Name)
		for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			if account := change.After.Account(name); !account.IsZero() {
				lines = append(lines, "  "+string(name)+": client_id "+account.ClientID+", secret "+account.Secret.Label())
			}
		}
		for _, name := range change.Replaces {
			lines = append(lines, "  replaces what the profile has for "+string(name))
		}
		for _, remark := range change.Remarks {
			lines = append(lines, "  "+remark)
		}
		lines = append(lines, "")
	}
	if i.place == profiles.KindPlain {
		lines = append(lines, profiles.PlainFileWarning, "")
	}
	return append(lines, "Enter writes this. Esc writes nothing.")
}

// applyImport writes what the preview showed.
func (m *Model) applyImport() tea.Cmd {
	m.dialog, m.resume = dialogNone, dialogNone
	manager, plan := m.deps.Profiles, m.importing.plan
	return m.writes.keep(func() tea.Msg {
		saved, warnings, err := manager.Apply(context.Background(), plan)
		book, _, loadErr := manager.Store.Load()
		if err == nil {
			err = loadErr
		}
		arm := ""
		if len(saved) > 0 {
			arm = saved[0]
		}
		return profilesMsg{
			book: book, warnings: warnings, arm: arm, err: err,
			done: "imported " + strings.Join(saved, ", "),
		}
	})
}
