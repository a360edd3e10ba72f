package simulator_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/sha3"

	"devtools/ripio-explorer/ripio/simulator"
)

// mint returns the token of a scenario's answer.
func mint(t *testing.T, h http.Handler) string {
	t.Helper()
	_, body := ask(t, h, rightRequest())
	var answer struct{ Token string }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Token
}

// segment decodes one of the token's parts.
func segment(t *testing.T, token string, i int) string {
	t.Helper()
	plain, err := base64.RawURLEncoding.Strict().DecodeString(strings.Split(token, ".")[i])
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// verify lets golang-jwt judge a token with the handler's key, at the time it
// was made.
func verify(h http.Handler, token string, at time.Time) error {
	_, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return simulator.Key(h), nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithTimeFunc(func() time.Time { return at }), jwt.WithExpirationRequired())
	return err
}

func TestTokensHoldWhatTheirScenarioSays(t *testing.T) {
	const session = "SESSION" // stands for the 64 random characters
	const exp = `,"exp":`
	for _, want := range []struct {
		scenario       string
		header, claims string
	}{
		{"ok", `{"alg":"HS256","typ":"JWT"}`, `{"session":"` + session + `"` + exp + `1795557600}`},
		{"clock-off", `{"alg":"HS256","typ":"JWT"}`, `{"session":"` + session + `"` + exp + `1795558200}`},
		{"short-token", `{"alg":"HS256","typ":"JWT"}`, `{"session":"` + session + `"` + exp + `1795521630}`},
		{"expired-token", `{"alg":"HS256","typ":"JWT"}`, `{"session":"` + session + `"` + exp + `1795518000}`},
		{"alg-none", `{"alg":"none","typ":"JWT"}`, `{"session":"` + session + `"` + exp + `1795557600}`},
		{"extra-claims", `{"alg":"HS256","typ":"JWT"}`, `{"session":"` + session + `","iss":"simulator","sub":"user","aud":["widget"]` +
			exp + `1795557600,"nbf":1795521600,"iat":1795521600,"account_id":9007199254740993,"rate":0.1000000000000000055,"networks":["ETHEREUM","POLYGON"]}`},
	} {
		t.Run(want.scenario, func(t *testing.T) {
			token := mint(t, newHandler(t, want.scenario))
			if got := segment(t, token, 0); got != want.header {
				t.Errorf("header %s, want %s", got, want.header)
			}
			got := segment(t, token, 1)
			id := got[len(`{"session":"`):][:64]
			if raw, err := hex.DecodeString(id); err != nil || len(raw) != 32 || strings.ToLower(id) != id {
				t.Errorf("session %q is not 64 lower-case hex characters", id)
			}
			if got := strings.Replace(got, id, session, 1); got != want.claims {
				t.Errorf("claims %s, want %s", got, want.claims)
			}
		})
	}
}

func TestTokensAreSignedWithTheServersKey(t *testing.T) {
	for scenario, at := range map[string]time.Time{
		"ok": noon, "short-token": noon, "extra-claims": noon, "clock-off": noon,
		"expired-token": noon.Add(-61 * time.Minute),
	} {
		h := newHandler(t, scenario)
		token := mint(t, h)
		if err := verify(h, token, at); err != nil {
			t.Errorf("%s: %v", scenario, err)
		}
		if err := verify(newHandler(t, scenario), token, at); err == nil {
			t.Errorf("%s: another handler's key verifies the token too", scenario)
		}
	}
	h := newHandler(t, "ok")
	if first, second := mint(t, h), mint(t, h); first == second {
		t.Error("two sends gave the same token")
	}
}

func TestTheLifetimeCanBeChosen(t *testing.T) {
	h := newHandler(t, "ok", simulator.WithLifetime(90*time.Second))
	token := mint(t, h)
	if err := verify(h, token, noon.Add(89*time.Second)); err != nil {
		t.Errorf("a second before its end: %v", err)
	}
	if err := verify(h, token, noon.Add(90*time.Second)); err == nil {
		t.Error("the token lives longer than chosen")
	}
}

func TestAServersTokenVerifies(t *testing.T) {
	server := start(t, "ok")
	response, err := http.Post(server.URL()+"/api/v1/auth", formType, strings.NewReader(rightForm()))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Token string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	_, err = jwt.Parse(answer.Token, func(*jwt.Token) (any, error) { return simulator.ServerKey(server), nil })
	if err != nil {
		t.Error(err)
	}
}

// TestTheExampleAddressPassesEIP55 computes the checksum again: a letter is
// upper case where the hash of the lower-case address has a digit of 8 or more.
// Source: https://eips.ethereum.org/EIPS/eip-55.
func TestTheExampleAddressPassesEIP55(t *testing.T) {
	const documented = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"
	if !strings.EqualFold(simulator.ExampleAddress, documented) {
		t.Errorf("%s is not the documentation's address", simulator.ExampleAddress)
	}
	digits := strings.ToLower(documented[2:])
	keccak := sha3.NewLegacyKeccak256()
	keccak.Write([]byte(digits))
	hash := hex.EncodeToString(keccak.Sum(nil))
	want := []byte(digits)
	for i := range want {
		if hash[i] >= '8' {
			want[i] = strings.ToUpper(digits)[i]
		}
	}
	if got := simulator.ExampleAddress[2:]; got != string(want) {
		t.Errorf("%s, want %s", got, want)
	}
}
