package tui

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
	"devtools/ripio-explorer/tui/request"
)

// answering makes the server answer with a body.
func answering(status int, contentType, body string) func(ripio.Environment, ripio.Request) ripio.Exchange {
	return func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := failedWith(env, request, status, body, ripio.Failure{Kind: ripio.FailureNotJSON})
		e.Response.Header.Set("Content-Type", contentType)
		return e
	}
}

// laidOut is a body as the tab shows it, without the indentation of the tab.
func laidOut(t *testing.T, body string, width int) []string {
	t.Helper()
	return bodyLines(draw.NewWriter(start(t).model.styles, width), body)
}

// laidOutWhole is laidOut with the whole of what is too wide.
func laidOutWhole(t *testing.T, body string, width int) []string {
	t.Helper()
	p := draw.NewWriter(start(t).model.styles, width)
	p.Everything = true
	return bodyLines(p, body)
}

func bodyLines(p *draw.Writer, body string) []string {
	httptab.WriteBody(p, &ripio.Response{Body: []byte(body)})
	p.End()
	return strings.Split(ansi.Strip(strings.Join(p.Lines, "\n")), "\n")
}

func TestJSONIsLaidOutUnchanged(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"an object", `{"a":1,"b":[true,null,"x"]}`,
			"{|  \"a\": 1,|  \"b\": [|    true,|    null,|    \"x\"|  ]|}"},
		{"empty ones", `{"a":{},"b":[ ],"c":[[]]}`, "{|  \"a\": {},|  \"b\": [],|  \"c\": [|    []|  ]|}"},
		{"numbers as they came", `[1.0,1E400,-0,12345678901234567890]`, "[|  1.0,|  1E400,|  -0,|  12345678901234567890|]"},
		{"signs in a string", `{"a":"{,:[\"]}"}`, `{|  "a": "{,:[\"]}"|}`},
		{"keys twice", `{"a":1,"a":2}`, "{|  \"a\": 1,|  \"a\": 2|}"},
		{"a bare string", `"x"`, `"x"`},
		{"a byte order mark", "\ufeff[1]", "[|  1|]"},
		{"an escape sequence", `["\u001b[2J"]`, `[|  "\u001b[2J"|]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := laidOut(t, test.body, 60)
			var got []string
			for _, line := range lines[1:] {
				if line == "" {
					break
				}
				got = append(got, strings.TrimPrefix(line, "  "))
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("%q, want %q", strings.Join(got, "|"), test.want)
			}
		})
	}
}

// TestRawBodyIsExact shows every byte, and breaks lines only where the body or
// the width does.
func TestRawBodyIsExact(t *testing.T) {
	lines := laidOutWhole(t, "a\tb\r\n\x1b]0;x\x07"+strings.Repeat("z", 30)+"\n", 26)
	want := []string{"Body as it came  42 bytes", `  a\tb\r`, `  \x1b]0;x\x07` + strings.Repeat("z", 12), "  " + strings.Repeat("z", 18), "  "}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%q\nwant\n%q", got, strings.Join(want, "\n"))
	}
}

func TestBinaryBodyIsShownAsBytes(t *testing.T) {
	lines := laidOut(t, "\x00\x01PNG\xff\xfe\x7f|~", 66)
	want := "  000000  00 01 50 4e 47 ff fe 7f  ..PNG..."
	if lines[1] == "" || lines[2] != want {
		t.Errorf("%q, want %q", lines, want)
	}
}

// TestOddBodies draws bodies of every kind at every size: nothing is obeyed, every
// line fits, and a token is never shown whole.
func TestOddBodies(t *testing.T) {
	t.Parallel()
	token := documentedToken(noon.Add(time.Hour))
	noise := make([]byte, 3000)
	source := rand.NewChaCha8([32]byte{})
	if _, err := source.Read(noise); err != nil {
		t.Fatal(err)
	}
	bodies := map[string]string{
		"nothing": "", "a page": "<!DOCTYPE html><html><title>502 Bad Gateway</title>\r\n\t<h1>nginx</h1></html>",
		"noise": string(noise), "terminal sequences": "\x1b[2J\x1b]52;c;eA==\x07\u202eabc\u200b",
		"wide": strings.Repeat("令牌🙂é\u0301", 200), "marks": "e" + strings.Repeat("\u0301", 500),
		"a token": `{"token":"` + token + `"}`, "a token in noise": "\x00" + token,
		"deep": strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "one line": `"` + strings.Repeat("x", 1<<20) + `"`,
		"many lines": strings.Repeat("\n", 1<<20), "latin 1": "Direcci\xf3n inv\xe1lida: la direcci\xf3n no es correcta",
	}
	for _, text := range hostileStrings(t) {
		bodies["hostile "+text] = text
	}
	d := start(t, withProfiles(acme()))
	for name, body := range bodies {
		answer := answering(502, "text/plain", body)
		d.model.result.ShowExchange(answer(d.model.selected.Environment, d.model.form.Request()))
		d.press("3")
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			d.model.screen.width, d.model.screen.height = at[0], at[1]
			d.model.form.SetFocus(request.FocusResult)
			for _, key := range []string{"g", "G"} {
				d.press(key)
				view := d.model.View()
				if r, found := obeyed(view); found {
					t.Fatalf("%s: %U reaches the terminal", name, r)
				}
				for line := range strings.SplitSeq(view, "\n") {
					if got := ansi.StringWidth(line); got > at[0] {
						t.Fatalf("%s at %d: a line of %d cells: %q", name, at[0], got, line)
					}
				}
				if strings.Contains(strings.Map(unframe, strings.ReplaceAll(view, "\n", "")), token[40:80]) {
					t.Errorf("%s: the token is shown", name)
				}
			}
		}
		if count := linesOf(d); count > 2*httptab.MaxShownLines+100 {
			t.Errorf("%s takes %d lines", name, count)
		}
	}
}

// TestHugeBodyCostsNoKey draws a body of a megabyte with about the allocations of one
// that is a little higher than the pane.
func TestHugeBodyCostsNoKey(t *testing.T) {
	cost := func(values int) (*driver, float64) {
		d := start(t, withProfiles(acme()))
		d.answer = answering(200, "application/json", `{"a":["`+strings.Repeat("value\",\"", values)+`"]}`)
		d.press("enter", "3", "/")
		d.typeText("val")
		d.press("enter", "n")
		d.model.View()
		return d, testing.AllocsPerRun(20, func() {
			d.press("n")
			d.model.View()
		})
	}
	_, small := cost(1 << 7)
	d, huge := cost(1 << 17)
	if huge > 1.5*small {
		t.Errorf("a key and a frame make %.0f allocations, and %.0f with a small body", huge, small)
	}
	d.press("G")
	d.shows("The rest is not shown. ^Y copies the whole body.")
}

