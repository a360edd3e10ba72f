package webhook

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // tried, never accepted
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// change is one thing in which what was signed differs from what is here.
type change struct {
	code  finding.Code
	found string
}

// attempt is a body or a key that may be what was signed, and how it differs from the
// one that is here.
type attempt struct {
	body    []byte
	changes []change
	kind    kind
}

// kind keeps two changes of the same kind from being tried on top of each other.
type kind int

const (
	kindNone kind = iota
	kindStyle
	kindWrapping
	kindEncoding
	kindEnd
)

// long is the length from which on a body is tried with single changes only.
const long = 16 << 10

// bodies lists the bodies that may have been signed, those with the fewest changes first.
func bodies(body []byte) []attempt {
	seen := map[string]bool{string(body): true}
	all := []attempt{{body: body}}
	from, to := 0, 1
	for depth := 0; depth < 2 && (depth == 0 || len(body) <= long); depth++ {
		for _, base := range all[from:to] {
			for _, next := range changedBodies(base) {
				if len(next.body) > 0 && len(next.body) <= 4*MaxDelivery && !seen[string(next.body)] {
					seen[string(next.body)] = true
					all = append(all, next)
				}
			}
		}
		from, to = to, len(all)
	}
	slices.SortStableFunc(all, func(a, b attempt) int { return len(a.changes) - len(b.changes) })
	return all
}

