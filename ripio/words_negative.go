package ripio

// negativeWords are the words of the finding that names such a request.
func negativeWords() map[Code]words {
	return map[Code]words{
		"negative-test": {
			level: LevelNote, title: "wrong on purpose", source: sourceOwn,
			rule: "This is a negative test: the request is wrong on purpose, to learn what the server answers. Its answer says nothing " +
				"about your credentials and your user.",
			fix: "To request a token for your user, send without the negative test.",
		},
	}
}
