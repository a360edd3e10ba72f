package canary

import (
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/readiness"
)

// The names of the lines. Those of answers are NameAnswer and the deviation.
const (
	NameMint        = readiness.NameMint
	NameContract    = readiness.NameContract
	NameLifetime    = readiness.NameLifetime
	NameCertificate = "certificate"
	NameRedirect    = "redirect"
	NameAnswer      = "answer to"
)

const source = "this program: compared with the last good run"

// Compare says what changed since the last good run, which is nil when there was none:
// a failure where no usable token comes any more, a warning for what changed, a note for
// what a server does by itself, such as a renewed certificate.
func Compare(before *Observation, run Run, now Observation) []checklist.Line {
	lines := []checklist.Line{mint(run.Mint), contract(before, run.Mint, now), lifetime(before, run.Mint, now), certificate(before, run.Mint, now), redirect(run.Mint)}
	for _, probe := range run.Probes {
		lines = append(lines, answer(before, now, probe))
	}
	return lines
}

// mint is the first line of readiness that failed, or that a token came.
func mint(e ripio.Exchange) checklist.Line {
	line, known := readiness.Outcome(e)
	if line.Name = NameMint; !known {
		line.Source = source
	}
	return line
}

// first is the line of something that there is nothing to compare with.
func first(name, found string) checklist.Line {
	return checklist.Line{Name: name, Verdict: checklist.OK, Found: "first run: " + found, Source: source}
}

func contract(before *Observation, e ripio.Exchange, now Observation) checklist.Line {
	line := checklist.Line{Name: NameContract, Verdict: checklist.OK, Found: "as before", Source: source}
	for _, judged := range readiness.About(e) {
		if judged.Name == NameContract && (judged.Verdict == checklist.Failure || judged.Verdict == checklist.NotRun) {
			return judged
		}
	}
	if before == nil {
		return first(NameContract, strings.Join(now.Contract, ", "))
	}
	added, gone := without(now.Contract, before.Contract), without(before.Contract, now.Contract)
	if len(added)+len(gone) == 0 {
		return line
	}
	line.Verdict = checklist.Warning
	line.Found = phrase.JoinNonEmpty("; ", labelled("new", added), labelled("gone", gone))
	line.Fix = "Look at the token with ripio-explorer token --json, and see whether your code minds."
	return line
}

func labelled(label string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return label + ": " + strings.Join(list, ", ")
}

func without(list, other []string) (rest []string) {
	for _, each := range list {
		if !slices.Contains(other, each) {
			rest = append(rest, each)
		}
	}
	return rest
}

// lifetime allows for what a Date header cannot tell, and for one part in a hundred.
func lifetime(before *Observation, e ripio.Exchange, now Observation) checklist.Line {
	const uncertain = 5
	line := readiness.LifetimeLine(e)
	switch {
	case line.Verdict == checklist.NotRun, line.Verdict == checklist.Failure:
		return line
	case before == nil:
		return first(NameLifetime, line.Found)
	}
	is, was := now.Lifetime, before.Lifetime
	if difference := max(is-was, was-is); difference <= max(uncertain, was/100) {
		return checklist.Line{Name: NameLifetime, Verdict: checklist.OK, Found: "as before: " + line.Found, Source: source}
	}
	return checklist.Line{
		Name: NameLifetime, Verdict: checklist.Warning, Source: source,
		Found: "was " + seconds(was) + ", is " + seconds(is),
		Fix:   "See whether your code counts on the old lifetime; it should read exp.",
	}
}

func seconds(count int64) string {
	if count == 0 {
		return "not known"
	}
	return phrase.TwoUnits(time.Duration(count) * time.Second)
}

func certificate(before *Observation, e ripio.Exchange, now Observation) checklist.Line {
	var judged checklist.Line
	for _, line := range readiness.About(e) {
		if line.Name == readiness.NameTLS {
			judged, judged.Name = line, NameCertificate
		}
	}
	is := now.Certificate
	if is == nil || judged.Verdict.Compare(checklist.Note) > 0 {
		return judged // there is none, or it is about to end, or not trusted
	}
	until := "until " + phrase.OnDay(is.NotAfter)
	if before == nil || before.Certificate == nil {
		return first(NameCertificate, "issued by "+is.Issuer+", "+until)
	}
	line := checklist.Line{Name: NameCertificate, Verdict: checklist.OK, Found: "as before: " + until, Source: source}
	switch was := before.Certificate; {
	case is.Issuer != was.Issuer:
		line.Verdict = checklist.Warning
		line.Found = "was issued by " + was.Issuer + ", is issued by " + is.Issuer
		line.Fix = "If your code pins a certificate or an authority, it may refuse this one. If the issuer is a product that reads TLS, see who runs it."
	case !slices.Equal(is.Names, was.Names):
		line.Verdict = checklist.Note
		line.Found = "its names were " + strings.Join(was.Names, ", ") + ", are " + strings.Join(is.Names, ", ")
	case !is.NotAfter.Equal(was.NotAfter):
		line.Verdict = checklist.Note
		line.Found = "renewed: was until " + phrase.OnDay(was.NotAfter) + ", is " + until
	}
	return line
}

func redirect(e ripio.Exchange) checklist.Line {
	line := checklist.Line{Name: NameRedirect, Verdict: checklist.OK, Found: "none", Source: source}
	switch {
	case e.Response == nil:
		line.Verdict, line.Found = checklist.NotRun, "no response came"
	case e.Failure != nil && e.Failure.Kind == ripio.FailureRedirect:
		line.Verdict, line.Found = checklist.Failure, "to "+e.Failure.Location
		line.Fix = "Compare the host with the documentation; a client that follows may send the secret there."
	}
	return line
}

// answer compares what the server says to a request that was wrong on purpose.
func answer(before *Observation, now Observation, probe ripio.Exchange) checklist.Line {
	deviation := probe.Request.Deviation
	line := readiness.NegativeLine(probe)
	line.Name = NameAnswer + " " + string(deviation)
	is, known := now.Answer(deviation)
	if !known || line.Verdict == checklist.Failure {
		if !known && line.Verdict == checklist.OK {
			line.Verdict = checklist.NotRun
		}
		return line
	}
	if before == nil {
		return first(line.Name, is.Text)
	}
	was, knew := before.Answer(deviation)
	switch {
	case !knew:
		return first(line.Name, is.Text)
	case was.Fingerprint == is.Fingerprint:
		return checklist.Line{Name: line.Name, Verdict: checklist.OK, Found: "as before: " + is.Text, Source: source}
	}
	return checklist.Line{
		Name: line.Name, Verdict: checklist.Warning, Source: source,
		Found: "was " + was.Text + "; is " + is.Text,
		Fix:   "See whether your code reads error responses; no error response is documented.",
	}
}
