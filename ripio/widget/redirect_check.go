package widget

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

var (
	currencyShape = phrase.NewShape(`^[A-Z]{3}$`)
	countryShape  = phrase.NewShape(`^[A-Z]{2}$`)
)

// check judges the parameters and masks what must not be shown.
func (r *redirectReader) check() {
	r.checkFlow()
	r.checkNames()
	for _, each := range []struct {
		code  finding.Code
		names []string
	}{{"redirect-escape", r.badEscapes}, {"redirect-encoded-twice", r.twice}} {
		if len(each.names) > 0 {
			r.add(each.code, "", names(each.names))
		}
	}
	seen := map[string]bool{}
	for i := range r.Parameters {
		if !seen[r.Parameters[i].Name] {
			r.checkParameter(r.Parameters[i])
		}
		seen[r.Parameters[i].Name] = true
	}
	if found := mismatch(r.Value(backDeposit), r.Value(backNetwork)); found != "" {
		r.add("widget-network-family", backDeposit, found)
	}
	r.add("redirect-unsigned", "", "")
	for i := range r.Parameters {
		r.mask(&r.Parameters[i])
	}
	slices.SortStableFunc(r.Findings, func(a, b finding.Finding) int { return int(b.Level - a.Level) })
}

// names writes names from outside in a sentence.
func names(list []string) string {
	const most = 12
	shown := make([]string, 0, most+1)
	for _, name := range list[:min(len(list), most)] {
		shown = append(shown, phrase.ShowName(redact.Credentials(name)))
	}
	if more := len(list) - most; more > 0 {
		shown = append(shown, phrase.Count(more, "other", "others"))
	}
	return phrase.ListNames(shown)
}

// checkFlow reads the action. That of the off-ramp is not documented.
func (r *redirectReader) checkFlow() {
	action, there := r.lookup(backAction)
	switch {
	case action == "onramp":
		r.Flow = OnRamp
	case action == "offramp":
		r.Flow = OffRamp
		r.add("redirect-off-ramp", backAction, "")
	case there:
		r.add("redirect-action", backAction, phrase.Shorten(redact.Credentials(action)))
	}
}

// checkNames compares the names with those that are documented.
func (r *redirectReader) checkNames() {
	var unknown, inOtherCase, repeated []string
	counts := map[string]int{}
	for _, each := range r.Parameters {
		counts[each.Name]++
		switch {
		case counts[each.Name] == 2:
			repeated = append(repeated, each.Name)
		case counts[each.Name] > 2 || each.Meaning != "":
		default:
			if meant := inDocumentedCase(each.Name); meant != "" {
				inOtherCase = append(inOtherCase, phrase.ShowName(each.Name)+" is not "+meant)
			} else {
				unknown = append(unknown, each.Name)
			}
		}
	}
	for _, each := range RedirectParameters {
		if counts[each.Name] == 0 && each.Name != backSession {
			r.Missing = append(r.Missing, each.Name)
		}
	}
	for _, each := range []struct {
		code  finding.Code
		names []string
	}{
		{"redirect-missing", r.Missing}, {"redirect-name-case", inOtherCase},
		{"redirect-repeated", repeated}, {"redirect-unknown", unknown},
	} {
		if len(each.names) > 0 {
			r.add(each.code, "", names(each.names))
		}
	}
}

// inDocumentedCase is the documented name that a name differs from in letter case only.
func inDocumentedCase(name string) string {
	for _, each := range RedirectParameters {
		if strings.EqualFold(each.Name, name) {
			return each.Name
		}
	}
	return ""
}

// checkParameter judges the value of one parameter.
func (r *redirectReader) checkParameter(p Parameter) {
	if redact.HoldsToken(p.Value) {
		r.add("redirect-holds-token", redact.Credentials(p.Name), "")
		return
	}
	if p.Meaning == "" {
		return
	}
	if p.Value == "" {
		r.add("redirect-empty", p.Name, "")
		return
	}
	shown := phrase.Shorten(redact.Credentials(p.Value))
	switch p.Name {
	case backExternalRef:
		r.addAll(field.CheckExternalRef(p.Value), p.Name)
	case backDeposit:
		r.addAll(field.CheckAddress(p.Value), p.Name)
	case backCurrency:
		if !currencyShape.Matches(p.Value) {
			r.add("redirect-code-shape", p.Name, shown+" is not three capital letters, as in ISO 4217")
		}
	case backCountry:
		if !countryShape.Matches(p.Value) {
			r.add("redirect-code-shape", p.Name, shown+" is not two capital letters, as in ISO 3166")
		}
	default:
		if slices.Contains(amounts, p.Name) && !amountShape.Matches(p.Value) {
			r.add("redirect-number", p.Name, shown)
		}
	}
}

// addAll takes the findings about a field of a request. Nothing is sent here, so none
// blocks, and there is nothing to replace.
func (r *redirectReader) addAll(findings []finding.Finding, name string) {
	for _, item := range relabel(findings, name) {
		item.Blocking, item.Replacement = false, ""
		item.Level = min(item.Level, finding.LevelWarning)
		r.Findings = append(r.Findings, item)
	}
}

// mask takes tokens and keys out of a parameter.
func (r *redirectReader) mask(p *Parameter) {
	p.Name = redact.Credentials(p.Name)
	switch {
	case redact.HoldsToken(p.Value):
		p.Value = redact.Tokens(p.Value)
	case p.Name == backSession, p.Name == backExternalRef:
		// A random ID has the form of a key, and is needed whole.
		if field.IsPrivateKey(p.Value) {
			p.Value = redact.Mask
		}
	case p.Name != backToken && field.LooksLikePrivateKey(p.Value):
		p.Value = redact.Mask
	}
	if p.Name != backToken { // a symbol such as USDT
		p.Value = redact.Credentials(p.Value)
	}
}
