package manage

import (
	"context"
	"os"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// importing is an import on its way: found, given a place for its secrets,
// previewed, and only then written.
type importing struct {
	Host
	// carryOut writes what the preview showed.
	carryOut func(*saving) tea.Cmd
	found    []dotenv.Proposal
	// notes are about what was seen there and not taken.
	notes []string
	// fromEnvironment tells that the variables exist in each run, so that a
	// profile may refer to them.
	fromEnvironment bool
	place           profiles.StoreKind
	places          places
	plan            profiles.Import
	// saved are the profiles that are on the disk already.
	saved []string
}

// FoundMsg brings the credentials of a .env file or of the environment.
type FoundMsg struct {
	of    *importing
	found dotenv.Found
	// path is what was typed for it, in prompt.
	path   string
	prompt *dialog.Prompt
	Err    error
}

// Import asks where to look for credentials, and imports them.
func (p *Profiles) Import() {
	prompt := newImportPrompt()
	prompt.Accept = func(path string) dialog.Answer {
		path = strings.TrimSpace(path)
		i := &importing{Host: p.Host, carryOut: p.carryOut, fromEnvironment: path == ""}
		return dialog.Answer{Remark: "Looking.", Run: func() tea.Cmd { return i.look(prompt, path) }}
	}
	p.Dialogs.Open(prompt)
}

// ImportFound imports credentials that were found in a pasted text.
func (p *Profiles) ImportFound(found dotenv.Found) tea.Cmd {
	i := &importing{Host: p.Host, carryOut: p.carryOut, found: found.Proposals, notes: found.Notes()}
	i.choosePlace("")
	return i.checkKeyring(i.places.keyringIsMissing)
}

// look reads a .env file; without a path the environment.
func (i *importing) look(prompt *dialog.Prompt, path string) tea.Cmd {
	environ, noFiles := i.Environ, i.NoFiles
	return func() tea.Msg {
		msg := FoundMsg{of: i, path: path, prompt: prompt}
		if path == "" {
			msg.found = dotenv.FromEnvironment(environ())
		} else if msg.Err = noFiles; noFiles == nil {
			msg.found, msg.Err = dotenv.ReadFile(expandHome(path))
		}
		return msg
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

// land asks where to store the secrets.
func (msg FoundMsg) land(*Profiles) tea.Cmd {
	i := msg.of
	if i == nil || i.Dialogs.Top() != dialog.Dialog(msg.prompt) || strings.TrimSpace(msg.prompt.Input.Value()) != msg.path {
		return nil // given up, or another path is being typed
	}
	switch {
	case msg.Err != nil:
		msg.prompt.Remark = draw.Sentence(visible.Line(msg.Err.Error()))
	case len(msg.found.Proposals) == 0:
		msg.prompt.Remark = "No RIPIO_CLIENT_ID or RIPIO_CLIENT_SECRET was found there."
		for _, note := range msg.found.Notes() {
			msg.prompt.Remark += " " + draw.Sentence(visible.Line(note))
		}
	default:
		i.found, i.notes = msg.found.Proposals, msg.found.Notes()
		i.choosePlace("")
		return i.checkKeyring(i.places.keyringIsMissing)
	}
	return nil
}

// choosePlace asks where to store the secrets, for the first time or after a
// place did not work: remark then says why.
func (i *importing) choosePlace(remark string) {
	i.places.kinds = slices.DeleteFunc(slices.Clone(profiles.StoreKinds), func(kind profiles.StoreKind) bool {
		return !kind.Keeps() && kind != profiles.KindAsk && !(kind == profiles.KindVariable && i.fromEnvironment)
	})
	i.places.chosen = func(kind profiles.StoreKind) tea.Cmd {
		i.planFor(kind)
		return nil
	}
	hints := "Nothing is written before you have seen what would be."
	if remark != "" {
		hints = remark + " Choose a place again. " + hints
	}
	i.Dialogs.Clear()
	i.openPlaces("Where to store the secrets", hints, i.place, &i.places)
}

// planFor shows what would be created or changed with the secrets in a place.
func (from *importing) planFor(place profiles.StoreKind) {
	i := *from
	i.place = place
	proposals, err := profiles.ProposalsFrom(i.found, place)
	if err == nil {
		i.plan, err = profiles.Plan(i.Book(), proposals)
	}
	if err != nil {
		i.choosePlace(draw.Sentence(visible.Line(err.Error())))
		return
	}
	i.show()
}

// show shows what would be written, and writes it when that is confirmed.
func (i *importing) show() {
	i.Dialogs.Clear()
	i.Dialogs.Open(&dialog.Text{
		Title: "Import: nothing is written yet", Lines: i.preview(),
		Confirm: func() tea.Cmd {
			i.Dialogs.Clear()
			return i.carryOut(&saving{importing: i})
		},
	})
}

// preview says what an import would do, without any secret.
func (i *importing) preview() []string {
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
	for _, note := range i.notes {
		lines = append(lines, "not taken: "+visible.Line(note), "")
	}
	if i.place == profiles.KindPlain {
		lines = append(lines, profiles.PlainFileWarning, "")
	}
	return append(lines, "Enter writes this. Esc writes nothing.")
}

// progress says what of an import is on the disk already.
func (i *importing) progress() string {
	if len(i.saved) == 0 {
		return ""
	}
	return "Imported: " + visible.Line(strings.Join(i.saved, ", ")) + ". "
}

// write carries the import out. What is saved before an error stays saved and
// is not written again by the next try.
func (i *importing) write(ctx context.Context, manager *profiles.Manager) ChangedMsg {
	saved, warnings, err := manager.Apply(ctx, i.plan)
	for _, name := range saved {
		if !slices.Contains(i.saved, name) {
			i.saved = append(i.saved, name)
		}
	}
	i.plan = i.plan.Without(saved)
	book, _, loadErr := manager.Store.Load()
	if err == nil {
		err = loadErr
	}
	msg := ChangedMsg{
		Book: book, Warnings: warnings, Err: err, Partly: loadErr == nil,
		Done: "imported " + strings.Join(i.saved, ", "),
	}
	if len(i.saved) > 0 {
		msg.Select = i.saved[0]
	}
	return msg
}

// newImportPrompt asks for a .env file.
func newImportPrompt() *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Import credentials",
		Text: "Looks for RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET and their forms with a country or an environment, " +
			"such as RIPIO_CLIENT_ID_AR or RIPIO_SANDBOX_CLIENT_ID. Type the path of a .env file, " +
			"or leave it empty to look into this program's environment.",
		Input:       field.New(".env"),
		Foot:        "enter looks, esc goes back; nothing is written yet",
		Environment: ripio.Sandbox,
	}
	p.Input.Focus()
	return p
}
