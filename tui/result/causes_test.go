package result

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/theme"
)

// narrow is a pane as it is beside the form on a screen of 84 x 30.
func narrow(e ripio.Exchange, causes ...cause.Cause) *Model {
	m := newModel(theme.Unicode)
	m.SetSize(38, 25)
	m.ShowExchange(e)
	if len(causes) > 0 {
		m.Causes = causes
	}
	return m
}

func drawnOf(m *Model) []string { return strings.Split(ansi.Strip(strings.Join(m.View(), "\n")), "\n") }

// joined is a pane's text without its breaks, for values that go on in the next line.
func joined(lines []string) string {
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(strings.TrimSpace(line))
	}
	return text.String()
}

func refused() ripio.Exchange {
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return ripio.Exchange{Environment: env, SentAt: noon, Response: &ripio.Response{Status: 403, Body: []byte(`{}`)}, Failure: &ripio.Failure{Kind: ripio.FailureRejected}}
}

// TestCausesWrapWhileThereIsRoom, and lose the end of a title before how sure it is.
func TestCausesWrapWhileThereIsRoom(t *testing.T) {
	long := cause.Cause{Title: "external_ref or address may be refused here", Weight: 20, Certainty: finding.Guess, Evidence: "what was seen takes a lot of words, so that three lines of them are needed for all of it, to the end"}
	first := long
	first.Weight, first.Certainty = 50, finding.Possible
	m := narrow(refused(), first, long)
	all := strings.Join(drawnOf(m), "\n")
	if strings.Contains(all, "…") || !strings.Contains(all, "to the end") || !strings.Contains(all, "guess") {
		t.Errorf("cut, with rows free:\n%s", all)
	}
	for height := 10; height < 30; height++ {
		m.SetSize(38, height)
		head, _ := m.arrange()
		drawn := ansi.Strip(strings.Join(m.drawn, "\n"))
		if len(m.drawn) < height-len(head) && !strings.Contains(drawn, "to the end") {
			t.Errorf("what was found is cut, with rows free:\n%s", drawn)
		}
	}
	m.SetSize(38, 14)
	m.View()
	all = ansi.Strip(strings.Join(m.drawn, "\n"))
	closed := ""
	for _, line := range m.drawn {
		if line = ansi.Strip(line); strings.Contains(line, "[B]") {
			closed = line
		}
	}
	if strings.Contains(all, "to the end") || !strings.Contains(closed, "…") || !strings.HasSuffix(closed, "guess") || ansi.StringWidth(closed) > 38 {
		t.Errorf("no room:\n%s", all)
	}
}

// TestHowSureIsNoAlarm: what is known does not look worse than what is likely.
func TestHowSureIsNoAlarm(t *testing.T) {
	looks := map[string]bool{}
	for _, sure := range []finding.Certainty{finding.Known, finding.Likely, finding.Possible, finding.Guess} {
		m := narrow(refused(), cause.Cause{Title: "a cause", Weight: 50, Certainty: sure})
		for _, line := range m.View() {
			if before, _, found := strings.Cut(line, string(sure)); found && strings.Contains(ansi.Strip(line), "[A]") {
				looks[before[strings.LastIndex(before, "\x1b"):]] = true
			}
		}
	}
	if len(looks) != 1 {
		t.Errorf("%d looks: %v", len(looks), looks)
	}
}

func TestWhatPlainWordsRuleOutIsFolded(t *testing.T) {
	e := refused()
	e.Failure.Message = "Your IP 203.0.113.9 is not whitelisted"
	m := narrow(e)
	count := len(m.Causes)
	if all := strings.Join(drawnOf(m), "\n"); len(m.Ranked()) != 1 || !strings.Contains(all, "less likely; w shows them") || strings.Contains(all, "[B]") {
		t.Errorf("%d shown:\n%s", len(m.Ranked()), all)
	}
	m.showWhole(true)
	if len(m.Ranked()) != count || count < 3 {
		t.Errorf("%d of %d with the whole", len(m.Ranked()), count)
	}
}

