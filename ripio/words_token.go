package ripio

// tokenWords holds the words of the findings about a token.
func tokenWords() map[Code]words {
	return joinWords(tokenTextWords(), tokenPartWords(), tokenJSONWords(), tokenHeaderWords(), tokenAlgorithmWords(), tokenDateWords(), tokenShapeWords())
}

// The pages and standards that rules about tokens come from.
const (
	sourceAnswer   = "auth, \"Response\""
	sourceCompact  = "RFC 7515, sections 2 and 7.1"
	sourceJWTDates = "RFC 7519, sections 2 and 4.1"
)

// tokenTextWords are about the text in which a token was found.
func tokenTextWords() map[Code]words {
	return map[Code]words{
		"token-white-space": {
			level: LevelWarning, title: "white space inside the token was removed", source: sourceCompact,
			rule: "A token is one line without spaces. Terminals and mail programs break long lines. Some JWT libraries skip line breaks, others refuse them.",
			fix:  "Copy the token as one line before you use it elsewhere.",
		},
		"token-quoted-printable": {
			level: LevelWarning, title: "line breaks of a mail were undone", source: "RFC 2045, section 6.7",
			rule: "Mails in quoted-printable break long lines with '=' at the end. Both were taken out of the token.",
			fix:  "Copy the token as one line before you use it elsewhere.",
		},
		"token-surroundings": {
			level: LevelNote, title: "other text around the token was ignored", source: sourceOwn,
			rule: "Only the token was decoded.",
			fix:  "Check that the end of the token is where you expect it.",
		},
		"token-several": {
			level: LevelNote, title: "another token follows", source: sourceOwn,
			rule: "Only the first token was decoded.",
			fix:  "Paste the other one alone to decode it.",
		},
		"token-other-member": {
			level: LevelWarning, title: "the JSON has no member \"token\"", source: sourceAnswer,
			rule: "The documented answer holds the token in \"token\", in these letters. This one was found in another member, so the answer may come from another service.",
			fix:  "Check which address the answer came from.",
		},
		"token-answer-json": {
			level: LevelWarning, title: "the JSON around the token is faulty", source: "RFC 8259",
			rule: "A program that reads the answer with a JSON parser gets an error and no token.",
			fix:  "Copy the whole answer. If it is whole, the server sent it so.",
		},
		"token-answer-duplicate": {
			level: LevelWarning, title: "\"token\" stands more than once in the JSON", source: "RFC 8259, section 4",
			rule: "Parsers disagree about which of two equal names counts. The last one was decoded.",
			fix:  "Look at the raw answer.",
		},
		"token-json-serialised": {
			level: LevelWarning, title: "token in its JSON form", source: "RFC 7515, section 7.2; RFC 7519, section 1",
			rule: "A JWT is always written in the compact form: parts joined by dots. This one is a JSON object of the parts. The compact form was put together to decode it, with the first signature or recipient.",
			fix:  "Check which service it came from. The documentation shows the compact form.",
		},
		"token-too-large": {
			level: LevelFailure, title: "too large to be decoded", source: sourceOwn,
			rule: "This program decodes tokens of up to 64 KiB, in texts of up to 1 MiB. The documentation's sample has 208 characters.",
			fix:  "Check that only the token was copied.",
		},
	}
}

// tokenPartWords are about the parts between the dots.
func tokenPartWords() map[Code]words {
	return map[Code]words{
		"token-parts": {
			level: LevelFailure, title: "not three parts", source: sourceCompact,
			rule: "A signed token has three parts with two dots between them: header, claims and signature. What could be read is shown.",
			fix:  "Copy the whole token again.",
		},
		"token-shortened": {
			level: LevelFailure, title: "shortened for display", source: sourceCompact,
			rule: "An ellipsis stands in the token, so a piece of it is missing. What stands before it was read.",
			fix:  "Copy the token from where it is shown whole.",
		},
		"token-encrypted-parts": {
			level: LevelFailure, title: "encrypted token without its five parts", source: "RFC 7516, sections 3.1 and 9",
			rule: "The header names an encryption, and an encrypted token has five parts.",
			fix:  "Copy the whole token again.",
		},
		"token-part-empty": {
			level: LevelFailure, title: "empty part", source: "RFC 7515, section 7.1 and appendix F",
			rule: "Header and claims must hold something. An empty second part can mean that the content travels apart from the token (detached content).",
			fix:  "Copy the whole token again.",
		},
		"token-encrypted": {
			level: LevelWarning, title: "encrypted token (JWE)", source: "RFC 7516, sections 3.1 and 9",
			rule: "The header makes this an encrypted token. Its claims, and so its expiry, can only be read with the receiver's key. The documentation shows a signed token of three parts.",
			fix:  "Check which service it came from.",
		},
		"token-character": {
			level: LevelFailure, title: "character that cannot stand in a token", source: sourceCompact,
			rule: "Each part is base64url: letters, digits, '-' and '_'. What stands before the character was decoded.",
			fix:  "Copy the token again.",
		},
		"token-padding": {
			level: LevelWarning, title: "base64 padding", source: sourceCompact,
			rule: "Tokens are written without '=' at the end of a part. Most JWT libraries refuse it. The part was decoded without it.",
			fix:  "Use the token without '='. If it came so, the program that made it encodes wrongly.",
		},
		"token-standard-alphabet": {
			level: LevelWarning, title: "standard base64 in place of base64url", source: sourceCompact,
			rule: "Tokens write '-' and '_' where standard base64 has '+' and '/'. JWT libraries refuse those. The part was decoded as if they were '-' and '_'.",
			fix:  "Check whether a program between the server and you re-encoded the token.",
		},
		"token-part-length": {
			level: LevelFailure, title: "length that no base64url text has", source: "RFC 4648, section 5",
			rule: "One character more than a multiple of four encodes no whole byte. A character was lost or added.",
			fix:  "Copy the whole token again.",
		},
		"token-trailing-bits": {
			level: LevelWarning, title: "last character holds stray bits", source: "RFC 4648, section 3.5",
			rule: "The last character encodes more bits than the part needs, and they should be zero. Most decoders ignore them, strict ones refuse them. The character may have been changed.",
			fix:  "Compare the last character of the part with the original.",
		},
		"token-nested": {
			level: LevelWarning, title: "the claims part holds another token", source: "RFC 7519, section 5.2 and appendix A.2",
			rule: "A token inside a token is called nested. Its claims are those of the inner one, which was not decoded.",
			fix:  "Decode the second part from base64url and paste the result here.",
		},
		"token-signature-missing": {
			level: LevelFailure, title: "no signature", source: "RFC 7515, section 7.1; RFC 8725, section 3.2",
			rule: "The header names an algorithm, but the third part is empty. No receiver should accept the token.",
			fix:  "Copy the whole token again: the end may be missing.",
		},
		"token-signature-length": {
			level: LevelWarning, title: "signature of the wrong length", source: "RFC 7518, sections 3.2 and 3.4; RFC 8032",
			rule: "The algorithm in the header gives signatures of one fixed length. This one cannot be valid.",
			fix:  "Copy the whole token again: the end may be missing.",
		},
		"token-signature-long": {
			level: LevelWarning, title: "signature too long", source: "RFC 7518, sections 3.2 and 3.4; RFC 8032",
			rule: "The algorithm in the header gives signatures of one fixed length. This one cannot be valid.",
			fix:  "Copy the token again, without what stands after it.",
		},
		"token-none-signed": {
			level: LevelWarning, title: "signature in a token that says it has none", source: "RFC 7519, section 6",
			rule: "With alg none the third part must be empty.",
			fix:  "Check where the token came from.",
		},
	}
}
