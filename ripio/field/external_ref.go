package field

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

var externalRefText = fieldText{field: finding.FieldExternalRef, empty: "external-ref-empty"}

// CheckExternalRef looks at an external_ref as it stands while someone types
// it. Nothing but an empty text, a colon or a control character blocks it: the
// documentation asks for a UUID v4, but it is unknown whether the server
// enforces that, and its own example, USER_1111, is none.
func CheckExternalRef(value string) []finding.Finding {
	findings := externalRefText.check(value)
	bare := pasted.Tidy(value)
	if bare == "" {
		return findings
	}
	form := externalRefForm(bare)
	if strings.Contains(value, ":") && form.Code != "external-ref-urn" {
		findings = slices.Insert(findings, 0, finding.New("external-ref-colon", finding.FieldExternalRef, colonPlace(value)))
	}
	// A text that has to change anyway is not praised for what it will be then.
	if len(findings) > 0 && form.Level <= finding.LevelNote || finding.HasCode(findings, "external-ref-placeholder") {
		return findings
	}
	findings = append(findings, form)
	if form.Code == "external-ref-upper-case" {
		findings = append(findings, uuidFinding(strings.ToLower(bare)))
	}
	return findings
}

// externalRefForm says in what form a text is a UUID, how near it comes to one,
// or what else it is.
func externalRefForm(text string) finding.Finding {
	noted := func(code finding.Code, found string) finding.Finding {
		return finding.New(code, finding.FieldExternalRef, found)
	}
	lower := strings.ToLower(text)
	if isUUIDText(text) {
		return uuidFinding(text)
	}
	if isUUIDText(lower) {
		return noted("external-ref-upper-case", "").WithReplacement(lower)
	}
	if inner, ok := strings.CutPrefix(lower, "urn:uuid:"); ok && isUUIDText(inner) {
		return noted("external-ref-urn", describeUUID(inner)).WithReplacement(inner)
	}
	if inner := strings.TrimSuffix(strings.TrimPrefix(lower, "{"), "}"); len(inner) == len(lower)-2 && isUUIDText(inner) {
		return noted("external-ref-writing", describeUUID(inner)+" in braces").WithReplacement(inner)
	}
	if len(lower) == 32 && phrase.AllHex(lower) {
		canonical := hyphenated(lower)
		return noted("external-ref-writing", describeUUID(canonical)+" without hyphens").WithReplacement(canonical)
	}
	if found, ok := nearUUID(text); ok {
		return noted("external-ref-near-uuid", found)
	}
	if kind := DescribeAddress(text); kind.Family != FamilyUnknown {
		return noted("external-ref-address", kind.String())
	}
	if at := strings.IndexByte(text, '@'); at > 0 && strings.Contains(text[at:], ".") {
		return noted("external-ref-email", "")
	}
	return noted("external-ref-plain-text", phrase.Plural(utf8.RuneCountInString(text), "character"))
}

// uuidFinding is about a UUID in its strict form.
func uuidFinding(uuid string) finding.Finding {
	if isVersion4(uuid) {
		return finding.New("external-ref-v4", finding.FieldExternalRef, "")
	}
	return finding.New("external-ref-not-v4", finding.FieldExternalRef, describeUUID(uuid))
}

// nearUUID tells what keeps a text that was surely meant as a UUID from being
// one: a group of the wrong length or a character that is not a digit.
func nearUUID(text string) (string, bool) {
	groups := strings.Split(text, "-")
	digits := 0
	for i := range len(text) {
		if phrase.IsHexDigit(text[i]) {
			digits++
		}
	}
	others := len(text) - digits - (len(groups) - 1)
	if digits < 28 || digits > 36 || others > 2 {
		return "", false
	}
	if len(groups) == 1 {
		return fmt.Sprintf("%d characters without hyphens; a UUID has 32", len(text)), nearly(len(text), 32)
	}
	if len(groups) != len(uuidGroups) {
		return fmt.Sprintf("%d groups; a UUID has 5", len(groups)), true
	}
	for i, group := range groups {
		if count := utf8.RuneCountInString(group); count != uuidGroups[i] {
			return fmt.Sprintf("group %d has %d characters; a UUID has %d there", i+1, count, uuidGroups[i]), true
		}
	}
	for i, char := range []rune(text) {
		if char != '-' && isNotHex(char) {
			return fmt.Sprintf("character %d is %q, not a hexadecimal digit", i+1, char), true
		}
	}
	return "", false
}
