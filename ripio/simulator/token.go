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

// talkativeClaims are claims that the documentation does not show. Their
// numbers lose digits in a reader that goes through float64.
type talkativeClaims struct {
	claims
	AccountID int64       `json:"account_id"`
	Rate      json.Number `json:"rate"`
	Networks  []string    `json:"networks"`
}

// documented makes the claims of an ordinary token that expires then.
func documented(expiry time.Time) claims {
	var session [32]byte
	_, _ = rand.Read(session[:]) // never fails, it would end the program
	return claims{
		Session:          hex.EncodeToString(session[:]),
		RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(expiry)},
	}
}

// The kinds of token that scenarios grant.

func (c call) ordinaryToken() (string, error) {
	return c.sign(documented(c.received.Add(c.lifetime)))
}

func (c call) shortToken() (string, error) {
	return c.sign(documented(c.received.Add(30 * time.Second)))
}

func (c call) expiredToken() (string, error) {
	return c.sign(documented(c.received.Add(-time.Hour)))
}

func (c call) unsignedToken() (string, error) {
	content := documented(c.received.Add(c.lifetime))
	return jwt.NewWithClaims(jwt.SigningMethodNone, content).SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func (c call) talkativeToken() (string, error) {
	content := talkativeClaims{
		claims:    documented(c.received.Add(c.lifetime)),
		AccountID: 9007199254740993,
		Rate:      "0.1000000000000000055",
		Networks:  []string{"ETHEREUM", "POLYGON"},
	}
	content.Issuer = "simulator"
	content.Subject = "user"
	content.Audience = jwt.ClaimStrings{"widget"}
	content.IssuedAt = jwt.NewNumericDate(c.received)
	content.NotBefore = content.IssuedAt
	return c.sign(content)
}

func (c call) sign(content jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, content).SignedString(c.key[:])
}
