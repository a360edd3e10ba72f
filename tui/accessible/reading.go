package accessible

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
)

// result reads the last outcome: what happened, and what to do.
func (s *session) result() {
	if s.last == nil {
		s.say("Nothing was sent yet.")
		return
	}
	e := s.last.exchange
	if scenario := e.SimulatedScenario(); scenario != "" {
		s.say("The simulator played the scenario %s.", visible.Line(scenario))
	}
	answer := ""
	if e.Response != nil {
		answer = phrase.JoinNonEmpty(" in ", ripio.StatusLine(e.Response), phrase.TookWords(e.Timing.Total))
	}
	if e.Failure != nil {
		s.readFailure(e, answer)
		return
	}
	s.say("Token received for %s: %s.", e.Environment.Name.Label(), visible.Line(answer))
	s.say("%s", s.life(e))
	s.readFindings(e.Findings)
	s.say("token reads it, copy token and print token hand it on, time says how long it lives.")
}

// readFailure reads why there is no token: what happened, what the server said, the first
// cause with what to do, and the titles of the others.
func (s *session) readFailure(e ripio.Exchange, answer string) {
	f := e.Failure
	s.say("No token from %s: %s", e.Environment.Name.Label(), draw.Sentence(e.FailureTitle()))
	s.value("Response", answer)
	s.say("%s", f.Explanation())
	s.value("The server said", f.Message)
	s.value("Code", f.Code)
	s.value("It points to", f.Location)
	if f.Message == "" {
		s.value("Evidence", f.Evidence)
	}
	s.value("Retry-After", f.RetryAfterRaw)
	hint, _ := e.MaintenanceHint()
	s.part("Maintenance", hint)
	s.readFindings(slices.DeleteFunc(slices.Clone(e.Findings), s.isCause))
	for i, likely := range s.last.causes {
		s.say("Cause %d, %s: %s", i+1, likely.Certainty, draw.Sentence(likely.Title))
		if i == 0 {
			s.part("What to do", likely.Fix)
		}
		if words := s.remedyWords(likely); words != "" && i == 0 {
			s.say("fix %d %s.", i+1, words)
		}
	}
	if len(s.last.causes) > 0 {
		s.say("causes reads all of them whole; http reads the request and the response.")
	}
}

// causes reads the causes with evidence, reason, advice and source.
func (s *session) causes() {
	if s.last == nil || len(s.last.causes) == 0 {
		s.say("There are no causes: no request failed.")
		return
	}
	for i, likely := range s.last.causes {
		s.say("Cause %d of %d, %s: %s", i+1, len(s.last.causes), likely.Certainty, draw.Sentence(likely.Title))
		if !strings.EqualFold(likely.Evidence, likely.Title) {
			s.value("Found", likely.Evidence)
		}
		s.part("Why", likely.Why)
		s.part("What to do", likely.Fix)
		s.value("Source", likely.Source)
		s.say("guide %s explains it, also for your own code.", likely.Code)
		if words := s.remedyWords(likely); words != "" {
			s.say("fix %d %s.", i+1, words)
		}
	}
}

// part reads a sentence under its name; nothing for none.
func (s *session) part(name, text string) { s.value(name, draw.Sentence(text)) }

// value reads what was seen, as it is, under its name; nothing for none.
func (s *session) value(name, text string) {
	if text != "" {
		s.say("%s: %s", name, visible.Line(redact.Tokens(text)))
	}
}

// readFindings reads warnings and failures, the worst first.
func (s *session) readFindings(found []finding.Finding) {
	for level := finding.LevelFailure; level >= finding.LevelWarning; level-- {
		for _, item := range found {
			if item.Level != level {
				continue
			}
			s.say("%s, %s: %s", draw.Capital(level.String()), item.Field.Label(), draw.Sentence(item.Title))
			s.value("Found", item.Found)
			s.part("What to do", item.Fix)
			s.value("Meant, maybe", item.Replacement)
		}
	}
}

// isCause reports whether a cause of the failure says what a finding does.
func (s *session) isCause(item finding.Finding) bool {
	return slices.ContainsFunc(s.last.causes, func(c cause.Cause) bool { return c.Code == item.Code })
}