func BenchmarkHugeBodyFrame(b *testing.B) {
	d := start(&testing.T{}, withProfiles(acme()))
	d.answer = answering(200, "application/json", `{"a":["`+strings.Repeat("value\",\"", 1<<17)+`"]}`)
	d.press("enter", "3", "/")
	d.typeText("e")
	b.ReportAllocs()
	for b.Loop() {
		d.press("down")
		if d.model.View() == "" {
			b.Fatal("nothing was drawn")
		}
	}
}

func BenchmarkHugeBodyLayout(b *testing.B) {
	d := start(&testing.T{}, withProfiles(acme()))
	d.answer = answering(200, "application/json", `{"a":["`+strings.Repeat("value\",\"", 1<<17)+`"]}`)
	d.press("enter", "3")
	for b.Loop() {
		d.model.result.ShowExchange(*d.model.result.Exchange())
		d.model.View()
	}
}

// BenchmarkHugeFailureFrame draws the failure of the same body, searched.
func BenchmarkHugeFailureFrame(b *testing.B) {
	d := start(&testing.T{}, withProfiles(acme()))
	d.answer = answering(502, "text/plain", strings.Repeat("value\n", 1<<17))
	d.press("enter", "/")
	d.typeText("value")
	b.ReportAllocs()
	for b.Loop() {
		d.press("down")
		if d.model.View() == "" {
			b.Fatal("nothing was drawn")
		}
	}
}

// linesOf is how many lines the open tab has; zero when all of them show.
func linesOf(d *driver) (lines int) {
	position, _ := d.model.result.Position()
	_, count, _ := strings.Cut(position, " of ")
	lines, _ = strconv.Atoi(count)
	return lines
}
