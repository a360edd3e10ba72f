// Package compare sets two exchanges side by side.
package compare

import (
	"cmp"
	"slices"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Comparison sets two exchanges side by side.
type Comparison struct {
	// Summary is a sentence, safe to print: what changed, leaving noise aside.
	Summary string
	// Rows come group by group. Within a group those that changed come first and
	// noise comes last.
	Rows []ComparedRow
}

// ComparedRow is one thing that both exchanges have, or one of them lacks.
// Left and Right may hold outside text; neither holds a secret or a token. They
// are shortened where they are long, and empty where that side has no such thing.
type ComparedRow struct {
	Group   ComparedGroup
	Name    string
	Left    string
	Right   string
	Verdict Verdict
}

// ComparedGroup is what a row is about.
type ComparedGroup string

// The groups in their order.
const (
	GroupInputs     ComparedGroup = "inputs"
	GroupOutcome    ComparedGroup = "outcome"
	GroupStatus     ComparedGroup = "answer"
	GroupHeaders    ComparedGroup = "headers"
	GroupClaims     ComparedGroup = "claims"
	GroupConnection ComparedGroup = "connection"
	GroupTiming     ComparedGroup = "timing"
)

// ComparedGroups lists the groups in their order.
var ComparedGroups = []ComparedGroup{
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

// Compare sets two exchanges side by side. leftSecret and rightSecret are
// fingerprints of the two secrets, empty when unknown: a changed secret is an
// input that changed. Words in place of a fingerprint, which hold a space, tell
// nothing about two secrets that both have them.
func Exchanges(left, right ripio.Exchange, leftSecret, rightSecret string) Comparison {
	p := &pair{left: left, right: right}
	p.compareInputs(leftSecret, rightSecret)
	p.compareOutcomes()
	p.compareAnswers()
	p.compareHeaders()
	p.compareTokens()
	p.compareConnections()
	p.compareTiming()
	slices.SortStableFunc(p.rows, func(a, b ComparedRow) int {
		return cmp.Or(
			cmp.Compare(slices.Index(ComparedGroups, a.Group), slices.Index(ComparedGroups, b.Group)),
			cmp.Compare(slices.Index(verdictsInOrder, a.Verdict), slices.Index(verdictsInOrder, b.Verdict)),
		)
	})
	return Comparison{Summary: summarise(p.rows, fingerprintsTell(leftSecret, rightSecret)), Rows: p.rows}
}

// pair is a comparison under way.
type pair struct {
	left, right ripio.Exchange
	rows        []ComparedRow
}

// add compares two texts. isNoise tells what a difference between them means. A
// row that both sides lack is left out.
func (p *pair) add(group ComparedGroup, name, left, right string, isNoise bool) {
	p.addShown(ComparedRow{Group: group, Name: name, Left: left, Right: right}, left, right, isNoise)
}

// addShown compares two texts and shows those of the row in their place.
func (p *pair) addShown(row ComparedRow, left, right string, isNoise bool) {
	row.Left, row.Right, row.Verdict = showCompared(row.Left), showCompared(row.Right), VerdictSame
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

// showCompared prepares a text for a column: without what could be used as a
// credential, and not too long.
func showCompared(text string) string {
	const longest = 200
	return phrase.CutText(redact.Credentials(text), longest)
}
