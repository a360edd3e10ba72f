package tui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draft"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/handover"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/sending"
	"devtools/ripio-explorer/tui/settings"
)

// pair is what left the program.
type pair struct{ host, clientID, secret string }

// ownPairs are the credentials of each profile at their own host.
var ownPairs = map[pair]bool{
	{"b2b-widget-onramp-api.sandbox.ripio.com", "one-sandbox", "secret-one-sandbox"}: true,
	{"b2b-widget-onramp-api.ripio.com", "one-production", "secret-one-production"}:   true,
	{"b2b-widget-onramp-api.sandbox.ripio.com", "two-sandbox", "secret-two-sandbox"}: true,
	{"b2b-widget-onramp-api.ripio.com", "two-production", "secret-two-production"}:   true,
	{"127.0.0.1:40123", "one-sandbox", "secret-one-sandbox"}:                         true,
	{"127.0.0.1:40123", "two-sandbox", "secret-two-sandbox"}:                         true,
}

// twoProfiles has a pair of its own in each of two profiles and environments.
func twoProfiles(d *driver, _ *Options) {
	for _, name := range []string{"one", "two"} {
		profile := profiles.Profile{Name: name}
		for _, environment := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			variable := strings.ToUpper(name + "_" + string(environment))
			d.env[variable] = "secret-" + name + "-" + string(environment)
			account := profiles.Account{
				ClientID: name + "-" + string(environment), Secret: profiles.SecretReference("env:" + variable),
				User: profiles.User{ExternalRef: goodRef, Address: goodAddress},
			}
			if environment == ripio.Sandbox {
				profile.Sandbox = account
			} else {
				profile.Production = account
			}
		}
		if _, err := d.manager.Store.Put("", profile); err != nil {
			d.t.Fatal(err)
		}
	}
}

// firstKeys are the keys that nobody changed.
func firstKeys() keys.Map { return keys.New() }

// everyKey is each key that the key table knows, and some that only type.
func everyKey() []string {
	seen, keys := map[string]bool{}, []string{"z", "0", "-", "backspace"}
	var bindings []key.Binding
	for _, table := range []reflect.Value{reflect.ValueOf(firstKeys()), reflect.ValueOf(manage.DefaultKeyMap()), reflect.ValueOf(draw.DefaultScrollKeys())} {
		for i := range table.NumField() {
			if binding, ok := table.Field(i).Interface().(key.Binding); ok {
				bindings = append(bindings, binding)
			}
		}
	}
	for _, binding := range bindings {
		for _, name := range binding.Keys() {
			if !seen[name] {
				seen[name] = true
				keys = append(keys, name)
			}
		}
	}
	return keys
}

// lateMessages is one of every kind of message that can come while something
// else goes on.
func lateMessages(d *driver) []tea.Msg {
	m := d.model
	book, _, _ := d.manager.Store.Load()
	attempt := attemptAt(time.Hour)
	var stale sending.Send // it never took off
	return []tea.Msg{
		tea.WindowSizeMsg{Width: 70, Height: 20}, tea.BlurMsg{}, tea.ResumeMsg{}, tea.MouseMsg{},
		manage.ChangedMsg{Book: book, Done: "duplicated", Select: "two"}, manage.ChangedMsg{Book: book, Done: "removed", Removed: "three"},
		manage.ChangedMsg{Book: book, Done: "imported", Report: []string{"a line"}},
		manage.ChangedMsg{Err: &profiles.ConflictError{}}, manage.ChangedMsg{Err: &profiles.CorruptError{}},
		copyEnded(d.t, &profiles.ConflictError{}), copyEnded(d.t, &profiles.CorruptError{}), copyEnded(d.t, profiles.ErrPassphraseNeeded),
		manage.ChangedMsg{Err: profiles.ErrPassphraseNeeded}, manage.ChangedMsg{Err: fmt.Errorf("no room")},
		manage.UsersMsg{Done: "named"}, manage.UsersMsg{Err: fmt.Errorf("no room")},
		credentials.RecordMsg{Key: profiles.SecretKey{Profile: "one", Environment: ripio.Sandbox}},
		sending.RememberedMsg{Attempt: attempt}, history.LoadedMsg{Attempts: []profiles.Attempt{attempt}}, sending.RememberedMsg{Written: true, Attempt: attempt},
		history.PurgedMsg{Removed: 1}, handover.ReportMsg{Exchange: attempt.Exchange}, handover.SavedMsg{Path: "/x"}, handover.SavedMsg{Err: fmt.Errorf("no room")},
		manage.PassphraseMsg{}, manage.PassphraseMsg{Err: fmt.Errorf("damaged")}, slowKeyringMsg{},
		simulatorMsg{simulator: d.simulator}, simulatorMsg{err: fmt.Errorf("no port")},
		sending.SecretMsg{Send: stale}, sending.AnswerMsg{Send: stale, Exchange: attempt.Exchange},
		handover.CopiedMsg{What: "token"}, tickMsg{loop: m.clock.loop}, manage.FoundMsg{}, manage.FoundMsg{Err: fmt.Errorf("no file")},
		draft.DueMsg{}, settings.SavedMsg{}, handover.ClearedMsg{}, manage.PlainRepairedMsg{Err: fmt.Errorf("no file")},
		manage.OrphansMsg{}, manage.OrphansMsg{Err: fmt.Errorf("no folder")},
		credentials.RevealMsg{Key: m.selected.SecretKey(), Secret: redact.NewSecret("secret-one-sandbox")},
	}
}

