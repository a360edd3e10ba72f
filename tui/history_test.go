package tui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
)

// attemptAt is an attempt of acme in the sandbox, made some time before noon.
func attemptAt(before time.Duration, change ...func(*ripio.Exchange)) profiles.Attempt {
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	request := ripio.Request{ClientID: "9f1c55e2", ExternalRef: goodRef, Address: goodAddress}
	at := noon.Add(-before)
	e := exchangeWith(env, request, documentedToken(at.Add(10*time.Hour+2*time.Second)))
	e.Profile, e.SentAt = "acme-wallet", at
	e.ReceivedAt = at.Add(e.Timing.Total)
	for _, c := range change {
		c(&e)
	}
	return profiles.Attempt{Exchange: e, Fingerprint: "MZXW-6YTB"}
}

// refused makes an attempt one that was rejected.
func refused(e *ripio.Exchange) {
	request := ripio.Request{ClientID: e.Request.ClientID, ExternalRef: e.Request.ExternalRef, Address: e.Request.Address}
	failed := rejected(e.Environment, request)
	failed.Profile, failed.SentAt, failed.ReceivedAt = e.Profile, e.SentAt, e.ReceivedAt
	*e = failed
}

func ofUser(externalRef, address string) func(*ripio.Exchange) {
	return func(e *ripio.Exchange) { e.Request.ExternalRef, e.Request.Address = externalRef, address }
}

func ofProfile(name string) func(*ripio.Exchange) {
	return func(e *ripio.Exchange) { e.Profile = name }
}

func in(name ripio.EnvironmentName) func(*ripio.Exchange) {
	return func(e *ripio.Exchange) {
		env, fixed := ripio.EnvironmentFor(name)
		if !fixed {
			env = ripio.Environment{Name: name, AuthURL: "http://127.0.0.1:40123/api/v1/auth"}
		}
		e.Environment = env
	}
}

