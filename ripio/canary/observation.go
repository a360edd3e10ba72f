// Package canary compares what a server does now with what it did when all was well:
// contract, lifetime, certificate, redirect, and what it says to requests that are wrong
// on purpose.
package canary

import (
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/redact"
)

// Observation is what is compared. It holds no credentials, no user and no token; texts
// may come from outside.
type Observation struct {
	At time.Time `json:"at"`
	// Contract are the codes of the findings about response and token, sorted, with what
	// was found where a finding lists names of keys or a type.
	Contract []string `json:"contract"`
	// Lifetime is in seconds; zero when it is not known.
	Lifetime int64 `json:"lifetime_seconds"`
	// Certificate is nil over http.
	Certificate *ripio.Certificate `json:"certificate,omitempty"`
	// Answers are those to the requests that were wrong on purpose.
	Answers []Answer `json:"answers,omitempty"`
}

// Answer is what the server said to a request that was wrong on purpose.
type Answer struct {
	Deviation ripio.Deviation `json:"deviation"`
	// Fingerprint is the same for answers that differ only in what differs in every
	// answer, such as dates.
	Fingerprint string `json:"fingerprint"`
	// Text is the answer in a few words.
	Text string `json:"text"`
}

// Run is one look at the server.
type Run struct {
	// Mint is the ordinary request, Probes are those that were wrong on purpose.
	Mint   ripio.Exchange
	Probes []ripio.Exchange
}

// Good reports whether a token came that can be used, which makes the run one to compare
// later ones with.
func (r Run) Good() bool {
	return r.Mint.Failure == nil && r.Mint.Token != nil && finding.Worst(readiness.Contract(r.Mint)) < finding.LevelFailure
}

// listing are findings of which it matters what was found: names of keys, or a type.
var listing = []finding.Code{"answer-key-extra", "answer-key-missing", "token-claims-extra", "answer-content-type"}

// Recognise returns an answer's fingerprint, and the answer in a few words without what the
// request held; empty for one that says nothing, such as one in pieces.
type Recognise func(ripio.Exchange) (fingerprint, text string)

// Observe keeps what is to be compared.
func (r Run) Observe(recognise Recognise) Observation {
	o := Observation{At: r.Mint.SentAt.UTC().Truncate(time.Second), Contract: []string{}, Certificate: r.Mint.Connection.Certificate}
	for _, each := range readiness.Contract(r.Mint) {
		entry := string(each.Code)
		if slices.Contains(listing, each.Code) {
			entry = phrase.JoinNonEmpty(": ", entry, redact.Tokens(each.Found))
		}
		o.Contract = append(o.Contract, entry)
	}
	slices.Sort(o.Contract)
	o.Contract = slices.Compact(o.Contract)
	if lifetime, known := r.Mint.Lifetime(); known {
		o.Lifetime = int64(lifetime.Round(time.Second) / time.Second)
	}
	for _, probe := range r.Probes {
		if answer, ok := answerOf(probe, recognise); ok {
			o.Answers = append(o.Answers, answer)
		}
	}
	return o
}

// accepted is the fingerprint of a token that came although the request was wrong.
const accepted = "token"

func answerOf(e ripio.Exchange, recognise Recognise) (Answer, bool) {
	answer := Answer{Deviation: e.Request.Deviation}
	switch {
	case e.Response == nil:
		return answer, false
	case e.Failure == nil:
		answer.Fingerprint, answer.Text = accepted, "a token"
		return answer, true
	case e.Failure.Kind == ripio.FailureRateLimited, e.Response.Status >= 500:
		return answer, false // it says nothing about the request
	}
	const longest = 200
	answer.Fingerprint, answer.Text = recognise(e)
	answer.Text = phrase.CutText(redact.Tokens(answer.Text), longest)
	return answer, answer.Fingerprint != ""
}

// Answer returns the answer to a request that was wrong in one way.
func (o Observation) Answer(deviation ripio.Deviation) (Answer, bool) {
	at := slices.IndexFunc(o.Answers, func(a Answer) bool { return a.Deviation == deviation })
	if at < 0 {
		return Answer{}, false
	}
	return o.Answers[at], true
}

// Keep adds the answers of an earlier observation that this one lacks: a run that did
// not ask, or got nothing that says anything, is not a reason to forget.
func (o Observation) Keep(earlier Observation) Observation {
	for _, answer := range earlier.Answers {
		if _, there := o.Answer(answer.Deviation); !there {
			o.Answers = append(o.Answers, answer)
		}
	}
	return o
}
