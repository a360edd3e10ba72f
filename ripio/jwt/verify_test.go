package jwt_test

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	jwtlib "github.com/golang-jwt/jwt/v5"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
)

// signed is a token that golang-jwt made with a key.
func signed(t *testing.T, method jwtlib.SigningMethod, key []byte) jwt.Token {
	t.Helper()
	text, err := jwtlib.NewWithClaims(method, jwtlib.MapClaims{"session": "ab", "exp": 1708298333}).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestVerifyKey(t *testing.T) {
	key := []byte("c4nary \xff\xfe key?>")
	for _, method := range []jwtlib.SigningMethod{jwtlib.SigningMethodHS256, jwtlib.SigningMethodHS384, jwtlib.SigningMethodHS512} {
		token := signed(t, method, key)
		for text, want := range map[string]jwt.KeyForm{
			string(key):                                     jwt.KeyRaw,
			base64.StdEncoding.EncodeToString(key):          jwt.KeyBase64,
			base64.RawURLEncoding.EncodeToString(key):       jwt.KeyBase64,
			hex.EncodeToString(key):                         jwt.KeyHex,
			strings.ToUpper(hex.EncodeToString(key)) + "\n": jwt.KeyHex,
			"another": "",
		} {
			verdict, err := token.VerifyKey(redact.NewSecret(text))
			if err != nil || verdict.Form != want || verdict.Holds != (want != "") || strings.Contains(verdict.String(), "c4nary") {
				t.Errorf("%s, %q: %+v, %v", method.Alg(), text, verdict, err)
			}
		}
		broken, _ := jwt.Decode(token.Raw[:len(token.Raw)-4] + "AAAA")
		if verdict, err := broken.VerifyKey(redact.NewSecret(string(key))); err != nil || verdict.Holds {
			t.Errorf("another signature: %+v, %v", verdict, err)
		}
	}
	for _, text := range []string{
		makeToken(`{"alg":"none"}`, `{}`), makeToken(`{"alg":"RS256"}`, `{}`), makeToken(`{"alg":"hs256"}`, `{}`), makeToken(`{}`, `{}`),
	} {
		token, err := jwt.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := token.VerifyKey(redact.NewSecret("k")); !errors.Is(err, jwt.ErrNoHMAC) {
			t.Errorf("%s: %v", token.Algorithm, err)
		}
	}
}

func TestCompare(t *testing.T) {
	a, _ := jwt.Decode(makeToken(`{"alg":"HS256","typ":"JWT"}`, `{"session":"a","exp":1,"only":true,"n":1.0}`))
	b, _ := jwt.Decode(makeToken(`{"alg":"HS256","kid":"k"}`, `{"exp":2,"session":"a","exp":3,"n":1.00}`))
	var got []string
	for _, row := range jwt.Compare(a, b) {
		text := func(m *jwt.Member) string {
			if m == nil {
				return "-"
			}
			return m.Text
		}
		same := map[bool]string{true: "=", false: "!"}[row.Same()]
		got = append(got, row.Part+"."+row.Name+" "+text(row.A)+same+text(row.B))
	}
	want := "header.alg HS256=HS256, header.typ JWT!-, header.kid -!k, claims.session a=a, claims.exp 1!3, claims.only true!-, claims.n 1.0!1.00"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ", "), want)
	}
}
