// Package settings is the list of the program's settings, where a person changes
// them: each change holds at once and is written into the file of settings.
package settings

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// Host is what the list may do with the explorer that it lies over.
type Host struct {
	dialog.Host
	// Save writes one option into the file; nil where nothing is written.
	Save func(option config.Option, text string) error
	// Follow makes the explorer follow a change.
	Follow func() tea.Cmd
}

// Model are the settings in force.
type Model struct {
	Host
	config.Config
	// machine is the time zone of this machine.
	machine *time.Location
}

// New returns the settings that the program began with.
func New(host Host, begin config.Config, machine *time.Location) *Model {
	return &Model{Host: host, Config: begin, machine: machine}
}

// Zone is the time zone that times are shown in, beside UTC.
func (m *Model) Zone() *time.Location {
	if m.Settings.Times == config.UTC {
		return time.UTC
	}
	return m.machine
}

// OpenList lists the settings with the option of that name selected; empty for the
// first one.
func (m *Model) OpenList(selected string) {
	var choices []dialog.Choice
	for _, option := range config.Options() {
		choices = append(choices, dialog.Choice{Name: option.Name, Detail: option.Text(m.Settings), About: m.about(option),
			Run: func() tea.Cmd { return m.choose(option) }})
	}
	menu := dialog.NewMenu("Settings", choices)
	menu.Select(selected)
	menu.Hints = "A change holds at once and is written into " + config.FileName + "."
	if m.Save == nil {
		menu.Hints = "A change holds until the program ends; nothing is written."
	}
	m.Dialogs.Open(menu)
}

func (m *Model) about(option config.Option) string {
	text := draw.Sentence(option.Help)
	switch source := m.Sources[option.Name]; source.Kind {
	case config.FromFlag, config.FromVariable:
		text += " Set by " + source.Name + "."
	case config.FromFile:
		text += fmt.Sprintf(" Set in %s, line %d.", config.FileName, source.Line)
	}
	return text
}

// choose turns a switch, and asks for any other value.
func (m *Model) choose(option config.Option) tea.Cmd {
	set := func(text string) tea.Cmd {
		cmd := m.Set(option, text)
		m.OpenList(option.Name)
		return cmd
	}
	now := option.Text(m.Settings)
	if option.IsToggle() {
		return set(map[string]string{"on": "off", "off": "on"}[now])
	}
	if len(option.Words) > 0 {
		var choices []dialog.Choice
		for _, word := range option.Words {
			choices = append(choices, dialog.Choice{Name: word, Run: func() tea.Cmd { return set(word) }})
		}
		menu := dialog.NewMenu(option.Name, choices)
		menu.Select(now)
		menu.Hints = draw.Sentence(option.Help)
		m.Dialogs.Open(menu)
		return nil
	}
	prompt := &dialog.Prompt{Title: option.Name, Text: draw.Sentence(option.Help) + " It takes " + option.Form + ".",
		Input: field.New(""), Foot: "enter sets it, esc goes back"}
	prompt.Input.Public = true
	prompt.Input.SetValue(now)
	prompt.Input.Focus()
	prompt.Accept = func(text string) dialog.Answer {
		if err := option.Check(text); err != nil {
			return dialog.Answer{Remark: draw.Sentence(err.Error())}
		}
		return dialog.Answer{Run: func() tea.Cmd { return set(text) }}
	}
	m.Dialogs.Open(prompt)
	return nil
}

// SavedMsg tells whether a change is in the file.
type SavedMsg struct {
	option config.Option
	text   string
	err    error
}

// Set makes a value hold from now on, and writes it.
func (m *Model) Set(option config.Option, text string) tea.Cmd {
	before := m.Sources[option.Name]
	m.Config = m.Over(func(string) (string, bool) { return "", false }, config.Given{option.Name: text})
	m.Sources[option.Name] = config.Source{Kind: config.FromFile}
	follow := m.Follow()
	if m.Save == nil {
		m.Say(finding.LevelOK, option.Name+" is "+text+" until the program ends")
		return follow
	}
	note := ""
	if before.Name != "" {
		note = "; at the next start " + before.Name + " decides again, where it is set"
	}
	m.Say(finding.LevelOK, option.Name+" is "+text+note)
	return tea.Batch(follow, m.Keep(func() tea.Msg { return SavedMsg{option: option, text: text, err: m.Save(option, text)} }))
}

// SwitchMouse turns the mouse on or off, and says how text is selected then.
func (m *Model) SwitchMouse() tea.Cmd {
	option, _ := config.Find("mouse")
	turned, note := "on", "mouse on; hold shift to select text"
	if m.Settings.Mouse {
		turned, note = "off", "mouse off; the terminal selects text"
	}
	cmd := m.Set(option, turned)
	m.Say(finding.LevelNote, note)
	return cmd
}

// Update says when a change was not written.
func (m *Model) Update(msg SavedMsg) {
	if msg.err != nil {
		m.Say(finding.LevelWarning, msg.option.Name+" is "+msg.text+" until the program ends, but it was not saved: "+visible.Line(msg.err.Error()))
	}
}

// Notice says what is wrong with the settings at the start; empty when nothing is.
func Notice(c config.Config) string {
	switch count := len(c.Problems); {
	case c.Unread != nil:
		return visible.Line(c.Unread.Error())
	case count == 1:
		return visible.Line(c.Problems[0].String())
	case count > 1:
		return visible.Line(c.Problems[0].String()) + fmt.Sprintf(" (and %d more: ripio-explorer config check)", count-1)
	}
	return ""
}
