package ripio

// tokenJSONWords are about the JSON of header and claims.
func tokenJSONWords() map[Code]words {
	return map[Code]words{
		"token-json-syntax": {
			level: LevelFailure, title: "not JSON", source: "RFC 7519, section 7.2",
			rule: "Header and claims are JSON objects. The members before the fault are shown.",
			fix:  "Copy the whole token again. If it came so, it is no JWT.",
		},
		"token-json-cut": {
			level: LevelFailure, title: "the JSON ends early", source: "RFC 7519, section 7.2",
			rule: "The part stops before its JSON object does, as if characters were lost before the dot. The members before the end are shown.",
			fix:  "Copy the whole token again.",
		},
		"token-json-trailing": {
			level: LevelFailure, title: "more text after the JSON", source: "RFC 7519, section 7.2",
			rule: "Each part holds one JSON object and nothing else. Some parsers stop after the first object and notice nothing.",
			fix:  "Check where the token came from.",
		},
		"token-json-kind": {
			level: LevelFailure, title: "JSON, but no object", source: "RFC 7519, section 7.2",
			rule: "Header and claims must be JSON objects. Without one there are no claims to read.",
			fix:  "Check where the token came from.",
		},
		"token-json-empty": {
			level: LevelFailure, title: "only white space", source: "RFC 7519, section 7.2",
			rule: "The part decodes to white space where a JSON object must stand.",
			fix:  "Copy the whole token again.",
		},
		"token-json-bom": {
			level: LevelFailure, title: "byte order mark before the JSON", source: "RFC 8259, section 8.1",
			rule: "JSON on the network must not begin with a byte order mark (EF BB BF), and most parsers refuse it. It was skipped to read the rest.",
			fix:  "Check the program that made the token.",
		},
		"token-json-depth": {
			level: LevelFailure, title: "nested too deeply", source: "RFC 8259, section 9",
			rule: "This program and Go's JSON parser read up to 10000 levels. The members before that are shown.",
			fix:  "Check where the token came from.",
		},
		"token-json-duplicate": {
			level: LevelWarning, title: "the same name more than once", source: "RFC 7515, section 4; RFC 7519, section 4",
			rule: "Names must be unique. A reader may refuse the token or take the last value. Two readers can so see two different tokens.",
			fix:  "Check where the token came from.",
		},
		"token-json-utf8": {
			level: LevelWarning, title: "not UTF-8", source: "RFC 7519, section 7.2; RFC 8259, section 8.1",
			rule: "Header and claims are UTF-8 text. Some parsers refuse other bytes, others replace them silently.",
			fix:  "Check the program that made the token.",
		},
		"token-json-surrogate": {
			level: LevelWarning, title: "half of a character", source: "RFC 8259, section 8.2",
			rule: "An escape from \\ud800 to \\udfff is half of a pair and means nothing alone. Parsers disagree about it; here it is shown as U+FFFD.",
			fix:  "Check the program that made the token.",
		},
		"token-hidden-characters": {
			level: LevelWarning, title: "characters that are hidden or control the terminal", source: "RFC 8725, section 3.10",
			rule: "A name or a value holds control, direction or invisible characters. They are shown escaped here; other programs may obey them.",
			fix:  "Do not print this token elsewhere before you know where it came from.",
		},
	}
}

