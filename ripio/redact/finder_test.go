package redact_test

import (
	"encoding/base64"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/redact/spelling"
)

const canary = "zQ7-canary/Kx+9w=J&v"

// masked puts a mark in place of what is found.
func masked(f *redact.Finder, text string) string {
	var out strings.Builder
	end := 0
	for _, r := range f.Find(text) {
		out.WriteString(text[end:r.From] + "[]")
		end = r.To
	}
	return out.String() + text[end:]
}

// TestNothingDecodesToTheSecret writes random secrets in random spellings, one in
// the other. The writing must be found from its first byte to its last, but for
// the frame that some spellings put around it.
func TestNothingDecodesToTheSecret(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 400
	}
	for seed := range uint64(rounds) {
		secret, writing, names, r := spelling.Case(seed)
		f := redact.NewFinder(secret)
		before, after := spelling.Around(r), spelling.Around(r)
		left := masked(f, before+writing+after)
		if again := f.Find(left); len(again) > 0 {
			t.Errorf("seed %d: %q as %s: %q is left in %q", seed, secret, names, left[again[0].From:again[0].To], left)
		}
		// What is left of the writing may be its frame and the rest of a character
		// of base64 that the secret shares with its neighbour, but nothing more.
		if whole := before + writing + after; len(left) >= len(whole)-len(secret)/2 {
			t.Errorf("seed %d: %q as %s in %q: only %q", seed, secret, names, whole, left)
		}
		for reader, decoded := range readings(left) {
			if strings.Contains(decoded, secret) {
				t.Errorf("seed %d: %q as %s in %q is read by %s in what is left, %q", seed, secret, names, before+writing+after, reader, left)
			}
		}
	}
}

// TestExactRange has the secret in spellings whose place is known to the byte.
func TestExactRange(t *testing.T) {
	basic := base64.StdEncoding.EncodeToString([]byte("client_id:" + canary))
	tests := []struct{ name, secret, text, want string }{
		{"Python's quote", canary, "p=zQ7-canary/Kx%2B9w%3DJ%26v.", "p=[]."},
		{"double percent", canary, "p=zQ7-canary%252FKx%252B9w%253DJ%2526v&b=1", "p=[]&b=1"},
		{"every byte in percent", "abcdefgh1", "%61%62%63%64%65%66%67%68%31", "[]"},
		{"decimal entities", canary, "<b>zQ7-canary&#47;Kx&#43;9w&#61;J&#38;v</b>", "<b>[]</b>"},
		{"named entities", canary, "zQ7-canary&sol;Kx&plus;9w&equals;J&amp;v", "[]"},
		{"no semicolon", canary, "zQ7-canary&#x2fKx&#43 9w", "zQ7-canary&#x2fKx&#43 9w"[:0] + "[] 9w"},
		{"JSON in JSON", `pass"word\1`, `{"a":"{\"b\":\"pass\\\"word\\\\1\"}"}`, `{"a":"{\"b\":\"[]\"}"}`},
		{"plus for space", "pass word 12", "p=pass+word+12&", "p=[]&"},
		{"upper case", canary, "was " + strings.ToUpper(canary) + "!", "was []!"},
		{"upper case, not ASCII", "contraseña-ñ", "CONTRASEÑA-Ñ", "[]"},
		{"a piece", canary, "got -canary/Kx+ here", "got [] here"},
		{"nine bytes are not a piece", canary, "got -canary/K here", "got -canary/K here"},
		{"a piece in another case", canary, "got -CANARY/KX+ here", "got -CANARY/KX+ here"},
		{"cut at the end", canary, "the password zQ7-canar", "the password []"},
		{"cut in the middle", canary, "the password zQ7-can… is wrong", "the password []… is wrong"},
		{"cut in an escape", canary, "zQ7-canary%2", "[]%2"},
		{"cut in an escape, with a mark", canary, "zQ7-canary%2… (99 bytes)", "[]%2… (99 bytes)"},
		{"cut at the beginning", canary, "=J&v is wrong, not 9w=J&v", "=J&v is wrong, not 9w=J&v"},
		{"cut at the beginning, enough", canary, "x+9w=J&v is wrong", "[] is wrong"},
		{"Basic", canary, "Authorization: Basic " + basic + ",", "Authorization: Basic Y2xpZW50X2lkO[],"},
		{"base64 in a query", "password12", "p=" + url.QueryEscape("cGFzc3dvcmQxMg==") + "&", "p=[]&"},
		{"base64 in lines", canary, "elE3LWNhbmF\r\nyeS9LeCs5d\r\nz1KJnY=", "[]"},
		{"behind a backslash", "nabcdefg12", `C:\nabcdefg12`, `C:\[]`},
		{"hexadecimal", "abcdefgh1", "x616263646566676831x", "x[]x"},
		{"short", "six123", "six123 SIX123 six12", "[] [] six12"},
		{"short letters", "secret", "secret Secret", "[] Secret"},
		{"shorter", "abc12", "abc12", "abc12"},
		{"a word of the secret", "my-production-key-9", "in production, production-key", "in production, production-key"},
		{"zeros of the secret", "a1b2-0000000000-c3", "0000000000000", "0000000000000"},
	}
	for _, tt := range tests {
		if got := masked(redact.NewFinder(tt.secret), tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestTextWithoutTheSecretIsLeftAlone has texts of escapes, tokens and words.
func TestTextWithoutTheSecretIsLeftAlone(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 2))
		f := redact.NewFinder(spelling.Secret(r))
		other, _ := spelling.Spelled(r, spelling.Secret(rand.New(rand.NewPCG(seed, 3))))
		text := spelling.Around(r) + other + spelling.Around(r)
		if found := f.Find(text); len(found) > 0 && spelling.Variety(other) > 8 {
			t.Errorf("seed %d: %q is found in %q", seed, text[found[0].From:found[0].To], text)
		}
	}
}

