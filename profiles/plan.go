package profiles

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Proposal is one pair of credentials that was found somewhere, such as in a
// .env file, and could become a part of a profile.
type Proposal struct {
	// Name is the proposed profile name. Proposals of one name, ignoring letter
	// case, go into one profile.
	Name        string
	Country     string
	Environment ripio.EnvironmentName
	ClientID    string
	// Secret is what was found; empty when only a reference is proposed.
	Secret redact.Secret
	// Reference is where to store the secret. A found secret is stored there.
	Reference SecretReference
	// User is the user a new request starts with; what is empty in it stays as it is.
	User User
	// Remarks are sentences for the preview.
	Remarks []string
}

// ProposalsFrom turns what package dotenv found into proposals. place says where
// to store the secrets: a kind that keeps them, KindAsk for this session only,
// or KindVariable to refer to the variables and store nothing. It gives
// ErrNotKeeping for KindCommand and for an unknown kind.
func ProposalsFrom(found []dotenv.Proposal, place StoreKind) ([]Proposal, error) {
	var proposals []Proposal
	for _, each := range found {
		proposal := Proposal{
			Name: each.Name, Country: each.Country, Environment: each.Environment,
			ClientID: each.ClientID, Remarks: each.Remarks,
		}
		switch {
		case place != KindVariable && place != KindAsk && !place.Keeps():
			return nil, secrets.InPlace(place, ErrNotKeeping)
		case each.Secret.IsEmpty():
			// Half a pair: what the profile refers to stays.
		case place == KindVariable:
			reference, err := VariableReference(each.SecretVariable)
			if err != nil {
				return nil, err
			}
			proposal.Reference = reference
		default:
			proposal.Secret, proposal.Reference = each.Secret, SecretReference(place)
		}
		proposals = append(proposals, proposal)
	}
	return proposals, nil
}

// Import is what the proposals would do. Nothing of it is written before Apply.
type Import struct {
	Changes []ImportChange
}

// ImportChange is what would happen to one profile.
type ImportChange struct {
	// Before is the profile as it is; nil when it would be created.
	Before *Profile
	// After is the profile as it would be.
	After Profile
	// Secrets are the environments whose secret would be written.
	Secrets []ripio.EnvironmentName
	// Replaces are the environments whose client_id or reference would be
	// replaced by another one.
	Replaces []ripio.EnvironmentName
	// Remarks are those of the proposals.
	Remarks []string

	secrets NewSecretValues
}

// IsNew reports whether the profile would be created.
func (c ImportChange) IsNew() bool { return c.Before == nil }

// HasEffect reports whether anything would be written at all.
func (c ImportChange) HasEffect() bool {
	return c.Before == nil || *c.Before != c.After || len(c.Secrets) > 0
}

// ErrProposalEnvironment says that a proposal is for an environment that has no
// credentials.
var ErrProposalEnvironment = errors.New("credentials belong to sandbox or production; choose one of them")

// Plan tells what proposals would create or change in a book, one change for
// each profile, in the order of the proposals. It reads and writes nothing. Its
// errors are those of ValidateName, ErrProposalEnvironment, ErrNotText,
// ErrAssignment, ErrHoldsSecret, and ErrReferenceForm or ErrNotKeeping for a secret with a reference to a place that
// cannot be written.
func Plan(saved Book, proposals []Proposal) (Import, error) {
	var plan Import
	for _, proposal := range proposals {
		if err := proposal.check(); err != nil {
			return Import{}, fmt.Errorf("import profile %q: %w", phrase.CutText(proposal.Name, book.MaxNameLength), err)
		}
		plan.change(saved, proposal.Name).take(proposal)
	}
	for _, change := range plan.Changes {
		if err := errors.Join(book.CheckProfile(change.After), book.CheckSecrets(change.After, change.secrets)); err != nil {
			return Import{}, fmt.Errorf("import profile %q: %w", change.After.Name, err)
		}
	}
	return plan, nil
}

