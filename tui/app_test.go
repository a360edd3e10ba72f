package tui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// TestAFirstRunBeginsWithTheWelcome draws before anything was read. Profiles that turn up
// all the same take its place.
func TestAFirstRunBeginsWithTheWelcome(t *testing.T) {
	for name, setups := range map[string][]setup{"": nil, "acme-wallet": {withProfiles(acme())}} {
		d := start(t, setups...)
		options := d.model.options
		options.Unused = true
		d.model = New(d.deps(), options)
		if frame := d.model.View(); !strings.Contains(frame, "Welcome") || strings.Contains(frame, "client_id  ") {
			t.Errorf("the first frame is\n%s", frame)
		}
		d.run(d.model.Init())
		if name != "" {
			d.shows(name, "Send to SANDBOX")
			d.hides("Welcome")
			continue
		}
		d.shows("Welcome", "› 1 Try it")
		d.press("enter")
		d.shows("Send to SIMULATOR")
		d.hides("Welcome")
	}
	d := start(t)
	options := d.model.options
	options.Unused, options.Environment = true, ripio.Sandbox
	if frame := New(d.deps(), options).View(); strings.Contains(frame, "Welcome") {
		t.Error("who named an environment is shown the ways to begin")
	}
}

func TestFirstRunNeedsEnterTwice(t *testing.T) {
	d := start(t)
	d.shows("Welcome", "› 1 Try it with the built-in simulator")
	d.press("enter", "enter")
	if len(d.requests) != 1 {
		t.Fatalf("%d requests were sent", len(d.requests))
	}
	got := d.requests[0]
	want := ripio.Request{ClientID: simulator.ExampleClientID, ExternalRef: goodRef, Address: simulator.ExampleAddress}
	if got.ClientID != want.ClientID || got.ExternalRef != want.ExternalRef || got.Address != want.Address {
		t.Errorf("sent %q %q %q", got.ClientID, got.ExternalRef, got.Address)
	}
	d.shows("Token received", "Expires in 10 h 00 min 00 s")
	d.after(time.Second)
	d.shows("Expires in 9 h 59 min 59 s")
}

// TestFastTyping gives both keys before the profiles are there, and the second
// before the simulator listens.
func TestFastTyping(t *testing.T) {
	d := start(t)
	m := New(d.deps(), d.model.options)
	d.model = m
	init := m.Init()
	d.press("enter", "enter")
	if len(d.requests) != 0 {
		t.Fatal("a request left before the profiles were read")
	}
	d.run(init)
	d.shows("Token received")
}

// TestLettersThatCameTogether takes a burst of letters apart.
func TestLettersThatCameTogether(t *testing.T) {
	d := start(t)
	d.press("enter", "enter")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3q")})
	if !d.quit || d.model.result.Tab() != result.HTTP {
		t.Errorf("quit %v, tab %v", d.quit, d.model.result.Tab())
	}
}

func TestTokenIsBoundToWhomItWasFor(t *testing.T) {
	changes := map[string]func(*driver){
		"profile":      func(d *driver) { d.press("ctrl+t", "2") },
		"environment":  func(d *driver) { d.press("f2", "1") },
		"external_ref": func(d *driver) { d.press("ctrl+g") },
		"address":      func(d *driver) { d.press("shift+tab", "x") },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			second := acme()
			second.Name = "beta"
			d := start(t, withProfiles(acme(), second))
			d.press("enter")
			d.shows("Token received")
			change(d)
			d.hides("Token received", "Expires in")
			d.shows("No token for this")
		})
	}
}

func TestTokenComesBackWithItsUser(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "f2", "3")
	d.hides("Token received")
	d.press("f2", "2")
	d.shows("Token received", "Expires in 10 h 00 min")
}

// TestAnswerOfAnEarlierUser is kept for whom it was and shown to nobody else.
func TestAnswerOfAnEarlierUser(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter", "ctrl+g")
	d.held[0]()
	d.hides("Token received")
	d.shows("the response is for the user you had before")
}