func TestPiecesOfAText(t *testing.T) {
	f := redact.NewWholeFinder("abcdefghijklmnop1")
	if found := f.Find("abcdefghijklmnop, ABCDEFGHIJKLMNOP1"); !slices.Equal(found, []redact.Range{{From: 18, To: 35}}) {
		t.Errorf("found %v", found)
	}
}

// hostile are bodies of the largest size that try to be slow.
func hostile() map[string]string {
	const size = 1 << 20
	fill := func(text string) string { return strings.Repeat(text, size/len(text)+1)[:size] }
	nested := fill("QUJDREVGRw")
	for len(nested) < size*8 {
		nested = base64.StdEncoding.EncodeToString([]byte(nested))
		if len(nested) > size {
			nested = nested[:size]
			break
		}
	}
	var mix strings.Builder
	kinds := []string{`\`, "%", "&", "26", "25", "5c", "#x", ";", "amp;", "u0025", "x5c", "%25", "&#x5c;", "&#37;", `\u0026`, `\x25`, "a", "QUJD"}
	for any := rand.New(rand.NewPCG(1, 2)); mix.Len() < size; {
		mix.WriteString(kinds[any.IntN(len(kinds))])
	}
	random := make([]byte, size*3/4)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(random)
	return map[string]string{
		"plain": fill("It was the best of times, it was the worst of times. "), "JSON": fill(`{"id":"a81bc81b-dead-4e5d-abff-90865d1e13b1","n":12,"s":"x y"},`),
		"backslashes": fill(`\`), "percents": fill("%"), "twenty-fives": fill("%25"), "ampersands": fill("&"), "entities": fill("&amp;"),
		"numbers": fill("&#x0000025;"), "unicode": fill(`\u005c`), "letters": fill("z"), "base64": base64.StdEncoding.EncodeToString(random),
		"base64 of base64": nested, "hexadecimal": fill("3337"), "secret": fill(canary), "beginnings": fill(canary[:9]), "lines": fill("z\n"), "mix": fill(`\%26&#x5c;`),
		"random mix": mix.String()[:size], "hexadecimal words": fill("5cx5c25252541"),
	}
}

// TestWhatIsNotReadIsMasked puts a secret that is escaped three times among more
// escapes than are undone.
func TestWhatIsNotReadIsMasked(t *testing.T) {
	f := redact.NewFinder(canary)
	mix := hostile()["random mix"]
	for _, secret := range []string{
		url.QueryEscape(strings.ReplaceAll(url.QueryEscape(canary), "%", `\u0025`)),
		strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(canary), "%", "&#37;"), "&", `\x26`),
		strings.ReplaceAll(strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(canary)), "=", `\x3d`), "Y", "&#x59;"),
	} {
		at := len(mix) / 2
		found := f.Find(mix[:at] + "  " + secret + "  " + mix[at:])
		if !slices.ContainsFunc(found, func(r redact.Range) bool { return r.From <= at+2 && r.To >= at+2+len(secret) }) {
			t.Errorf("%s is not masked", secret)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	f := redact.NewFinder(canary)
	for name, text := range hostile() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for range b.N {
				f.Find(text)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add(uint64(1), "a ", canary, " b")
	f.Add(uint64(2), "pass\\", "n%2Fabc-d", "%4")
	f.Fuzz(func(t *testing.T, seed uint64, before, secret, after string) {
		if len(secret) < 11 || len(secret) > 200 || spelling.Variety(secret) < 6 || !utf8.ValidString(secret) || strings.ContainsFunc(secret, unicode.IsControl) {
			return // or such as an entity of it means another to a browser
		}
		finder := redact.NewFinder(secret)
		writing, names := spelling.Spelled(rand.New(rand.NewPCG(seed, 1)), secret)
		text := before + writing + after
		left := masked(finder, text)
		if left == text {
			t.Errorf("%q as %s is not found in %q", secret, names, text)
		}
		if again := finder.Find(left); len(again) > 0 {
			t.Errorf("%q as %s: %q is left in %q", secret, names, left[again[0].From:again[0].To], left)
		}
	})
}
