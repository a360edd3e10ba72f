package field_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

const sampleRef = "919108f7-52d1-4320-9bac-f847db4148a8"

var externalRefCases = []inputCase{
	{"v4", sampleRef, []finding.Code{"external-ref-v4"}, "", ""},
	{"v1", "d9428888-122b-11e1-b85c-61cd3cbb3210", []finding.Code{"external-ref-not-v4"}, "UUID v1", ""},
	{"v2", "000003e8-2363-21ef-b200-325096b39f47", []finding.Code{"external-ref-not-v4"}, "UUID v2", ""},
	{"v3", "5df41881-3aed-3515-88a7-2f4a814cf09e", []finding.Code{"external-ref-not-v4"}, "UUID v3", ""},
	{"v5", "2ed6657d-e927-568b-95e1-2665a8aea6a2", []finding.Code{"external-ref-not-v4"}, "UUID v5", ""},
	{"v6", "1ec9414c-232a-6b00-b3c8-9f6bdeced846", []finding.Code{"external-ref-not-v4"}, "UUID v6", ""},
	{"v7", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", []finding.Code{"external-ref-not-v4"}, "UUID v7", ""},
	{"v8", "2489e9ad-2ee2-8e00-8ec9-32d5f69181c0", []finding.Code{"external-ref-not-v4"}, "UUID v8", ""},
	{"version 9", "00000000-0000-9000-8000-000000000000", []finding.Code{"external-ref-not-v4"}, "unknown version: character 15 is '9'", ""},
	{"version 0", "00000000-0000-0000-8000-000000000001", []finding.Code{"external-ref-not-v4"}, "unknown version: character 15 is '0'", ""},
	{"nil", "00000000-0000-0000-0000-000000000000", []finding.Code{"external-ref-not-v4"}, "nil UUID, all zeros", ""},
	{"max", "ffffffff-ffff-ffff-ffff-ffffffffffff", []finding.Code{"external-ref-not-v4"}, "max UUID, all f", ""},
	{"wrong variant", "919108f7-52d1-4320-cbac-f847db4148a8", []finding.Code{"external-ref-not-v4"}, "another variant: character 20 is 'c', not 8, 9, a or b", ""},
	{"upper case", strings.ToUpper(sampleRef), []finding.Code{"external-ref-upper-case", "external-ref-v4"}, "", sampleRef},
	{"upper case v7", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", []finding.Code{"external-ref-upper-case", "external-ref-not-v4"}, "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"},
	{"braces", "{" + sampleRef + "}", []finding.Code{"external-ref-writing"}, "UUID v4 in braces", sampleRef},
	{"braces, upper case", "{" + strings.ToUpper(sampleRef) + "}", []finding.Code{"external-ref-writing"}, "UUID v4 in braces", sampleRef},
	{"URN", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", []finding.Code{"external-ref-urn"}, "UUID v1", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
	{"URN in capitals", "URN:UUID:" + sampleRef, []finding.Code{"external-ref-urn"}, "UUID v4", sampleRef},
	{"no hyphens", strings.ReplaceAll(sampleRef, "-", ""), []finding.Code{"external-ref-writing"}, "UUID v4 without hyphens", sampleRef},
	{"space around", " " + sampleRef + " ", []finding.Code{"external-ref-edge-space"}, "at the start and at the end", sampleRef},
	{"newline and braces", "{" + sampleRef + "}\n", []finding.Code{"external-ref-control", "external-ref-writing"}, "newline at the end", "{" + sampleRef + "}"},
	{"quotes", `"` + sampleRef + `"`, []finding.Code{"external-ref-quotes"}, "one at the start and one at the end", sampleRef},
	{"zero-width space", "919108f7\u200b" + sampleRef[8:], []finding.Code{"external-ref-invisible"}, "U+200B at character 9", sampleRef},
	{"dashes of a word processor", strings.ReplaceAll(sampleRef, "-", "–"), []finding.Code{"external-ref-look-alike"}, "U+2013, which looks like '-', at character 9", sampleRef},
	{"one character short", sampleRef[:35], []finding.Code{"external-ref-near-uuid"}, "group 5 has 11 characters; a UUID has 12 there", ""},
	{"one character long", sampleRef + "0", []finding.Code{"external-ref-near-uuid"}, "group 5 has 13 characters; a UUID has 12 there", ""},
	{"letter O for zero", "9191O8f7-52d1-4320-9bac-f847db4148a8", []finding.Code{"external-ref-near-uuid"}, "character 5 is 'O', not a hexadecimal digit", ""},
	{"accent for a digit", "9191é8f7-52d1-4320-9bac-f847db4148a8", []finding.Code{"external-ref-non-ascii", "external-ref-near-uuid"}, "é (U+00E9) at character 5", ""},
	{"hyphen missing", "919108f752d1-4320-9bac-f847db4148a8", []finding.Code{"external-ref-near-uuid"}, "4 groups; a UUID has 5", ""},
	{"31 digits", strings.ReplaceAll(sampleRef, "-", "")[1:], []finding.Code{"external-ref-near-uuid"}, "31 characters without hyphens; a UUID has 32", ""},
	{"30 digits, some identifier", strings.ReplaceAll(sampleRef, "-", "")[2:], []finding.Code{"external-ref-plain-text"}, "30 characters", ""},
	{"hyphen moved", "919108f75-2d1-4320-9bac-f847db4148a8", []finding.Code{"external-ref-near-uuid"}, "group 1 has 9 characters; a UUID has 8 there", ""},
	{"the documentation's example", "USER_1111", []finding.Code{"external-ref-plain-text"}, "9 characters", ""},
	{"number", "42", []finding.Code{"external-ref-plain-text"}, "2 characters", ""},
	{"words", "user 42", []finding.Code{"external-ref-inner-space", "external-ref-plain-text"}, "at character 5", ""},
	{"e-mail", "ana@example.test", []finding.Code{"external-ref-email"}, "", ""},
	{"EVM address", "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C", []finding.Code{"external-ref-address"}, "EVM address", ""},
	{"Stellar address", "GBBM6BKZPEHWYO3E3YKREDPQXMS4VK35YLNU7NFBRI26RAN7GI5POFBB", []finding.Code{"external-ref-address"}, "Stellar address", ""},
	{"empty", "", []finding.Code{"external-ref-empty"}, "", ""},
	{"colon", "user:1", []finding.Code{"external-ref-colon", "external-ref-plain-text"}, "at character 5", ""},
	{"newline inside", "user\n1", []finding.Code{"external-ref-control", "external-ref-plain-text"}, "newline at character 5", ""},
	{"placeholder", "<external_ref>", []finding.Code{"external-ref-placeholder"}, "in angle brackets, as in the documentation", ""},
}

func TestCheckExternalRef(t *testing.T) { checkCases(t, field.CheckExternalRef, externalRefCases) }

// notAsUsual are the codes of UUIDs in another writing than the standard's 36
// lower-case characters.
var notAsUsual = map[finding.Code]bool{
	"external-ref-upper-case": true, "external-ref-urn": true,
}

func TestExternalRefAgreesWithUUIDVectors(t *testing.T) {
	type vector struct {
		Value   string `json:"value"`
		IsUUID  bool   `json:"is_uuid"`
		Version *int   `json:"version"`
		IsV4    bool   `json:"is_v4"`
	}
	for _, v := range inputVectors[vector](t, "uuid.json") {
		findings := field.CheckExternalRef(v.Value)
		var isV4, isVersioned bool
		for _, item := range findings {
			kind := item.Found
			if item.Code == "external-ref-v4" {
				isV4, kind = true, "UUID v4"
			}
			isVersioned = isVersioned || kind == "nil UUID, all zeros" || v.Version != nil && kind == fmt.Sprintf("UUID v%d", *v.Version)
		}
		if isV4 != v.IsV4 {
			t.Errorf("%q: v4 is %v, want %v (%q)", v.Value, isV4, v.IsV4, codesOf(findings))
		}
		if v.IsUUID && !isVersioned {
			t.Errorf("%q: version not named, got %q", v.Value, codesOf(findings))
		}
		if !v.IsUUID && isVersioned && !notAsUsual[findings[0].Code] {
			t.Errorf("%q is not a UUID, got %q", v.Value, codesOf(findings))
		}
	}
}

func TestExternalRefReplacementsAreSound(t *testing.T) {
	for _, test := range externalRefCases {
		for _, item := range field.CheckExternalRef(test.value) {
			if item.Replacement == "" {
				continue
			}
			if got := field.CheckExternalRef(item.Replacement); finding.Blocked(got) {
				t.Errorf("%s: the replacement %q is blocked: %q", test.name, item.Replacement, codesOf(got))
			}
		}
	}
}

func TestLooksLikeUUID(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{sampleRef, true},
		{strings.ToUpper(sampleRef), true},
		{"00000000-0000-0000-0000-000000000000", true},
		{"{" + sampleRef + "}", false},
		{strings.ReplaceAll(sampleRef, "-", ""), false},
		{sampleRef + " ", false},
		{"", false},
	}
	for _, test := range tests {
		if got := field.LooksLikeUUID(test.text); got != test.want {
			t.Errorf("%q: got %v, want %v", test.text, got, test.want)
		}
	}
}

func TestNewExternalRef(t *testing.T) {
	first, second := field.NewExternalRef(), field.NewExternalRef()
	for _, ref := range []string{first, second} {
		if codes := codesOf(field.CheckExternalRef(ref)); len(codes) != 1 || codes[0] != "external-ref-v4" {
			t.Errorf("%q is not a UUID v4: %q", ref, codes)
		}
	}
	if first == second {
		t.Errorf("the same twice: %q", first)
	}
}

func TestNewExternalRefFixesVersionAndVariant(t *testing.T) {
	tests := []struct {
		name string
		bits byte
		want string
	}{
		{"all zeros", 0x00, "00000000-0000-4000-8000-000000000000"},
		{"all ones", 0xff, "ffffffff-ffff-4fff-bfff-ffffffffffff"},
	}
	for _, test := range tests {
		if got := field.FormatV4([16]byte(bytes.Repeat([]byte{test.bits}, 16))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzCheckExternalRef(f *testing.F) {
	for _, test := range externalRefCases {
		f.Add(test.value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		findings := field.CheckExternalRef(value)
		if len(findings) == 0 {
			t.Fatalf("nothing is said about %q", value)
		}
		shown := strings.TrimFunc(value, func(char rune) bool { return !unicode.IsGraphic(char) || unicode.IsSpace(char) })
		unsendable := shown == "" || strings.Contains(value, ":") || strings.ContainsFunc(value, unicode.IsControl)
		if finding.Blocked(findings) && !unsendable && !hasOnlyInvisible(shown) {
			t.Fatalf("%q is blocked: %q", value, codesOf(findings))
		}
		if !finding.Blocked(findings) && (value == "" || strings.Contains(value, ":") || strings.ContainsFunc(value, unicode.IsControl)) {
			t.Fatalf("%q is not blocked: %q", value, codesOf(findings))
		}
	})
}

// hasOnlyInvisible tells text that Unicode calls graphic although it shows
// nothing: fillers, variation selectors.
func hasOnlyInvisible(text string) bool {
	return strings.TrimFunc(text, func(char rune) bool {
		return unicode.In(char, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) || char == 0x2800
	}) == ""
}
