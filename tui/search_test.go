package tui

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"devtools/ripio-explorer/tui/request"
)

func searching(t *testing.T, setups ...setup) *driver {
	t.Helper()
	d := start(t, append([]setup{withProfiles(acme())}, setups...)...)
	d.answer = richly
	d.press("enter", "3")
	return d
}

func TestSearchFindsAsYouType(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.shows("what to look for")
	d.typeText("gunicorn")
	d.shows("1 of 1", "Server: gunicorn")
	d.press("!")
	d.shows("no match")
	d.press("backspace")
	d.shows("1 of 1")
}

func TestSearchGoesOnAndBack(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("external_ref")
	d.press("enter")
	count := d.model.search.found.count()
	if count < 1 {
		t.Fatalf("%d matches", count)
	}
	d.typeText("q") // a command again
	if !d.quit {
		t.Error("the prompt still takes letters after enter")
	}
	d = searching(t)
	d.press("/")
	d.typeText("sandbox")
	d.press("enter")
	count = d.model.search.found.count()
	d.shows("1 of ")
	d.press("n")
	d.shows("2 of ")
	d.press("N", "N")
	if got := d.model.search.at; got != count-1 {
		t.Errorf("previous of the first is %d, want the last, %d", got, count-1)
	}
	d.press("n")
	d.shows("1 of ")
	d.press("esc")
	d.hides("previous")
	d.press("n")
	d.shows("nothing is looked for")
}

func TestSearchTakesCapitalsAsAsked(t *testing.T) {
	for _, test := range []struct {
		query string
		want  int
	}{{"gunicorn", 1}, {"GUNICORN", 0}, {"content-type", 2}, {"Content-Type", 2}, {"content-TYPE", 0}, {"accept:", 1}, {"Accept:", 1}} {
		d := searching(t)
		d.press("/")
		d.typeText(test.query)
		d.model.View()
		if got := d.model.search.found.count(); got != test.want {
			t.Errorf("%q has %d matches, want %d", test.query, got, test.want)
		}
	}
}

// TestSearchCrossesBreaks finds what the width broke apart.
func TestSearchCrossesBreaks(t *testing.T) {
	for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
		d := searching(t, size(at[0], at[1]))
		d.model.setFocus(request.FocusResult)
		d.press("3", "/")
		d.typeText("username=9f1c55e2%3A" + goodRef + "%3A" + goodAddress)
		d.shows("1 of 1")
		d.press("esc", "/")
		d.typeText("b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth")
		d.shows("1 of ")
	}
}

func TestSearchWorksInEveryTab(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("exp")
	d.press("enter", "1")
	d.shows("matches")
	d.press("n")
	d.shows("1 of ")
	d.press("2")
	d.hides("1 of ")
	d.press("/")
	d.typeText("checksum")
	d.shows("1 of ")
}

func TestSearchPromptTakesLetters(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("qd2f?:y ")
	if d.quit || !d.model.dialogs.Empty() || d.model.result.tab != tabHTTP {
		t.Fatal("a letter was taken for a command")
	}
	if got := d.model.search.input.Value(); got != "qd2f?:y " {
		t.Errorf("the prompt holds %q", got)
	}
	requests := len(d.requests)
	d.press("enter")
	if len(d.requests) != requests {
		t.Error("enter sent a request")
	}
}

func TestSearchTakesAPaste(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.paste("7b0d6f1c-22aa-4c9e-9a53-0f4a8f0f7e55\n")
	d.shows("1 of 1")
	if d.model.form.ExternalRef.Value() != goodRef {
		t.Error("the paste changed the form")
	}
}

func TestEscBringsTheOldPlaceBack(t *testing.T) {
	d := searching(t, size(84, 30))
	d.press("j", "j")
	before := d.model.result.offset
	d.model.View()
	d.press("/")
	d.typeText("body as it came")
	if d.model.result.offset == before {
		t.Fatal("the match was not scrolled to")
	}
	d.press("esc")
	if d.model.result.offset != before || d.model.search.active {
		t.Errorf("after esc line %d, want %d", d.model.result.offset, before)
	}
}

func TestCommandsClosePrompt(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("exp")
	d.press("ctrl+p")
	d.shows("Commands")
	d.press("esc", "q")
	if !d.quit {
		t.Error("the prompt was open again")
	}
}

func TestCurrentMatchIsMarkedWithoutColours(t *testing.T) {
	d := searching(t, withColours(termenv.Ascii))
	d.press("/")
	d.typeText("gunicorn")
	d.shows("Server:[gunicorn]")
	d = searching(t, withColours(termenv.TrueColor))
	d.model.setFocus(request.FocusResult)
	plain := d.screen()
	d.press("/")
	d.typeText("sandbox")
	view := d.model.View()
	if !strings.Contains(view, "\x1b[7m") || !strings.Contains(view, "\x1b[4;") && !strings.Contains(view, ";4m") {
		t.Error("the current match is not reversed, or the others are not underlined")
	}
	for i, line := range strings.Split(d.screen(), "\n") {
		if was := strings.Split(plain, "\n")[i]; i > 6 && i < 30 && line != was && d.model.result.offset == 0 {
			t.Errorf("marking changed a line:\n%s\n%s", was, line)
		}
	}
}

// TestPromptOutlivesANewAnswer keeps letters out of the commands when the pane
// changes under the prompt.
func TestPromptOutlivesANewAnswer(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("gun")
	d.model.result.ShowSending(d.model.environment, d.now)
	d.typeText("iq")
	if d.quit {
		t.Fatal("a letter was taken for a command")
	}
	d.shows("/ guniq")
	d.model.result.ShowExchange(richly(d.model.environment, d.model.form.Request()))
	d.model.result.setTab(tabHTTP)
	d.press("backspace")
	d.typeText("corn")
	d.shows("1 of 1")
}

func TestNothingToSearch(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("/")
	d.shows("nothing to search yet")
}

func TestHostileSearches(t *testing.T) {
	t.Parallel()
	d := searching(t)
	for _, text := range hostileStrings(t) {
		answer := answering(200, "text/plain", text)
		d.model.result.ShowExchange(answer(d.model.environment, d.model.form.Request()))
		d.press("3", "/")
		d.paste(text)
		for _, key := range []string{"down", "enter", "n", "1", "n"} {
			if r, found := obeyed(d.model.View()); found {
				t.Fatalf("%q: %U reaches the terminal", text, r)
			}
			d.press(key)
		}
	}
}
