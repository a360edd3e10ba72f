package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio/guide"
)

// TestTheSelectedCauseOpensItsPage: the page of the open cause, with why, what to do, code
// and the source with its date; esc leads back to where the person was.
func TestTheSelectedCauseOpensItsPage(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 60))
	d.answer = rejected
	d.press("enter")
	d.shows("i explains in full")
	causes := d.model.result.Ranked()
	d.press("B", "i")
	page, ok := pageOf(guide.KindCause, string(causes[1].Code))
	if !ok {
		t.Fatalf("%s has no page", causes[1].Code)
	}
	d.shows("Guide · "+page.Code+", cause", "Why", "What to do", "Source")
	if !strings.Contains(d.joined(), page.Sources[0].Words()) {
		t.Errorf("the source with its date is not on the page:\n%s", d.screen())
	}
	d.press("esc")
	d.hides("Guide ·")
	if d.model.result.Chosen() != 1 {
		t.Error("another cause is open than before")
	}
}

func pageOf(kind guide.Kind, code string) (guide.Page, bool) {
	for _, page := range guide.Find(code) {
		if page.Kind == kind {
			return page, true
		}
	}
	return guide.Page{}, false
}

// joined is the screen as one line without frames.
func (d *driver) joined() string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╭", " ", "╰", " ").Replace(d.screen())), " ")
}

// TestFindingsOpenTheirPages: one finding its page, several a list, none all pages.
func TestFindingsOpenTheirPages(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 60))
	d.press("i")
	d.shows("Guide", "client_id", "word of the API")
	d.press("esc")

	d.model.form.SetUser(goodRef, "0x05946b0d5E413E45069BeC923004F9A3c8F70C2C")
	d.press("i")
	d.shows("Guide · address-evm-checksum, finding", "In your own code", "getAddress(typed)", "ERC-55", "https://eips.ethereum.org/EIPS/eip-55")
	d.press("c")
	if !strings.Contains(d.lastCopy(), "import { getAddress } from 'viem';\n") {
		t.Errorf("copied %q", d.lastCopy())
	}
	d.press("y")
	if d.lastCopy() != "https://eips.ethereum.org/EIPS/eip-55" {
		t.Errorf("copied %q", d.lastCopy())
	}
	d.press("esc")

	d.model.form.SetUser("USER_1111", "0x05946b0d5E413E45069BeC923004F9A3c8F70C2C")
	d.press("i")
	d.shows("Guide: what was noticed", "address-evm-checksum", "external-ref-", "All pages")
	d.press("1")
	d.shows("Guide · ", ", finding ")
	d.press("esc")
	d.shows("Guide: what was noticed")
	d.press("esc")
	d.hides("Guide: what was noticed")
}

// TestAFieldKeepsTheLetterOfTheGuide: in a text field it is text.
func TestAFieldKeepsTheLetterOfTheGuide(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("shift+tab", "shift+tab")
	d.typeText("i")
	d.hides("word of the API")
	if !strings.HasSuffix(d.model.form.ExternalRef.Value(), "i") {
		t.Errorf("external_ref is %q", d.model.form.ExternalRef.Value())
	}
}

// TestThePagesAreListedAndSearched from the palette: the filter finds a page by its title
// or code, a slash finds text in it, digits open the words of the API.
func TestThePagesAreListedAndSearched(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 36))
	d.openGuide()
	d.typeText("body-json")
	d.press("enter")
	d.shows("Guide · body-json, difference of a request", "The body is JSON, not a form", "Words of the API", "1 username")
	d.press("/")
	d.typeText("form")
	d.shows("/ form", "1 of ")
	d.press("enter", "n")
	d.shows("2 of ")
	d.press("esc", "1")
	d.shows("Guide · word of the API", "joins client_id, external_ref and address")
	d.press("esc")
	d.shows("The body is JSON, not a form")
	d.press("l")
	d.shows("/ body-json")
	d.press("esc")
	d.typeText("signature-missing webhook")
	d.press("enter")
	d.shows("Guide · signature-missing, finding about a webhook", "hmac.compare_digest")
}

// openGuide opens the list of all pages by the palette.
func (d *driver) openGuide() {
	d.press("ctrl+p")
	d.typeText("all pages")
	d.press("enter")
}

// TestAPasteLeadsToTheGuide: the differences of a request have their pages.
func TestAPasteLeadsToTheGuide(t *testing.T) {
	d := outside(t)
	d.paste(wrongCurl)
	d.shows("i guide")
	d.press("i")
	d.shows("Guide: what was noticed", "body-json, difference", "username-two-parts, difference")
	d.press("esc")
	d.shows("Pasted: curl command")
}

// guideFrames are the screens of the guide that golden files hold.
var guideFrames = []struct {
	name string
	play func(*driver)
}{
	{"guide", func(d *driver) { d.answer = rejected; d.press("enter", "i") }},
	{"guide-search", func(d *driver) {
		d.openGuide()
		d.typeText("body-json")
		d.press("enter", "/")
		d.typeText("form")
	}},
	{"guide-list", func(d *driver) { d.openGuide(); d.typeText("checksum") }},
}

// TestGuideFrames compares them at three sizes, and without colours.
func TestGuideFrames(t *testing.T) {
	for _, frame := range guideFrames {
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			name := fmt.Sprintf("%s-%dx%d", frame.name, at[0], at[1])
			t.Run(name, func(t *testing.T) {
				d := start(t, withProfiles(acme()), size(at[0], at[1]))
				frame.play(d)
				d.golden(name)
			})
		}
		t.Run(frame.name+"-plain", func(t *testing.T) {
			d := start(t, withProfiles(acme()), withColours(termenv.Ascii), size(84, 30))
			frame.play(d)
			if view := d.model.View(); view != ansi.Strip(view) {
				t.Error("a screen without colours holds escape sequences")
			}
			d.golden(frame.name + "-plain")
		})
	}
}
