package ripio

const (
	// notEnforced ends the rules about external_refs that are no UUID v4.
	notEnforced = " It is unknown whether the server enforces it."
	// asksForV4 is the rule behind most of them.
	asksForV4 = "The documentation asks for a UUID v4." + notEnforced
	// useNewRef is the fix for what cannot be turned into a UUID v4.
	useNewRef = "Generate a UUID v4 and keep it for this user, or send this value to see what the server does."
)

// externalRefWords are the words about an external_ref that is no UUID in its
// usual form.
func externalRefWords() map[Code]words {
	return map[Code]words{
		"external-ref-empty": {
			level: LevelFailure, blocking: true, title: "empty", source: sourceAuth,
			rule: "The username is made of client_id, external_ref and address. None of them may be empty.",
			fix:  "Generate a UUID v4, or enter the one that your system keeps for this user.",
		},
		"external-ref-colon": {
			level: LevelFailure, blocking: true, title: "colon inside", source: sourceAuth,
			rule: "Colons separate the three parts of the username. The server could not tell where external_ref ends.",
			fix:  "Enter external_ref alone. A UUID holds no colon.",
		},
		"external-ref-urn": {
			level: LevelFailure, blocking: true, title: "UUID in URN form", source: sourceUUID,
			rule: "The colons of urn:uuid: would split the username in the wrong places.",
			fix:  "Use the plain 36 characters.",
		},
		"external-ref-braces": {
			level: LevelWarning, title: "UUID in braces", source: sourceUUID,
			rule: "Some systems print UUIDs in braces. The standard form is the plain 36 characters." + notEnforced,
			fix:  "Remove the braces.",
		},
		"external-ref-upper-case": {
			level: LevelNote, title: "UUID in upper case", source: sourceUUID,
			rule: "The standard writes UUIDs in lower case and reads both. A server that compares text would see two users.",
			fix:  "Use lower case everywhere.",
		},
		"external-ref-no-hyphens": {
			level: LevelWarning, title: "UUID without hyphens", source: sourceUUID,
			rule: "These are 32 hexadecimal digits. The standard form has hyphens after 8, 12, 16 and 20 of them." + notEnforced,
			fix:  "Add the hyphens, if this is a UUID.",
		},
		"external-ref-near-uuid": {
			level: LevelWarning, title: "nearly a UUID", source: sourceUUID,
			rule: "A UUID has 36 characters: hexadecimal digits in groups of 8, 4, 4, 4 and 12, joined by hyphens." + notEnforced,
			fix:  "Compare it with the one in your system. A character may have been lost or added.",
		},
		"external-ref-plain-text": {
			level: LevelWarning, title: "no UUID", source: sourceAuth,
			rule: asksForV4 + " Its own example, USER_1111, is none.",
			fix:  useNewRef,
		},
		"external-ref-email": {
			level: LevelWarning, title: "e-mail address, no UUID", source: sourceAuth,
			rule: asksForV4 + " An e-mail address is personal data, and external_ref comes back in webhooks and reports.",
			fix:  "Generate a UUID v4 and keep it for this user.",
		},
		"external-ref-address": {
			level: LevelWarning, title: "blockchain address, no UUID", source: sourceAuth,
			rule: "external_ref names the user in your system. The blockchain address is the third part of the username." + notEnforced,
			fix:  "Check that the two values were not exchanged.",
		},
	}
}

// uuidVersionWords are the words about UUIDs of every version.
func uuidVersionWords() map[Code]words {
	return map[Code]words{
		"external-ref-v4": {
			level: LevelOK, title: "UUID v4", source: sourceUUID,
			rule: "The documentation asks for a UUID v4 that names one user and no other.",
		},
		"external-ref-v1": uuidVersion("UUID v1, not v4", "Version 1 is made of a clock and, as a rule, a network card's address."),
		"external-ref-v2": uuidVersion("UUID v2, not v4", "Version 2 belongs to DCE security and holds a local user or group number."),
		"external-ref-v3": uuidVersion("UUID v3, not v4", "Version 3 is an MD5 hash of a name: the same name always gives the same UUID."),
		"external-ref-v5": uuidVersion("UUID v5, not v4", "Version 5 is a SHA-1 hash of a name. "+
			"It is unique and stays the same for a user, as the documentation wants, but it is no v4."),
		"external-ref-v6":            uuidVersion("UUID v6, not v4", "Version 6 is version 1 with its time put in sorting order."),
		"external-ref-v7":            uuidVersion("UUID v7, not v4", "Version 7 begins with the time in milliseconds; the rest is random."),
		"external-ref-v8":            uuidVersion("UUID v8, not v4", "Version 8 is for forms of a vendor's own."),
		"external-ref-other-version": uuidVersion("UUID of an unknown version", "The versions 1 to 8 are defined, and this is none of them."),
		"external-ref-nil":           uuidVersion("nil UUID, all zeros", "The nil UUID stands for no value, so it names no user."),
		"external-ref-max":           uuidVersion("max UUID, all f", "The max UUID stands for a limit, so it names no user."),
		"external-ref-wrong-variant": uuidVersion("UUID of another variant",
			"The digit after the third hyphen is 8, 9, a or b in every UUID of the standard's own variant, and so in every v4."),
	}
}

// uuidVersion are the words about a UUID that is no v4.
func uuidVersion(title, rule string) words {
	return words{level: LevelWarning, title: title, rule: rule + " " + asksForV4, fix: useNewRef, source: sourceUUID}
}
