package book

import (
	"bytes"
	"encoding/json"

	"devtools/ripio-explorer/ripio/field"
)

// ExportTOML writes profiles in the form of the profiles file, which another
// installation can read. References go along, secrets never: neither stored
// ones, nor what stands in the place of a reference, nor keys of the file that
// this program does not know.
func ExportTOML(book Book) ([]byte, error) {
	d := emptyDocument()
	for _, profile := range book.Profiles {
		for _, account := range []*Account{&profile.Sandbox, &profile.Production} {
			account.Next, account.Previous = "", "" // a rotation belongs to the machine that it was begun on
		}
		d.add(profile)
	}
	if name, ok := book.Default(); ok {
		d.setDefault(name.Name)
	}
	out, _, err := d.render()
	return append([]byte(exportHead), bytes.TrimPrefix(out, []byte(head))...), err
}

const exportHead = "# Profiles exported from ripio-explorer. No secret is in here, only where each one is to be found.\n"

// exportedBook is the JSON form of a book.
type exportedBook struct {
	Version  int               `json:"version"`
	Default  string            `json:"default,omitempty"`
	Profiles []exportedProfile `json:"profiles"`
}

type exportedProfile struct {
	Name       string          `json:"name"`
	Country    string          `json:"country,omitempty"`
	Sandbox    exportedAccount `json:"sandbox,omitzero"`
	Production exportedAccount `json:"production,omitzero"`
}

type exportedAccount struct {
	ClientID string          `json:"client_id,omitempty"`
	Secret   SecretReference `json:"secret,omitempty"`
	User     exportedUser    `json:"user,omitzero"`
}

type exportedUser struct {
	ExternalRef string `json:"external_ref,omitempty"`
	Address     string `json:"address,omitempty"`
}

// ExportJSON writes profiles as one JSON object: version, default, and profiles
// with name, country, and under sandbox and production client_id, secret (the
// reference) and user (external_ref, address). What is empty is left out.
func ExportJSON(book Book) ([]byte, error) {
	exported := exportedBook{Version: FormatVersion, Profiles: []exportedProfile{}}
	if profile, ok := book.Default(); ok {
		exported.Default = profile.Name
	}
	for _, profile := range book.Profiles {
		exported.Profiles = append(exported.Profiles, exportedProfile{
			Name: profile.Name, Country: profile.Country,
			Sandbox: exportAccount(profile.Sandbox), Production: exportAccount(profile.Production),
		})
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(exported)
	return out.Bytes(), err
}

func exportAccount(account Account) exportedAccount {
	if field.HoldsAssignment(account.ClientID) {
		account.ClientID = "" // a secret may stand in it
	}
	return exportedAccount{account.ClientID, SecretReference(writable("", account.Secret)), exportedUser(account.User)}
}

func (a exportedAccount) account() Account {
	return Account{ClientID: a.ClientID, Secret: a.Secret, User: User(a.User)}
}
