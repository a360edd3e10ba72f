package jwt

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// walks reports whether the text is sound JSON of any kind for the walk.
func walks(text string) bool {
	_, fault := WalkJSONObject(text)
	return fault == nil || fault.Fault == JsonNotObject
}

func TestWalkJSONObjectKeepsExactText(t *testing.T) {
	text := " {\"id\" : 9007199254740993, \"n\":-0.1000000000000000055E+2,\n\"s\":\"a\\u00e9\\n\\\"\\ud83d\\ude00\", " +
		`"o":{"x":[1, 2]},"a":[ ],"t":true,"f":false,"z":null,"":"","e\u0078p":1}` + "\t"
	object, fault := WalkJSONObject(text)
	if fault != nil {
		t.Fatalf("fault %v", fault)
	}
	want := []jsonMember{
		{Name: "id", Kind: jsonNumberKind, Raw: "9007199254740993", Text: "9007199254740993", offset: 9},
		{Name: "n", Kind: jsonNumberKind, Raw: "-0.1000000000000000055E+2", Text: "-0.1000000000000000055E+2", offset: 31},
		{Name: "s", Kind: JsonStringKind, Raw: `"a\u00e9\n\"\ud83d\ude00"`, Text: "aé\n\"😀", offset: 62},
		{Name: "o", Kind: jsonObjectKind, Raw: `{"x":[1, 2]}`, Text: `{"x":[1, 2]}`, offset: 93},
		{Name: "a", Kind: jsonArrayKind, Raw: "[ ]", Text: "[ ]", offset: 110},
		{Name: "t", Kind: JsonBoolKind, Raw: "true", Text: "true", offset: 118},
		{Name: "f", Kind: JsonBoolKind, Raw: "false", Text: "false", offset: 127},
		{Name: "z", Kind: JsonNullKind, Raw: "null", Text: "null", offset: 137},
		{Name: "", Kind: JsonStringKind, Raw: `""`, Text: "", offset: 145},
		{Name: "exp", Kind: jsonNumberKind, Raw: "1", Text: "1", offset: 159},
	}
	if len(object.Members) != len(want) {
		t.Fatalf("%d members, want %d", len(object.Members), len(want))
	}
	for i, member := range object.Members {
		if member != want[i] {
			t.Errorf("member %d is %+v, want %+v", i, member, want[i])
		}
	}
}

func TestWalkJSONObjectNoticesDuplicates(t *testing.T) {
	tests := []struct {
		name, text string
		want       string
		last       string
	}{
		{"none, letter case differs", `{"exp":1,"EXP":2}`, "", "1"},
		{"plain", `{"exp":1,"exp":2}`, "exp", "2"},
		{"three times is one name", `{"exp":1,"exp":2,"exp":3}`, "exp", "3"},
		{"hidden by an escape", `{"exp":1,"\u0065xp":2}`, "exp", "2"},
		{"nested ones are not this object's", `{"exp":1,"a":{"exp":2}}`, "", "1"},
		{"among many", `{"a":0,"b":0,"c":0,"d":0,"exp":1,"e":0,"f":0,"g":0,"h":0,"i":0,"exp":4,"i":0}`, "exp,i", "4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			object, fault := WalkJSONObject(test.text)
			if fault != nil {
				t.Fatalf("fault %v", fault)
			}
			if got := strings.Join(object.Duplicates(), ","); got != test.want {
				t.Errorf("duplicates %q, want %q", got, test.want)
			}
			if member, ok := object.Last("exp"); !ok || member.Raw != test.last {
				t.Errorf("last exp is %q, want %q", member.Raw, test.last)
			}
		})
	}
}