func TestProductionAsksForTheName(t *testing.T) {
	profile := acme()
	profile.Production.Secret = "env:ACME_SECRET"
	profile.Production.User = profile.Sandbox.User
	d := start(t, withProfiles(profile))
	d.press("f2", "3", "enter")
	d.shows("PRODUCTION", "Type the profile's name")
	d.typeText("acme")
	d.press("enter")
	d.shows("That is not the name of this profile")
	if len(d.requests) != 0 {
		t.Fatal("sent to production with the wrong name")
	}
	d.typeText("-wallet")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].ClientID != "prod-77aa" {
		t.Fatalf("sent %d requests", len(d.requests))
	}
	d.press("ctrl+g", "enter")
	d.after(sending.ProductionPause + time.Second)
	if len(d.requests) != 2 {
		t.Error("the name was asked for a second time")
	}
}

func TestEveryStartIsInSandbox(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.shows("Send to SANDBOX")
	d = start(t, withProfiles(acme()), withEnvironment(ripio.Production))
	d.shows("Send to PRODUCTION")
}

func TestCancelDropsTheLateAnswer(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter")
	d.shows("Sending to SANDBOX", "esc cancels")
	d.after(2500 * time.Millisecond)
	d.shows("2.5 s")
	d.press("esc")
	if d.context.Err() == nil {
		t.Error("the request's context was not cancelled")
	}
	d.held[0]()
	d.hides("Token received")
	d.shows("The last request was cancelled.")
}

// cancelled is a send that was given up while the server thought.
func cancelled(env ripio.Environment, request ripio.Request) ripio.Exchange {
	exchange := rejected(env, request)
	exchange.Response = nil
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureCancelled, Phase: ripio.PhaseFirstByte}
	exchange.Timing.Reached = ripio.PhaseFirstByte
	exchange.ReceivedAt = exchange.SentAt.Add(time.Second)
	return exchange
}

// A request that was given up may have reached the server.
func TestCancelledSendIsInTheHistory(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer, d.hold = cancelled, true
	d.press("enter", "esc")
	d.held[0]()
	attempts := d.attempts()
	if len(attempts) != 1 || attempts[0].Exchange.Failure.Kind != ripio.FailureCancelled || attempts[0].Fingerprint == "" {
		t.Fatalf("the history holds %+v", attempts)
	}
	d.press("5")
	d.shows("cancelled")
}

func TestCancelBeforeTheWireLeavesNoLine(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		exchange := cancelled(env, request)
		exchange.Timing.Reached = ""
		return exchange
	}
	d.press("enter", "esc")
	if attempts := d.attempts(); len(attempts) != 0 {
		t.Errorf("%d attempts", len(attempts))
	}
}

func TestOneRequestAtATime(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter", "enter")
	if len(d.requests) != 1 {
		t.Errorf("%d requests were sent", len(d.requests))
	}
	d.shows("a request is under way")
}

func TestSecretIsAskedOnceAndMasked(t *testing.T) {
	profile := acme()
	profile.Sandbox.Secret = profiles.Ask
	d := start(t, withProfiles(profile))
	d.press("enter")
	d.shows("client_secret", "stays in memory")
	d.typeText("hunter2-hunter2")
	d.hides("hunter2")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != "hunter2-hunter2" {
		t.Fatal("the secret did not reach the request")
	}
	d.press("ctrl+g", "enter")
	if len(d.requests) != 2 {
		t.Error("the secret was asked for a second time")
	}
}

func TestMissingVariableIsNamed(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.env = nil
	d.press("enter")
	d.shows("Not sent: no client_secret", "ACME_SECRET")
	d.press("2")
	d.shows("Edit acme-wallet")
	if len(d.requests) != 0 {
		t.Error("a request was sent without a secret")
	}
}

