package jwt_test

import (
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/jwt"
)

// The parts of a token of the documented shape, to break them one by one.
var (
	goodToken  = makeToken(tokenHeader, tokenClaims)
	goodHeader = strings.Split(goodToken, ".")[0]
	goodClaims = strings.Split(goodToken, ".")[1]
)

// insert puts text before the character with that number, counted from 1.
func insert(part string, number int, text string) string {
	return part[:number-1] + text + part[number-1:]
}

// join puts a token's parts together.
func join(parts ...string) string { return strings.Join(parts, ".") }

var oddPartTokens = []oddToken{
	{"no dot", "abc", []string{"token-parts: 1 part: there is no dot in it"}},
	{"only the header", goodHeader, []string{"token-parts: 1 part: there is no dot in it"}},
	{"encoded twice", base64.RawURLEncoding.EncodeToString([]byte(documentedSample)), []string{"token-parts: 1 part: it begins like a token that was base64-encoded a second time"}},
	{"percent-encoded dots", strings.ReplaceAll(goodToken, ".", "%2E"), []string{"token-parts: 1 part: its dots are percent-encoded", "token-character: header, character 37: '%', as if it was percent-encoded"}},
	{"signature missing", join(goodHeader, goodClaims), []string{"token-parts: 2 parts: the end, with the signature, is missing"}},
	{"header missing", join(goodClaims, tokenSignature), []string{
		"token-parts: 2 parts: the beginning, with the header, is missing", "token-alg-missing", "token-json-syntax: claims, byte 1 (character 1 of the part): found byte 0xe1 where the beginning of value was expected; it is not text",
		"token-typ-missing", "token-header-extra: session, exp"}},
	{"header lost, claims are not JSON", join("Zm9v", tokenSignature), []string{
		"token-parts: 2 parts: the beginning, with the header, may be missing", "token-json-syntax: header, byte 2 (character 2 of the part): found 'o' in literal false (expecting 'a')",
		"token-json-syntax: claims, byte 1 (character 1 of the part): found byte 0xe1 where the beginning of value was expected; it is not text"}},
	{"cut in the claims", join(goodHeader, goodClaims[:50]), []string{
		"token-parts: 2 parts: the end, with the signature, is missing", "token-json-cut: claims, byte 38 (character 50 of the part): the text ends before the JSON does", "token-trailing-bits: claims, character 50: '2'"}},
	{"full stop after it", goodToken + ".", []string{"token-parts: 4 parts: it ends in a dot, perhaps the full stop of a sentence"}},
	{"two joined with a dot", goodToken + "." + goodToken, []string{"token-several: joined to the first without a space", "token-shape-ok"}},
	{"two joined with a comma", goodToken + "," + goodToken, []string{"token-several: joined to the first without a space", "token-shape-ok"}},
	{"two joined with nothing", goodToken + goodToken, []string{"token-several: joined to the first without a space", "token-shape-ok"}},
	{"seven parts", "a.b.c.d.e.f.g", []string{"token-parts: 7 parts", "token-part-length: header, 1 character", "token-part-length: claims, 1 character", "token-part-length: signature, 1 character"}},
	{"shortened with dots", goodHeader + "..." + tokenSignature, []string{"token-shortened: three dots after character 36"}},
	{"shortened before the signature", join(goodHeader, goodClaims) + "..." + tokenSignature[40:], []string{"token-shortened: three dots after character " + strconv.Itoa(len(goodHeader)+1+len(goodClaims))}},
	{"shortened at the end", join(goodHeader, goodClaims) + "...", []string{"token-shortened: three dots after character " + strconv.Itoa(len(goodHeader)+1+len(goodClaims))}},
	{"shortened with an ellipsis", goodHeader + ".…", []string{"token-shortened: the character '…' after character 37"}},
	{"only dots", "..", []string{"token-part-empty: header, claims, signature"}},
	{"no header", join("", goodClaims, tokenSignature), []string{"token-part-empty: header"}},
	{"detached content", join(goodHeader, "", tokenSignature), []string{"token-part-empty: claims"}},
	{"no signature", join(goodHeader, goodClaims, ""), []string{"token-signature-missing"}},
	{"short signature", join(goodHeader, goodClaims, "c2ln"), []string{"token-signature-length: 3 bytes, where HS256 has 32"}},
	{"signature cut by one", join(goodHeader, goodClaims, tokenSignature[:42]), []string{"token-trailing-bits: signature, character 42: 'j'", "token-signature-length: 31 bytes, where HS256 has 32"}},
	{"signature is not base64", join(goodHeader, goodClaims, insert(tokenSignature, 9, "!")), []string{"token-character: signature, character 9: '!'"}},
	{"stray bits", join(goodHeader, goodClaims, tokenSignature[:42]+"J"), []string{"token-trailing-bits: signature, character 43: 'J'"}},
	{"impossible length", join(goodHeader, goodClaims, tokenSignature+"AA"), []string{"token-part-length: signature, 45 characters"}},
	{"padding in the signature", goodToken + "=", []string{"token-padding: signature, character 44: '='"}},
	{"padding in the middle", join(goodHeader, insert(goodClaims, 5, "="), tokenSignature), []string{"token-character: claims, character 5: '=', padding in the middle, as if two texts were joined"}},
	{"standard alphabet", join(goodHeader, goodClaims, strings.Replace(tokenSignature, "-", "+", 1)), []string{"token-standard-alphabet: signature, character 14: '+'"}},
	{"standard alphabet, slash", join(goodHeader, goodClaims, strings.Replace(tokenSignature, "-", "/", 1)), []string{"token-standard-alphabet: signature, character 14: '/'"}},
	{"ellipsis in the claims", join(goodHeader, goodClaims[:20]+"…", tokenSignature), []string{
		"token-shortened: the character '…' after character 57", "token-json-cut: claims, byte 16 (character 21 of the part): the text ends before the JSON does"}},
	{"masked signature", join(goodHeader, goodClaims, "••••••••"), []string{`token-character: signature, character 1: '\u2022', as if it was masked for display`}},
	{"quote inside", join(goodHeader, insert(goodClaims, 9, `"`), tokenSignature), []string{`token-character: claims, character 9: '"', as if text around the token was copied with it`}},
	{"zero-width space inside", join(goodHeader, insert(goodClaims, 9, "\u200b"), tokenSignature), []string{`token-character: claims, character 9: '\u200b', which cannot be seen`}},
	{"Cyrillic letter", join(goodHeader, strings.Replace(goodClaims, "Y", "У", 1), tokenSignature), []string{`token-character: claims, character 21: '\u0423', which looks like 'Y'`}},
	{"byte that is not UTF-8", join(goodHeader, goodClaims, "abcd\xff"), []string{"token-character: signature, character 5: byte 0xff"}},
	{"NUL", join(goodHeader, goodClaims, "abcd\x00ef"), []string{`token-character: signature, character 5: '\x00'`}},
	{"encrypted", join(base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"RSA-OAEP","enc":"A256GCM"}`)), "a", "b", "c", "d"), []string{"token-encrypted: 5 parts"}},
	{"encrypted and compressed", join(base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"dir","enc":"A256GCM","zip":"DEF"}`)), "", "b", "c", "d"), []string{"token-encrypted: 5 parts", "token-header-unused: zip"}},
	{"five parts without enc", join(goodHeader, "a", "b", "c", "d"), []string{
		"token-parts: 5 parts", "token-part-length: claims, 1 character", "token-part-length: signature, 1 character"}},
	{"encrypted without enc", join(headerOnly(`{"alg":"dir","typ":"JWT"}`), "a", "b", "c", "d"), []string{"token-parts: 5 parts", "token-part-length: signature, 1 character", `token-alg-unknown: "dir"`}},
	{"five parts of an unknown kind", join(headerOnly(`{"alg":"HS1","typ":"JWT"}`), "YWJj", "YWJj", "YWJj", "YWJj"), []string{"token-parts: 5 parts", `token-alg-unknown: "HS1"`}},
	{"middle missing", join(goodHeader, tokenSignature), []string{"token-parts: 2 parts: the middle, with the claims, is missing"}},
	{"signature missing", join(goodHeader, goodClaims), []string{"token-parts: 2 parts: the end, with the signature, is missing"}},
	{"signature too long", goodToken + "AAAA", []string{"token-signature-length: 35 bytes, where HS256 has 32"}},
	{"signature too short", join(goodHeader, goodClaims, "AAAA"), []string{"token-signature-length: 3 bytes, where HS256 has 32"}},
	{"padding of a URL", join(goodHeader+"%3D", goodClaims+"%253D%253d", tokenSignature+"%3D"), []string{
		"token-padding: header, character 37: '%3D'", "token-padding: claims, character " + strconv.Itoa(len(goodClaims)+1) + ": '%253D%253d'", "token-padding: signature, character 44: '%3D'"}},
	{"line breaks of a mail", goodToken[:60] + "=\r\n" + goodToken[60:120] + "=\n" + goodToken[120:], []string{"token-white-space: line breaks of a mail, with the '=' before each", "token-shape-ok"}},
	{"unencoded content", join(headerOnly(`{"alg":"HS256","typ":"JWT","b64":false,"crit":["b64"]}`), "$.02", tokenSignature), []string{"token-header-unused: b64, crit"}},
	{"nested", makeToken(`{"alg":"HS256","typ":"JWT","cty":"JWT"}`, documentedSample), []string{"token-json-syntax: claims, byte 1 (character 1 of the part): found 'e' where the beginning of value was expected; it is another token, which can be decoded alone", "token-header-unused: cty"}},
	{"large", "eyJ." + strings.Repeat("a", 64<<10), []string{"token-too-large: 65540 bytes"}},
	{"larger than any text", strings.Repeat(".", 1<<20+1), []string{"token-too-large: 1048577 bytes"}},
}

