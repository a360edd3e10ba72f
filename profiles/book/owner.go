package book

import "devtools/ripio-explorer/ripio/redact"

// HoldsForProduction reports whether credentials are those of production: a client_id of
// production accounts alone, or a secret that the variable of one holds. Places that may
// wait for a person, such as a keyring, are not asked.
func (b Book) HoldsForProduction(clientID string, secret redact.Secret, lookup func(string) (string, bool)) bool {
	there, here := false, false
	for _, profile := range b.Profiles {
		there = there || clientID != "" && profile.Production.ClientID == clientID
		here = here || profile.Sandbox.ClientID == clientID
		for _, reference := range profile.Production.References() {
			if name, is := reference.Variable(); is && !secret.IsEmpty() {
				if value, _ := lookup(name); value == secret.Reveal() {
					return true
				}
			}
		}
	}
	return there && !here
}
