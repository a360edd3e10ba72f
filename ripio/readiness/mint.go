package readiness

import (
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/widget"
)

// minted reports whether a token came that can be used as it is.
func minted(e ripio.Exchange) bool { return e.Token != nil && e.Failure == nil }

// mintLine tells whether a token came.
func mintLine(e ripio.Exchange) checklist.Line {
	switch {
	case minted(e):
		found := "a token came"
		if took := phrase.TookWords(e.Timing.Total); took != "" {
			found += " in " + took
		}
		switch e.Environment.Name {
		case ripio.Simulator:
			found += ", from the simulator, which is an imitation"
		case ripio.Custom:
			found += ", from " + e.Environment.Host() + ", which is not Ripio's"
		}
		return checklist.Line{Name: NameMint, Verdict: checklist.OK, Found: found, Source: sourceAuth, Took: e.Timing.Total}
	case stage(e) != NameMint:
		return notRun(NameMint, "no request reached the server")
	}
	line := failed(NameMint, e)
	line.Took = e.Timing.Total
	return line
}

// contractKinds are the failures in which a response broke the documented form.
var contractKinds = []ripio.FailureKind{
	ripio.FailureNotJSON, ripio.FailureNotSucceeded, ripio.FailureNoToken, ripio.FailureTokenType, ripio.FailureMalformedHTTP,
}

// asDocumented are findings that the documentation's own token gives rise to, and the
// simulator's mark.
var asDocumented = []finding.Code{"token-iat-absent", "token-anonymous", "answer-simulated"}

// Contract are the findings that tell how the response and its token differ from the
// documented form.
func Contract(e ripio.Exchange) []finding.Finding {
	return slices.DeleteFunc(slices.Clone(e.Findings), func(f finding.Finding) bool {
		return f.Stage() != finding.StageAfter || slices.Contains(asDocumented, f.Code)
	})
}

// contractLine compares the response with the documented one.
func contractLine(e ripio.Exchange) checklist.Line {
	switch {
	case e.Failure != nil && slices.Contains(contractKinds, e.Failure.Kind):
		return failed(NameContract, e)
	case !minted(e):
		return notRun(NameContract, "no token came; the form of other responses is not documented")
	}
	return judged(NameContract, "the response and its token have the documented form", sourceAuth, Contract(e))
}

// shortLifetime is from which lifetime on a person hardly gets through the widget. It
// is this program's own measure: no lifetime is documented.
const shortLifetime = 5 * time.Minute

// LifetimeLine tells how long the token lived when it came.
func LifetimeLine(e ripio.Exchange) checklist.Line {
	line := checklist.Line{Name: NameLifetime, Verdict: checklist.OK, Source: "RFC 7519, section 4.1.4; Ripio documents no lifetime for this token"}
	lifetime, known := e.Lifetime()
	switch {
	case e.Token == nil:
		return notRun(NameLifetime, "no token came")
	case !known:
		line.Verdict, line.Found = checklist.Warning, e.Token.Expiry.Explain()
		if line.Found == "" {
			line.Found = "exp lies centuries away"
		}
		line.Fix = "Ask Ripio how long a token lives; until then request one for each opening of the widget."
		return line
	case lifetime <= 0:
		line.Verdict, line.Found = checklist.Failure, phrase.LifetimeWords(lifetime, true)
		line.Fix = "Compare this machine's clock with the server's; if they agree, report it to Ripio."
	case lifetime < shortLifetime:
		line.Verdict, line.Found = checklist.Warning, phrase.TwoUnits(lifetime)+", which may be too short for a person to finish"
		line.Fix = "Request the token right before the widget opens."
	default:
		line.Found = phrase.TwoUnits(lifetime)
	}
	line.Found += " (" + e.LifetimeBasis() + ")"
	return line
}

// expiryWords is when a token ends.
func expiryWords(e ripio.Exchange) string {
	if e.Token.Expiry.State != jwt.ExpiryPresent {
		return "no readable exp"
	}
	return phrase.UTC(e.Token.Expiry.At)
}

// widgetLine makes the links of the token. They are not opened.
func widgetLine(e ripio.Exchange) checklist.Line {
	if !minted(e) {
		return notRun(NameWidget, "no token came")
	}
	line := checklist.Line{Name: NameWidget, Verdict: checklist.OK, Source: "access (docs.ripio.com, accessing the widget)"}
	for _, flow := range widget.Flows {
		link, err := widget.New(e.Environment, flow, redact.NewSecret(e.Token.Raw), widget.Parameters{})
		if err != nil {
			return notRun(NameWidget, err.Error())
		}
		line.Found = phrase.JoinNonEmpty("; ", line.Found, fmt.Sprintf("%s: %s", flow, link.Preview()))
	}
	line.Found += "; not opened: whether the widget takes the token cannot be known from here"
	return line
}
