package dotenv

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

// variable is one of Ripio's variables with its value, which is kept as a secret
// whatever it holds.
type variable struct {
	meaning

	name    string
	value   redact.Secret
	line    int // 0 in an environment
	remarks []string
}

// finder collects variables.
type finder struct {
	variables []variable
	places    map[string]int // in variables, by name
	unused    map[string]bool
}

func newFinder() *finder {
	return &finder{places: map[string]int{}, unused: map[string]bool{}}
}

// wants reports whether a variable is to be added.
func (f *finder) wants(name string) bool {
	_, known := parseName(name)
	return known || looksLikeCredential(name)
}

// add takes a variable over, in place of an earlier one of the same name.
func (f *finder) add(name, value string, line int, remarks []string) {
	says, known := parseName(name)
	if !known {
		f.unused[name] = true
		return
	}
	added := variable{meaning: says, name: name, line: line, remarks: remarks}
	added.setValue(value)
	at, again := f.places[name]
	if !again {
		f.places[name] = len(f.variables)
		f.variables = append(f.variables, added)
		return
	}
	if line > 0 {
		added.remarks = append(added.remarks, fmt.Sprintf("it is set in line %d and again in line %d; the last one counts", f.variables[at].line, line))
	}
	f.variables[at] = added
}

// setValue cleans a value and remarks what was done and what is odd.
func (v *variable) setValue(value string) {
	cleaned, removed := hygiene.Clean(value)
	if summary := hygiene.Summary(removed); summary != "" {
		v.remarks = append(v.remarks, summary)
	}
	if hygiene.Check(cleaned) != nil {
		v.remarks = append(v.remarks, fmt.Sprintf("it is longer than %d bytes and was not taken", hygiene.MaxLength))
		return
	}
	v.value = redact.NewSecret(cleaned)
	if cleaned == "" || v.part == environmentName {
		return
	}
	v.remarks = append(v.remarks, hygiene.Warnings(cleaned)...)
	for _, finding := range field.CheckSecret(v.value) {
		if finding.Code == "client-secret-placeholder" {
			v.remarks = append(v.remarks, "it is still a placeholder")
		}
	}
	if v.public && v.part == clientSecret {
		v.remarks = append(v.remarks, "a name that begins so makes build tools put the value into web pages, where anybody can read it; "+
			"a client_secret must not be there. If it was published, ask Ripio for a new one")
	}
}

// result makes the proposals. What no variable's name gives an environment to
// completes the pair that it is assumed to belong to; where that has other values
// of its own, it becomes a pair for itself, so that neither is lost.
func (f *finder) result() Found {
	stated := f.statedEnvironments()
	drafts := map[account]*draft{}
	draftOf := func(whose account) *draft {
		if drafts[whose] == nil {
			drafts[whose] = &draft{parts: map[part]variable{}}
		}
		return drafts[whose]
	}
	general := map[account]*draft{}
	for _, v := range f.variables {
		if v.part == environmentName {
			continue
		}
		whose, remark := v.account(stated)
		if v.environment != "" {
			draftOf(whose).take(v, remark)
			continue
		}
		if general[whose] == nil {
			general[whose] = &draft{parts: map[part]variable{}}
		}
		general[whose].take(v, remark)
	}
	for whose, pair := range general {
		named := drafts[whose]
		if named == nil {
			drafts[whose] = pair
			continue
		}
		differing := named.complete(pair)
		if len(differing) == 0 {
			continue
		}
		if pair.isWhole() {
			whose.general = true
			pair.remarks = append(pair.remarks, fmt.Sprintf("other variables name %s and have other values, so these became a profile of their own", whose.environment))
			drafts[whose] = pair
			continue
		}
		named.remarks = append(named.remarks, differing...)
	}
	found := Found{Unused: slices.Sorted(maps.Keys(f.unused))}
	for _, whose := range slices.SortedFunc(maps.Keys(drafts), compareAccounts) {
		if proposal := drafts[whose].proposal(whose); proposal.ClientID != "" || !proposal.Secret.IsEmpty() {
			found.Proposals = append(found.Proposals, proposal)
		}
	}
	return found
}

// statedEnvironments returns the variables such as RIPIO_ENV by their country, the
// first one of each that is not empty.
func (f *finder) statedEnvironments() map[string]variable {
	stated := map[string]variable{}
	for _, v := range f.variables {
		if _, known := stated[v.country]; v.part == environmentName && !v.value.IsEmpty() && !known {
			stated[v.country] = v
		}
	}
	return stated
}

// account finds the environment of a variable: from its own name, from RIPIO_ENV
// with its country, from RIPIO_ENV, or the sandbox, where a wrong guess does no
// harm.
func (v variable) account(stated map[string]variable) (whose account, remark string) {
	if v.environment != "" {
		return account{country: v.country, environment: v.environment}, ""
	}
	by, known := stated[v.country]
	if !known {
		by, known = stated[""]
	}
	if !known {
		return account{country: v.country, environment: ripio.Sandbox}, "no variable tells the environment; sandbox was assumed"
	}
	if environment, known := environments[strings.ToUpper(by.value.Reveal())]; known {
		return account{country: v.country, environment: environment}, ""
	}
	return account{country: v.country, environment: ripio.Sandbox}, by.name + " names neither sandbox nor production; sandbox was assumed"
}
