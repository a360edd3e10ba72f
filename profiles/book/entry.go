package book

// entry is one [[profile]] of the file.
type entry struct {
	table   map[string]any
	profile Profile
	// usable is false for a profile without a valid name of its own. It stays
	// in the file, but in no Book.
	usable bool
}

// set writes what differs from the entry's profile into its table. All else in
// the table stays as it was written, also where it was not understood.
func (e *entry) set(profile Profile) {
	setText(e.table, "name", e.profile.Name, profile.Name)
	setText(e.table, "country", e.profile.Country, profile.Country)
	setAccount(e.table, "sandbox", e.profile.Sandbox, profile.Sandbox)
	setAccount(e.table, "production", e.profile.Production, profile.Production)
	e.profile, e.usable = profile, true
}

func setAccount(parent map[string]any, key string, old, account Account) {
	if account == old {
		return
	}
	table := innerTable(parent, key)
	setText(table, "client_id", old.ClientID, account.ClientID)
	setText(table, "secret", string(old.Secret), writable(old.Secret, account.Secret))
	setText(table, "next_secret", string(old.Next), writable(old.Next, account.Next))
	setText(table, "previous_secret", string(old.Previous), writable(old.Previous, account.Previous))
	if account.User != old.User {
		user := innerTable(table, "user")
		setText(user, "external_ref", old.User.ExternalRef, account.User.ExternalRef)
		setText(user, "address", old.User.Address, account.User.Address)
		dropEmpty(table, "user")
	}
	dropEmpty(parent, key)
}

// writable returns the reference as it is written. InvalidReference stands for
// what the file already holds, and means nothing anywhere else.
func writable(old, reference SecretReference) string {
	if reference == InvalidReference && old != InvalidReference {
		return ""
	}
	return string(reference)
}

func setText(table map[string]any, key, old, text string) {
	switch {
	case text == old:
	case text == "":
		delete(table, key)
	default:
		table[key] = text
	}
}

// innerTable returns the table under a key, and makes it where there is none.
func innerTable(parent map[string]any, key string) map[string]any {
	table, ok := parent[key].(map[string]any)
	if !ok {
		table = map[string]any{}
		parent[key] = table
	}
	return table
}

func dropEmpty(parent map[string]any, key string) {
	if table, ok := parent[key].(map[string]any); ok && len(table) == 0 {
		delete(parent, key)
	}
}
