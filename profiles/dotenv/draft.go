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
}

// compareAccounts puts no country first, and sandbox before production, which is
// the reverse of the alphabet.
func compareAccounts(a, b account) int {
	return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(string(b.environment), string(a.environment)))
}

// draft is a proposal on its way.
type draft struct {
	parts   map[part]variable
	remarks []string
}

// take adds a variable and a remark, if any, about its environment. A variable
// whose own name tells the environment counts before one that does not; else the
// last one counts.
func (d *draft) take(v variable, remark string) {
	if remark != "" && !slices.Contains(d.remarks, remark) {
		d.remarks = append(d.remarks, remark)
	}
	earlier, twice := d.parts[v.part]
	if twice && earlier.environment != "" && v.environment == "" {
		v, earlier = earlier, v
	}
	if twice && earlier.value.Reveal() != v.value.Reveal() {
		d.remarks = append(d.remarks, fmt.Sprintf("%s and %s mean the same and differ; %s counts", earlier.name, v.name, v.name))
	}
	d.parts[v.part] = v
}

// proposal gives the finished proposal.
func (d *draft) proposal(whose account) Proposal {
	id, secret := d.parts[clientID], d.parts[clientSecret]
	proposal := Proposal{
		Name: strings.TrimSpace("ripio " + whose.country), Country: whose.country, Environment: whose.environment,
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