// tokenHeaderWords are about the header's members.
func tokenHeaderWords() map[Code]words {
	return map[Code]words{
		"token-typ-missing": {
			level: LevelNote, title: "no typ", source: sourceAnswer + "; RFC 7519, section 5.1",
			rule: "The documentation's sample has \"typ\":\"JWT\". The standard leaves it optional.",
		},
		"token-typ-case": {
			level: LevelNote, title: "typ in other letter case", source: "RFC 7519, section 5.1",
			rule: "It means the same as JWT. The standard recommends capitals for old readers.",
		},
		"token-typ-changed": {
			level: LevelWarning, title: "another typ than JWT", source: sourceAnswer + "; RFC 8725, section 3.11",
			rule: "The documentation's sample has \"typ\":\"JWT\". Another type says that the token was made for another purpose.",
			fix:  "Check which service the token came from.",
		},
		"token-typ-type": {
			level: LevelWarning, title: "typ is not text", source: "RFC 7515, section 4.1.9",
			rule: "The member typ must be a string.",
			fix:  "Check where the token came from.",
		},
		"token-cty": {
			level: LevelNote, title: "the header names a content type", source: "RFC 7519, section 5.2",
			rule: "cty is used when the content is no plain set of claims; JWT means that it is another token.",
		},
		"token-crit": {
			level: LevelWarning, title: "critical extensions", source: "RFC 7515, section 4.1.11",
			rule: "crit lists header members that a reader must understand, or else refuse the token. Some libraries, golang-jwt among them, ignore crit.",
			fix:  "Check that every reader of the token knows these extensions.",
		},
		"token-crit-malformed": {
			level: LevelWarning, title: "crit breaks its own rules", source: "RFC 7515, section 4.1.11",
			rule: "crit must be a list of names, not empty, and each must stand in the header. A strict reader refuses the token.",
			fix:  "Check where the token came from.",
		},
		"token-b64": {
			level: LevelWarning, title: "b64 in the header", source: "RFC 7797",
			rule: "With \"b64\":false the second part is the content itself, not base64url. A JWT must not use it, and many libraries ignore it, so two readers can see different content.",
			fix:  "Check which service the token came from.",
		},
		"token-zip": {
			level: LevelWarning, title: "zip in the header", source: "RFC 7516, section 4.1.3; RFC 8725, section 3.6",
			rule: "zip compresses content before it is encrypted. It has no meaning in a signed token, and compression can betray what is encrypted.",
			fix:  "Check which service the token came from.",
		},
		"token-enc-three-parts": {
			level: LevelWarning, title: "enc in a token of three parts", source: "RFC 7516, sections 3.1, 4.1.2 and 9",
			rule: "enc belongs to encrypted tokens, which have five parts. Readers may disagree about what this token is.",
			fix:  "Copy the whole token again, or check where it came from.",
		},
		"token-jwe-no-enc": {
			level: LevelWarning, title: "five parts, but no enc", source: "RFC 7516, section 4.1.2",
			rule: "The header of an encrypted token must name its content encryption in enc. So this may be no encrypted token but parts of two joined by mistake.",
			fix:  "Copy the whole token again.",
		},
		"token-key-source": {
			level: LevelWarning, title: "the header says where to get a key", source: "RFC 8725, section 3.10",
			rule: "jku, jwk, x5u and x5c bring or name the key to verify the token with. Whoever forges a token can put a key of their own there. This program fetches nothing.",
			fix:  "Never verify a token with a key that it brings itself.",
		},
		"token-header-extra": {
			level: LevelNote, title: "more header members than documented", source: sourceAnswer,
			rule: "The header of the documentation's sample has alg and typ only.",
		},
	}
}

// tokenAlgorithmWords are about the header's alg.
func tokenAlgorithmWords() map[Code]words {
	return map[Code]words{
		"token-alg-none": {
			level: LevelFailure, title: "unsigned token: alg is none", source: "RFC 7519, section 6; RFC 8725, sections 2.1 and 3.2",
			rule: "Nothing protects this token: anyone can write one like it or change it. The documentation's sample is signed with HS256.",
			fix:  "Do not use it. Check that it came from Ripio's address over https.",
		},
		"token-alg-none-case": {
			level: LevelFailure, title: "unsigned token: alg is none in other letters", source: "RFC 7515, section 4.1.1; RFC 8725, section 2.1",
			rule: "Algorithm names are case-sensitive, so no algorithm is called this. Such a spelling is a known trick against readers that only refuse \"none\".",
			fix:  "Do not use it. Check that it came from Ripio's address over https.",
		},
		"token-alg-missing": {
			level: LevelFailure, title: "no alg", source: "RFC 7515, section 4.1.1",
			rule: "The header must name the algorithm. Without it no reader can verify the token.",
			fix:  "Check where the token came from.",
		},
		"token-alg-type": {
			level: LevelFailure, title: "alg is not text", source: "RFC 7515, section 4.1.1",
			rule: "The header must name the algorithm in a string.",
			fix:  "Check where the token came from.",
		},
		"token-alg-unknown": {
			level: LevelWarning, title: "unknown alg", source: "RFC 7518, section 3.1; " + sourceAnswer,
			rule: "This program knows no algorithm of that name. Names are case-sensitive. The documentation's sample has HS256.",
			fix:  "Check which service the token came from.",
		},
		"token-alg-encryption": {
			level: LevelWarning, title: "alg of an encrypted token", source: "RFC 7518, section 4.1",
			rule: "This algorithm encrypts keys and signs nothing, yet the token has not the five parts of an encrypted one.",
			fix:  "Copy the whole token again, or check where it came from.",
		},
		"token-alg-changed": {
			level: LevelWarning, title: "another alg than HS256", source: sourceAnswer + "; RFC 8725, section 3.1",
			rule: "The documentation's sample is signed with HS256. Whether Ripio uses other algorithms is not documented.",
			fix:  "Check which service the token came from.",
		},
	}
}
