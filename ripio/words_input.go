package ripio

import "maps"

// inputWords holds the words of the findings about a request's input: the four
// fields and the username they compose.
func inputWords() map[Code]words {
	return joinWords(
		textWords("client-id", "the one that Ripio gave you"),
		textWords("client-secret", "the one that Ripio gave you"),
		textWords("external-ref", "the one in your system"),
		textWords("address", "the one in the wallet"),
		credentialWords(), externalRefWords(), uuidVersionWords(), addressWords(), addressWritingWords(), addressFamilyWords(), usernameWords(), negativeWords(),
	)
}

// The pages and standards that rules come from.
const (
	sourceAuth    = "auth (docs.ripio.com, widget authentication)"
	sourceOwn     = "this program: Ripio's pages say nothing about it"
	sourceUUID    = "auth; RFC 9562"
	sourceEIP55   = "ERC-55 (EIP-55)"
	sourceBech32  = "BIP-173, BIP-350"
	sourceBase58  = "Bitcoin's base58check"
	sourceTron    = "TRON's address format (base58check, 0x41)"
	sourceStellar = "SEP-23"
)

func joinWords(tables ...map[Code]words) map[Code]words {
	joined := make(map[Code]words)
	for _, table := range tables {
		maps.Copy(joined, table)
	}
	return joined
}

// textWords are the words about what copying and pasting leave in a field's
// text. original says what to compare the value with.
func textWords(prefix, original string) map[Code]words {
	compare := "Compare the value with " + original + "."
	return map[Code]words{
		Code(prefix + "-control"): {
			level: LevelFailure, blocking: true, title: "control character", source: sourceOwn,
			rule: "A newline, a tab or another control character is part of no value. A newline at the end is the usual trace of pasting.",
			fix:  "Remove it.",
		},
		Code(prefix + "-placeholder"): {
			level: LevelWarning, title: "still a placeholder", source: sourceAuth,
			rule: "The documentation and examples print placeholders where a real value belongs.",
			fix:  "Put the real value in its place.",
		},
		Code(prefix + "-quotes"): {
			level: LevelWarning, title: "quotation marks around the value", source: sourceOwn,
			rule: "They would be sent as part of the value. Usually they belong to the file or the command it was copied from.",
			fix:  "Remove them, unless they belong to the value.",
		},
		Code(prefix + "-edge-space"): {
			level: LevelWarning, title: "space around the value", source: sourceOwn,
			rule: "It would be sent as part of the value. Usually it comes from copying.",
			fix:  "Remove it, unless it belongs to the value.",
		},
		Code(prefix + "-inner-space"): {
			level: LevelWarning, title: "space inside the value", source: sourceOwn,
			rule: "Values of this kind rarely hold a space. It may come from a line that was broken when it was copied.",
			fix:  compare,
		},
		Code(prefix + "-invisible"): {
			level: LevelWarning, title: "invisible character", source: sourceOwn,
			rule: "It would be sent although nobody can see it. Two values that look the same then differ.",
			fix:  "Remove it.",
		},
		Code(prefix + "-look-alike"): {
			level: LevelWarning, title: "look-alike character", source: sourceOwn,
			rule: "A character of another alphabet looks like a plain ASCII one. For the server the two differ.",
			fix:  "Put the ASCII character in its place.",
		},
		Code(prefix + "-non-ascii"): {
			level: LevelWarning, title: "character outside ASCII", source: sourceOwn,
			rule: "Values of this kind are usually plain ASCII. It is unknown whether the server accepts other characters.",
			fix:  compare,
		},
	}
}
