package profiles

import (
	"cmp"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// planVariables proposes profiles from variables.
func (m *manage) planVariables(o *importOptions, found dotenv.Found) (profiles.Import, error) {
	var proposals []profiles.Proposal
	for _, each := range found.Proposals {
		proposals = append(proposals, m.propose(o, each))
		for _, remark := range each.Remarks {
			m.warnText(each.Name + ", " + string(each.Environment) + ": " + remark)
		}
	}
	for _, note := range found.Notes() {
		m.warnText(note)
	}
	plan, err := profiles.Plan(m.book, proposals)
	if err != nil {
		return plan, unreadableImport(err)
	}
	return plan, nil
}

// propose says where a found secret goes: to the place that was chosen; to the
// place where the profile has kept one so far; nowhere when this process has it
// in a variable, to which a reference is enough. Otherwise the place is open,
// for which Ask stands until the import is refused.
func (m *manage) propose(o *importOptions, found dotenv.Proposal) profiles.Proposal {
	proposal := profiles.Proposal{
		Name: found.Name, Country: found.Country, Environment: found.Environment,
		ClientID: found.ClientID, Secret: found.Secret, Reference: o.reference,
	}
	known, _ := m.book.Find(found.Name)
	kept := known.Account(found.Environment).Secret
	switch {
	case found.Secret.IsEmpty():
		proposal.Reference = ""
	case o.reference != "":
	case o.fromEnvironment:
		proposal.Secret = redact.Secret{}
		proposal.Reference, _ = profiles.VariableReference(found.SecretVariable)
	case kept.Kind().Keeps():
		proposal.Reference = kept
	default:
		proposal.Reference = profiles.Ask
	}
	return proposal
}

// planExport takes exported profiles over. What they leave empty stays as it is.
func (m *manage) planExport(text []byte) (profiles.Import, error) {
	book, warnings, err := profiles.ReadExport(text)
	if err != nil {
		return profiles.Import{}, unreadableImport(err)
	}
	m.warn(warnings)
	var plan profiles.Import
	for _, incoming := range book.Profiles {
		change := profiles.ImportChange{After: incoming}
		if before, found := m.book.Find(incoming.Name); found {
			change.Before = &before
			change.After.Name = before.Name
			change.After.Country = cmp.Or(incoming.Country, before.Country)
			change.After.Sandbox = m.merge(&change, ripio.Sandbox)
			change.After.Production = m.merge(&change, ripio.Production)
		}
		plan.Changes = append(plan.Changes, change)
	}
	return plan, nil
}

// merge lays an incoming account over the one that is there, and notes what it
// replaces.
func (m *manage) merge(change *profiles.ImportChange, environment ripio.EnvironmentName) profiles.Account {
	before, after := change.Before.Account(environment), change.After.Account(environment)
	merged := profiles.Account{
		ClientID: cmp.Or(after.ClientID, before.ClientID), Secret: cmp.Or(after.Secret, before.Secret),
		User: profiles.User{
			ExternalRef: cmp.Or(after.User.ExternalRef, before.User.ExternalRef),
			Address:     cmp.Or(after.User.Address, before.User.Address),
		},
	}
	if before.ClientID != "" && merged.ClientID != before.ClientID || before.Secret != "" && merged.Secret != before.Secret {
		change.Replaces = append(change.Replaces, environment)
	}
	return merged
}
