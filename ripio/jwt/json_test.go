package jwt_test

import (
	"strings"
	"testing"
)

// withClaims is a token of the documented shape but for its claims.
func withClaims(claims string) string { return makeToken(tokenHeader, claims) }

// withMember adds a claim to the documented ones.
func withMember(member string) string {
	return withClaims(`{` + tokenSession + `,"exp":4102444800,` + member + `}`)
}

var manyDuplicates = func() string {
	var members []string
	for _, name := range strings.Split("abcdefgh", "") {
		members = append(members, `"`+name+`":1,"`+name+`":2`)
	}
	return strings.Join(members, ",")
}()

var oddJSONTokens = []oddToken{
	{"header is not JSON", makeToken("hello", tokenClaims), []string{"token-json-syntax: header, byte 1 (character 1 of the part): found 'h' where the beginning of value was expected"}},
	{"header null", makeToken("null", tokenClaims), []string{"token-json-kind: header, byte 1 (character 1 of the part): found null where an object was expected"}},
	{"header array", makeToken(`["HS256"]`, tokenClaims), []string{"token-json-kind: header, byte 1 (character 1 of the part): found an array where an object was expected"}},
	{"claims null", withClaims("null"), []string{"token-json-kind: claims, byte 1 (character 1 of the part): found null where an object was expected"}},
	{"claims array", withClaims("[1]"), []string{"token-json-kind: claims, byte 1 (character 1 of the part): found an array where an object was expected"}},
	{"claims string", withClaims(`"x"`), []string{"token-json-kind: claims, byte 1 (character 1 of the part): found a string where an object was expected"}},
	{"claims number", withClaims(`7`), []string{"token-json-kind: claims, byte 1 (character 1 of the part): found a number where an object was expected"}},
	{"white space", withClaims(" \n "), []string{"token-json-syntax: claims, byte 4 (character 5 of the part): the text is empty"}},
	{"garbage after", withClaims(tokenClaims + "garbage"), []string{"token-json-trailing: claims, byte 96 (character 127 of the part): found 'g' after the end of the value"}},
	{"second object after", withClaims(tokenClaims + tokenClaims), []string{"token-json-trailing: claims, byte 96 (character 127 of the part): found '{' after the end of the value"}},
	{"byte order mark", withClaims("\ufeff" + tokenClaims), []string{"token-json-bom: claims, byte 1 (character 1 of the part)"}},
	{"byte order mark twice", withClaims("\ufeff\ufeff{}"), []string{"token-json-bom: claims, byte 1 (character 1 of the part)", `token-json-syntax: claims, byte 4 (character 5 of the part): found '\ufeff' where the beginning of value was expected`}},
	{"ends early", withClaims(`{"exp":1`), []string{"token-json-cut: claims, byte 9 (character 11 of the part): the text ends before the JSON does"}},
	{"compressed with gzip", withClaims("\x1f\x8b\x08\x00"), []string{`token-json-syntax: claims, byte 1 (character 1 of the part): found '\x1f' where the beginning of value was expected; it is not text`}},
	{"compressed with zlib", withClaims("\x78\x9c\x03\x00"), []string{"token-json-syntax: claims, byte 1 (character 1 of the part): found 'x' where the beginning of value was expected; it is not text"}},
	{"no text", withClaims("\x00\x01"), []string{`token-json-syntax: claims, byte 1 (character 1 of the part): found '\x00' where the beginning of value was expected; it is not text`}},
	{"depth 10000", withMember(`"a":` + strings.Repeat("[", 9999) + strings.Repeat("]", 9999)), []string{"token-claims-extra: a"}},
	{"exp twice", withClaims(`{` + tokenSession + `,"exp":1,"exp":4102444800}`), []string{"token-json-duplicate: claims: exp, the last one is 4102444800"}},
	{"exp twice, once escaped", withClaims(`{` + tokenSession + `,"exp":1,"\u0065xp":4102444800}`), []string{"token-json-duplicate: claims: exp, the last one is 4102444800"}},
	{"alg twice", makeToken(`{"alg":"HS256","typ":"JWT","alg":"none"}`, tokenClaims), []string{`token-alg-none: "none", although there is a third part`, `token-json-duplicate: header: alg, the last one is "none"`}},
	{"many duplicates", withMember(manyDuplicates), []string{
		"token-json-duplicate: claims: a, the last one is 2", "token-json-duplicate: claims: b, the last one is 2", "token-json-duplicate: claims: c, the last one is 2",
		"token-json-duplicate: claims: d, the last one is 2", "token-json-duplicate: claims: e, the last one is 2", "token-claims-extra: a, b, c, d, e, f, g, h"}},
	{"bad UTF-8", withMember("\"a\":\"\xff\""), []string{"token-json-utf8: claims, byte 101 (character 134 of the part)", "token-claims-extra: a"}},
	{"NUL escape", withMember(`"a":"\u0000"`), []string{"token-hidden-characters: claims: U+0000 in a", "token-claims-extra: a"}},
	{"escape sequence", withMember(`"a":"\u001b[2J"`), []string{"token-hidden-characters: claims: U+001B in a", "token-claims-extra: a"}},
	{"C1 and bidi in a name", withMember(`"\u009b\u202e":1`), []string{"token-hidden-characters: claims: U+009B in \u009b\u202e", "token-claims-extra: \u009b\u202e"}},
	{"zero-width space in a value", withMember("\"a\":\"x\u200by\""), []string{"token-hidden-characters: claims: U+200B in a", "token-claims-extra: a"}},
	{"empty name", withMember(`"":1,"__proto__":2`), []string{`token-claims-extra: "", __proto__`}},
}

func TestDecodeNamesOddJSON(t *testing.T) { checkOddTokens(t, oddJSONTokens) }
