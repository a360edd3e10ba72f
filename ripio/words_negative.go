package ripio

// negativeTests are the words about requests that are wrong on purpose, in the
// order in which they are run.
var negativeTests = []NegativeTest{
	{
		Deviation: DeviationWrongSecret, Title: "wrong secret", When: "the secret was wrong",
		What: "The fixed text " + WrongSecret + " goes out as the password. The client_secret itself is not sent.",
	},
	{
		Deviation: DeviationNoAddress, Title: "no address", When: "the address was empty",
		What: "The username is client_id:external_ref: and has nothing after its second colon.",
	},
	{
		Deviation: DeviationTwoParts, Title: "two parts", When: "the username had two parts",
		What: "The username is client_id:external_ref, as older pages of the documentation had it.",
	},
	{
		Deviation: DeviationPlainRef, Title: "plain external_ref", When: "external_ref was no UUID",
		What: "The external_ref is " + PlainExternalRef + ", in the style of the documentation's own example, USER_1111. " +
			"If the server accepts it, a token for that user comes.",
	},
	{
		Deviation: DeviationEmptyClientID, Title: "empty client_id", When: "client_id was empty",
		What: "The username is :external_ref:address and has nothing before its first colon.",
	},
}

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