// copied is the end of a copy of a profile, which brings the change that it is of; it is
// made once.
var copied manage.ChangedMsg

// copyEnded is the end of a copy of a profile with an error.
func copyEnded(t *testing.T, err error) manage.ChangedMsg {
	if copied.Done == "" {
		d := start(t, withProfiles(acme()))
		d.press("ctrl+t")
		_, cmd := d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("d")})
		for _, one := range messagesOf(cmd) {
			if changed, ok := one.(manage.ChangedMsg); ok {
				copied = changed
			}
		}
	}
	ended := copied
	ended.Err = err
	return ended
}

// pending returns a key to the model and keeps what comes of it for later.
func (d *driver) pending(name string) tea.Cmd {
	_, cmd := d.model.Update(tea.KeyMsg{Type: keyTypes[name]})
	return cmd
}

// playCaptured lets something happen while a send is on its way, and checks where
// everything went and under whom it was kept.
func playCaptured(t *testing.T, from ripio.EnvironmentName, name string, begin func(*driver) (finish func()), meanwhile func(*driver)) {
	t.Helper()
	d := start(t, twoProfiles, withEnvironment(from))
	d.model.switchProfile("one")
	if from == ripio.Production {
		d.model.sends.Leases["one"] = noon.Add(time.Hour)
	}
	var sent []pair
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		sent = append(sent, pair{env.Host(), request.ClientID, request.Secret.Reveal()})
		if preview := d.client().Preview(env, request); preview.Failure != nil {
			t.Errorf("%s: the engine refuses it: %v", name, preview.Failure)
		}
		exchange := accepted(env, request)
		exchange.SentAt, exchange.Timing.Reached = d.now, ripio.PhaseBody
		return exchange
	}
	finish := begin(d)
	meanwhile(d)
	finish()
	for _, one := range sent {
		if !ownPairs[one] {
			t.Errorf("%s: %s and %s went to %s", name, one.clientID, one.secret, one.host)
		}
		if from != ripio.Production && one.host == "b2b-widget-onramp-api.ripio.com" {
			t.Errorf("%s: a request went to production without its confirmation", name)
		}
	}
	attempts, err := d.manager.History.List(profiles.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	filed := func(where, profile string, environment ripio.EnvironmentName, clientID string) {
		if want := profile + "-" + string(environment.Account()); clientID != want {
			t.Errorf("%s: %s: %s of %s is filed under %s", name, where, clientID, profile, environment)
		}
	}
	for _, attempt := range attempts {
		e := attempt.Exchange
		filed("history", e.Profile, e.Environment.Name, e.Request.ClientID)
	}
	for owner, outcome := range d.model.sends.Kept {
		e := outcome.Exchange
		filed("kept", owner.Profile, owner.Environment, e.Request.ClientID)
		if e.Request.ExternalRef != owner.ExternalRef || e.Environment.Name != owner.Environment {
			t.Errorf("%s: a token for %s in %s is kept under %+v", name, e.Request.ExternalRef, e.Environment.Name, owner)
		}
	}
	users, err := d.manager.Users.List("")
	if err != nil {
		t.Fatal(err)
	}
	for _, user := range users {
		if !containsPair(sent, user.Environment, user.Profile) {
			t.Errorf("%s: %s in %s was never used, and is in the book", name, user.Profile, user.Environment)
		}
	}
	if d.model.sends.Busy() == "" && d.model.result.IsSending() && !d.quit {
		t.Errorf("%s: nothing is under way, and the pane shows that something is:\n%s", name, d.screen())
	}
}

