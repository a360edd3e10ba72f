package dotenv

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
)

// account is whose credentials a variable is about.
type account struct {
	country     string
	environment ripio.EnvironmentName
	// general tells a pair whose variables name no environment, beside one whose
	// variables do.
	general bool
}

func (a account) name() string {
	name := strings.TrimSpace("ripio " + a.country)
	if a.general {
		return name + " general"
	}
	return name
}

// compareAccounts puts no country first, general pairs behind the others, and
// sandbox before production, which is the reverse of the alphabet.
func compareAccounts(a, b account) int {
	return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(a.name(), b.name()), strings.Compare(string(b.environment), string(a.environment)))
}

// draft is a proposal on its way.
type draft struct {
	parts   map[part]variable
	remarks []string
}

// take adds a variable and a remark, if any, about its environment. The last one
// of two that mean the same counts.
func (d *draft) take(v variable, remark string) {
	if remark != "" && !slices.Contains(d.remarks, remark) {
		d.remarks = append(d.remarks, remark)
	}
	if earlier, twice := d.parts[v.part]; twice && earlier.value.Reveal() != v.value.Reveal() {
		d.remarks = append(d.remarks, fmt.Sprintf("%s and %s mean the same and differ; %s counts", earlier.name, v.name, v.name))
	}
	d.parts[v.part] = v
}

// isWhole reports whether both halves of the pair were found.
func (d *draft) isWhole() bool {
	id, secret := d.parts[clientID], d.parts[clientSecret]
	return !id.value.IsEmpty() && !secret.value.IsEmpty()
}

// complete takes over what is missing here from variables that name no
// environment, and says which of them have another value than those that do.
func (d *draft) complete(other *draft) (differing []string) {
	for _, what := range []part{clientID, clientSecret} {
		own, v := d.parts[what], other.parts[what]
		switch {
		case v.value.IsEmpty():
		case own.value.IsEmpty():
			d.parts[what] = v
			for _, remark := range other.remarks {
				if !slices.Contains(d.remarks, remark) {
					d.remarks = append(d.remarks, remark)
				}
			}
		case own.value.Reveal() != v.value.Reveal():
			differing = append(differing, fmt.Sprintf("%s and %s mean the same and differ; %s counts, as it names the environment", v.name, own.name, own.name))
		}
	}
	return differing
}

// proposal returns the finished proposal.
func (d *draft) proposal(whose account) Proposal {
	id, secret := d.parts[clientID], d.parts[clientSecret]
	proposal := Proposal{
		Name: whose.name(), Country: whose.country, Environment: whose.environment,
		ClientID: id.value.Reveal(), Secret: secret.value, SecretVariable: secret.name,
	}
	for _, v := range []variable{id, secret} {
		if v.name == "" {
			continue
		}
		proposal.Variables = append(proposal.Variables, v.name)
		for _, remark := range v.remarks {
			proposal.Remarks = append(proposal.Remarks, v.name+": "+remark)
		}
	}
	slices.Sort(proposal.Variables)
	proposal.Remarks = append(proposal.Remarks, d.remarks...)
	if id.value.IsEmpty() {
		proposal.Remarks = append(proposal.Remarks, missing("client_id", id.name))
	}
	if secret.value.IsEmpty() {
		proposal.Remarks = append(proposal.Remarks, missing("client_secret", secret.name))
	}
	return proposal
}

func missing(what, name string) string {
	if name != "" {
		return fmt.Sprintf("the %s is missing: %s holds none", what, name)
	}
	return fmt.Sprintf("the %s is missing: no variable holds it for this country and environment", what)
}
