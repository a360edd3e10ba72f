package simulator

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// claims are those of the documented token, in its order: session, then exp.
type claims struct {
	Session string `json:"session"`
	jwt.RegisteredClaims
}

// claims makes the claims of a token that lives so long.
func (c call) claims(lifetime time.Duration) claims {
	var session [32]byte
	_, _ = rand.Read(session[:]) // never fails, it would end the program
	return claims{
		Session:          hex.EncodeToString(session[:]),
		RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(c.received.Add(lifetime))},
	}
}

// sign makes a token; nothing that it is given here fails.
func (c call) sign(content jwt.Claims) string {
	token, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, content).SignedString(c.key[:])
	return token
}

// The kinds of token that scenarios grant.

func (c call) ordinaryToken() string { return c.sign(c.claims(c.lifetime)) }

func tokenFor(lifetime time.Duration) func(call) string {
	return func(c call) string { return c.sign(c.claims(lifetime)) }
}

func (c call) unsignedToken() string {
	token, _ := jwt.NewWithClaims(jwt.SigningMethodNone, c.claims(c.lifetime)).SignedString(jwt.UnsafeAllowNoneSignatureType)
	return token
}

// talkativeToken has claims that the documentation does not show. Their numbers
// lose digits in a reader that goes through float64.
func (c call) talkativeToken() string {
	content := struct {
		claims
		AccountID int64       `json:"account_id"`
		Rate      json.Number `json:"rate"`
		Networks  []string    `json:"networks"`
	}{c.claims(c.lifetime), 9007199254740993, "0.1000000000000000055", []string{"ETHEREUM", "POLYGON"}}
	content.Issuer, content.Subject, content.Audience = "simulator", "user", jwt.ClaimStrings{"widget"}
	content.IssuedAt = jwt.NewNumericDate(c.received)
	content.NotBefore = content.IssuedAt
	return c.sign(content)
}