func TestWalkJSONObjectNamesTheFault(t *testing.T) {
	tests := []struct {
		name, text string
		fault      jsonFault
		offset     int
		members    int
		detail     string
	}{
		{"nothing", "", JsonEmpty, 0, 0, "the text is empty"},
		{"white space", " \n", JsonEmpty, 2, 0, "the text is empty"},
		{"byte order mark", "\ufeff{}", jsonBOM, 0, 0, "found a byte order mark before the value"},
		{"null", "null", JsonNotObject, 0, 0, "found null where an object was expected"},
		{"array", " [1]", JsonNotObject, 1, 0, "found an array where an object was expected"},
		{"string", `"x"`, JsonNotObject, 0, 0, "found a string where an object was expected"},
		{"number", `-1`, JsonNotObject, 0, 0, "found a number where an object was expected"},
		{"bool", `true`, JsonNotObject, 0, 0, "found true or false where an object was expected"},
		{"garbage after", `{"a":1}garbage`, jsonTrailing, 7, 1, "found 'g' after the end of the value"},
		{"second object", `{"a":1} {"a":2}`, jsonTrailing, 8, 1, "found '{' after the end of the value"},
		{"NUL after", "{}\x00", jsonTrailing, 2, 0, `found '\x00' after the end of the value`},
		{"plain text", "hello", jsonSyntax, 0, 0, "found 'h' where a value was expected"},
		{"close to true", "trve", jsonSyntax, 2, 0, "found 'v' where the rest of true was expected"},
		{"single quotes", "{'a':1}", jsonSyntax, 1, 0, "found \"'\" where a name in double quotes was expected"},
		{"no colon", `{"a" 1}`, jsonSyntax, 5, 0, "found '1' where ':' was expected"},
		{"comma before the end", `{"a":1,}`, jsonSyntax, 7, 1, "found '}' where a name in double quotes was expected"},
		{"comma in an array", `{"a":[1,]}`, jsonSyntax, 8, 0, "found ']' where a value was expected"},
		{"leading zero", `{"a":01}`, jsonSyntax, 6, 0, "found '1' where ',' or '}' was expected"},
		{"bare point", `{"a":1.}`, jsonSyntax, 7, 0, "found '}' where a digit was expected"},
		{"escape sequence in a string", "{\"a\":\"\x1b[2J\"}", jsonSyntax, 6, 0, `found '\x1b' inside a string, where it must be written as an escape`},
		{"unknown escape", `{"a":"\x41"}`, jsonSyntax, 7, 0, `found 'x' where one of "\/bfnrtu after a backslash was expected`},
		{"short escape", `{"a":"\u12"}`, jsonSyntax, 10, 0, `found '"' where a hexadecimal digit was expected`},
		{"byte that is not UTF-8", "{\x9b}", jsonSyntax, 1, 0, `found byte 0x9b where a name in double quotes was expected`},
		{"bidi mark", "{\u202e}", jsonSyntax, 1, 0, `found '\u202e' where a name in double quotes was expected`},
		{"cut in a string", `{"a":1,"b":"x`, JsonEndsEarly, 13, 1, "the text ends inside a string"},
		{"cut after a number", `{"a":1`, JsonEndsEarly, 6, 0, "the text ends where ',' or '}' was expected"},
		{"cut in a word", `{"a":tru`, JsonEndsEarly, 8, 0, "the text ends where the rest of true was expected"},
		{"too deep", strings.Repeat("[", 10001), jsonTooDeep, 10000, 0, "more than 10000 levels of nesting"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			object, fault := WalkJSONObject(test.text)
			if fault == nil {
				t.Fatal("no fault")
			}
			if fault.Fault != test.fault || fault.offset != test.offset || fault.detail != test.detail {
				t.Errorf("got %q at %d, %q; want %q at %d, %q", fault.Fault, fault.offset, fault.detail, test.fault, test.offset, test.detail)
			}
			if len(object.Members) != test.members {
				t.Errorf("%d members before the fault, want %d", len(object.Members), test.members)
			}
		})
	}
}

func TestWalkJSONObjectNoticesBadText(t *testing.T) {
	tests := []struct {
		name, text             string
		badUTF8, loneSurrogate int
		value                  string
	}{
		{"sound", `{"a":"é😀\ud83d\ude00"}`, -1, -1, "é😀😀"},
		{"U+FFFD itself is sound", `{"a":"�\ufffd"}`, -1, -1, "��"},
		{"bad byte is kept", "{\"a\":\"x\xff\xfe\"}", 7, -1, "x\xff\xfe"},
		{"first half alone", `{"a":"\ud800"}`, -1, 6, "\ufffd"},
		{"second half alone", `{"a":"x\udc00"}`, -1, 7, "x\ufffd"},
		{"two first halves", `{"a":"\ud83d\ud83d\ude00"}`, -1, 6, "\ufffd😀"},
		{"half and another escape", `{"a":"\ud83d\u0041"}`, -1, 6, "\ufffdA"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			object, fault := WalkJSONObject(test.text)
			if fault != nil {
				t.Fatalf("fault %v", fault)
			}
			if object.BadUTF8 != test.badUTF8 || object.LoneSurrogate != test.loneSurrogate {
				t.Errorf("bad UTF-8 at %d, lone surrogate at %d; want %d and %d", object.BadUTF8, object.LoneSurrogate, test.badUTF8, test.loneSurrogate)
			}
			if got := object.Members[0].Text; got != test.value {
				t.Errorf("value %q, want %q", got, test.value)
			}
		})
	}
}

