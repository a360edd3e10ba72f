package history_test

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio/redact"
)

func TestHistoryGivesBackWhatItKept(t *testing.T) {
	sends := newHistory(t)
	if got := listed(t, sends, history.Filter{}); len(got) != 0 {
		t.Errorf("an empty history lists %d", len(got))
	}
	first := granted("acme", at)
	second := rejected("acme", minutes(1))
	second.SwapTest, second.Fingerprint = true, secondPrint
	kept := appendTo(t, sends, first, second)
	got := listed(t, sends, history.Filter{})
	if !reflect.DeepEqual(got, []history.Attempt{kept[1], kept[0]}) {
		t.Errorf("got  %+v\nwant %+v", got, kept)
	}
	if !got[0].SwapTest || got[0].Fingerprint != secondPrint || got[1].SwapTest || got[1].Fingerprint != firstPrint {
		t.Errorf("got %+v", got)
	}
	if !regexp.MustCompile(`^20261124-034151-000000-[a-z2-7]{6}$`).MatchString(kept[0].ID) {
		t.Errorf("the ID is %s", kept[0].ID)
	}
	if text := readFile(t, sends.Path()); strings.Count(text, "\n") != 2 || !strings.HasPrefix(text, `{"version":1,"id":"20261124-034151-`) {
		t.Errorf("the file is\n%s", text)
	}
	wantModes(t, strings.TrimSuffix(sends.Path(), "/history.jsonl"), 0o700, sends.Path())
}

func TestAppendClosesTheFile(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("acme", at))
	if err := os.Chmod(sends.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	appendTo(t, sends, granted("acme", at))
	wantModes(t, strings.TrimSuffix(sends.Path(), "/history.jsonl"), 0o700, sends.Path())
}

// TestTheNewestComeFirst appends out of order, as two windows may.
func TestTheNewestComeFirst(t *testing.T) {
	sends := newHistory(t)
	var ids []string
	for _, minute := range []int{2, 0, 3, 1, 3} {
		attempt := granted(fmt.Sprint("p", minute), minutes(minute))
		ids = append(ids, appendTo(t, sends, attempt)[0].ID)
	}
	want := []string{ids[4], ids[2], ids[0], ids[3], ids[1]}
	var got []string
	for _, attempt := range listed(t, sends, history.Filter{}) {
		got = append(got, attempt.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// IDs of different times sort as the times do.
	if !(ids[1] < ids[3] && ids[3] < ids[0] && ids[0] < min(ids[2], ids[4])) || ids[2] == ids[4] {
		t.Errorf("IDs %v", ids)
	}
}

func TestFind(t *testing.T) {
	sends := newHistory(t)
	kept := appendTo(t, sends, granted("acme", at), granted("acme", minutes(1)))
	for _, test := range []struct {
		name, id string
		want     string
		err      error
	}{
		{"whole", kept[0].ID, kept[0].ID, nil},
		{"capitals and space", " " + strings.ToUpper(kept[0].ID), kept[0].ID, nil},
		{"a beginning", "20261124-034251", kept[1].ID, nil},
		{"two begin so", "20261124", "", history.ErrSeveralAttempts},
		{"none begins so", "2025", "", history.ErrNoAttempt},
		{"nothing", "", "", history.ErrNoAttempt},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := sends.Find(test.id)
			wantError(t, err, test.err)
			if got.ID != test.want {
				t.Errorf("found %q, want %q", got.ID, test.want)
			}
		})
	}
}

func TestPurge(t *testing.T) {
	for _, test := range []struct {
		name   string
		choice history.PurgeChoice
		want   string
	}{
		{"all", history.PurgeChoice{}, ""},
		{"a profile, whatever its letter case", history.PurgeChoice{Profile: "ACME"}, "beta@1 beta@0"},
		{"before a time", history.PurgeChoice{Before: minutes(1)}, "beta@1 acme@1"},
		{"a profile before a time", history.PurgeChoice{Profile: "acme", Before: minutes(1)}, "beta@1 acme@1 beta@0"},
		{"nothing fits", history.PurgeChoice{Profile: "gamma"}, "beta@1 acme@1 beta@0 acme@0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sends := newHistory(t)
			for minute := range 2 {
				appendTo(t, sends, granted("acme", minutes(minute)), rejected("beta", minutes(minute)))
			}
			removed, err := sends.Purge(test.choice)
			var left []string
			for _, attempt := range listed(t, sends, history.Filter{}) {
				left = append(left, fmt.Sprintf("%s@%.0f", attempt.Exchange.Profile, attempt.Exchange.SentAt.Sub(at).Minutes()))
			}
			if got := strings.Join(left, " "); got != test.want || removed != 4-len(left) || err != nil {
				t.Errorf("left %q, removed %d, %v; want %q", got, removed, err, test.want)
			}
		})
	}
	if removed, err := newHistory(t).Purge(history.PurgeChoice{}); removed != 0 || err != nil {
		t.Errorf("without a file: %d, %v", removed, err)
	}
}

