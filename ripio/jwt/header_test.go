package jwt_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/jwt"
)

// withHeader is a token of the documented shape but for its header.
func withHeader(header string) string { return makeToken(header, tokenClaims) }

var oddHeaderTokens = []oddToken{
	{"as documented", goodToken, []string{"token-shape-ok"}},
	{"other order and white space", withHeader("{ \"typ\" : \"JWT\",\r\n\"alg\" : \"HS256\" }"), []string{"token-shape-ok"}},
	{"alg none", join(headerOnly(`{"alg":"none","typ":"JWT"}`), goodClaims, ""), []string{`token-alg-none: "none"`}},
	{"alg none with a signature", withHeader(`{"alg":"none","typ":"JWT"}`), []string{`token-alg-none: "none", although there is a third part`}},
	{"alg nOnE", join(headerOnly(`{"alg":"nOnE","typ":"JWT"}`), goodClaims, ""), []string{`token-alg-none: "nOnE"`}},
	{"alg missing", withHeader(`{"typ":"JWT"}`), []string{"token-alg-missing"}},
	{"alg in capitals", withHeader(`{"ALG":"HS256","typ":"JWT"}`), []string{"token-alg-missing", "token-header-extra: ALG"}},
	{"alg number", withHeader(`{"alg":5,"typ":"JWT"}`), []string{"token-alg-missing: 5"}},
	{"alg null", withHeader(`{"alg":null,"typ":"JWT"}`), []string{"token-alg-missing: null"}},
	{"alg empty", withHeader(`{"alg":"","typ":"JWT"}`), []string{`token-alg-unknown: ""`}},
	{"alg unknown", withHeader(`{"alg":"HS1","typ":"JWT"}`), []string{`token-alg-unknown: "HS1"`}},
	{"alg in small letters", withHeader(`{"alg":"hs256","typ":"JWT"}`), []string{`token-alg-unknown: "hs256"`}},
	{"alg RS256", withHeader(`{"alg":"RS256","typ":"JWT"}`), []string{`token-alg-changed: "RS256"`}},
	{"alg HS512", withHeader(`{"alg":"HS512","typ":"JWT"}`), []string{`token-alg-changed: "HS512"`, "token-signature-length: 32 bytes, where HS512 has 64"}},
	{"alg of an encrypted token", withHeader(`{"alg":"RSA-OAEP","typ":"JWT"}`), []string{`token-alg-unknown: "RSA-OAEP"`}},
	{"enc in a signed token", withHeader(`{"alg":"HS256","typ":"JWT","enc":"A256GCM"}`), []string{"token-header-unused: enc"}},
	{"encrypted, with three parts", withHeader(`{"alg":"dir","typ":"JWT","enc":"A256GCM"}`), []string{"token-encrypted: 3 parts, where it has five"}},
	{"no typ", withHeader(`{"alg":"HS256"}`), []string{"token-typ-missing"}},
	{"typ in small letters", withHeader(`{"alg":"HS256","typ":"jwt"}`), []string{`token-typ-case: "jwt"`}},
	{"typ at+jwt", withHeader(`{"alg":"HS256","typ":"at+jwt"}`), []string{`token-typ-changed: "at+jwt"`}},
	{"typ number", withHeader(`{"alg":"HS256","typ":1}`), []string{"token-typ-changed: 1"}},
	{"kid", withHeader(`{"alg":"HS256","typ":"JWT","kid":"k"}`), []string{"token-header-extra: kid"}},
	{"cty", withHeader(`{"alg":"HS256","typ":"JWT","cty":"x"}`), []string{"token-header-unused: cty"}},
	{"keys inside", withHeader(`{"alg":"HS256","typ":"JWT","jku":"https://evil.example","jwk":{}}`), []string{"token-header-unused: jku, jwk"}},
	{"crit", withHeader(`{"alg":"HS256","typ":"JWT","crit":["x"],"x":1}`), []string{"token-header-unused: crit", "token-header-extra: x"}},
	{"b64 false", withHeader(`{"alg":"HS256","typ":"JWT","b64":false,"crit":["b64"]}`), []string{"token-header-unused: b64, crit"}},
	{"zip in a signed token", withHeader(`{"alg":"HS256","typ":"JWT","zip":"DEF"}`), []string{"token-header-unused: zip"}},
	{"many more members", withHeader(`{"alg":"HS256","typ":"JWT","a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1}`), []string{"token-header-extra: a, b, c, d, e, f, g, h, i, j, and 2 others"}},
}

// headerOnly encodes a header alone.
func headerOnly(header string) string {
	return makeToken(header, "")[:len(makeToken(header, ""))-len(tokenSignature)-2]
}

func TestDecodeNamesOddHeaders(t *testing.T) { checkOddTokens(t, oddHeaderTokens) }

func TestSignatureVerdictIsHonest(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"HS256", goodToken, "not checked: Ripio publishes no key to check it with"},
		{"HS384", withHeader(`{"alg":"HS384"}`), "not checked: this program has no HS384 key"},
		{"RS256", withHeader(`{"alg":"RS256"}`), "not checked: this program has no public key for RS256"},
		{"none", join(headerOnly(`{"alg":"none"}`), goodClaims, ""), "unsigned: alg is none, so anyone can have written this token"},
		{"none with a signature", withHeader(`{"alg":"NONE"}`), "unsigned: alg is none, so anyone can have written this token"},
		{"signature missing", join(goodHeader, goodClaims, ""), "missing: there is nothing to check"},
		{"two parts", join(goodHeader, goodClaims), "missing: there is nothing to check"},
		{"encryption algorithm", withHeader(`{"alg":"dir"}`), "not checked: the header names no known algorithm"},
		{"unknown algorithm", withHeader("{\"alg\":\"\x1b[2J\"}"), "not checked: the header could not be read"},
		{"unknown algorithm, escaped", withHeader(`{"alg":"\u001b[2J"}`), "not checked: the header names no known algorithm"},
		{"encrypted", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.a.b.c.d", "not checked: an encrypted token is protected by its encryption, and only its receiver has the key"},
		{"too large", "eyJ." + strings.Repeat("a", 64<<10), "not checked: the token was not read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if token.Signature != test.want {
				t.Errorf("got %q, want %q", token.Signature, test.want)
			}
		})
	}
}
