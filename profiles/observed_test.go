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
	"devtools/ripio-explorer/ripio/cause"
)

// failing401 is a refused send whose answer has this body.
func failing401(body string, at time.Time) ripio.Exchange {
	exchange := rejected("acme", at).Exchange
	exchange.Response.Body = []byte(body)
	return exchange
}

func observe(t *testing.T, observed *profiles.Observed, exchange ripio.Exchange) {
	t.Helper()
	if err := observed.Note(exchange); err != nil {
		t.Fatal(err)
	}
}

func seen(t *testing.T, observed *profiles.Observed, exchange ripio.Exchange) []cause.Sighting {
	t.Helper()
	sightings, err := observed.SeenBefore(exchange, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return sightings
}

func TestSightings(t *testing.T) {
	observed := state.NewObserved(t.TempDir())
	exchange := failing401(`{"detail":"no"}`, minutes(9))
	if got := seen(t, observed, exchange); len(got) != 0 {
		t.Errorf("an empty catalogue has %v", got)
	}
	wrong := failing401(`{"detail":"no"}`, at)
	wrong.Request.Deviation = ripio.DeviationWrongSecret
	observe(t, observed, wrong)
	observe(t, observed, failing401(`{"detail":"no"}`, minutes(3)))
	observe(t, observed, failing401(`{"detail":"no"}`, minutes(2)))
	want := []cause.Sighting{
		{At: minutes(3), Times: 2},
		{At: at, Deviation: ripio.DeviationWrongSecret, Times: 1},
	}
	if got := seen(t, observed, exchange); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	production := exchange
	production.Environment.Name = ripio.Production
	if got := seen(t, observed, production); len(got) != 0 {
		t.Errorf("another environment has %v", got)
	}
}

func TestWhichAnswersAreTheSame(t *testing.T) {
	const uuid1, uuid2 = "18ab6d6c-8d98-4a9c-887b-01727a11f094", "77aa51d0-0c4e-4111-8a2b-0123456789ab"
	for _, test := range []struct {
		name, first, second string
		same                bool
	}{
		{"the same", `{"a":1}`, `{"a":1}`, true},
		{"other words", `{"detail":"no"}`, `{"detail":"never"}`, false},
		{"another field", `{"detail":"no"}`, `{"error":"no"}`, false},
		{"numbers", `{"after":30}`, `{"after":7}`, true},
		{"UUIDs", `{"id":"` + uuid1 + `"}`, `{"id":"` + uuid2 + `"}`, true},
		{"request ids", `{"id":"req_8fhJ2kd9Qz"}`, `{"id":"req_Zx81mmP0aa"}`, true},
		{"hex ids", `{"trace":"deadbeef01234567"}`, `{"trace":"0011223344556677"}`, true},
		{"dates of ISO 8601", `at 2026-11-24T03:41:51.123Z`, `at 2026-12-01T13:00:00Z`, true},
		{"dates of HTTP", `at Tue, 24 Nov 2026 03:41:51 GMT`, `at Wed, 2 Dec 2026 13:00:00 GMT`, true},
		{"dates with the month first", `on November 24, 2026`, `on May 1, 2027`, true},
		{"words with a digit", `oauth2_error`, `oauth2_denied`, false},
		{"another number of lines", "a\nb", "a\nb\nc", false},
		{"HTML", "<title>403 Forbidden</title><p>Ray 8e7f00aa1122", "<title>403 Forbidden</title><p>Ray 8e7f00bb3344", true},
		{"bytes that are not text", "\xff\xfe", "\xff\xfd", false},
		{"our own external_ref", "no user " + alice.ExternalRef, "no user " + uuid2, false}, // what was sent is not an id like others
	} {
		t.Run(test.name, func(t *testing.T) {
			observed := state.NewObserved(t.TempDir())
			observe(t, observed, failing401(test.first, at))
			if got := len(seen(t, observed, failing401(test.second, minutes(1)))) > 0; got != test.same {
				t.Errorf("the same: %v", got)
			}
		})
	}
}

// TestWhatBelongsToTheRequestIsMasked sends the same answer to two users.
func TestWhatBelongsToTheRequestIsMasked(t *testing.T) {
	observed := state.NewObserved(t.TempDir())
	answer := func(profile, ref, address string) ripio.Exchange {
		exchange := sent(profile, at)
		exchange.Request.ExternalRef, exchange.Request.Address = ref, address
		exchange.Request.Username = exchange.Request.ClientID + ":" + ref + ":" + address
		answered(&exchange, 401, "application/json; charset=utf-8", fmt.Sprintf(
			`{"detail":"no user %s at %s","client":"%s","username":"%s"}`, ref, strings.ToLower(address), exchange.Request.ClientID, exchange.Request.Username))
		exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected}
		return exchange
	}
	observe(t, observed, answer("acme", "wallet-user-one", "0xABCDEF"))
	if got := seen(t, observed, answer("beta", "someone", "TXYZ")); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	for _, own := range []string{"wallet-user-one", "0xabcdef", "0xABCDEF", "id-acme", "acme"} {
		if strings.Contains(readFile(t, observed.Path()), own) {
			t.Errorf("the catalogue holds %s:\n%s", own, readFile(t, observed.Path()))
		}
	}
}

