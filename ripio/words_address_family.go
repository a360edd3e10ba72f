package ripio

// addressFamilyWords are the words about the families that are recognised.
func addressFamilyWords() map[Code]words {
	return map[Code]words{
		"address-evm": {
			level: LevelOK, title: "EVM address, checksum good", source: sourceEIP55,
			rule: "The letter case matches the checksum.",
		},
		"address-evm-no-checksum": {
			level: LevelNote, title: "EVM address without a checksum", source: sourceEIP55,
			rule: "The letter case of an EVM address is its checksum. With one case throughout a typing error cannot be seen.",
			fix:  "Use the form with the checksum.",
		},
		"address-evm-checksum": {
			level: LevelWarning, title: "letter case does not match its EIP-55 checksum", source: sourceEIP55,
			rule: "A character may be wrong, or a program changed the letter case. The documentation's own example address fails this " +
				"check too, so it may be sent. Rootstock uses a letter case of its own (EIP-1191).",
			fix: "Compare it with the one in the wallet. The corrected letter case is right only if every digit is.",
		},
		"address-evm-zero": {
			level: LevelWarning, title: "zero address", source: sourceOwn,
			rule: "Nobody holds the key of the zero address. What is sent there is lost.",
			fix:  "Enter the user's own address.",
		},
		"address-evm-no-prefix": {
			level: LevelWarning, title: "EVM address without 0x", source: sourceEIP55,
			rule: "40 hexadecimal digits are an EVM address when 0x stands before them.",
			fix:  "Add 0x, if this is an EVM address.",
		},
		"address-evm-prefix": {
			level: LevelWarning, title: "EVM address with 0X", source: sourceEIP55,
			rule: "The prefix is written 0x, with a small x.",
			fix:  "Use 0x.",
		},
		"address-evm-length": {
			level: LevelWarning, title: "EVM address of the wrong length", source: sourceEIP55,
			rule: "An EVM address has 40 digits after 0x.",
			fix:  "Copy the whole address. A character may have been lost or added.",
		},
		"address-evm-digit": {
			level: LevelWarning, title: "EVM address with a wrong character", source: sourceEIP55,
			rule: "After 0x only the digits 0 to 9 and the letters a to f can stand.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-bitcoin": {
			level: LevelOK, title: "Bitcoin address, checksum good", source: sourceBase58 + "; " + sourceBech32,
			rule: "The address has the form of Bitcoin's main network.",
		},
		"address-bitcoin-test": {
			level: LevelNote, title: "Bitcoin test address, checksum good", source: sourceBase58 + "; " + sourceBech32,
			rule: "It belongs to a test network of Bitcoin. Its coins have no value.",
			fix:  "In production, enter an address of the main network.",
		},
		"address-bitcoin-future": {
			level: LevelNote, title: "Bitcoin address of a form without a use", source: sourceBech32,
			rule: "The checksum is good, but no use of this witness program has been agreed on. Coins sent there can be taken by anybody.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-base58-version": {
			level: LevelNote, title: "unknown kind of address, checksum good", source: sourceBase58,
			rule: "Its base58 checksum is good, so no character is wrong. It is neither a Bitcoin nor a Tron address; other networks use the same form.",
			fix:  "Check in the wallet that this is the address.",
		},
		"address-bitcoin-checksum": {
			level: LevelWarning, title: "Bitcoin address with a wrong checksum", source: sourceBase58,
			rule: "It begins like a Bitcoin address, but its last characters do not match the rest. At least one character is wrong.",
			fix:  "Copy it again.",
		},
		"address-bech32-checksum": {
			level: LevelWarning, title: "Bitcoin address with a wrong checksum", source: sourceBech32,
			rule: "Its last six characters do not match the rest. At least one character is wrong.",
			fix:  "Copy it again.",
		},
		"address-bech32-character": {
			level: LevelWarning, title: "Bitcoin address with a wrong character", source: sourceBech32,
			rule: "After the prefix, bech32 uses no 1, b, i or o and nothing but letters and digits.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-bech32-case": {
			level: LevelWarning, title: "Bitcoin address with small and capital letters", source: sourceBech32,
			rule: "A bech32 address is in one letter case throughout.",
			fix:  "Use lower case.",
		},
		"address-bech32-length": {
			level: LevelWarning, title: "Bitcoin address of the wrong length", source: sourceBech32,
			rule: "A bech32 address has at most 90 characters, and data before its checksum.",
			fix:  "Copy the whole address.",
		},
		"address-bech32-program": {
			level: LevelWarning, title: "Bitcoin address with a wrong witness program", source: sourceBech32,
			rule: "The checksum is good, but what it protects is no address that Bitcoin allows.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-bech32-encoding": {
			level: LevelWarning, title: "Bitcoin address with the other kind of checksum", source: sourceBech32,
			rule: "Witness version 0 has a bech32 checksum, every later one bech32m. An old program may have written this one.",
			fix:  "Ask the wallet for the address again.",
		},
		"address-tron": {
			level: LevelOK, title: "Tron address, checksum good", source: sourceTron,
			rule: "All networks of Tron share this form.",
		},
		"address-tron-hex": {
			level: LevelNote, title: "Tron address in hexadecimal", source: sourceTron,
			rule: "Tron's nodes write addresses this way. Wallets show the form that begins with T.",
			fix:  "Use the form that begins with T.",
		},
		"address-tron-checksum": {
			level: LevelWarning, title: "Tron address with a wrong checksum", source: sourceTron,
			rule: "It begins and ends like a Tron address, but its last characters do not match the rest. At least one character is wrong.",
			fix:  "Copy it again.",
		},
		"address-tron-length": {
			level: LevelWarning, title: "Tron address of the wrong length", source: sourceTron,
			rule: "A Tron address has 34 characters.",
			fix:  "Copy the whole address. A character may have been lost or added.",
		},
		"address-base58-character": {
			level: LevelWarning, title: "address with a wrong character", source: sourceBase58,
			rule: "Tron and Bitcoin addresses of this form use no 0, O, I or l, because they look alike.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-solana": {
			level: LevelOK, title: "Solana address (its form has no checksum)", source: "Solana's documentation: base58 of 32 bytes",
			rule: "The length is right. A Solana address has no checksum, so a typing error cannot be seen.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-algorand": {
			level: LevelNote, title: "Algorand address, checksum good", source: "Algorand's developer documentation",
			rule: "Ripio's public pages do not mention Algorand. The list of networks is not documented, so it may be right.",
			fix:  "Compare it with the one in the wallet.",
		},
		"address-stellar": {
			level: LevelOK, title: "Stellar address, checksum good", source: sourceStellar,
			rule: "It is an account. Some services also ask for a memo; this call has no field for one.",
		},
		"address-stellar-muxed": {
			level: LevelNote, title: "Stellar muxed account", source: sourceStellar,
			rule: "M and what follows hold an account and a number in it. It is unknown whether the server takes this form.",
			fix:  "If it is refused, use the address that begins with G.",
		},
		"address-stellar-contract": {
			level: LevelNote, title: "Stellar contract", source: sourceStellar,
			rule: "C stands for a contract, not for an account. It is unknown whether the server takes this form.",
			fix:  "If it is refused, use the address that begins with G.",
		},
		"address-stellar-other": {
			level: LevelNote, title: "Stellar text that is no account", source: sourceStellar,
			rule: "It has a form of Stellar's, but not that of an account.",
			fix:  "Use the address that begins with G.",
		},
		"address-stellar-checksum": {
			level: LevelWarning, title: "Stellar address with a wrong checksum", source: sourceStellar,
			rule: "It begins like a Stellar account, but its last characters do not match the rest. At least one character is wrong.",
			fix:  "Copy it again.",
		},
		"address-stellar-version": {
			level: LevelWarning, title: "Stellar text of an unknown kind", source: sourceStellar,
			rule: "Its checksum is good, so no character is wrong, but its version byte is not that of an account.",
			fix:  "Check in the wallet that this is the address.",
		},
		"address-stellar-length": {
			level: LevelWarning, title: "Stellar address of the wrong length", source: sourceStellar,
			rule: "A Stellar account has 56 characters.",
			fix:  "Copy the whole address. A character may have been lost or added.",
		},
		"address-stellar-character": {
			level: LevelWarning, title: "Stellar address with a wrong character", source: sourceStellar,
			rule: "A Stellar account uses only capital letters and the digits 2 to 7.",
			fix:  "Compare it with the one in the wallet.",
		},
	}
}
