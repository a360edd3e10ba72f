package guide

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var month = regexp.MustCompile(`^(19|20)\d\d(-(0[1-9]|1[0-2]))?$`)

func checkSources(t *testing.T, what string, sources []Source) {
	t.Helper()
	if len(sources) == 0 {
		t.Errorf("%s has no source", what)
	}
	for _, source := range sources {
		if !month.MatchString(source.Date) {
			t.Errorf("%s: the source %q has the date %q", what, source.Name, source.Date)
		}
	}
}

func TestEveryCodeHasItsPage(t *testing.T) {
	if len(Codes()) < 280 {
		t.Errorf("only %d codes have pages", len(Codes()))
	}
	for _, code := range Codes() {
		pages := Find(strings.ToUpper(code))
		if len(pages) == 0 {
			t.Errorf("%s has no page", code)
		}
		for _, page := range pages {
			if page.Title == "" || page.What+page.Why == "" {
				t.Errorf("the page of %s says nothing: %+v", code, page)
			}
			checkSources(t, code, page.Sources)
		}
	}
	if pages := Find("no-such-code"); pages != nil {
		t.Errorf("%v", pages)
	}
}

func TestEveryWordOfTheAPIHasItsPage(t *testing.T) {
	var names []string
	for _, term := range Terms() {
		names = append(names, term.Name)
		pages := Find(term.Name)
		if at := slices.IndexFunc(pages, func(p Page) bool { return p.Kind == KindTerm }); at < 0 || pages[at].What != term.Text {
			t.Errorf("%s has no page", term.Name)
		}
		checkSources(t, term.Name, Sources(term.Source))
	}
	for _, name := range []string{"client_id", "client_secret", "external_ref", "address", "username", "token", "exp", "_to", "_net"} {
		if !slices.Contains(names, name) {
			t.Errorf("the glossary lacks %s", name)
		}
	}
}

// TestLongerTextsAreAboutSomething wants each pattern of pages.toml to mean a code.
func TestLongerTextsAreAboutSomething(t *testing.T) {
	for name, text := range longerTexts() {
		for _, pattern := range text.Codes {
			if !slices.ContainsFunc(Codes(), func(code string) bool {
				return matches(pattern, code) && slices.ContainsFunc(Find(code), func(p Page) bool { return text.about(p.Kind, code) })
			}) {
				t.Errorf("%s: no code is %s", name, pattern)
			}
		}
		if text.What == "" || text.Example == "" {
			t.Errorf("%s says nothing", name)
		}
	}
}

// TestACodeOfTwoKindsHasTwoPages, each with the text about its own.
func TestACodeOfTwoKindsHasTwoPages(t *testing.T) {
	pages := Find("body-missing")
	if len(pages) != 2 || pages[0].Kind != KindDifference || pages[1].Kind != KindWebhook {
		t.Fatalf("%+v", pages)
	}
	if strings.Contains(pages[0].What, "HMAC") || !strings.Contains(pages[1].Example, "createHmac") {
		t.Errorf("%+v", pages)
	}
}

// TestExamplesAreNarrow: their lines are shown whole where there is room for prose.
func TestExamplesAreNarrow(t *testing.T) {
	const widest = 88
	for name, text := range longerTexts() {
		for line := range strings.SplitSeq(text.Example, "\n") {
			if len(line) > widest {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}
