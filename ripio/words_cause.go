package ripio

import "sync"

// causeText is what a cause says whatever the evidence: a title of a few words,
// how it leads to the failure, what to do, and what the rule rests on.
type causeText struct{ title, why, fix, source string }

// causeWords holds the words of all causes, put together when they are first
// needed.
var causeWords = sync.OnceValue(func() map[Code]causeText {
	return joinCauseWords(
		guardCauseWords(), networkCauseWords(), timeoutCauseWords(), proxyCauseWords(), tlsCauseWords(), transferCauseWords(),
		redirectCauseWords(), pageCauseWords(), serverCauseWords(), memoryCauseWords(), environmentCauseWords(),
		textCauseWords("secret", "client_secret"), textCauseWords("client-id", "client_id"), credentialCauseWords(),
		externalRefCauseWords(), addressCauseWords(), usernameCauseWords(), serverWordsCauseWords(), productCauseWords(), contractCauseWords(),
		guessCauseWords(),
	)
})

func joinCauseWords(tables ...map[Code]causeText) map[Code]causeText {
	joined := make(map[Code]causeText)
	for _, table := range tables {
		for code, text := range table {
			joined[code] = text
		}
	}
	return joined
}

// notACredentialsFault ends the reasons of what the network did.
const notACredentialsFault = " This says nothing about the credentials."

// guardCauseWords are the words about what this program or the person stopped,
// and about what nothing explains.
func guardCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"wrong-on-purpose": {
			title:  "the request was wrong on purpose",
			why:    "This was a negative test: it asks what the server answers to such a request. The failure is what was to be learnt.",
			fix:    "Read the answer. To try the credentials, send the request without the deviation.",
			source: sourceOwn,
		},
		"host-not-allowed": {
			title:  "not the environment's host",
			why:    "The client_secret goes to the host of its environment only. This address has another one, so nothing was sent.",
			fix:    "Choose the environment again. In your own code, take the host from the environment that the credentials belong to.",
			source: sourceAuth,
		},
		"http-not-allowed": {
			title:  "http without encryption",
			why:    "Over http:// the client_secret would cross the network in clear text, so nothing was sent.",
			fix:    "Use the https:// address. If your own code copied the production address from the documentation, correct it there too.",
			source: sourceAuth,
		},
		"negative-test-not-allowed": {
			title:  "negative tests are not sent to production",
			why:    "A request that is wrong on purpose goes to sandbox and simulator only. Nothing was sent.",
			fix:    "Choose sandbox or the simulator for the test.",
			source: sourceOwn,
		},
		"credentials-not-allowed": {
			title:  "the credentials belong to another environment",
			why:    "A client_secret goes to the host of its own environment only. The request was for another one, so nothing was sent.",
			fix:    "Choose the environment that the credentials belong to, and send again.",
			source: sourceOwn,
		},
		"cancelled": {
			title: "you cancelled the send",
			why:   "It ended because it was cancelled. Whether the server received the request is not known." + notACredentialsFault,
			fix:   "Send again. If it took too long, the timing says in which phase.",
		},
		"program-fault": {
			title: "a fault in this program",
			why:   "It met an error that it has no name for." + notACredentialsFault,
			fix:   "Send again. If it happens twice, report the evidence to the authors of this program.",
		},
		"not-seen-before": {
			title:  "this answer has not been seen before",
			why:    "No error of this call is documented, and no earlier send on record had the same answer. Here is all of it.",
			fix:    "Read the whole answer. If its words do not help, send a report to Ripio's support.",
			source: sourceAuth,
		},
	}
}

// guessCauseWords are the words about what is left to think of.
func guessCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"credentials-refused": {
			title:  "client_id and client_secret are not accepted",
			why:    "A refusal often means that the pair is wrong or not known in this environment. The documentation names no error, so this is a guess.",
			fix:    "Enter client_id and client_secret again, copied from what Ripio gave you for this environment.",
			source: sourceAuth,
		},
		"request-refused": {
			title:  "the form of the request is refused",
			why:    "A status of this kind is usually about how a request is written, not about who sends it. What this server means by it is not documented.",
			fix:    "Read the server's words, and compare the request with the documentation: method, content type and the two field names.",
			source: sourceAuth,
		},
		"user-refused": {
			title:  "external_ref or address is refused",
			why:    "The username names the user and the wallet too, so a refusal may be about either. No such rule is documented.",
			fix:    "Send with a new external_ref, then with another address, and compare the answers.",
			source: sourceAuth,
		},
		"account-not-enabled": {
			title:  "the account may not be enabled",
			why:    "Ripio hands out credentials at onboarding. That a right pair is refused until the widget is enabled for the account is a guess.",
			fix:    "Ask Ripio whether the widget is enabled for this client_id in this environment. The report holds what they need.",
			source: sourceAuth,
		},
		"other-product": {
			title:  "credentials of another Ripio product",
			why:    "Ripio's Ramps API, fintech widget and Crypto-as-a-Service have credentials too. Whether these are valid here is not documented.",
			fix:    "Ask Ripio for which product the pair was made. This program calls the On/Off-Ramp widget.",
			source: "auth; docs.ripio.com, acquire access token and fintech widget",
		},
		"clock-skew": {
			title:  "the clocks differ much",
			why:    "Some services refuse requests from a machine whose clock is wrong. Nothing in this request holds a time, so it is an unlikely reason.",
			fix:    "Synchronise this machine's clock. The expiry of a token is judged by it, too.",
			source: "RFC 9110, section 6.6.1",
		},
	}
}