func TestDecodeNamesOddParts(t *testing.T) { checkOddTokens(t, oddPartTokens) }

// What is wrong with one part does not hide the others.
func TestDecodeShowsWhatCanBeRead(t *testing.T) {
	tests := []struct {
		name, text     string
		header, claims string
	}{
		{"sound", goodToken, "alg,typ", "session,exp"},
		{"signature missing", join(goodHeader, goodClaims), "alg,typ", "session,exp"},
		{"padding", join(goodHeader+"=", goodClaims+"==", tokenSignature), "alg,typ", "session,exp"},
		{"claims cut before exp", join(goodHeader, goodClaims[:110], tokenSignature), "alg,typ", "session"},
		{"bad character after session", join(goodHeader, goodClaims[:110]+"!"+goodClaims[110:], tokenSignature), "alg,typ", "session"},
		{"bad header", join(insert(goodHeader, 3, "!"), goodClaims, tokenSignature), "", "session,exp"},
		{"byte order mark", makeToken(tokenHeader, "\ufeff"+tokenClaims), "alg,typ", "session,exp"},
		{"garbage after the claims", makeToken(tokenHeader, tokenClaims+"x"), "alg,typ", "session,exp"},
		{"unencoded content", join(base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","b64":false}`)), tokenClaims, tokenSignature), "alg,b64", ""},
		{"encrypted", join(base64.RawURLEncoding.EncodeToString([]byte(`{"enc":"A256GCM"}`)), goodClaims, goodClaims, goodClaims, ""), "enc", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := memberNames(token.Header); got != test.header {
				t.Errorf("header members %q, want %q", got, test.header)
			}
			if got := memberNames(token.Claims); got != test.claims {
				t.Errorf("claims %q, want %q", got, test.claims)
			}
		})
	}
}

func memberNames(members []jwt.Member) string {
	var names []string
	for _, member := range members {
		names = append(names, member.Name)
	}
	return strings.Join(names, ",")
}
