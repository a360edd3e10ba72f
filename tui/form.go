package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

// focus is where keys go in the explorer.
type focus int

const (
	focusExternalRef focus = iota
	focusAddress
	focusSend
	focusResult
	focusCount
)

// inField reports whether printable keys are text.
func (f focus) inField() bool { return f == focusExternalRef || f == focusAddress }

// requestForm composes a request: the credentials of the armed profile, which
// are only shown, and the user, who is typed.
type requestForm struct {
	clientID    string
	secretLabel string
	hasSecret   bool
	environment ripio.EnvironmentName

	externalRef, address field
	focus                focus
	// confirmed are the addresses that look like keys and were said to be none.
	confirmed map[string]bool

	findings []finding.Finding
	// drift is what the book of test users has against this user.
	drift []finding.Finding
	// record tells when the credentials last worked; empty when unknown.
	record string
}

func newRequestForm() requestForm {
	return requestForm{
		externalRef: newField("a UUID v4; ^G makes one"),
		address:     newField("wallet address, such as 0x…"),
		focus:       focusSend,
		confirmed:   map[string]bool{},
	}
}

// Arm shows the credentials of a profile in an environment.
func (f *requestForm) Arm(environment ripio.EnvironmentName, clientID, secretLabel string) {
	f.environment, f.clientID, f.secretLabel = environment, clientID, secretLabel
	f.hasSecret = secretLabel != ""
	f.check()
}

// SetUser fills in whom the token is for.
func (f *requestForm) SetUser(externalRef, address string) {
	f.externalRef.SetValue(externalRef)
	f.address.SetValue(address)
	f.check()
}

// Request is the request as it stands, without its secret.
func (f *requestForm) Request() ripio.Request {
	return ripio.Request{
		ClientID:    f.clientID,
		ExternalRef: f.externalRef.Value(),
		Address:     f.address.Value(),

		ConfirmedAddress: f.confirmedAddress(),
		CredentialsFor:   accountFor(f.environment),
	}
}

// confirmedAddress is the address if it looks like a key and was confirmed to be
// none since the program began; empty otherwise.
func (f *requestForm) confirmedAddress() string {
	if address := f.address.Value(); f.confirmed[address] && ripiofield.NeedsConfirmation(address) {
		return address
	}
	return ""
}

// ConfirmAddress takes the word of the person that the address is no key.
func (f *requestForm) ConfirmAddress() {
	f.confirmed[f.address.Value()] = true
	f.check()
}

// check looks at every field again, but for the secret: it is there only at the
// moment of the send.
func (f *requestForm) check() {
	request := f.Request()
	f.address.secret = ripiofield.LooksLikePrivateKey(request.Address) && request.ConfirmedAddress == ""
	f.findings = slices.DeleteFunc(request.Check(), func(item finding.Finding) bool {
		return item.Field == finding.FieldSecret
	})
	f.findings = append(f.findings, f.drift...)
}

// SetDrift takes what speaks against the user as it stands.
func (f *requestForm) SetDrift(findings []finding.Finding) {
	f.drift = findings
	f.check()
}

// SetFocus moves the cursor.
func (f *requestForm) SetFocus(to focus) {
	f.focus = to
	f.externalRef.Blur()
	f.address.Blur()
	switch to {
	case focusExternalRef:
		f.externalRef.Focus()
	case focusAddress:
		f.address.Focus()
	}
}

// Update returns a key to the focused field.
func (f *requestForm) Update(msg tea.KeyMsg) {
	changed := false
	switch f.focus {
	case focusExternalRef:
		changed = f.externalRef.Update(msg)
	case focusAddress:
		changed = f.address.Update(msg)
	}
	if changed {
		f.check()
	}
}

// field is the API's name of the focused field; empty outside fields.
func (f *requestForm) field() finding.Field {
	switch f.focus {
	case focusExternalRef:
		return finding.FieldExternalRef
	case focusAddress:
		return finding.FieldAddress
	}
	return ""
}

// Fix is the worst finding that one key can mend: of the focused field, or of
// the whole form when no field has the focus.
func (f *requestForm) Fix() (finding.Finding, bool) {
	for _, finding := range f.advice() {
		if finding.Replacement != "" && f.target(finding.Field) != nil {
			return finding, true
		}
	}
	return finding.Finding{}, false
}

// Apply puts a finding's replacement in its field.
func (f *requestForm) Apply(finding finding.Finding) {
	if target := f.target(finding.Field); target != nil {
		target.SetValue(finding.Replacement)
		f.check()
	}
}

func (f *requestForm) target(name finding.Field) *field {
	switch name {
	case finding.FieldExternalRef:
		return &f.externalRef
	case finding.FieldAddress:
		return &f.address
	}
	return nil
}

// FirstBlocked is the field that stops the send, as a place for the focus.
func (f *requestForm) FirstBlocked() (finding.Finding, focus, bool) {
	for _, item := range f.findings {
		if !item.Blocking {
			continue
		}
		switch item.Field {
		case finding.FieldExternalRef:
			return item, focusExternalRef, true
		case finding.FieldAddress:
			return item, focusAddress, true
		}
		return item, focusSend, true
	}
	return finding.Finding{}, 0, false
}

// advice lists what is worth saying now, worst first: about the focused field,
// or about all of them.
func (f *requestForm) advice() []finding.Finding {
	var out []finding.Finding
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, finding := range f.findings {
			about := f.field() == "" || finding.Field == f.field()
			if finding.Level == level && about {
				out = append(out, finding)
			}
		}
	}
	return out
}

// accountFor is the environment whose credentials a send takes: the simulator
// takes the sandbox's.
func accountFor(name ripio.EnvironmentName) ripio.EnvironmentName {
	if name == ripio.Simulator {
		return ripio.Sandbox
	}
	return name
}
