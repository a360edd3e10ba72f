package ripio

// addressWords are the words about addresses of no particular family.
func addressWords() map[Code]words {
	return map[Code]words{
		"address-empty": {
			level: LevelFailure, blocking: true, title: "empty", source: sourceAuth,
			rule: "The address is marked as required. Older versions of the page had a username of two parts, without it.",
			fix:  "Enter the user's blockchain address or wallet identifier.",
		},
		"address-unknown": {
			level: LevelNote, title: "unknown shape", source: sourceAuth,
			rule: "The field takes a blockchain address or a wallet identifier. This program knows the shapes of EVM, Bitcoin, " +
				"Tron, Solana and Stellar addresses; any other may be right as well.",
			fix: "Compare it with the one in the wallet.",
		},
		"address-uuid": {
			level: LevelNote, title: "a UUID", source: sourceAuth,
			rule: "It may be a wallet identifier, or an external_ref in the wrong field.",
			fix:  "Check that the two values were not exchanged.",
		},
		"address-private-key": {
			level: LevelFailure, blocking: true, title: "is a private key", source: sourceOwn,
			rule: "It decodes as a private key. Whoever has it can take what is in the wallet. It is never sent.",
			fix:  "Enter the address. Treat the key as known to others, if it was shown or sent anywhere, and move the funds.",
		},
		"address-maybe-key": {
			level: LevelFailure, blocking: true, title: "may be a private key or a seed", source: sourceOwn,
			rule: "It has the length and the alphabet of a key, or of one that was damaged when it was copied. Addresses of Sui, Aptos, " +
				"Starknet and NEAR, transaction hashes and hashed wallet identifiers may have the same form. It is masked, and sent only once " +
				"it was confirmed.",
			fix: "Enter the address, or confirm when sending that this is one. If it is a key, treat it as known to others and move the funds.",
		},
		"address-stellar-seed": {
			level: LevelFailure, blocking: true, title: "is a Stellar secret seed", source: sourceStellar,
			rule: "Its checksum shows that it is the seed of a Stellar account. Whoever has it can take what is in the account. It is never sent.",
			fix:  "Enter the address that begins with G. If this was the seed, treat it as known to others and move the funds.",
		},
		"address-recovery-phrase": {
			level: LevelFailure, blocking: true, title: "looks like a recovery phrase", source: "BIP-39",
			rule: "A list of 12 to 24 words restores a whole wallet. Whoever has it can take what is in the wallet. It is never sent.",
			fix:  "Enter the address. If this was the phrase, treat it as known to others and move the funds.",
		},
	}
}

// addressWritingWords are the words about text that stands for an address.
func addressWritingWords() map[Code]words {
	return map[Code]words{
		"address-uri": {
			level: LevelWarning, title: "payment link, not the bare address", source: "BIP-21, ERC-681; auth",
			rule: "The scheme before the colon is for wallet apps, and its colon would split the username into more than three parts.",
			fix:  "Use the address alone.",
		},
		"address-caip10": {
			level: LevelWarning, title: "CAIP-10 account, not the bare address", source: "CAIP-10; auth",
			rule: "CAIP-10 writes the chain before the address. Its colons would split the username into more than three parts.",
			fix:  "Use the address alone.",
		},
		"address-colon": {
			level: LevelWarning, title: "colon inside", source: sourceAuth,
			rule: "Colons separate the three parts of the username. With one more it is unknown how the server splits it.",
			fix:  "Use a form of the address without a colon, if there is one.",
		},
		"address-name": {
			level: LevelWarning, title: "a name, not an address", source: "ERC-137 for .eth; auth",
			rule: "A name has to be looked up on a chain to give an address. It is unknown whether the server does that.",
			fix:  "Enter the address that the name stands for.",
		},
		"address-icap": {
			level: LevelWarning, title: "ICAP form of an EVM address", source: "ICAP (Inter exchange Client Address Protocol)",
			rule: "This old form looks like a bank account number. Few programs still read it.",
			fix:  "Enter the address that begins with 0x.",
		},
		"address-shortened": {
			level: LevelWarning, title: "shortened address", source: sourceOwn,
			rule: "Wallets and tables leave out the middle of an address. The dots stand for characters that are missing.",
			fix:  "Copy the whole address.",
		},
	}
}