// withHistory puts attempts into the history, the oldest first.
func withHistory(attempts ...profiles.Attempt) setup {
	return func(d *driver, _ *Options) {
		for _, attempt := range attempts {
			if _, err := d.manager.History.Append(attempt, false); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// someHistory has five attempts of three profiles; beta does not exist any more.
func someHistory() setup {
	return withHistory(
		attemptAt(40*24*time.Hour, ofProfile("beta"), refused),
		attemptAt(25*time.Hour, in(ripio.Production), ofUser(otherRef, goodAddress)),
		attemptAt(24*time.Hour, in(ripio.Simulator), ofProfile("")),
		attemptAt(2*time.Hour, ofUser(otherRef, goodAddress), refused),
		attemptAt(time.Hour),
	)
}

func TestHistoryListsTheNewestFirst(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("ctrl+l")
	list := `(?s)13:41:51 +sandbox.*12:41:51 +sandbox.*22 Nov 14:41 +simulator.*22 Nov 13:41 +production.*14 Oct 14:41 +sandbox`
	if !regexp.MustCompile(list).MatchString(d.screen()) {
		t.Fatalf("the list is\n%s", d.screen())
	}
	d.shows("1 of 5", "✓ token", "✗ rejected", "production", "acme-wallet")
}

func TestHistoryIsReadAgainAfterASend(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+l")
	d.shows("Nothing was sent yet.", "The client_secret is never kept.")
	d.press("1", "tab", "shift+tab", "enter")
	d.model.form.SetFocus(request.FocusSend)
	d.press("enter", "5")
	d.shows("14:41:51", "1 of")
}

func TestHistoryMoves(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5")
	d.screen() // the list learns its height when it is drawn
	steps := []struct {
		key  string
		want int
	}{{"j", 1}, {"down", 2}, {"k", 1}, {"up", 0}, {"up", 0}, {"G", 4}, {"j", 4}, {"g", 0}, {"pgdown", 4}, {"home", 0}, {"end", 4}}
	for _, step := range steps {
		d.press(step.key)
		if got, want := d.model.history.Position(), fmt.Sprintf("%d of 5", step.want+1); got != want {
			t.Errorf("after %s %s is selected, want %s", step.key, got, want)
		}
	}
	layout := d.model.layout()
	d.send(tea.MouseMsg{X: layout.Result.X + 3, Y: 5, Button: tea.MouseButtonWheelUp})
	if got := d.model.history.Position(); got != "2 of 5" {
		t.Errorf("after the wheel %s is selected, want the second", got)
	}
	d.send(tea.MouseMsg{X: layout.Result.X + 3, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	if got := d.model.history.Position(); got != "1 of 5" {
		t.Errorf("a click on the first row selects %s", got)
	}
}

func TestSelectionStaysWhenTheListGrows(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "j")
	selected, _ := d.model.history.Selected()
	if _, err := d.manager.History.Append(attemptAt(time.Minute), false); err != nil {
		t.Fatal(err)
	}
	d.press("ctrl+l")
	if got, _ := d.model.history.Selected(); got.ID != selected.ID || d.model.history.Position() != "3 of 6" {
		t.Errorf("%s is selected", d.model.history.Position())
	}
}

func TestErrorOfTheFileIsShown(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("5")
	d.send(history.LoadedMsg{Err: errUnreadable{}})
	d.shows("Read the history: permission denied \\x1b[31m.", "then open this tab again")
}

type errUnreadable struct{}

func (errUnreadable) Error() string { return "read the history: permission denied \x1b[31m" }

// TestHistoryColoursTheSymbolOnly draws a failure of production: besides the pointer,
// the only colour of its row is that of the symbol.
func TestHistoryColoursTheSymbolOnly(t *testing.T) {
	d := start(t, withProfiles(acme()), withColours(termenv.TrueColor), withHistory(attemptAt(26*time.Hour), attemptAt(time.Hour, refused, in(ripio.Production))))
	d.press("5", "j")
	row := lineOf(d.model.View(), "rejected")
	if !strings.Contains(row, d.model.styles.Mark(finding.LevelFailure)) {
		t.Errorf("the symbol has no colour: %q", row)
	}
	plain := d.model.styles.Text.Render("rejected")
	if !strings.Contains(row, plain) || !strings.Contains(row, d.model.styles.Text.Render("production")) {
		t.Errorf("words of the row have a colour: %q", row)
	}
}

// lineOf is the first line of a screen that holds a text.
func lineOf(screen, text string) string {
	for line := range strings.Lines(screen) {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}

func (d *driver) row(text string) string { return lineOf(d.screen(), text) }

// TestHistoryDropsWhatIsAlike has sends of one profile and environment: only what
// differs has a column, and the selected attempt still tells the rest.
func TestHistoryDropsWhatIsAlike(t *testing.T) {
	d := start(t, withProfiles(acme()), withHistory(attemptAt(2*time.Hour), attemptAt(time.Hour)))
	d.press("5")
	row := d.row("12:41:51")
	for _, alike := range []string{"sandbox", "acme-wallet", "200"} {
		if strings.Contains(row, alike) {
			t.Errorf("%q is in every row: %s", alike, row)
		}
	}
	if screen := d.screen(); !strings.Contains(screen, "acme-wallet · SANDBOX") || !strings.Contains(screen, "200 · ") {
		t.Errorf("the selected attempt does not say it:\n%s", screen)
	}
	d = start(t, withProfiles(acme()), withHistory(attemptAt(2*time.Hour), attemptAt(time.Hour, refused)))
	d.press("5")
	if row := d.row("13:41:51"); !strings.Contains(row, "401") {
		t.Errorf("statuses differ and have no column: %s", row)
	}
}

// TestHistoryHasOneUnitOfTime lists a quick send and one that took long.
func TestHistoryHasOneUnitOfTime(t *testing.T) {
	slow := func(e *ripio.Exchange) { e.Timing.Total = 15 * time.Second }
	d := start(t, size(200, 40), withProfiles(acme()), withHistory(attemptAt(2*time.Hour), attemptAt(time.Hour, slow)))
	d.press("5")
	if row := d.row("12:41:51"); !strings.Contains(row, " 0.2 s") {
		t.Errorf("the quick one is %s", row)
	}
	if row := d.row("13:41:51"); !strings.Contains(row, "15.0 s") {
		t.Errorf("the slow one is %s", row)
	}
}

// TestOneAttemptIsRemoved removes the selected one; the others stay.
func TestOneAttemptIsRemoved(t *testing.T) {
	d := start(t, withProfiles(acme()), withHistory(attemptAt(3*time.Hour), attemptAt(2*time.Hour, refused), attemptAt(time.Hour)))
	d.press("5", "j", "x")
	d.shows("The selected one", "of 12:41:51, acme-wallet")
	d.press("enter")
	d.shows("Remove 1 attempt of 12:41:51", "Keep them")
	d.press("down", "enter")
	d.shows("1 attempt removed from the history", "11:41:51", "13:41:51")
	d.hides("rejected")
}
