package profileform

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// TestPastedClientIDIsCleaned takes off what a paste brought along, and brings it
// back on demand.
func TestPastedClientIDIsCleaned(t *testing.T) {
	f := New(profiles.Profile{})
	f.GoTo(ripio.Sandbox, finding.FieldClientID)
	for _, step := range []struct {
		key  tea.KeyMsg
		want string
	}{
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("\"id-1\"\n"), Paste: true}, "id-1"},
		{tea.KeyMsg{Type: tea.KeyCtrlR}, "\"id-1\"\n"},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")}, "id-1x"},
	} {
		f.Update(step.key)
		if got := f.accounts[0].clientID.Value(); got != step.want {
			t.Errorf("after %s the client_id is %q, want %q", step.key, got, step.want)
		}
	}
}

// TestGoToFindsTheRow goes to where a secret, or what finds it, is typed.
func TestGoToFindsTheRow(t *testing.T) {
	p := profiles.Profile{Name: "acme", Sandbox: profiles.Account{Secret: "env:ACME"}, Production: profiles.Account{Secret: profiles.Ask}}
	f := New(p)
	for _, test := range []struct {
		environment ripio.EnvironmentName
		field       finding.Field
		label       string
		account     int
	}{
		{ripio.Sandbox, finding.FieldClientID, "client_id", 0},
		{ripio.Sandbox, finding.FieldSecret, "variable", 0},
		{ripio.Production, finding.FieldSecret, "client_secret", 1},
		{ripio.Production, finding.FieldClientID, "client_id", 1},
	} {
		f.GoTo(test.environment, test.field)
		row := f.rows()[f.at]
		a := &f.accounts[test.account]
		if row.label != test.label || row.input != &a.clientID && row.input != &a.variable && row.account != a {
			t.Errorf("%s of %s is looked for at %q, row %d", test.field, test.environment, row.label, f.at)
		}
	}
}