func TestFixRepairsTheChecksum(t *testing.T) {
	d := start(t)
	d.press("enter", "shift+tab")
	d.clear()
	d.typeText("0x05946b0d5E413e45069BeC923004F9A3c8F70C2C")
	want, _ := ripiofield.ChecksumEVM("0x05946b0d5E413e45069BeC923004F9A3c8F70C2C")
	d.shows("^F fixes it")
	d.press("ctrl+f")
	if got := d.model.form.Request().Address; got != want {
		t.Errorf("the address is %q, want %q", got, want)
	}
	d.press("ctrl+f")
	d.shows("no key can fix it")
}

func TestBlockedRequestIsNotSent(t *testing.T) {
	d := start(t)
	d.press("enter", "shift+tab")
	d.clear()
	d.press("enter")
	if len(d.requests) != 0 {
		t.Fatal("a request with an empty address was sent")
	}
	if d.model.form.Focus != request.FocusAddress {
		t.Error("the focus is not on the field that blocks")
	}
	d.shows("not sent: address")
}

func TestPaste(t *testing.T) {
	token := documentedToken(noon.Add(time.Hour))
	tests := []struct {
		name, paste string
		shows       []string
	}{
		{"token", token, []string{"Pasted token", "Expires in 1 h 00 min 00 s"}},
		{"Bearer line", "Authorization: Bearer " + token + "\n", []string{"Pasted token"}},
		{"JSON answer", `{"succeed":true,"token":"` + token + `","token_type":"bearer"}`, []string{"Pasted token"}},
		{"widget link", "https://b2b-widget-onramp.ripio.com?_to=" + token, []string{"Pasted token"}},
		{"UUID", otherRef, []string{otherRef, "pasted into external_ref"}},
		{"address", goodAddress, []string{goodAddress, "pasted into address"}},
		{"anything else", "hello", []string{"nothing was recognised in this paste"}},
		{"private key", strings.Repeat("4f", 32), []string{"it was not taken"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := start(t)
			d.press("enter")
			d.paste(test.paste)
			d.shows(test.shows...)
			if len(d.requests) != 0 {
				t.Error("a paste sent a request")
			}
		})
	}
}

func TestPasteIntoAFieldIsText(t *testing.T) {
	d := start(t)
	d.press("enter", "tab", "tab")
	d.clear()
	d.paste("USER_1111")
	if got := d.model.form.Request().ExternalRef; got != "USER_1111" {
		t.Errorf("external_ref is %q", got)
	}
}

func TestIdleProgramDoesNotTick(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("tab", "tab", "2")
	if len(d.pauses) != 0 {
		t.Fatalf("the clock was asked for %v without anything that changes", d.pauses)
	}
	d.press("enter")
	d.pauses = nil
	for range 3 {
		d.after(time.Second)
	}
	if len(d.pauses) != 3 || d.pauses[0] != time.Second {
		t.Errorf("three ticks asked for %v", d.pauses)
	}
	d.after(48 * time.Hour)
	d.pauses = nil
	d.press("2")
	if len(d.pauses) != 0 {
		t.Error("a token that expired long ago still ticks")
	}
}

func TestProfileIsAddedAndUsed(t *testing.T) {
	d := start(t)
	d.press("2")
	d.shows("Add a profile")
	d.typeText("acme")
	d.press("enter")
	d.typeText("BR")
	d.press("enter")
	d.typeText("id-sandbox")
	d.press("enter", "right", "enter")
	d.typeText("ACME_SECRET")
	d.press("enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
	d.shows("acme saved", "id-sandbox")
	want := profiles.Profile{Name: "acme", Country: "BR", Sandbox: profiles.Account{ClientID: "id-sandbox", Secret: "env:ACME_SECRET"}}
	if got := d.saved(); len(got) != 1 || got[0] != want {
		t.Fatalf("saved %+v", got)
	}
}

func TestProfileFormKeepsWhatCannotBeSaved(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "a")
	d.typeText("acme-wallet")
	d.press("up", "enter")
	d.shows("There is a profile of that name already")
	d.press("down") // from the button to the name
	d.typeText("2")
	d.press("up")
	blockSaving(t, d.dir)
	d.press("enter")
	d.shows("Not saved: ", "acme-wallet2")
	d.press("esc")
	d.shows("Not saved yet.")
	d.press("esc")
	d.hides("Not saved")
}

