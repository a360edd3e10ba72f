package profiles_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

func noteLifetime(t *testing.T, lifetimes *profiles.Lifetimes, exchange ripio.Exchange) {
	t.Helper()
	if err := lifetimes.Note(exchange); err != nil {
		t.Fatal(err)
	}
}

func lifetimesOf(t *testing.T, lifetimes *profiles.Lifetimes, profile string) []profiles.Lifetime {
	t.Helper()
	list, err := lifetimes.Of(profile, ripio.Sandbox)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLifetimes(t *testing.T) {
	lifetimes := state.NewLifetimes(t.TempDir())
	later, local := granted("acme", minutes(2)).Exchange, granted("ACME", minutes(1)).Exchange
	local.Clock = ripio.Clock{Reason: "the response has no Date header"}
	dead := granted("acme", at).Exchange
	dead.Token.Expiry.At = at.Add(-time.Hour)
	without := granted("acme", at).Exchange
	without.Token.Expiry.State = jwt.ExpiryAbsent
	for _, exchange := range []ripio.Exchange{later, local, dead, without, rejected("acme", at).Exchange, granted("", at).Exchange} {
		noteLifetime(t, lifetimes, exchange)
	}
	want := []profiles.Lifetime{
		// exp is two seconds later by the server's clock, and the answer came after 214 ms.
		{At: minutes(1), Lifetime: 10*time.Hour + 2*time.Second - 214*time.Millisecond},
		{At: minutes(2), Lifetime: 10 * time.Hour, Measured: true},
	}
	if got := lifetimesOf(t, lifetimes, "Acme"); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := lifetimesOf(t, lifetimes, ""); len(got) != 1 {
		t.Errorf("without a profile: %v", got)
	}
	if other, err := lifetimes.Of("acme", ripio.Production); len(other) != 0 || err != nil {
		t.Errorf("in another environment: %v, %v", other, err)
	}
}

func TestLifetimesHaveLimits(t *testing.T) {
	lifetimes := state.NewLifetimes(t.TempDir())
	entry := func(minute int) string {
		return fmt.Sprintf(`{"at":%q,"lifetime_ms":%d,"measured":true}`, minutes(minute).Format(time.RFC3339), minute)
	}
	var entries, lists []string
	for minute := range 60 {
		entries = append(entries, entry(minute))
	}
	lists = append(lists, `{"profile":"acme","environment":"sandbox","lifetimes":[`+strings.Join(entries, ",")+`]}`)
	for i := 1; i < 100; i++ {
		lists = append(lists, fmt.Sprintf(`{"profile":"p%d","environment":"sandbox","lifetimes":[%s]}`, i, entry(100+(i+50)%99)))
	}
	writeFile(t, lifetimes.Path(), `{"version":1,"lists":[`+strings.Join(lists, ",")+`]}`)
	noteLifetime(t, lifetimes, granted("acme", minutes(300)).Exchange)
	got := lifetimesOf(t, lifetimes, "acme")
	if len(got) != 60 || got[0].Lifetime != time.Millisecond || !got[59].At.Equal(minutes(300)) {
		t.Errorf("%d lifetimes, the first %v, the last %v", len(got), got[0], got[len(got)-1])
	}
	noteLifetime(t, lifetimes, granted("new", minutes(301)).Exchange)
	for profile, want := range map[string]int{"acme": 60, "new": 1, "p49": 0, "p48": 1} {
		if got := lifetimesOf(t, lifetimes, profile); len(got) != want {
			t.Errorf("%s has %d, want %d", profile, len(got), want)
		}
	}
}

func TestLifetimesOfARenamedProfile(t *testing.T) {
	lifetimes := state.NewLifetimes(t.TempDir())
	for minute, profile := range []string{"acme", "acme", "gone"} {
		noteLifetime(t, lifetimes, granted(profile, minutes(minute)).Exchange)
	}
	if err := lifetimes.Rename("ACME", "gone"); err != nil {
		t.Fatal(err)
	}
	if got := lifetimesOf(t, lifetimes, "gone"); len(got) != 2 || len(lifetimesOf(t, lifetimes, "acme")) != 0 {
		t.Errorf("got %v", got)
	}
	if removed, err := lifetimes.Forget("Gone"); removed != 2 || err != nil {
		t.Errorf("forgot %d, %v", removed, err)
	}
	if got := lifetimesOf(t, lifetimes, "gone"); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}
