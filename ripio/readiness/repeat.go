package readiness

import (
	"sync"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
)

// unknowable is what no response tells.
const unknowable = "whether the earlier token still opens the widget cannot be known from here: nothing that is documented tells it"

// repeat asks for more tokens for the same user: one after the first, then two at once.
func (r *run) repeat(first ripio.Exchange) {
	if why := r.stay(); why != "" {
		r.add(notRun(NameSecond, why))
		r.add(notRun(NameParallel, why))
		return
	}
	r.add(secondLine(first, r.send(r.plan.Request)))
	if why := r.stay(); why != "" {
		r.add(notRun(NameParallel, why))
		return
	}
	r.pause()
	var both [2]ripio.Exchange
	var sending sync.WaitGroup
	for i := range both {
		sending.Go(func() { both[i] = r.tools.Send(r.ctx, r.plan.Request) })
	}
	sending.Wait()
	for _, e := range both {
		r.answered(e)
	}
	r.add(parallelLine(both))
}

// secondLine compares a token with the one before, for the same user.
func secondLine(first, second ripio.Exchange) checklist.Line {
	if !minted(second) {
		line := failed(NameSecond, second)
		line.Found = "the second request for the same user brought no token: " + line.Found
		return line
	}
	line := checklist.Line{Name: NameSecond, Verdict: checklist.OK, Source: sourceAuth, Took: second.Timing.Total}
	if first.Token.Raw == second.Token.Raw {
		line.Verdict = checklist.Note
		line.Found = "the same token came again; it ends at " + expiryWords(first)
		return line
	}
	line.Found = phrase.JoinNonEmpty("; ",
		"another token came, which ends at "+expiryWords(second)+difference(first, second),
		"the exp of the first one is a part of it and cannot change", unknowable)
	return line
}

// difference says how the ends of two tokens lie.
func difference(first, second ripio.Exchange) string {
	if first.Token.Expiry.State != jwt.ExpiryPresent || second.Token.Expiry.State != jwt.ExpiryPresent {
		return ""
	}
	switch later := second.Token.Expiry.At.Sub(first.Token.Expiry.At); {
	case later > 0:
		return ", " + phrase.TwoUnits(later) + " after the first"
	case later < 0:
		return ", " + phrase.TwoUnits(-later) + " before the first"
	}
	return ", as the first"
}

// parallelLine tells what came of two requests at once for the same user.
func parallelLine(both [2]ripio.Exchange) checklist.Line {
	line := checklist.Line{Name: NameParallel, Verdict: checklist.OK, Source: sourceAuth, Took: max(both[0].Timing.Total, both[1].Timing.Total)}
	tokens := 0
	for _, e := range both {
		if minted(e) {
			tokens++
			continue
		}
		bad := failed(NameParallel, e)
		line.Verdict, line.Found, line.Fix, line.Source = checklist.Warning, bad.Found, bad.Fix, bad.Source
	}
	switch {
	case tokens == 1:
		line.Found = "of two requests at once for one user one brought no token: " + line.Found
	case tokens == 0:
		line.Verdict = checklist.Failure
		line.Found = "of two requests at once for one user none brought a token: " + line.Found
	case both[0].Token.Raw == both[1].Token.Raw:
		line.Verdict, line.Found = checklist.Note, "two requests at once brought the same token; it ends at "+expiryWords(both[0])
	default:
		line.Found = "two requests at once brought two tokens, which end at " + expiryWords(both[0]) + " and " + expiryWords(both[1]) +
			"; whether the widget takes both cannot be known from here"
	}
	return line
}
