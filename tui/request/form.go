// Package request is the form of a request: credentials, user and the username
// they make.
package request

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/field"
)

// Focus is where keys go in the explorer.
type Focus int

const (
	FocusExternalRef Focus = iota
	FocusAddress
	FocusSend
	FocusResult
	FocusCount
)

// InField reports whether printable keys are text.
func (f Focus) InField() bool { return f == FocusExternalRef || f == FocusAddress }

// Model composes a request: the credentials of the selected profile, which
// are only shown, and the user, who is typed.
type Model struct {
	ClientID    string
	secretLabel string
	HasSecret   bool
	environment ripio.EnvironmentName

	ExternalRef, Address field.Field
	Focus                Focus
	// fix and newRef are how the screen writes the keys that mend a finding.
	fix, newRef string
	// confirmed are the addresses that look like keys and were said to be none.
	confirmed map[string]bool

	// Findings are what the checks say; none before StartChecking.
	Findings []finding.Finding
	checking bool
	// checked is what was found in the request, drift what the book of test users has against this user.
	checked, drift []finding.Finding
	// Record tells how the credentials last fared, Fingerprint which secret it is; empty
	// when unknown.
	Record, Fingerprint string
}

// New makes an empty form. It is not checked yet: the checks read the words of all
// findings, for which the first frame does not wait.
func New() Model {
	return Model{
		ExternalRef: field.New("a UUID v4; ^G makes one"),
		Address:     field.New("wallet address, such as 0x…"),
		Focus:       FocusSend,
		confirmed:   map[string]bool{},
		fix:         "^F", newRef: "^G",
	}
}

// NameKeys tells how the screen writes the keys that apply a fix and make a new
// external_ref.
func (f *Model) NameKeys(fix, newRef string) {
	f.fix, f.newRef = fix, newRef
	f.ExternalRef.Placeholder = "a UUID v4; " + newRef + " makes one"
}

// StartChecking checks the form from now on, with every change.
func (f *Model) StartChecking() {
	if !f.checking {
		f.checking = true
		f.check()
	}
}

// SetCredentials shows the credentials of a profile in an environment.
func (f *Model) SetCredentials(environment ripio.EnvironmentName, clientID, secretLabel string) {
	f.environment, f.ClientID, f.secretLabel = environment, clientID, secretLabel
	f.HasSecret = secretLabel != ""
	f.check()
}

// SetUser fills in whom the token is for.
func (f *Model) SetUser(externalRef, address string) {
	for input, value := range map[*field.Field]string{&f.ExternalRef: externalRef, &f.Address: address} {
		if input.Value() != value { // the cursor stays where it is
			input.SetValue(value)
		}
	}
	f.check()
}

// Request is the request as it stands, without its secret.
func (f *Model) Request() ripio.Request {
	return ripio.Request{
		ClientID:    f.ClientID,
		ExternalRef: f.ExternalRef.Value(),
		Address:     f.Address.Value(),

		ConfirmedAddress: f.confirmedAddress(),
		CredentialsFor:   f.environment.Account(),
	}
}

// confirmedAddress is the address if it looks like a key and was confirmed to be
// none since the program began; empty otherwise.
func (f *Model) confirmedAddress() string {
	if address := f.Address.Value(); f.confirmed[address] && ripiofield.NeedsConfirmation(address) {
		return address
	}
	return ""
}

// ConfirmAddress takes the word of the person that the address is not a key.
func (f *Model) ConfirmAddress() {
	f.confirmed[f.Address.Value()] = true
	f.check()
}

// check looks at every field again, but for the secret: it is there only at the
// moment of the send.
func (f *Model) check() {
	request := f.Request()
	f.Address.Secret = ripiofield.LooksLikePrivateKey(request.Address) && request.ConfirmedAddress == ""
	if !f.checking {
		return
	}
	f.checked = slices.DeleteFunc(request.Check(), func(item finding.Finding) bool {
		return item.Field == finding.FieldSecret
	})
	f.Findings = slices.Concat(f.checked, f.drift)
}

