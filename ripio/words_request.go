package ripio

// credentialWords are the words about client_id and client_secret.
func credentialWords() map[Code]words {
	return map[Code]words{
		"client-id-empty": {
			level: LevelFailure, blocking: true, title: "empty", source: sourceAuth,
			rule: "The username is made of client_id, external_ref and address. None of them may be empty.",
			fix:  "Enter the client_id that Ripio gave you.",
		},
		"client-id-colon": {
			level: LevelFailure, blocking: true, title: "colon inside", source: sourceAuth,
			rule: "Colons separate the three parts of the username. The server could not tell where client_id ends.",
			fix:  "Enter client_id alone, without the parts that follow it.",
		},
		"client-id-assignment": {
			level: LevelFailure, blocking: true, title: "holds an assignment, as in a .env file", source: sourceOwn,
			rule: "The client_id is shown, saved and sent in the username. With a whole line of a .env file, or two, a client_secret may stand in it.",
			fix:  "Enter the value alone. Lines of a .env file can be imported as they are.",
		},
		"client-secret-empty": {
			level: LevelFailure, blocking: true, title: "empty", source: sourceAuth,
			rule: "The password of the call is the client_secret.",
			fix:  "Enter the client_secret that Ripio gave you.",
		},
		"client-secret-long": {
			level: LevelWarning, title: "longer than 2048 bytes", source: sourceOwn,
			rule: "No client_secret of this length is known, and some systems cannot keep it in their keyring.",
			fix:  "Compare the value with the one that Ripio gave you.",
		},
		"client-secret-encrypted": {
			level: LevelWarning, title: "looks encrypted", source: sourceOwn,
			rule: "It begins as a tool that encrypts values in a file writes them. It is sent as it stands; this program decrypts nothing.",
			fix:  "Give the value that the tool prints, or let the profile run the tool as its command.",
		},
		"client-secret-reference": {
			level: LevelWarning, title: "names a place in a vault", source: sourceOwn,
			rule: "It begins as a reference to a secret kept elsewhere. It is sent as it stands; this program looks nothing up by itself.",
			fix:  "Give the value itself, or let the profile run the vault's command.",
		},
		"client-secret-json": {
			level: LevelWarning, title: "is JSON, not the value alone", source: sourceOwn,
			rule: "Vaults answer with JSON that holds the value. All of it is sent as it stands.",
			fix:  "Take the one value out of it.",
		},
		"client-secret-assignment": {
			level: LevelWarning, title: "looks like NAME=value", source: sourceOwn,
			rule: "A line of a .env file sets a variable to the value. The name is sent along as it stands.",
			fix:  "Give what stands behind the sign alone.",
		},
		"client-secret-token": {
			level: LevelWarning, title: "looks like a token", source: sourceAuth,
			rule: "A token is what the call answers. The password of the call is the client_secret.",
			fix:  "Enter the client_secret that Ripio gave you.",
		},
	}
}

// usernameWords are the words about the three parts together.
func usernameWords() map[Code]words {
	return map[Code]words{
		"username-three-parts": {
			level: LevelOK, title: "three parts", source: sourceAuth,
			rule: "The username is client_id, external_ref and address, joined with colons.",
		},
		"username-ambiguous": {
			level: LevelWarning, title: "more than two colons", source: sourceAuth,
			rule: "The server has to split the username at its colons. A split at the first two gives the three parts back; " +
				"a split at every colon does not. Which one the server does is unknown.",
			fix: "Use an address without a colon where there is one.",
		},
		"username-holds-secret": {
			level: LevelFailure, blocking: true, title: "holds the client_secret", source: sourceAuth,
			rule: "The username is shown, kept in the history and written to logs. The client_secret belongs in the password alone.",
			fix:  "Take the client_secret out of this part. If it was sent before, ask Ripio for a new one.",
		},
		"username-client-id-address": {
			level: LevelWarning, title: "client_id has the form of an address", source: sourceAuth,
			rule: "client_id names the partner, address the user's wallet. The form of a client_id is not documented.",
			fix:  "Check that client_id and address did not change places.",
		},
		"username-client-id-uuid": {
			level: LevelNote, title: "client_id is a UUID, external_ref is none", source: sourceAuth,
			rule: "The documentation asks for a UUID in external_ref. The form of a client_id is not documented, so both may be right.",
			fix:  "Check that client_id and external_ref did not change places.",
		},
		"username-credentials-order": {
			level: LevelNote, title: "client_id is longer than client_secret", source: sourceOwn,
			rule: "Most services have it the other way round. The form of both is not documented, so both may be right.",
			fix:  "Check that client_id and client_secret did not change places.",
		},
		"username-repeats-part": {
			level: LevelWarning, title: "two parts are the same", source: sourceAuth,
			rule: "client_id names the partner, external_ref the user and address the wallet. One value cannot name two of them.",
			fix:  "Look for a value that was pasted into the wrong field.",
		},
	}
}
