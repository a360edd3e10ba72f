package jwt

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// keyKind is what kind of key an algorithm works with.
type keyKind int

const (
	unknownKey    keyKind = iota
	sharedKey             // one secret signs and verifies
	publicKey             // a private key signs, a public one verifies
	encryptionKey         // the algorithm encrypts and belongs into a JWE
	noKey                 // alg "none"
)

// algorithm is what is known of an alg value.
type algorithm struct {
	meaning string
	key     keyKind
	// signature is the length of its signatures in bytes, 0 where it depends on
	// the key.
	signature int
}

// signs tells an algorithm of signed tokens.
func (a algorithm) signs() bool { return a.key == sharedKey || a.key == publicKey || a.key == noKey }

const algNone = "none"

// algorithms are the values of alg. Sources: RFC 7518 sections 3.1 and 4.1,
// RFC 8037, RFC 8812, RFC 9864.
var algorithms = map[string]algorithm{
	"HS256":              {"HMAC with SHA-256", sharedKey, 32},
	"HS384":              {"HMAC with SHA-384", sharedKey, 48},
	"HS512":              {"HMAC with SHA-512", sharedKey, 64},
	"RS256":              {"RSA PKCS #1 v1.5 with SHA-256", publicKey, 0},
	"RS384":              {"RSA PKCS #1 v1.5 with SHA-384", publicKey, 0},
	"RS512":              {"RSA PKCS #1 v1.5 with SHA-512", publicKey, 0},
	"PS256":              {"RSA PSS with SHA-256", publicKey, 0},
	"PS384":              {"RSA PSS with SHA-384", publicKey, 0},
	"PS512":              {"RSA PSS with SHA-512", publicKey, 0},
	"ES256":              {"ECDSA on P-256 with SHA-256", publicKey, 64},
	"ES384":              {"ECDSA on P-384 with SHA-384", publicKey, 96},
	"ES512":              {"ECDSA on P-521 with SHA-512", publicKey, 132},
	"ES256K":             {"ECDSA on secp256k1 with SHA-256", publicKey, 64},
	"EdDSA":              {"Edwards-curve signature", publicKey, 0},
	"Ed25519":            {"Edwards-curve signature on Curve25519", publicKey, 64},
	"Ed448":              {"Edwards-curve signature on Curve448", publicKey, 114},
	algNone:              {"unsigned", noKey, 0},
	"RSA1_5":             {"RSA PKCS #1 v1.5 key encryption", encryptionKey, 0},
	"RSA-OAEP":           {"RSA OAEP key encryption", encryptionKey, 0},
	"RSA-OAEP-256":       {"RSA OAEP key encryption with SHA-256", encryptionKey, 0},
	"A128KW":             {"AES-128 key wrap", encryptionKey, 0},
	"A192KW":             {"AES-192 key wrap", encryptionKey, 0},
	"A256KW":             {"AES-256 key wrap", encryptionKey, 0},
	"dir":                {"direct use of a shared encryption key", encryptionKey, 0},
	"ECDH-ES":            {"elliptic-curve key agreement", encryptionKey, 0},
	"ECDH-ES+A128KW":     {"elliptic-curve key agreement with AES-128 key wrap", encryptionKey, 0},
	"ECDH-ES+A192KW":     {"elliptic-curve key agreement with AES-192 key wrap", encryptionKey, 0},
	"ECDH-ES+A256KW":     {"elliptic-curve key agreement with AES-256 key wrap", encryptionKey, 0},
	"A128GCMKW":          {"AES-128 GCM key wrap", encryptionKey, 0},
	"A192GCMKW":          {"AES-192 GCM key wrap", encryptionKey, 0},
	"A256GCMKW":          {"AES-256 GCM key wrap", encryptionKey, 0},
	"PBES2-HS256+A128KW": {"password-based encryption", encryptionKey, 0},
	"PBES2-HS384+A192KW": {"password-based encryption", encryptionKey, 0},
	"PBES2-HS512+A256KW": {"password-based encryption", encryptionKey, 0},
}

// readSignature decodes the third part and compares its length with that of the
// algorithm's signatures.
func (r *tokenReader) readSignature() {
	if len(r.parts) < 3 {
		return
	}
	signature, whole := r.decodeSegment(partSignature, r.parts[2])
	r.token.SignatureBytes = len(signature)
	alg := algorithms[r.token.Algorithm]
	isNone := strings.EqualFold(r.token.Algorithm, algNone)
	switch {
	case isNone && r.parts[2] != "":
		r.add("token-none-signed", phrase.Plural(len(signature), "byte"))
	case isNone:
	case r.parts[2] == "":
		if len(r.parts) == 3 && r.parts[0] != "" {
			r.add("token-signature-missing", "")
		}
	case whole && alg.signature > 0 && len(signature) != alg.signature:
		code := finding.Code("token-signature-length")
		if len(signature) > alg.signature {
			code = "token-signature-long"
		}
		r.add(code, fmt.Sprintf("%s, where %s has %d", phrase.Plural(len(signature), "byte"), r.token.Algorithm, alg.signature))
	}
}

// signatureVerdict says honestly what is known about the signature: this
// program has no key, so it never says "valid" or "invalid". Only the names of
// known algorithms are repeated.
func (r *tokenReader) signatureVerdict() string {
	name := r.token.Algorithm
	alg := algorithms[name]
	switch {
	case r.token.Encrypted:
		return "not checked: an encrypted token is protected by its encryption, and only its receiver has the key"
	case strings.EqualFold(name, algNone):
		return "unsigned: alg is none, so anyone can have written this token"
	case len(r.parts) < 3 || r.parts[2] == "":
		return "missing: there is nothing to check"
	case name == documentedAlgorithm:
		return "not checked: only Ripio holds the HS256 key"
	case alg.key == sharedKey:
		return "not checked: only the issuer holds the " + name + " key"
	case alg.key == publicKey:
		return "not checked: this program knows no public key for " + name
	case alg.key == encryptionKey:
		return "not checked: " + name + " encrypts, it signs nothing"
	case r.token.HeaderUnread != "" && name == "":
		return "not checked: the header could not be read"
	}
	return "not checked: the header names no algorithm that is known"
}