// changedBodies makes every single change to a body.
func changedBodies(base attempt) (results []attempt) {
	add := func(kind kind, body []byte, code finding.Code, found string) {
		if base.kind != kind {
			results = append(results, attempt{body, append(slices.Clone(base.changes), change{code, found}), kind})
		}
	}
	text := base.body
	trimmed := bytes.TrimRight(text, "\r\n")
	for _, end := range []struct{ text, words string }{{"", "none"}, {"\n", "LF"}, {"\r\n", "CRLF"}} {
		code := finding.Code("body-newline-lost")
		if len(trimmed)+len(end.text) < len(text) {
			code = "body-newline-added"
		}
		add(kindEnd, slices.Concat(trimmed, []byte(end.text)), code, "line end behind the signed body: "+end.words)
	}
	add(kindEnd, bytes.TrimSpace(text), "body-trimmed", "")
	unix := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	add(kindEnd, unix, "body-crlf", "signed: LF; here: CRLF")
	add(kindEnd, bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n")), "body-crlf", "signed: CRLF; here: LF")

	if latin, ok := toLatin1(text); ok {
		add(kindEncoding, latin, "body-encoding", "signed: Latin-1; here: UTF-8")
	}
	if !utf8.Valid(text) {
		add(kindEncoding, fromLatin1(text), "body-encoding", "signed: UTF-8; here: Latin-1")
	}
	if without, has := bytes.CutPrefix(text, []byte(pasted.ByteOrderMark)); has {
		add(kindEncoding, without, "body-bom", "here, but not signed")
	} else {
		add(kindEncoding, append([]byte(pasted.ByteOrderMark), text...), "body-bom", "signed, but not here")
	}

	if inner, ok := unquote(bytes.TrimSpace(text)); ok {
		add(kindWrapping, inner, "body-wrapped", "the body as a JSON string")
	}
	if inner, ok := phrase.DecodeBase64(string(bytes.TrimSpace(text))); ok {
		add(kindWrapping, inner, "body-wrapped", "the body in base64")
	}
	if base.kind != kindStyle {
		for _, next := range restyled(text) {
			next.changes = slices.Concat(base.changes, next.changes)
			results = append(results, next)
		}
	}
	return results
}

// unquote reads a JSON string, or its inside.
func unquote(text []byte) ([]byte, bool) {
	var inner string
	if !bytes.HasPrefix(text, []byte{'"'}) {
		text = slices.Concat([]byte{'"'}, text, []byte{'"'})
	}
	err := json.Unmarshal(text, &inner)
	return []byte(inner), err == nil
}

// toLatin1 writes a text with one byte a character; ok is false when it has others, or
// is ASCII anyway.
func toLatin1(text []byte) (latin []byte, ok bool) {
	if !utf8.Valid(text) {
		return nil, false
	}
	for _, char := range string(text) {
		if char > 0xff {
			return nil, false
		}
		latin = append(latin, byte(char))
	}
	return latin, len(latin) != len(text)
}

func fromLatin1(text []byte) (utf []byte) {
	for _, b := range text {
		utf = utf8.AppendRune(utf, rune(b))
	}
	return utf
}

// keys lists the keys that may have been used in place of the secret, each with one
// change to it. No change repeats anything of the secret.
func keys(secret redact.Secret) []attempt {
	text := secret.Reveal()
	all := []attempt{{body: []byte(text)}}
	add := func(key, code, found string) {
		if key != text && key != "" {
			all = append(all, attempt{body: []byte(key), changes: []change{{finding.Code(code), found}}})
		}
	}
	trimmed := strings.TrimSpace(text)
	add(strings.TrimRight(text, "\r\n"), "secret-newline", "the secret given here ends in a line end; the signature was made without it")
	add(trimmed, "secret-space", "the secret given here has white space around it; the signature was made without it")
	add(redact.TrimSecret(secret).Reveal(), "secret-quotes", "the secret given here has quotation marks or invisible characters around it; the signature was made without them")
	for _, end := range []struct{ text, words string }{{"\n", "LF"}, {"\r\n", "CRLF"}} {
		add(text+end.text, "secret-newline", "the signature was made with the secret and a line end ("+end.words+")")
	}
	add(text+" ", "secret-space", "the signature was made with the secret and a blank behind it")
	add(" "+text, "secret-space", "the signature was made with the secret and a blank before it")
	add(`"`+text+`"`, "secret-quotes", `the signature was made with the secret in "`)
	add("'"+text+"'", "secret-quotes", "the signature was made with the secret in '")
	if key, err := hex.DecodeString(trimmed); err == nil {
		add(string(key), "secret-decoded", "the signature was made with the bytes that the secret spells in hexadecimal digits")
	}
	if key, ok := phrase.DecodeBase64(trimmed); ok {
		add(string(key), "secret-decoded", "the signature was made with the bytes that the secret spells in base64")
	}
	add(hex.EncodeToString([]byte(text)), "secret-encoded", "the signature was made with the secret in hexadecimal digits")
	add(base64.StdEncoding.EncodeToString([]byte(text)), "secret-encoded", "the signature was made with the secret in base64")
	add(strings.ToLower(text), "secret-letter-case", "the signature was made with the secret in lower case")
	add(strings.ToUpper(text), "secret-letter-case", "the signature was made with the secret in upper case")
	if latin, ok := toLatin1([]byte(text)); ok {
		add(string(latin), "secret-encoding", "the signature was made with the secret in Latin-1")
	}
	return all
}

// algorithm is a way to make a signature of a key and a body.
type algorithm struct {
	name string // empty for the documented one
	sum  func(key, body []byte) []byte
}

func hmacWith(make func() hash.Hash) func(key, body []byte) []byte {
	return func(key, body []byte) []byte {
		h := hmac.New(make, key)
		h.Write(body)
		return h.Sum(nil)
	}
}

func plainSHA256(name string, join func(key, body []byte) []byte) algorithm {
	return algorithm{name, func(key, body []byte) []byte {
		sum := sha256.Sum256(join(key, body))
		return sum[:]
	}}
}

// algorithms are those that are tried, by the length of what they make.
var algorithms = map[int][]algorithm{
	sha256.Size: {
		{"", mac},
		plainSHA256("SHA-256 of the body alone, without a secret", func(_, body []byte) []byte { return body }),
		plainSHA256("SHA-256 of the secret and the body, no HMAC", func(key, body []byte) []byte { return slices.Concat(key, body) }),
		plainSHA256("SHA-256 of the body and the secret, no HMAC", func(key, body []byte) []byte { return slices.Concat(body, key) }),
		{"HMAC-SHA256 with the body as the key and the secret as the text", func(key, body []byte) []byte { return mac(body, key) }},
	},
	sha1.Size:      {{"HMAC-SHA1", hmacWith(sha1.New)}},
	sha256.Size224: {{"HMAC-SHA224", hmacWith(sha256.New224)}},
	sha512.Size384: {{"HMAC-SHA384", hmacWith(sha512.New384)}},
	sha512.Size:    {{"HMAC-SHA512", hmacWith(sha512.New)}},
}

// search is where reasons are looked for. It ends at a number of bytes that were hashed,
// so that a hostile body costs seconds at most.
type search struct {
	left int
	// stopped reports whether not everything was tried.
	stopped bool
}

// find looks for what gives a signature: the changes from what is here to what was
// signed. ok is false when nothing gives it.
func (s *search) find(signed []byte, secret redact.Secret, body []byte) (changes []change, ok bool) {
	allKeys, allBodies := keys(secret), bodies(body)
	for total := range 2 { // first what needs a change of the body or of the key, then of both
		for _, key := range allKeys {
			for _, text := range allBodies {
				if both := len(key.changes) > 0 && len(text.changes) > 0; both != (total == 1) {
					continue
				}
				for i, algorithm := range algorithms[len(signed)] {
					if i > 0 && len(key.changes)+len(text.changes) > 0 {
						continue
					}
					if s.left -= len(text.body) + sha256.BlockSize; s.left < 0 {
						s.stopped = true
						return nil, false
					}
					if hmac.Equal(signed, algorithm.sum(key.body, text.body)) {
						changes = slices.Concat(text.changes, key.changes)
						if algorithm.name != "" {
							changes = append(changes, change{"signature-algorithm", algorithm.name})
						}
						return changes, true
					}
				}
			}
		}
	}
	return nil, false
}
