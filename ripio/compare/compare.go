// Package compare sets two exchanges side by side.
package compare

import (
	"cmp"
	"slices"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Comparison sets two exchanges side by side.
type Comparison struct {
	// Summary is a sentence, safe to print: what changed, leaving noise aside.
	Summary string
	// Rows come group by group. Within a group those that changed come first and
	// noise comes last.
	Rows []Row
}

// Row is one thing that both exchanges have, or one of them lacks. Left and Right
// may hold outside text; neither holds a secret or a token. They are shortened
// where they are long, and empty where that side has no such thing. Its JSON keys are
// stable.
type Row struct {
	Group   Group   `json:"group"`
	Name    string  `json:"name"`
	Left    string  `json:"left"`
	Right   string  `json:"right"`
	Verdict Verdict `json:"verdict"`
}

// Group is what a row is about.
type Group string

// The groups in their order.
const (
	GroupInputs     Group = "inputs"
	GroupOutcome    Group = "outcome"
	GroupStatus     Group = "answer"
	GroupHeaders    Group = "headers"
	GroupClaims     Group = "claims"
	GroupConnection Group = "connection"
	GroupTiming     Group = "timing"
)

// Groups lists the groups in their order.
var Groups = []Group{
	GroupInputs, GroupOutcome, GroupStatus, GroupHeaders, GroupClaims, GroupConnection, GroupTiming,
}

// Verdict is what a row's two sides say together.
type Verdict string

// The verdicts.
const (
	VerdictSame    Verdict = "same"
	VerdictChanged Verdict = "changed"
	VerdictNoise   Verdict = "noise" // differs in every send: dates, ids, times
)

// verdictsInOrder is the order of the rows within a group.
var verdictsInOrder = []Verdict{VerdictChanged, VerdictSame, VerdictNoise}

// Exchanges sets two exchanges side by side. leftSecret and rightSecret are
// fingerprints of the two secrets, empty when unknown: a changed secret is an
// input that changed. Words in place of a fingerprint, which hold a space, tell
// nothing about two secrets that both have them.
func Exchanges(left, right ripio.Exchange, leftSecret, rightSecret string) Comparison {
	p := &pair{left: left, right: right}
	p.inputs(leftSecret, rightSecret)
	p.outcome()
	if p.both(func(e ripio.Exchange) bool { return e.Response != nil }) {
		p.responses()
		p.headers()
	} else {
		p.add(GroupStatus, "status", statusWords)
	}
	if p.both(func(e ripio.Exchange) bool { return e.Token != nil }) {
		p.tokens()
	}
	p.connections()
	p.timing()
	slices.SortStableFunc(p.rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Groups, a.Group), slices.Index(Groups, b.Group)),
			cmp.Compare(slices.Index(verdictsInOrder, a.Verdict), slices.Index(verdictsInOrder, b.Verdict)),
		)
	})
	return Comparison{Summary: summarise(p.rows, fingerprintsTell(leftSecret, rightSecret)), Rows: p.rows}
}

type pair struct {
	left, right ripio.Exchange
	rows        []Row
}

// both reports whether something is so on both sides.
func (p *pair) both(is func(ripio.Exchange) bool) bool { return is(p.left) && is(p.right) }

// text writes one thing about an exchange; nothing when it has no such thing.
type text func(ripio.Exchange) string

// add compares a thing of the two exchanges; a difference is a change.
func (p *pair) add(group Group, name string, of text) { p.addShown(group, name, of, of, false) }

// addNoise does so too. isNoise tells what a difference means.
func (p *pair) addNoise(group Group, name string, isNoise bool, of text) {
	p.addShown(group, name, of, of, isNoise)
}

// addShown compares one text and shows another. A row that both sides lack is left
// out.
func (p *pair) addShown(group Group, name string, shown, compared text, isNoise bool) {
	left, right := compared(p.left), compared(p.right)
	row := Row{group, name, show(shown(p.left)), show(shown(p.right)), VerdictSame}
	switch {
	case left == "" && right == "":
		return
	case left == right:
	case isNoise:
		row.Verdict = VerdictNoise
	default:
		row.Verdict = VerdictChanged
	}
	if row.Verdict != VerdictSame && row.Left == row.Right { // they differ in what is not shown
		row.Left += " (one)"
		row.Right += " (another)"
	}
	p.rows = append(p.rows, row)
}

// show prepares a text for a column: without what could be used as a credential,
// and not too long.
func show(text string) string {
	const longest = 200
	return phrase.CutText(redact.Credentials(text), longest)
}