// SetDrift takes what speaks against the user as it stands.
func (f *Model) SetDrift(findings []finding.Finding) {
	f.drift = findings
	f.Findings = slices.Concat(f.checked, f.drift)
}

// SetFocus moves the cursor.
func (f *Model) SetFocus(to Focus) {
	f.Focus = to
	f.ExternalRef.Blur()
	f.Address.Blur()
	switch to {
	case FocusExternalRef:
		f.ExternalRef.Focus()
	case FocusAddress:
		f.Address.Focus()
	}
}

// MoveFocus moves the cursor by a number of places, round and round.
func (f *Model) MoveFocus(by int) { f.SetFocus((f.Focus + Focus(by) + FocusCount) % FocusCount) }

// Update returns a key to the focused field.
func (f *Model) Update(msg tea.KeyMsg) {
	changed := false
	switch f.Focus {
	case FocusExternalRef:
		changed = f.ExternalRef.Update(msg)
	case FocusAddress:
		changed = f.Address.Update(msg)
	}
	if changed {
		f.check()
	}
}

// Field is the API's name of the focused field; empty outside fields.
func (f *Model) Field() finding.Field {
	switch f.Focus {
	case FocusExternalRef:
		return finding.FieldExternalRef
	case FocusAddress:
		return finding.FieldAddress
	}
	return ""
}

// Fix is the worst finding that one key can mend: of the focused field, or of
// the whole form when no field has the focus.
func (f *Model) Fix() (finding.Finding, bool) {
	for _, finding := range f.advice() {
		if finding.Replacement != "" && f.Target(finding.Field) != nil {
			return finding, true
		}
	}
	return finding.Finding{}, false
}

// Apply puts a finding's replacement in its field.
func (f *Model) Apply(finding finding.Finding) {
	if target := f.Target(finding.Field); target != nil {
		target.SetValue(finding.Replacement)
		f.check()
	}
}

func (f *Model) Target(name finding.Field) *field.Field {
	switch name {
	case finding.FieldExternalRef:
		return &f.ExternalRef
	case finding.FieldAddress:
		return &f.Address
	}
	return nil
}

// FirstBlocked is the field that stops the send, as a place for the focus.
func (f *Model) FirstBlocked() (finding.Finding, Focus, bool) {
	for _, item := range f.Findings {
		if !item.Blocking {
			continue
		}
		return item, PlaceOf(item.Field), true
	}
	return finding.Finding{}, 0, false
}

// PlaceOf is where the field of a name has the focus; the button for what is typed elsewhere.
func PlaceOf(name finding.Field) Focus {
	switch name {
	case finding.FieldExternalRef:
		return FocusExternalRef
	case finding.FieldAddress:
		return FocusAddress
	}
	return FocusSend
}

// advice lists what is worth saying now, worst first: about the focused field,
// or about all of them.
func (f *Model) advice() []finding.Finding {
	var out []finding.Finding
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, finding := range f.Findings {
			about := f.Field() == "" || finding.Field == f.Field()
			if finding.Level == level && about {
				out = append(out, finding)
			}
		}
	}
	return out
}

// LandsFromField is the field that a paste belongs to although the cursor stands
// in a field: a whole external_ref or address is not put behind another one.
// FocusResult means that it is text for the cursor's field.
func (f *Model) LandsFromField(text string) Focus {
	kind := func(text string) Focus {
		switch {
		case ripiofield.LooksLikeUUID(text):
			return FocusExternalRef
		case ripiofield.LooksLikePrivateKey(text):
		case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
			return FocusAddress
		}
		return FocusResult
	}
	here, holds := f.Focus, f.Target(f.Field()).Value()
	to := kind(text)
	if holds == "" || to == here && kind(holds) != here {
		return FocusResult
	}
	return to
}
