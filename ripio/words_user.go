package ripio

// userWords are the words about a user who was recorded by earlier sends.
func userWords() map[Code]words {
	return map[Code]words{
		"user-drift-address": {
			level: LevelWarning, title: "used with another address before", source: sourceAuth,
			rule: "An external_ref stands for one user, and the off-ramp must use the address of that user's on-ramp. It is not known what " +
				"the server does with a second address.",
			fix: "Use the earlier address, or a new external_ref if this is another user.",
		},
		"user-drift-letter-case": {
			level: LevelNote, title: "used with other letter case before", source: sourceEIP55 + "; " + sourceOwn,
			rule: "The two addresses are the same account: the letter case of an EVM address is only its checksum. It is not known whether " +
				"the server compares letter case.",
			fix: "Write the address the same way each time.",
		},
		"user-drift-profile": {
			level: LevelWarning, title: "used with another profile before", source: sourceAuth + "; " + sourceOwn,
			rule: "An external_ref is unique for one user of one partner. If both profiles are credentials of one partner, this may be the " +
				"same user to the server; if not, one of the two values may have been pasted into the wrong profile.",
			fix: "Check the profile, or use a new external_ref.",
		},
		"user-drift-environment": {
			level: LevelWarning, title: "used in another environment before", source: sourceOwn,
			rule: "Sandbox and production have hosts of their own, and nothing says that they share users. A test user in production, or a " +
				"real one in the sandbox, is usually a mistake.",
			fix: "Check the environment, or use a new external_ref.",
		},
	}
}