func containsPair(sent []pair, environment ripio.EnvironmentName, profile string) bool {
	for _, one := range sent {
		if one.clientID == profile+"-"+string(environment.Account()) {
			return true
		}
	}
	return false
}

// capturedFlows are the ways in which a request waits for something: its secret,
// its answer, a pause, the next of several tests.
var capturedFlows = []struct {
	name  string
	from  ripio.EnvironmentName
	begin func(*driver) func()
}{
	{"secret", ripio.Sandbox, secretPending},
	{"secret", ripio.Production, secretPending},
	{"answer", ripio.Sandbox, answerPending},
	{"answer", ripio.Production, answerPending},
	{"tests", ripio.Sandbox, testsPending},
	{"pause", ripio.Production, func(d *driver) func() {
		d.press("enter")
		d.now = d.now.Add(time.Second)
		s := d.model.newSend(sending.Ordinary)
		s.Again = true
		d.run(d.model.sends.Ask(s))
		return func() { d.after(4 * time.Second) }
	}},
}

func secretPending(d *driver) func() {
	cmd := d.pending("enter")
	return func() { d.run(cmd) }
}

func answerPending(d *driver) func() {
	d.hold = true
	d.press("enter")
	return func() {
		d.hold = false
		for _, release := range d.held {
			release()
		}
	}
}

func testsPending(d *driver) func() {
	d.chooseTests()
	front[*dialog.Menu](d).Select("all of them")
	d.press("enter")
	return func() {
		for range 6 {
			d.after(2 * time.Second)
		}
	}
}

// TestASendGoesWhereItWasSentTo plays every key of the key table, alone and with
// what it opens, while a request is on its way.
func TestASendGoesWhereItWasSentTo(t *testing.T) {
	follow := [][]string{{}, {"down", "enter"}, {"up", "enter"}}
	for _, flow := range capturedFlows {
		for _, first := range everyKey() {
			for _, then := range follow {
				keys := append([]string{first}, then...)
				name := fmt.Sprintf("%s in %s, then %q", flow.name, flow.from, keys)
				playCaptured(t, flow.from, name, flow.begin, func(d *driver) { d.press(keys...) })
				if first != "f2" && first != "ctrl+t" && first != "ctrl+p" && first != "f3" {
					break // it opens no list
				}
			}
		}
	}
}

// TestASendGoesWhereItWasSentToWhateverComes delivers every kind of message.
func TestASendGoesWhereItWasSentToWhateverComes(t *testing.T) {
	for _, flow := range capturedFlows {
		count := 1
		for i := 0; i < count; i++ {
			name := fmt.Sprintf("%s in %s, message %d", flow.name, flow.from, i)
			playCaptured(t, flow.from, name, flow.begin, func(d *driver) {
				messages := lateMessages(d)
				count = len(messages)
				d.send(messages[i])
			})
		}
	}
}

// TestTheSwitchedEnvironmentGetsNothing is the case that was seen: the secret is
// being fetched, and the person goes to another environment.
func TestTheSwitchedEnvironmentGetsNothing(t *testing.T) {
	d := start(t, twoProfiles)
	var hosts []string
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		hosts = append(hosts, env.Host())
		return accepted(env, request)
	}
	finish := secretPending(d)
	d.press("f2", "down", "enter")
	d.shows("PRODUCTION")
	finish()
	if len(hosts) != 1 || hosts[0] != "b2b-widget-onramp-api.sandbox.ripio.com" {
		t.Fatalf("sent to %q", hosts)
	}
	d.hides("Sending to", "Token received")
	d.shows("The last response was for one, SANDBOX", "the response is for the user you had before")
	d.press("f2", "up", "enter")
	d.shows("Token received")
}

// TestAKeyBeforeTheAnswerLeavesNothingBehind: the pane must not go on to say that
// something is sent.
func TestAKeyBeforeTheAnswerLeavesNothingBehind(t *testing.T) {
	for _, keys := range [][]string{{"ctrl+g"}, {"tab", "tab", "0"}, {"f2", "down", "enter"}} {
		d := start(t, twoProfiles)
		finish := answerPending(d)
		d.shows("Sending to SANDBOX")
		d.press(keys...)
		finish()
		d.hides("Sending to SANDBOX", "esc cancels")
		d.shows("The last response was for one, SANDBOX")
	}
}