func TestProfileIsDuplicatedDeletedAndBack(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "d")
	d.shows("acme-wallet copy")
	if len(d.saved()) != 2 {
		t.Fatal("the copy was not saved")
	}
	d.press("x")
	if len(d.saved()) != 1 {
		t.Fatalf("%d profiles are left", len(d.saved()))
	}
	d.press("u")
	if len(d.saved()) != 2 {
		t.Fatalf("the profile did not come back")
	}
}

func TestDamagedFileOffersWaysOut(t *testing.T) {
	damage := func(d *driver, _ *Options) {
		path := d.manager.Store.Path()
		changed := acme()
		changed.Country = "MX"
		if _, err := d.manager.Store.Put("acme-wallet", changed); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("version = 1\n[[profile]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := start(t, withProfiles(acme()), damage)
	d.shows("The profiles file is damaged", "line 2", "Use the backup", "Set it aside", "Leave it")
	d.press("1")
	d.shows("the backup is in use", "acme-wallet")
	if len(d.saved()) != 1 {
		t.Error("the backup's profile is not there")
	}
}

func TestConflictLetsThePersonChoose(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "e", "tab")
	d.press("backspace", "backspace")
	d.typeText("BR")
	d.press("up", "up")

	theirs := acme()
	theirs.Country = "MX"
	other := d.restarted()
	if _, _, err := other.Store.Load(); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Store.Put("acme-wallet", theirs); err != nil {
		t.Fatal(err)
	}
	d.press("enter")
	d.shows("Changed in another window", "Keep the other change", "Save yours over it")
	d.press("2")
	d.shows("your change to acme-wallet is saved")
	if got := d.saved()[0].Country; got != "BR" {
		t.Errorf("the country is %q", got)
	}
}

func TestCopyNeverOffersTheSecret(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "ctrl+y")
	d.shows("Copy", "token", "claims", "external_ref")
	for _, c := range d.model.handover.List() {
		for _, c := range append(c.Choices, c) {
			if c.Text != nil && strings.Contains(c.Text(), "s3cr3t-of-acme") {
				t.Errorf("%q holds the secret", c.Name)
			}
		}
	}
	d.press("1")
	if len(d.copied) != 1 || d.copied[0] != d.model.result.Decoded().Raw {
		t.Errorf("copied %q", d.copied)
	}
	d.shows("token copied to the clipboard")
}

func TestUnavailableActionSaysWhy(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+x")
	d.shows("the simulator is not selected")
}

func TestScenarioIsShown(t *testing.T) {
	d := start(t)
	d.press("enter", "ctrl+x", "/")
	d.typeText("clock-off")
	d.press("enter")
	if d.simulator.scenario != "clock-off" {
		t.Errorf("the simulator plays %q", d.simulator.scenario)
	}
	d.press("tab")
	d.shows("scenario clock-off")
}

func TestUnknownProfileIsSaid(t *testing.T) {
	d := start(t, withProfiles(acme()), func(_ *driver, o *Options) { o.Profile = "nobody" })
	d.shows("there is no profile nobody")
}

func TestWaitOfARateLimitCountsDown(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		return failedWith(env, request, 429, `{"detail":"throttled"}`, ripio.Failure{
			Kind: ripio.FailureRateLimited, RetryAfter: 30 * time.Second, RetryAfterRaw: "30",
		})
	}
	d.press("enter")
	d.shows("Press A, then enter: wait 31 s more, then send again")
	d.after(30 * time.Second)
	d.shows("1 s more")
	d.after(time.Second)
	d.shows("Press A, then enter: send again")
	if len(d.requests) != 1 {
		t.Error("the request was repeated by itself")
	}
}

