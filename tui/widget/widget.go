// Package widget is the tab that hands a token on: the link that opens Ripio's widget,
// its parameters as fields, and the link as a QR code.
package widget

import (
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/qr"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// KeyMap holds the keys of the tab.
type KeyMap struct {
	Open, Copy, Code, Fill key.Binding
	Flow                   key.Binding
	Up, Down, Enter, Leave key.Binding
	draw.ScrollKeys
	// Environment and Fix are keys of the explorer that the tab tells of.
	Environment, Fix key.Binding
}

// DefaultKeyMap returns the keys with the words that help shows for them.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Open: draw.Bind("o", "open in the browser", "o"),
		Copy: draw.Bind("c", "copy the link", "c"),
		Code: draw.Bind("v", "QR code", "v"),
		Fill: draw.Bind("p", "fill in", "p"),
		Flow: draw.Bind("t", "on-ramp or off-ramp", "t"),
		Up:   draw.Bind("up", "previous field", "up"), Down: draw.Bind("down", "next field", "down"),
		Enter: draw.Bind("enter", "next field", "enter"), Leave: draw.Bind("esc", "leave the field", "esc"),
		ScrollKeys: draw.DefaultScrollKeys(), Environment: draw.Bind("f2", "environment", "f2"), Fix: draw.Bind("^F", "apply the fix", "ctrl+f"),
	}
}

// outside is the place where no field has the keyboard.
const outside = -1

// Model is the tab. Its Host tells whose token it makes links of.
type Model struct {
	Keys   KeyMap
	Styles theme.Styles
	Now    func() time.Time
	// Pictures are the files that were made of codes.
	Pictures []*qr.Picture

	host   Host
	code   *Code // the one that was opened last
	flow   link.Flow
	fields []field.Field // of link.DocumentedParameters, in their order
	at     int           // the field with the keyboard, or outside
	scroll draw.Scroll
}

// New returns the tab with empty fields.
func New(host Host, styles theme.Styles, now func() time.Time) Model {
	m := Model{host: host, Keys: DefaultKeyMap(), Styles: styles, Now: now, flow: link.OnRamp, at: outside}
	for _, each := range link.DocumentedParameters {
		m.fields = append(m.fields, field.New("such as "+each.Example))
	}
	return m
}

// Flow is what the link opens.
func (m *Model) Flow() link.Flow { return m.flow }

// SwitchFlow goes to the other of on-ramp and off-ramp, and returns it.
func (m *Model) SwitchFlow() link.Flow {
	m.flow = link.Flows[(slices.Index(link.Flows, m.flow)+1)%len(link.Flows)]
	return m.flow
}

// InField reports whether letters are text.
func (m *Model) InField() bool { return m.at != outside }

// MoveFocus goes to the next field, or to the one before when by is -1. It reports
// whether there is one; beyond the last one it leaves the fields.
func (m *Model) MoveFocus(by int) bool {
	to := m.at + by
	if m.at == outside && by < 0 || to < 0 || to >= len(m.fields) {
		to = outside
	}
	m.goTo(to)
	return m.InField()
}

// Leave takes the keyboard from the fields.
func (m *Model) Leave() { m.goTo(outside) }

func (m *Model) goTo(at int) {
	if m.InField() {
		m.fields[m.at].Blur()
	}
	if m.at = at; m.InField() {
		m.fields[at].Focus()
	}
}

// Type returns a key or a paste to the field.
func (m *Model) Type(msg tea.KeyMsg) {
	k := m.Keys
	switch {
	case key.Matches(msg, k.Leave):
		m.Leave()
	case key.Matches(msg, k.Up):
		m.MoveFocus(-1)
	case key.Matches(msg, k.Down, k.Enter):
		m.MoveFocus(1)
	default:
		m.fields[m.at].Update(msg)
	}
}

