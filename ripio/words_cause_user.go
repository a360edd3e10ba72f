package ripio

// addressCauseWords are the words about the address.
func addressCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"address-missing": {
			title:  "the address is missing",
			why:    "The documentation marks it as required. Older versions of the page had a username of two parts, without it.",
			fix:    "Enter the user's blockchain address or wallet identifier.",
			source: sourceAuth,
		},
		"address-private-key": {
			title:  "a private key or recovery phrase stands for the address",
			why:    "Whoever has it can take what is in the wallet, so it is never sent.",
			fix:    "Enter the address. If this was a key, treat it as known to others and move the funds.",
			source: sourceOwn,
		},
		"address-maybe-key": {
			title:  "the address has the form of a private key or a seed",
			why:    "A key with a character lost looks so, and the addresses of a few chains do. It is sent only once it was confirmed.",
			fix:    "Compare it with the address in the wallet.",
			source: sourceOwn,
		},
		"address-control": {
			title:  "the address holds a line break or control character",
			why:    "It is part of no address, and usually comes from pasting.",
			fix:    "Remove it.",
			source: sourceOwn,
		},
		"address-placeholder": {
			title:  "the address is still a placeholder",
			why:    "It is the text that stands for the real value.",
			fix:    "Enter the user's blockchain address or wallet identifier.",
			source: sourceAuth,
		},
		"address-incomplete": {
			title:  "the address is not whole",
			why:    "It is longer or shorter than its kind, or its middle was left out. Whether the server looks at addresses is not documented.",
			fix:    "Copy the whole address from the wallet.",
			source: "the chain's rules for addresses; auth",
		},
		"address-stray": {
			title:  "the address holds a stray character",
			why:    "It is sent as part of the address. Whether the server looks at addresses is not documented.",
			fix:    "Remove it.",
			source: sourceOwn,
		},
		"address-checksum": {
			title: "the address does not match its checksum",
			why: "A character was mistyped, or letter case was lost. Whether the server checks it is not documented; " +
				"the documentation's own example fails the check.",
			fix:    "Compare it with the wallet. Where only letter case differs, use the form with the right checksum.",
			source: "the chain's rules for addresses, such as ERC-55 (EIP-55)",
		},
		"address-doubtful": {
			title:  "the address is not in its usual form",
			why:    "A check of the address found something odd. Whether the server looks at addresses is not documented.",
			fix:    "Enter the address as the wallet shows it.",
			source: "the chain's rules for addresses; auth",
		},
		"address-is-uuid": {
			title:  "the address is a UUID",
			why:    "It may be a wallet identifier, or an external_ref in the wrong field.",
			fix:    "Check that external_ref and address did not change places.",
			source: sourceAuth,
		},
	}
}

// usernameCauseWords are the words about the three parts together.
func usernameCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"two-part-username": {
			title:  "the username has no third part",
			why:    "The documentation's current page joins client_id, external_ref and address. Whether the older form without the address still works is unknown.",
			fix:    "Enter the user's address, and join three parts with colons in your own code.",
			source: sourceAuth,
		},
		"user-parts-exchanged": {
			title:  "external_ref and address have changed places",
			why:    "external_ref has the form of an address, and address that of a UUID.",
			fix:    "Put each value into the other's field. In your own code, the order is client_id, external_ref, address.",
			source: sourceAuth,
		},
		"username-repeats-part": {
			title:  "two parts of the username are the same",
			why:    "client_id names the partner, external_ref the user and address the wallet. One value cannot name two of them.",
			fix:    "Enter the right value in the field that repeats the other.",
			source: sourceAuth,
		},
		"username-ambiguous": {
			title:  "the username has more than two colons",
			why:    "A server that splits at every colon finds too many parts. How this one splits is not documented.",
			fix:    "Use the address without its prefix, or a form without a colon.",
			source: sourceAuth,
		},
	}
}
