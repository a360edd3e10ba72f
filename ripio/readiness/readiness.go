// Package readiness tries an integrator's credentials and says, in a list of checks,
// what is ready: host, TLS, token, contract, lifetime, repeated and parallel requests
// for one user, requests that are wrong on purpose, and the widget link.
//
// What Ripio does not document, and what cannot be seen from outside, is said and not
// judged.
package readiness

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
)

// The names of the lines, in their order. Those of negative tests are NameNegative and
// the deviation, such as "negative wrong-secret".
const (
	NameRequest  = "request"
	NameHost     = "host"
	NameTLS      = "tls"
	NameClock    = "clock"
	NameMint     = "mint"
	NameContract = "contract"
	NameLifetime = "lifetime"
	NameSecond   = "second mint"
	NameParallel = "parallel mint"
	NameNegative = "negative"
	NameWidget   = "widget link"
)

const (
	// ProductionPause lies between two requests to production, TestPause between two
	// to the sandbox.
	ProductionPause = 3 * time.Second
	TestPause       = time.Second
)

// Plan is what to try.
type Plan struct {
	Environment ripio.Environment
	Request     ripio.Request
	// Negative are the requests to send that are wrong on purpose. They are never sent
	// to production.
	Negative []ripio.Deviation
	// AllowProduction lets more than one request go to production.
	AllowProduction bool
}

// Tools are how the plan is carried out.
type Tools struct {
	// Send makes one call. It is called by two goroutines at once.
	Send func(context.Context, ripio.Request) ripio.Exchange
	// Pause waits, or ends early with the context.
	Pause func(context.Context, time.Duration)
	// Report is told of each line when it is there; it may be nil.
	Report func(checklist.Line)
}

// Run carries out the plan and returns its lines. It sends at most four ordinary
// requests and one for each negative test, and stops when the server asks to wait, does
// not answer, or ctx ends; the lines then say what was not run, and why.
func Run(ctx context.Context, plan Plan, tools Tools) []checklist.Line {
	r := &run{ctx: ctx, plan: plan, tools: tools}
	first := r.send(plan.Request)
	for _, line := range About(first) {
		r.add(line)
	}
	if !minted(first) {
		r.stopped = "the first request brought no token"
	}
	r.repeat(first)
	for _, deviation := range plan.Negative {
		r.negative(deviation)
	}
	r.add(widgetLine(first))
	return r.lines
}

// About returns the lines that a single exchange is enough for: request, host, tls,
// clock, mint, contract and lifetime.
func About(e ripio.Exchange) []checklist.Line {
	return []checklist.Line{requestLine(e), hostLine(e), tlsLine(e), clockLine(e), mintLine(e), contractLine(e), LifetimeLine(e)}
}

// Outcome is what came of an exchange in one line: that a token came, or the first check
// that failed; false for neither.
func Outcome(e ripio.Exchange) (checklist.Line, bool) {
	for _, line := range About(e) {
		if line.Name == NameMint && line.Verdict == checklist.OK || line.Verdict == checklist.Failure && e.Failure != nil {
			return line, true
		}
	}
	return checklist.Line{Verdict: checklist.Failure, Found: "no token came"}, false
}

type run struct {
	ctx   context.Context
	plan  Plan
	tools Tools
	lines []checklist.Line
	// sent counts the requests; stopped says why no more are sent.
	sent    int
	stopped string
}

func (r *run) add(line checklist.Line) {
	r.lines = append(r.lines, line)
	if r.tools.Report != nil {
		r.tools.Report(line)
	}
}

// send makes one call, after the pause that lies between two.
func (r *run) send(request ripio.Request) ripio.Exchange {
	r.pause()
	e := r.tools.Send(r.ctx, request)
	r.answered(e)
	return e
}

// pause waits between two requests; the simulator needs none.
func (r *run) pause() {
	r.sent++
	took := map[ripio.EnvironmentName]time.Duration{ripio.Production: ProductionPause, ripio.Sandbox: TestPause}[r.plan.Environment.Name]
	if r.sent > 1 && took > 0 {
		r.tools.Pause(r.ctx, took)
	}
	if r.ctx.Err() != nil {
		r.stopped = "it was given up"
	}
}

// answered notes why no request should follow.
func (r *run) answered(e ripio.Exchange) {
	switch failure := e.Failure; {
	case failure == nil || r.stopped != "":
	case r.ctx.Err() != nil:
		r.stopped = "it was given up"
	case failure.Kind == ripio.FailureRateLimited || failure.Wait() > 0:
		r.stopped = "the server asks to wait"
	case e.Response == nil:
		r.stopped = "no response came to the request before"
	}
}

// notRun is the line of a check that did not run.
func notRun(name, why string) checklist.Line {
	return checklist.Line{Name: name, Verdict: checklist.NotRun, Found: why}
}

// stay says why a request beyond the first is not sent; empty when it may be.
func (r *run) stay() string {
	if r.stopped == "" && r.plan.Environment.Name == ripio.Production && !r.plan.AllowProduction {
		return "production gets one request only, unless more are allowed"
	}
	return r.stopped
}