func TestTokenThatIsDeadOnArrival(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		return exchangeWith(env, request, documentedToken(noon.Add(-time.Hour)))
	}
	d.press("enter")
	d.shows("Expired 1 h 00 min 02 s ago", "already expired when it arrived")
}

// TestMaintenanceIsQuotedOnlyInItsHours looks at a fault of the sandbox's
// server inside and outside the hours that Ripio's page names.
func TestMaintenanceIsQuotedOnlyInItsHours(t *testing.T) {
	for hour, want := range map[int]bool{3: true, 17: false} {
		d := start(t, withProfiles(acme()))
		d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			e := failedWith(env, request, 503, "", ripio.Failure{Kind: ripio.FailureServer})
			e.SentAt = time.Date(2026, 11, 24, hour, 0, 0, 0, time.UTC)
			return e
		}
		d.press("enter", "B", "w")
		flat := strings.Join(strings.Fields(strings.Map(unframe, d.screen())), " ")
		if got := strings.Contains(flat, "03:00 GMT"); got != want {
			t.Errorf("at %d:00 GMT the window is quoted: %v:\n%s", hour, got, d.screen())
		}
	}
}

// blockSaving makes every save in a folder fail: the lock is a folder.
func blockSaving(t *testing.T, dir string) {
	t.Helper()
	lock := filepath.Join(dir, "profiles.lock")
	if err := os.RemoveAll(lock); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(lock, 0o700); err != nil {
		t.Fatal(err)
	}
}

// A request that never reached a server used no user, and its failure says
// nothing about the profile; one that may have been received did.
func TestOnlyWhatLeftCountsForUserAndProfile(t *testing.T) {
	for _, tt := range []struct {
		reached ripio.Phase
		kind    ripio.FailureKind
		counts  bool
	}{
		{ripio.PhaseDNS, ripio.FailureDNS, false},
		{ripio.PhaseConnect, ripio.FailureConnection, false},
		{ripio.PhaseProxy, ripio.FailureProxy, false},
		{ripio.PhaseTLS, ripio.FailureTLSIssuer, false},
		{ripio.PhaseTLS, ripio.FailureCancelled, false},
		{ripio.PhaseFirstByte, ripio.FailureTimeout, true},
	} {
		for _, giveUp := range []bool{false, true} {
			d := start(t, withProfiles(acme()))
			d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
				exchange := cancelled(env, request)
				exchange.Failure = &ripio.Failure{Kind: tt.kind, Phase: tt.reached}
				exchange.Timing.Reached = tt.reached
				return exchange
			}
			d.press("enter")
			if giveUp {
				d = start(t, withProfiles(acme()), func(fresh *driver, _ *Options) { fresh.answer, fresh.hold = d.answer, true })
				d.press("enter", "esc")
				d.held[0]()
			}
			users, err := d.manager.Users.List("")
			if err != nil || (len(users) > 0) != tt.counts {
				t.Errorf("%s in %s, given up %t: users %+v (%v), want counted %t", tt.kind, tt.reached, giveUp, users, err, tt.counts)
			}
			record, err := d.manager.Records.Of(profiles.SecretKey{Profile: "acme-wallet", Environment: ripio.Sandbox})
			if want := tt.counts && !giveUp; err != nil || record.LastFailure.IsZero() == want {
				t.Errorf("%s in %s, given up %t: record %+v (%v), want a failure %t", tt.kind, tt.reached, giveUp, record, err, want)
			}
			if attempts := d.attempts(); len(attempts) != 1 {
				t.Errorf("%s in %s: %d attempts in the history, want it kept", tt.kind, tt.reached, len(attempts))
			}
		}
	}
}

// The tab counts all of its warnings, however many digits that takes.
func TestChecksTabCountsPastNine(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		exchange := rejected(env, request)
		exchange.Findings = slices.Repeat([]finding.Finding{{Code: "c", Level: finding.LevelWarning, Title: "odd"}}, 12)
		return exchange
	}
	d.press("enter")
	d.shows("2 Checks 12" + d.model.styles.Glyphs.Warning)
}
