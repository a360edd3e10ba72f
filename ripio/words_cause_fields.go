package ripio

// textCauseWords are the words about what copying leaves in client_id or
// client_secret.
func textCauseWords(prefix, name string) map[Code]causeText {
	const compared = " Servers compare credentials as they come, so the pair would not be known."
	original := "Enter the " + name + " again, copied from what Ripio gave you."
	texts := map[Code]causeText{
		"missing":     {name + " is missing", "The call needs it, so nothing was sent.", "Enter the " + name + " that Ripio gave you.", sourceAuth},
		"placeholder": {name + " is still a placeholder", "It is the text that stands for the real value." + compared, original, sourceAuth},
		"control": {name + " holds a line break or control character", "A newline at the end is the usual trace of pasting." + compared,
			"Remove it.", sourceOwn},
		"invisible": {name + " holds an invisible character", "Web pages and chat programs put such characters in." + compared, "Remove it.", sourceOwn},
		"quotes": {name + " has quotation marks around it", "They belong to the file or command that it was copied from." + compared,
			"Remove them.", sourceOwn},
		"edge-space": {name + " has a space around it", "It comes from copying." + compared, "Remove it.", sourceOwn},
		"look-alike": {name + " holds a look-alike letter", "A letter of another alphabet only looks like the right one." + compared, original, sourceOwn},
		"inner-space": {name + " has a space inside", "Values of this kind rarely hold one; it may come from a line that was broken." + compared,
			original, sourceOwn},
		"non-ascii": {name + " holds a character outside ASCII", "Values of this kind are usually plain ASCII." + compared, original, sourceOwn},
	}
	words := make(map[Code]causeText, len(texts))
	for code, text := range texts {
		words[Code(prefix)+"-"+code] = text
	}
	return words
}

// credentialCauseWords are the other words about client_id and client_secret.
func credentialCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"secret-not-the-value": {
			title:  "client_secret is not the value itself",
			why:    "It has the form of an encrypted value, of a place in a vault, of JSON or of a whole .env line, and was sent as it stands.",
			fix:    "Give the client_secret alone, or a command that prints it.",
			source: sourceOwn,
		},
		"secret-in-username": {
			title:  "the client_secret stands in the username",
			why:    "The secret was pasted into a part of the username. The server then looks for a partner or user of that name.",
			fix:    "Take it out of that part, and enter the right value. It was sent in a place that servers log, so ask Ripio for a new secret.",
			source: sourceAuth,
		},
		"secret-is-token": {
			title:  "client_secret holds a token",
			why:    "A token is what the call answers. The password of the call is the client_secret.",
			fix:    "Enter the client_secret that Ripio gave you.",
			source: sourceAuth,
		},
		"secret-too-long": {
			title:  "client_secret is very long",
			why:    "No secret of more than 2048 bytes is known. A whole file may have been pasted.",
			fix:    "Enter the client_secret again, copied from what Ripio gave you.",
			source: sourceOwn,
		},
		"client-id-assignment": {
			title:  "client_id holds an assignment",
			why:    "A line of a .env file, or two, stands in the field. A client_secret may be part of it, so nothing of it is shown or sent.",
			fix:    "Enter the value alone, or import the lines.",
			source: sourceOwn,
		},
		"client-id-colon": {
			title:  "client_id holds a colon",
			why:    "Colons separate the parts of the username. The whole username may have been pasted as client_id.",
			fix:    "Enter client_id alone: what stands before the first colon.",
			source: sourceAuth,
		},
		"client-id-is-address": {
			title:  "client_id is a wallet address",
			why:    "The form of a client_id is not documented, but an address of this form names a wallet. Two values may have changed places.",
			fix:    "Enter the client_id that Ripio gave you, and the address in its own field.",
			source: sourceAuth,
		},
		"client-id-is-external-ref": {
			title:  "client_id and external_ref may have changed places",
			why:    "client_id has the form of a UUID and external_ref has not, where the documentation asks for the reverse. The form of a client_id is not documented: a guess.",
			fix:    "Compare both with their originals.",
			source: sourceAuth,
		},
		"credentials-exchanged": {
			title:  "client_id and client_secret may have changed places",
			why:    "client_id is long, and longer than client_secret; most services do it the other way round. The form of both is not documented: a guess.",
			fix:    "Compare both with what Ripio gave you. If they were exchanged, the secret was sent where servers log it: ask for a new one.",
			source: sourceOwn,
		},
	}
}

// externalRefCauseWords are the words about the external_ref.
func externalRefCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"external-ref-missing": {
			title:  "external_ref is missing",
			why:    "No part of the username may be empty, so nothing was sent.",
			fix:    "Generate a UUID v4, or enter the one that your system keeps for this user.",
			source: sourceAuth,
		},
		"external-ref-colon": {
			title:  "external_ref holds a colon",
			why:    "Colons separate the parts of the username, so the server could not tell where it ends.",
			fix:    "Use the plain 36 characters of a UUID.",
			source: sourceUUID,
		},
		"external-ref-control": {
			title:  "external_ref holds a line break or control character",
			why:    "It is part of no value, and usually comes from pasting.",
			fix:    "Remove it.",
			source: sourceOwn,
		},
		"external-ref-placeholder": {
			title:  "external_ref is still a placeholder",
			why:    "It is the text that stands for the real value.",
			fix:    "Generate a UUID v4, or enter the one that your system keeps for this user.",
			source: sourceAuth,
		},
		"external-ref-is-address": {
			title:  "external_ref is a wallet address",
			why:    "external_ref names the user, and the documentation asks for a UUID v4. A value may stand in the wrong field.",
			fix:    "Generate a UUID v4 for the user, and put the address in its own field.",
			source: sourceAuth,
		},
		"external-ref-stray": {
			title:  "external_ref holds a stray character",
			why:    "It is sent as part of the value. The server may take it for another user, or for no UUID.",
			fix:    "Remove it.",
			source: sourceUUID,
		},
		"external-ref-near-uuid": {
			title:  "external_ref is nearly a UUID",
			why:    "A character was lost, added or changed. The documentation asks for a UUID v4; whether the server enforces it is not documented.",
			fix:    "Generate a new UUID v4, or compare it with the one in your system.",
			source: sourceUUID,
		},
		"external-ref-not-v4": {
			title:  "external_ref is no UUID v4",
			why:    "The documentation asks for a UUID v4, and its own example is none. Whether the server enforces it is not documented.",
			fix:    "Generate a UUID v4 and send again: if a token comes, this was it.",
			source: sourceUUID,
		},
	}
}