func TestHistoryOfARenamedProfile(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("acme", at), granted("beta", minutes(1)), granted("gamma", minutes(2)))
	newer := `{"more":[1.50],"version":9,"id":"x","profile":"ACME"}`
	writeFile(t, sends.Path(), readFile(t, sends.Path())+newer+"\n")
	if err := sends.Rename("Acme", "beta"); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, sends, history.Filter{Profile: "beta"}); len(got) != 2 || got[1].Exchange.Request.ClientID != "id-acme" {
		t.Errorf("got %+v", got)
	}
	if text := readFile(t, sends.Path()); !strings.HasSuffix(text, `{"id":"x","more":[1.50],"profile":"beta","version":9}`+"\n") {
		t.Errorf("the newer line is lost:\n%s", text)
	}
	if removed, err := sends.Forget("BETA"); removed != 3 || err != nil {
		t.Errorf("forgot %d, %v", removed, err)
	}
	wantNowhere(t, `"beta"`, strings.TrimSuffix(sends.Path(), "/history.jsonl"))
}

func TestOtherLinesArePassedOver(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("acme", at))
	good := readFile(t, sends.Path())
	lines := "garbage\n\n" + `{"version":0}` + "\n" + `{"version":1,"id":""}` + "\n" + "\x00\x00\x00\n" + `{"version":2,"at":{"day":1}}` + "\n"
	writeFile(t, sends.Path(), lines+good)
	appendTo(t, sends, rejected("acme", minutes(1)))
	if got := listed(t, sends, history.Filter{}); len(got) != 2 {
		t.Errorf("%d attempts, want 2", len(got))
	}
	var warnings []string
	for _, warning := range sends.Warnings() {
		warnings = append(warnings, warning.Text)
	}
	want := []string{
		sends.Path() + ": damaged lines were passed over: 4; a write that was torn leaves one",
		sends.Path() + " holds attempts of a newer version of this program; they are kept, but not shown; update this program",
	}
	if !slices.Equal(warnings, want) {
		t.Errorf("got\n%s", strings.Join(warnings, "\n"))
	}
	listed(t, sends, history.Filter{})
	if again := sends.Warnings(); len(again) != 0 {
		t.Errorf("told again: %v", again)
	}
	if text := readFile(t, sends.Path()); !strings.HasPrefix(text, lines+good) {
		t.Errorf("the file became\n%s", text)
	}
}

func TestAnAttemptWithoutATimeGetsOne(t *testing.T) {
	sends := newHistory(t)
	kept := appendTo(t, sends, rejected("acme", time.Time{}))
	if got := kept[0].Exchange.SentAt; !got.Equal(at.AddDate(0, 0, 1)) {
		t.Errorf("the time is %v", got)
	}
}

func TestErrorsOfTheHistory(t *testing.T) {
	sends := newHistory(t)
	if err := os.MkdirAll(sends.Path(), 0o700); err != nil {
		t.Fatal(err)
	}
	_, appending := sends.Append(granted("acme", at), false)
	_, listing := sends.List(history.Filter{})
	_, purging := sends.Purge(history.PurgeChoice{})
	for i, err := range []error{appending, listing, purging} {
		want := []string{
			"save history.jsonl: " + sends.Path() + " is not a regular file; the attempts before it are unchanged",
			"read history.jsonl: " + sends.Path() + " is not a regular file",
			"save history.jsonl: " + sends.Path() + " is not a regular file",
		}[i]
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestTheTokenIsKeptByChoice(t *testing.T) {
	sends := newHistory(t)
	attempt := granted("acme", at)
	kept, err := sends.Append(attempt, true)
	if err != nil || kept.Exchange.Token.Raw != attempt.Exchange.Token.Raw || string(kept.Exchange.Response.Body) != string(attempt.Exchange.Response.Body) {
		t.Errorf("kept %q, %v", kept.Exchange.Token.Raw, err)
	}
	kept, err = sends.Append(attempt, false)
	if err != nil || kept.Exchange.Token.Raw != "" || string(kept.Exchange.Response.Body) != `{"succeed":true,"token":"`+redact.Mask+`","token_type":"bearer"}` {
		t.Errorf("kept %q, body %s, %v", kept.Exchange.Token.Raw, kept.Exchange.Response.Body, err)
	}
}

// TestPurgeOfOneAttempt takes that one alone; damaged lines stay.
func TestPurgeOfOneAttempt(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("acme", minutes(0)), rejected("beta", minutes(1)))
	content, err := os.ReadFile(sends.Path())
	if err != nil {
		t.Fatal(err)
	}
	const damagedLine = "not a line\n"
	writeFile(t, sends.Path(), damagedLine+string(content))
	one := listed(t, sends, history.Filter{})[1]
	if !(history.PurgeChoice{ID: one.ID}).Fits(one) {
		t.Error("the choice does not fit the attempt that it names")
	}
	if removed, err := sends.Purge(history.PurgeChoice{ID: one.ID}); removed != 1 || err != nil {
		t.Errorf("removed %d, %v", removed, err)
	}
	if left := listed(t, sends, history.Filter{}); len(left) != 1 || left[0].Exchange.Profile != "beta" {
		t.Errorf("left %v", left)
	}
	if data, err := os.ReadFile(sends.Path()); err != nil || !strings.Contains(string(data), damagedLine) {
		t.Errorf("the damaged line went, too: %s, %v", data, err)
	}
}
