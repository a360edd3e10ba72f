package jwt

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// keyKind is what kind of key an algorithm works with.
type keyKind int

const (
	sharedKey keyKind = iota // one secret signs and verifies
	publicKey                // a private key signs, a public one verifies
	noKey                    // alg "none"
)

// algorithm is what is known of an alg value.
type algorithm struct {
	meaning string
	key     keyKind
	// signature is the length of its signatures in bytes, 0 where it depends on
	// the key.
	signature int
}

const algNone = "none"

// algorithms are those of signed tokens. Sources: RFC 7518 section 3.1, RFC
// 8037, RFC 8812, RFC 9864.
var algorithms = map[string]algorithm{
	"HS256":   {"HMAC with SHA-256", sharedKey, 32},
	"HS384":   {"HMAC with SHA-384", sharedKey, 48},
	"HS512":   {"HMAC with SHA-512", sharedKey, 64},
	"RS256":   {"RSA PKCS #1 v1.5 with SHA-256", publicKey, 0},
	"RS384":   {"RSA PKCS #1 v1.5 with SHA-384", publicKey, 0},
	"RS512":   {"RSA PKCS #1 v1.5 with SHA-512", publicKey, 0},
	"PS256":   {"RSA PSS with SHA-256", publicKey, 0},
	"PS384":   {"RSA PSS with SHA-384", publicKey, 0},
	"PS512":   {"RSA PSS with SHA-512", publicKey, 0},
	"ES256":   {"ECDSA on P-256 with SHA-256", publicKey, 64},
	"ES384":   {"ECDSA on P-384 with SHA-384", publicKey, 96},
	"ES512":   {"ECDSA on P-521 with SHA-512", publicKey, 132},
	"ES256K":  {"ECDSA on secp256k1 with SHA-256", publicKey, 64},
	"EdDSA":   {"Edwards-curve signature", publicKey, 0},
	"Ed25519": {"Edwards-curve signature on Curve25519", publicKey, 64},
	"Ed448":   {"Edwards-curve signature on Curve448", publicKey, 114},
	algNone:   {"unsigned", noKey, 0},
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
	switch {
	case strings.EqualFold(r.token.Algorithm, algNone): // that was said
	case r.parts[2] == "":
		if len(r.parts) == 3 && r.parts[0] != "" {
			r.add("token-signature-missing", "")
		}
	case whole && alg.signature > 0 && len(signature) != alg.signature:
		r.add("token-signature-length", fmt.Sprintf("%s, where %s has %d", phrase.Plural(len(signature), "byte"), r.token.Algorithm, alg.signature))
	}
}

// signatureVerdict says what is known about the signature. This program has no key,
// so it never says "valid" or "invalid". Only the names of known algorithms are
// repeated.
func (r *tokenReader) signatureVerdict() string {
	name := r.token.Algorithm
	alg, known := algorithms[name]
	switch {
	case r.token.Encrypted:
		return "not checked: an encrypted token is protected by its encryption, and only its receiver has the key"
	case strings.EqualFold(name, algNone):
		return "unsigned: alg is none, so anyone can have written this token"
	case len(r.parts) < 3 || r.parts[2] == "":
		return "missing: there is nothing to check"
	case r.token.Raw == sampleToken:
		return "not checked: this is the sample token of the documentation"
	case name == documentedAlgorithm:
		return "not checked: Ripio publishes no key to check it with"
	case known && alg.key == sharedKey:
		return "not checked: this program has no " + name + " key"
	case known:
		return "not checked: this program has no public key for " + name
	case r.token.HeaderUnread != "" && name == "":
		return "not checked: the header could not be read"
	}
	return "not checked: the header names no known algorithm"
}

// FromSimulator words the verdict for a token that the simulator made: its key is
// random and is kept nowhere.
func (t *Token) FromSimulator() {
	if algorithms[t.Algorithm].key == sharedKey && t.SignatureBytes > 0 {
		t.Signature = "not checked: the simulator made this token"
	}
}