func (p Proposal) check() error {
	if p.Environment != ripio.Sandbox && p.Environment != ripio.Production {
		return ErrProposalEnvironment
	}
	reference, err := ParseSecretReference(string(p.Reference))
	if err != nil {
		return err
	}
	if !p.Secret.IsEmpty() && !reference.Kind().Keeps() && reference != Ask {
		return ErrNotKeeping
	}
	return ValidateName(p.Name)
}

// change returns the change of a profile, a new one when there is none yet.
func (i *Import) change(saved Book, name string) *ImportChange {
	for at := range i.Changes {
		if book.SameName(i.Changes[at].After.Name, name) {
			return &i.Changes[at]
		}
	}
	change := ImportChange{After: Profile{Name: name}, secrets: NewSecretValues{}}
	if existing, found := saved.Find(name); found {
		change.Before, change.After = &existing, existing
	}
	i.Changes = append(i.Changes, change)
	return &i.Changes[len(i.Changes)-1]
}

func (c *ImportChange) take(proposal Proposal) {
	c.Remarks = append(c.Remarks, proposal.Remarks...)
	account := c.After.AccountFor(proposal.Environment)
	before := *account
	account.ClientID = cmp.Or(proposal.ClientID, account.ClientID)
	account.Secret = cmp.Or(proposal.Reference, account.Secret)
	account.User.ExternalRef = cmp.Or(proposal.User.ExternalRef, account.User.ExternalRef)
	account.User.Address = cmp.Or(proposal.User.Address, account.User.Address)
	c.After.Country = cmp.Or(proposal.Country, c.After.Country)
	differs := func(old, now string) bool { return old != "" && old != now }
	if differs(before.ClientID, account.ClientID) || differs(string(before.Secret), string(account.Secret)) {
		c.Replaces = append(c.Replaces, proposal.Environment)
	}
	if !proposal.Secret.IsEmpty() {
		if _, known := c.secrets[proposal.Environment]; !known {
			c.Secrets = append(c.Secrets, proposal.Environment)
		}
		c.secrets[proposal.Environment] = proposal.Secret
	}
}

// Without is the plan without the changes of those profiles, such as the ones
// that Apply has saved.
func (i Import) Without(saved []string) Import {
	var rest Import
	for _, change := range i.Changes {
		if !slices.ContainsFunc(saved, func(name string) bool { return book.SameName(name, change.After.Name) }) {
			rest.Changes = append(rest.Changes, change)
		}
	}
	return rest
}

// Over is the plan that writes over the change that met it. A change that is made
// after that one still gives a *ConflictError.
func (i Import) Over(conflict *ConflictError) Import {
	forced := Import{Changes: slices.Clone(i.Changes)}
	for at := range forced.Changes {
		if book.SameName(forced.Changes[at].After.Name, conflict.Name) {
			forced.Changes[at].Before = conflict.Theirs
		}
	}
	return forced
}

// Apply carries out a plan, one profile after the other, and gives the names of
// those that were saved. It stops at the first error; those before it stay
// saved. A profile that was changed since the plan was made gives a
// *ConflictError.
func (m *Manager) Apply(ctx context.Context, plan Import) (saved []string, warnings []Warning, err error) {
	for _, change := range plan.Changes {
		if !change.HasEffect() {
			continue
		}
		if err := m.checkUnchanged(change); err != nil {
			return saved, warnings, err
		}
		previous := ""
		if change.Before != nil {
			previous = change.Before.Name
		}
		_, more, err := m.Save(ctx, previous, change.After, change.secrets)
		warnings = append(warnings, more...)
		if err != nil {
			return saved, warnings, fmt.Errorf("import profile %q: %w", change.After.Name, err)
		}
		saved = append(saved, change.After.Name)
	}
	return saved, warnings, nil
}

// checkUnchanged compares the profile on disk with the one that was planned for.
func (m *Manager) checkUnchanged(change ImportChange) error {
	saved, err := m.Store.Peek()
	if err != nil {
		return err
	}
	now, found := saved.Find(change.After.Name)
	switch {
	case !found && change.Before == nil, found && change.Before != nil && now == *change.Before:
		return nil
	case found:
		return &ConflictError{Name: change.After.Name, Mine: &change.After, Theirs: &now}
	}
	return &ConflictError{Name: change.After.Name, Mine: &change.After}
}