func TestWalkJSONObjectDepthIsThatOfEncodingJSON(t *testing.T) {
	for depth, want := range map[int]bool{1: true, 10000: true, 10001: false} {
		text := strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth)
		if got := walks(text); got != want || got != json.Valid([]byte(text)) {
			t.Errorf("depth %d: accepted %t, want %t as encoding/json", depth, got, want)
		}
	}
}

// jsonSuite reads the cases of JSONTestSuite.
func jsonSuite(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../testdata/json-parsing.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			Name, B64 string
			Repeat    *struct {
				Unit  string
				Times int
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	cases := make(map[string]string)
	for _, c := range file.Cases {
		text, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		cases[c.Name] = string(text)
		if c.Repeat != nil {
			cases[c.Name] = strings.Repeat(c.Repeat.Unit, c.Repeat.Times)
		}
	}
	if len(cases) != 170 {
		t.Fatalf("%d cases, want 170", len(cases))
	}
	return cases
}

func TestWalkJSONObjectAgreesWithJSONTestSuite(t *testing.T) {
	for name, text := range jsonSuite(t) {
		base := name[strings.IndexByte(name, '/')+1:]
		got := walks(text)
		if strings.HasPrefix(base, "y_") && !got {
			t.Errorf("%s was refused", name)
		}
		if strings.HasPrefix(base, "n_") && got {
			t.Errorf("%s was accepted", name)
		}
	}
}

// FuzzWalkJSONObject holds the walk to encoding/json: the accepted texts are
// the same, and so are names and values. UTF-8 is the one difference: the walk
// keeps bad bytes, encoding/json replaces them.
func FuzzWalkJSONObject(f *testing.F) {
	for _, text := range jsonSuite(f) {
		if len(text) < 1000 {
			f.Add(text)
		}
	}
	f.Add(`{"a":1,"b":"\ud83d\ude00","a":[{"c":null}],"d":-0.5e-7}`)
	f.Fuzz(func(t *testing.T, text string) {
		object, fault := WalkJSONObject(text)
		if got, want := walks(text), json.Valid([]byte(text)); got != want {
			t.Fatalf("accepted %t, encoding/json %t: %v", got, want, fault)
		}
		if fault != nil {
			return
		}
		var values map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &values); err != nil {
			t.Fatalf("encoding/json refuses the object: %v", err)
		}
		if object.BadUTF8 < 0 && len(values)+countDuplicates(object) != len(object.Members) {
			t.Fatalf("%d members, encoding/json has %d names", len(object.Members), len(values))
		}
		for _, member := range object.Members {
			if text[member.offset:member.offset+len(member.Raw)] != member.Raw {
				t.Fatalf("the value of %q is not at its offset", member.Name)
			}
			checkAgainstEncodingJSON(t, object, member, values)
		}
	})
}

func countDuplicates(object JsonObject) int {
	count := 0
	for _, member := range object.Members {
		if member.Duplicate {
			count++
		}
	}
	return count
}

func checkAgainstEncodingJSON(t *testing.T, object JsonObject, member jsonMember, values map[string]json.RawMessage) {
	t.Helper()
	if object.BadUTF8 >= 0 {
		return
	}
	if last, _ := object.Last(member.Name); last.offset == member.offset && string(values[member.Name]) != member.Raw {
		t.Fatalf("member %q is %q, encoding/json has %q", member.Name, member.Raw, values[member.Name])
	}
	var text string
	if json.Unmarshal([]byte(member.Raw), &text) == nil && member.Kind == JsonStringKind && text != member.Text {
		t.Fatalf("member %q reads %q, encoding/json reads %q", member.Name, member.Text, text)
	}
}