// Update takes a key outside the fields, and reports whether it was one of the tab's.
func (m *Model) Update(msg tea.KeyMsg) (cmd tea.Cmd, taken bool) {
	switch k := m.Keys; {
	case key.Matches(msg, k.Open):
		return m.OpenLink(), true
	case key.Matches(msg, k.Copy):
		return m.CopyLink(), true
	case key.Matches(msg, k.Code):
		return m.ShowCode(), true
	case key.Matches(msg, k.Fill):
		m.ChooseFill()
	case key.Matches(msg, k.Flow):
		m.SwitchFlow()
	case key.Matches(msg, k.Down) && msg.Type == tea.KeyDown:
		m.goTo(0)
	case key.Matches(msg, k.Up) && msg.Type == tea.KeyUp:
		m.goTo(len(m.fields) - 1)
	default:
		return nil, m.scroll.Update(msg, k.ScrollKeys)
	}
	return nil, true
}

// Scroll moves by lines, as the wheel does.
func (m *Model) Scroll(by int) { m.scroll.By(by) }

// fieldPart is the name of the tab's fields.
const fieldPart = "parameter"

// Click goes to the field that is clicked.
func (m *Model) Click(target zone.Target) {
	if at, ok := target.Part(fieldPart); ok && at < len(m.fields) {
		m.goTo(at)
	}
}

// PointAt puts the cursor of the field with the keyboard at a column.
func (m *Model) PointAt(column int) {
	if m.InField() {
		m.fields[m.at].PointAt(column)
	}
}

// Parameters are what the fields hold.
func (m *Model) Parameters() link.Parameters {
	var p link.Parameters
	for i, target := range []*string{&p.Address, &p.Network, &p.Amount, &p.Crypto, &p.TrackingSession} {
		*target = m.fields[i].Value()
	}
	p.AcceptAddress = p.Address != "" && p.Address == m.host.Subject().ConfirmedAddress
	return p
}

// fill replaces the parameters that are set in p. The others stay.
func (m *Model) fill(p link.Parameters) {
	for i, each := range link.DocumentedParameters {
		if value := p.Value(each.Name); value != "" {
			m.fields[i].SetValue(value)
		}
	}
}

// clear empties the fields.
func (m *Model) clear() {
	for i := range m.fields {
		m.fields[i].SetValue("")
	}
}

// Findings are what the checks say of the parameters, as they stand.
func (m *Model) Findings() []finding.Finding {
	p := m.Parameters()
	for i, each := range link.DocumentedParameters {
		if each.Name == link.NameAddress {
			m.fields[i].Secret = ripiofield.LooksLikePrivateKey(p.Address) && !p.AcceptAddress
		}
	}
	return p.Check(m.environment(), m.flow)
}

// environment is the one that the values are checked for.
func (m *Model) environment() ripio.EnvironmentName { return m.host.Subject().Environment.Name }

// Fix is the first finding that a key mends: of the field with the keyboard, or of all.
func (m *Model) Fix() (finding.Finding, bool) {
	for _, item := range m.advice() {
		if item.Replacement != "" {
			return item, true
		}
	}
	return finding.Finding{}, false
}

// Apply puts a finding's replacement in its field.
func (m *Model) Apply(item finding.Finding) {
	for i, each := range link.DocumentedParameters {
		if finding.Field(each.Name) == item.Field {
			m.fields[i].SetValue(item.Replacement)
		}
	}
}

// advice lists what is worth saying now, the worst first: about the field with the
// keyboard, or about all of them.
func (m *Model) advice() []finding.Finding {
	all := slices.DeleteFunc(m.Findings(), func(item finding.Finding) bool {
		return item.Level == finding.LevelOK || m.InField() && item.Field != finding.Field(link.DocumentedParameters[m.at].Name)
	})
	slices.SortStableFunc(all, func(a, b finding.Finding) int { return int(b.Level) - int(a.Level) })
	return all
}

// ShortHelp are the keys of the tab.
func (m *Model) ShortHelp() []key.Binding {
	k := m.Keys
	if m.InField() {
		return []key.Binding{k.Enter, k.Leave}
	}
	fields := []key.Binding{k.Flow, k.Fill, draw.Bind("down", "fields")}
	if m.NoLink() != "" {
		return fields // there is no link to hand on
	}
	return append([]key.Binding{k.Open, k.Copy, k.Code}, fields...)
}
