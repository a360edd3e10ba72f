package console

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestIndentWritesAsTheStandardLibrary up to the depth at which it stops.
func TestIndentWritesAsTheStandardLibrary(t *testing.T) {
	for _, text := range []string{
		`{}`, `[]`, `null`, `"a"`, `{"a":1,"b":[1,2,{}],"c":{"d":[],"e":"x,:{}[]\"\\"}}`, `[[[[[[[[1,2]]]]]]]]`, `[[[[[[[[[]]]]]]]],"\\"]`,
	} {
		var want bytes.Buffer
		if err := json.Indent(&want, []byte(text), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got := string(Indent([]byte(text))); got != want.String() {
			t.Errorf("got\n%s\nwant\n%s", got, want.String())
		}
	}
	deep := strings.Repeat(`{"a":`, deepestIndented) + `[1,2]` + strings.Repeat("}", deepestIndented)
	if got := string(Indent([]byte(deep))); got != deep {
		t.Errorf("got\n%s\nwant\n%s", got, deep)
	}
}

func TestIndentStaysSmall(t *testing.T) {
	for _, deep := range []string{
		strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		strings.Repeat(`{"a":[`, 4000) + "1" + strings.Repeat("]}", 4000),
		strings.Repeat("[1,", 4000) + "1" + strings.Repeat("]", 4000),
	} {
		out := Indent([]byte(deep))
		if len(out) > 2*len(deep) {
			t.Errorf("%d bytes become %d", len(deep), len(out))
		}
		var again bytes.Buffer
		if err := json.Compact(&again, out); err != nil || again.String() != deep {
			t.Errorf("the value changed: %v", err)
		}
	}
}

// TestAnObjectKeepsItsOrder and writes nil as null, at any depth and without the
// escapes that a web page needs.
func TestAnObjectKeepsItsOrder(t *testing.T) {
	document := Object{
		{"b", Object{{"z", "<&>"}, {"a", json.RawMessage("9007199254740993")}}},
		{"a", []string{}}, {"none", Object(nil)}, {"empty", Object{}}, {"text", Optional("")}, {"\"", (*Error)(nil)},
	}
	var out strings.Builder
	if err := (&Console{Streams: Streams{Out: &out}, Schema: "some"}).PrintJSON(document); err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(out.String())); err != nil {
		t.Fatal(err)
	}
	const want = `{"schema":"some","version":1,"b":{"z":"<&>","a":9007199254740993},"a":[],"none":null,"empty":{},"text":null,"\"":null}`
	if compact.String() != want {
		t.Errorf("got\n%s\nwant\n%s", compact.String(), want)
	}
	if err := (&Console{Streams: Streams{Out: &out}}).PrintJSON(Object{{"a", func() {}}}); err == nil {
		t.Error("a function is written")
	}
}
