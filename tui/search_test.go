package tui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
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
	count := matchesOf(d)
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
	count = matchesOf(d)
	d.shows("1 of ")
	d.press("n")
	d.shows("2 of ")
	d.press("N", "N")
	d.shows(fmt.Sprintf("%d of %d", count, count))
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
		if got := matchesOf(d); got != test.want {
			t.Errorf("%q has %d matches, want %d", test.query, got, test.want)
		}
	}
}

func TestSearchWorksInEveryTab(t *testing.T) {
	d := searching(t)
	d.press("/")
	d.typeText("exp")
	d.press("enter", "1", "w")
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
	if d.quit || !d.model.dialogs.Empty() || d.model.result.Tab() != result.HTTP {
		t.Fatal("a letter was taken for a command")
	}
	if got := typedInSearch(d); got != "qd2f?:y " {
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
	d.screen()
	before, _ := d.model.result.Position()
	d.press("/")
	d.typeText("body as it came")
	if now, _ := d.model.result.Position(); now == before {
		t.Fatal("the match was not scrolled to")
	}
	d.press("esc")
	d.screen()
	if now, _ := d.model.result.Position(); now != before || d.model.result.SearchActive() {
		t.Errorf("after esc lines %s, want %s", now, before)
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
	d.model.form.SetFocus(request.FocusResult)
	plain := d.screen()
	d.press("/")
	d.typeText("sandbox")
	view := d.model.View()
	if !strings.Contains(view, "\x1b[7m") || !strings.Contains(view, "\x1b[4;") && !strings.Contains(view, ";4m") {
		t.Error("the current match is not reversed, or the others are not underlined")
	}
	for i, line := range strings.Split(d.screen(), "\n") {
		if was := strings.Split(plain, "\n")[i]; i > 6 && i < 30 && line != was {
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
	d.model.result.ShowSending(result.Sending{Environment: d.model.selected.Environment, Since: d.now})
	d.typeText("iq")
	if d.quit {
		t.Fatal("a letter was taken for a command")
	}
	d.shows("/ guniq")
	d.model.result.ShowExchange(richly(d.model.selected.Environment, d.model.form.Request()))
	d.model.result.SetTab(result.HTTP)
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
		d.model.result.ShowExchange(answer(d.model.selected.Environment, d.model.form.Request()))
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

var tally = regexp.MustCompile(`(?:of (\d+)|(\d+) match(?:es)?) ─+╯`)

// matchesOf is how many matches the pane's border counts.
func matchesOf(d *driver) int {
	found := tally.FindStringSubmatch(d.screen())
	if found == nil {
		return 0
	}
	count, _ := strconv.Atoi(found[1] + found[2])
	return count
}

// typedInSearch is what the prompt of the search holds.
func typedInSearch(d *driver) string {
	text, _ := d.model.result.Foot(200, true)
	return strings.TrimSuffix(strings.TrimPrefix(ansi.Strip(text), "/ "), " ") // without the cursor
}
