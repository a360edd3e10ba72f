package foreign

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

// Corrected is the call as this program would send it to an environment. What the text
// lacks, or has in a form that must not be sent or shown, becomes a placeholder. Package
// export writes it as a command, which takes the client_secret from a variable.
func (r Reading) Corrected(env ripio.Environment) export.Call {
	keep := func(part string, findings []finding.Finding) string {
		if slices.ContainsFunc(findings, unusable) {
			return ""
		}
		return part
	}
	request := export.WithPlaceholders(ripio.Request{
		ClientID:    keep(r.ClientID, field.CheckClientID(r.ClientID)),
		ExternalRef: keep(r.ExternalRef, field.CheckExternalRef(r.ExternalRef)),
		Address:     keep(r.Address, field.CheckAddress(r.Address)),
		Secret:      r.Secret,
	})
	call, err := export.NewCall(env, request)
	if err != nil {
		request = export.WithPlaceholders(ripio.Request{})
		call, _ = export.NewCall(env, request) // placeholders alone are always exported
	}
	return call
}

// unusable reports whether a value must not be sent, or stands for another.
func unusable(item finding.Finding) bool {
	return item.Blocking || item.Weight() >= likelyCause || strings.HasSuffix(string(item.Code), "-placeholder")
}

// Check looks at the values of a text that is not a request, as this program does with its
// own: of .env lines or of a username.
func (r Reading) Check() (differences []Difference) {
	var findings []finding.Finding
	switch r.Kind {
	case KindUser:
		findings = ripio.Request{ClientID: r.ClientID, ExternalRef: r.ExternalRef, Address: r.Address}.Check()
	case KindEnv:
		findings = append(field.CheckClientID(r.ClientID), field.CheckSecret(r.Secret)...)
	}
	for _, item := range findings {
		lacks := r.Kind == KindUser && item.Field == finding.FieldSecret || r.Kind == KindEnv && item.Field == finding.FieldClientID && r.ClientID == "" ||
			r.Kind == KindEnv && item.Field == finding.FieldSecret && r.Secret.IsEmpty()
		if item.Level > finding.LevelOK && !lacks {
			item.Replacement = ""
			differences = append(differences, Difference{Finding: item})
		}
	}
	return differences
}