func TestWhatTellsAnswersApart(t *testing.T) {
	for name, change := range map[string]func(*ripio.Exchange){
		"status":       func(e *ripio.Exchange) { e.Response.Status = 403 },
		"content type": func(e *ripio.Exchange) { e.Response.Header.Set("Content-Type", "text/plain") },
		"code":         func(e *ripio.Exchange) { e.Failure.Code = "40002" },
		"redirect":     func(e *ripio.Exchange) { e.Response.Header.Set("Location", "https://elsewhere.example/") },
	} {
		t.Run(name, func(t *testing.T) {
			observed := state.NewObserved(t.TempDir())
			exchange := failing401("{}", at)
			observe(t, observed, exchange)
			other := failing401("{}", at)
			change(&other)
			if got := seen(t, observed, other); len(got) != 0 {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestWhatIsNoAnswerIsPassedOver(t *testing.T) {
	observed := state.NewObserved(t.TempDir())
	noAnswer := rejected("acme", at).Exchange
	noAnswer.Response = nil
	cut := rejected("acme", at).Exchange
	cut.Failure.Kind = ripio.FailureTruncated
	dry := rejected("acme", at).Exchange
	dry.DryRun = true
	for name, exchange := range map[string]ripio.Exchange{"a token": granted("acme", at).Exchange, "no answer": noAnswer, "a cut one": cut, "a dry run": dry} {
		observe(t, observed, exchange)
		if got := seen(t, observed, exchange); len(got) != 0 || len(filesWith(t, "{", observed.Path())) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheCatalogueHasALimit(t *testing.T) {
	observed := state.NewObserved(t.TempDir())
	var answers []string
	for i := range 500 {
		answers = append(answers, fmt.Sprintf(`{"environment":"sandbox","fingerprint":"f%d","status":401,"first":"2026-11-24T03:41:51Z",`+
			`"last":"2026-11-%02dT03:41:51Z","times":1,"recent":[]}`, i, 10+(i+3)%15))
	}
	writeFile(t, observed.Path(), `{"version":1,"answers":[`+strings.Join(answers, ",")+`]}`)
	observe(t, observed, failing401("{}", at))
	text := readFile(t, observed.Path())
	if strings.Count(text, `"fingerprint"`) != 500 || strings.Contains(text, `"f12"`) || len(seen(t, observed, failing401("{}", at))) != 1 {
		t.Errorf("%d answers", strings.Count(text, `"fingerprint"`))
	}
	if strings.Contains(text, "Unauthorized") || len(text) > 1<<18 {
		t.Errorf("the catalogue has %d bytes", len(text))
	}
}

func TestADamagedCatalogueIsSetAside(t *testing.T) {
	observed := state.NewObserved(t.TempDir())
	writeFile(t, observed.Path(), "damaged")
	if _, err := observed.SeenBefore(failing401("{}", at), time.Time{}); err == nil || !strings.Contains(err.Error(), "it is not a JSON file of this program; the next change sets it aside") {
		t.Errorf("got %v", err)
	}
	observe(t, observed, failing401("{}", at))
	if warnings := observed.Warnings(); len(warnings) != 1 || !strings.HasSuffix(warnings[0].Text, "and a new file was begun") {
		t.Errorf("warnings %v", warnings)
	}
	wantModes(t, strings.TrimSuffix(observed.Path(), "/observed.json"), 0o700, observed.Path())
}
