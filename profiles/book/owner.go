package book

import "devtools/ripio-explorer/ripio/redact"

// HoldsForProduction reports whether credentials are those of production accounts alone:
// their client_id, or their secret where a variable holds it. Places that may wait for a
// person, such as a keyring, are not asked.
func (b Book) HoldsForProduction(clientID string, secret redact.Secret, lookup func(string) (string, bool)) bool {
	return b.ofProduction(func(account Account) bool {
		return clientID != "" && account.ClientID == clientID
	}) || b.ofProduction(func(account Account) bool {
		name, is := account.Secret.Variable()
		if !is || secret.IsEmpty() {
			return false
		}
		value, _ := lookup(name)
		return value == secret.Reveal()
	})
}

// ofProduction reports whether something is that of production accounts alone.
func (b Book) ofProduction(is func(Account) bool) bool {
	production, sandbox := false, false
	for _, profile := range b.Profiles {
		production = production || is(profile.Production)
		sandbox = sandbox || is(profile.Sandbox)
	}
	return production && !sandbox
}
