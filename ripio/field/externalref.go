package field

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
)

var externalRefText = fieldText{field: finding.FieldExternalRef, prefix: "external-ref"}

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
	if colon, ok := externalRefText.colon(value); ok && form.Code != "external-ref-urn" {
		findings = append([]finding.Finding{colon}, findings...)
	}
	// A text that has to change anyway is not praised for what it will be then.
	if len(findings) > 0 && form.Level <= finding.LevelNote || finding.HasCode(findings, "external-ref-placeholder") {
		return findings
	}
	findings = append(findings, form)
	if form.Code == "external-ref-upper-case" {
		findings = append(findings, externalRefVersion(strings.ToLower(bare)))
	}
	return findings
}

// externalRefForm says in what form a text is a UUID, how near it comes to one,
// or what else it is.
func externalRefForm(text string) finding.Finding {
	lower := strings.ToLower(text)
	finding := externalRefText.finding
	if isUUIDText(text) {
		return externalRefVersion(text)
	}
	if isUUIDText(lower) {
		return finding("upper-case", "").WithReplacement(lower)
	}
	if inner, ok := strings.CutPrefix(lower, "urn:uuid:"); ok && isUUIDText(inner) {
		return finding("urn", versionName(inner)).WithReplacement(inner)
	}
	if inner, ok := cutPair(lower, "{", "}"); ok && isUUIDText(inner) {
		return finding("braces", versionName(inner)).WithReplacement(inner)
	}
	if len(lower) == 32 && phrase.AllHex(lower) {
		canonical := hyphenated(lower)
		return finding("no-hyphens", versionName(canonical)).WithReplacement(canonical)
	}
	if found, ok := nearUUID(text); ok {
		return finding("near-uuid", found)
	}
	if kind := DescribeAddress(text); kind.Family != FamilyUnknown {
		return finding("address", kind.String())
	}
	if at := strings.IndexByte(text, '@'); at > 0 && strings.Contains(text[at:], ".") {
		return finding("email", "")
	}
	return finding("plain-text", fmt.Sprintf("%d characters", utf8.RuneCountInString(text)))
}

// externalRefVersion returns the finding for a UUID in its strict form.
func externalRefVersion(uuid string) finding.Finding {
	version, variant := uuid[uuidVersionAt], uuid[uuidVariantAt]
	switch {
	case uuid == nilUUID:
		return externalRefText.finding("nil", "")
	case uuid == maxUUID:
		return externalRefText.finding("max", "")
	case !strings.ContainsRune("89ab", rune(variant)):
		return externalRefText.finding("wrong-variant", fmt.Sprintf("character 20 is %q; it would be 8, 9, a or b", variant))
	case version >= '1' && version <= '8':
		return externalRefText.finding("v"+string(version), "")
	}
	return externalRefText.finding("other-version", fmt.Sprintf("character 15 is %q", version))
}

// versionName names the kind of a UUID in its strict form, for evidence.
func versionName(uuid string) string { return externalRefVersion(uuid).Title }

// nearUUID tells what keeps a text that was surely meant as a UUID from being
// one: a group of the wrong length or a character that is no digit.
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
		return fmt.Sprintf("%d characters without hyphens; it would be 32", len(text)), nearly(len(text), 32)
	}
	if len(groups) != len(uuidGroups) {
		return fmt.Sprintf("%d groups; it would be 5", len(groups)), true
	}
	for i, group := range groups {
		if count := utf8.RuneCountInString(group); count != uuidGroups[i] {
			return fmt.Sprintf("group %d has %d characters; it would have %d", i+1, count, uuidGroups[i]), true
		}
	}
	for i, char := range []rune(text) {
		if char != '-' && (char > 'f' || !phrase.IsHexDigit(byte(char))) {
			return fmt.Sprintf("character %d is %q, no hexadecimal digit", i+1, char), true
		}
	}
	return "", false
}

// cutPair drops a prefix and a suffix that stand together.
func cutPair(text, before, after string) (string, bool) {
	inner, ok := strings.CutPrefix(text, before)
	if !ok {
		return text, false
	}
	return strings.CutSuffix(inner, after)
}