// TestNoHostIsCut: where a redirect points is a question of safety.
func TestNoHostIsCut(t *testing.T) {
	e := refused()
	location := "http://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth/"
	e.Response.Status, e.Request.URL = 301, e.Environment.AuthURL
	e.Failure = &ripio.Failure{Kind: ripio.FailureRedirect, Location: location, Evidence: "301; the host stays " + e.Environment.Host()}
	lines := drawnOf(narrow(e))
	text := joined(lines)
	if !strings.Contains(text, location) || strings.Count(text, e.Environment.Host()) < 2 {
		t.Errorf("a host is cut:\n%s", strings.Join(lines, "\n"))
	}
	for _, line := range lines {
		if strings.Contains(line, "onramp-api") && strings.HasSuffix(line, "ri") {
			t.Errorf("broken within a part: %q", line)
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(strings.Join(lines, " ")), " "), "the client_secret was sent to the first host only") {
		t.Error("it does not say where the secret went")
	}
}

// TestATokenThatCameExpiredSaysWhatToDo before the token itself.
func TestATokenThatCameExpiredSaysWhatToDo(t *testing.T) {
	m := narrow(withToken(t, -45*time.Minute))
	m.Remedies = Remedies{Each: []Remedy{{Words: "send the same again"}}}
	all := strings.Join(strings.Fields(strings.Join(drawnOf(m), " ")), " ")
	for _, want := range []string{"The token had expired when it came", "200", "[A]", "known", "Send again once", "Press A, then enter: send the same again", "copies it, expired"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing in\n%s", want, all)
		}
	}
}

// TestTheRequestThatWasSentIsSaidToBe where no answer came.
func TestTheRequestThatWasSentIsSaidToBe(t *testing.T) {
	e := refused()
	e.Response, e.Failure = nil, &ripio.Failure{Kind: ripio.FailureTimeout, Phase: ripio.PhaseFirstByte, Evidence: "the limit of 15 s passed"}
	e.Timing = ripio.Timing{Total: 15 * time.Second, Reached: ripio.PhaseFirstByte}
	if all := strings.Join(strings.Fields(strings.Join(drawnOf(narrow(e)), " ")), " "); !strings.Contains(all, "The request was sent.") || strings.Contains(all, "If the request") {
		t.Error(all)
	}
}

// TestTheHintActsOnTheOnlyCause, which is open already, and opens one of several.
func TestTheHintActsOnTheOnlyCause(t *testing.T) {
	one, none := Remedy{Words: "send"}, Remedy{Disabled: "no key can do this"}
	for _, tt := range []struct {
		told Remedies
		key  string
	}{
		{Remedies{}, ""}, {Remedies{Each: []Remedy{none}}, ""}, {Remedies{Each: []Remedy{one}}, "A, enter"},
		{Remedies{Each: []Remedy{one}, Focused: true}, ""}, {Remedies{Each: []Remedy{one, none}}, "A-B"},
	} {
		if key, words := tt.told.Hint(); key != tt.key || (key == "") != (words == "") {
			t.Errorf("%+v: %q %q", tt.told, key, words)
		}
	}
}

// TestTheOpenCauseStaysOpen when what is known beside the exchange comes late and ranks
// the causes anew.
func TestTheOpenCauseStaysOpen(t *testing.T) {
	moved := false
	for at := 1; at < len(narrow(refused()).Causes); at++ {
		m := narrow(refused())
		m.chosen = at
		open := m.Causes[at].Code
		known := cause.Background{Other: cause.OtherCredentials{Exist: true, SameClientID: true, LastSuccess: noon.Add(-time.Hour)}}
		m.Remembered(profiles.Attempt{Exchange: refused()}, known, nil)
		if now := m.Causes[m.chosen].Code; now != open {
			t.Errorf("%s was open, and now %s is", open, now)
		}
		moved = moved || m.chosen != at
	}
	if !moved {
		t.Error("no cause got another rank")
	}
}