// check reads what there is to say of the request that would be sent.
func (s *session) check() {
	found := s.findings(s.request())
	s.readFindings(found)
	switch worst := finding.Worst(found); {
	case finding.Blocked(found):
		s.say("The request cannot be sent like this.")
	case worst >= finding.LevelWarning:
		s.say("The request can be sent.")
	default:
		s.say("The checks found nothing wrong with the request.")
	}
}

// own is the token of who is selected, if one came.
func (s *session) own() (ripio.Exchange, bool) {
	e := s.kept[s.owner()].Exchange
	if e.Token == nil {
		s.say("There is no token for this user in %s yet. send requests one.", s.environment.Label())
		return e, false
	}
	return e, true
}

// readToken reads a token member by member.
func (s *session) readToken() {
	e, ok := s.own()
	if !ok {
		return
	}
	s.readTokenOf(e)
}

func (s *session) readTokenOf(e ripio.Exchange) {
	s.say("Token %s", widget.ShortenToken(e.Token.Raw))
	s.say("%s", s.life(e))
	s.readMembers("Header", e.Token.Header)
	s.readMembers("Claim", e.Token.Claims)
	s.say("Signature: %s", sentence(e.Token.Signature))
	s.readFindings(e.Token.Findings)
}

func (s *session) readMembers(what string, members []jwt.Member) {
	for _, member := range members {
		note := visible.Line(member.Note)
		if note != "" {
			note = " (" + note + ")"
		}
		s.say("%s %s: %s%s", what, visible.Line(member.Name), visible.Line(member.Text), note)
	}
}

// timeLeft says how long the token of who is selected lives.
func (s *session) timeLeft() {
	if e, ok := s.own(); ok {
		s.say("%s", s.life(e))
	}
}

// life says how long a token lives, by the server's clock.
func (s *session) life(e ripio.Exchange) string {
	expiry := e.Token.Expiry
	if why := expiry.Explain(); why != "" {
		return sentence(why)
	}
	at := draw.Instant(expiry.At, s.zone())
	clock := ""
	if !e.Clock.Known {
		clock = " The server's clock is not known; this is by the clock of this machine."
	}
	left := expiry.Remaining(e.Clock.ServerTime(s.deps.Now()))
	if left <= 0 {
		return "It expired " + draw.Ago(-left) + " ago, at " + at + "." + clock
	}
	return "It expires in " + draw.Countdown(left) + ", at " + at + "." + clock
}

// clock is the time of day.
func (s *session) clock(at time.Time) string { return at.In(s.zone()).Format(time.TimeOnly) }

// http reads what was sent and what came back. The length of the form is left out: it
// tells how long the secret is.
func (s *session) http() {
	if s.last == nil {
		s.say("Nothing was sent yet.")
		return
	}
	e := s.last.exchange
	s.say("Request: %s %s", visible.Line(e.Request.Method), visible.Line(e.Request.URL))
	s.readHeaders("Request header", e.Request.Header, "Content-Length")
	s.say("Form: %s", visible.Line(e.Request.Body))
	if e.Response == nil {
		s.say("No response came.")
		return
	}
	s.say("Response: %s %s", visible.Line(e.Response.Protocol), visible.Line(ripio.StatusLine(e.Response)))
	s.readHeaders("Response header", e.Response.Header)
	body := cmp.Or(visible.Text(redact.Tokens(string(e.Response.Body))), "empty")
	if at := strings.TrimRight(phrase.FirstCharacters(body, longestBody), "\n"); at != "" {
		s.say("Body, %s: %s", phrase.Plural(len(e.Response.Body), "byte"), at)
	}
	if len(body) > longestBody {
		s.say("The rest of the body is not read. ripio-explorer history show %s prints it.", cmp.Or(s.last.id, "ID"))
	}
}

// longestBody is how many characters of a body are read.
const longestBody = 2000

func (s *session) readHeaders(what string, header map[string][]string, without ...string) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			if !slices.Contains(without, name) {
				s.say("%s %s: %s", what, visible.Line(name), visible.Line(redact.Credentials(value)))
			}
		}
	}
}
