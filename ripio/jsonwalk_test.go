package ripio

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// walks tells whether the text is sound JSON of any kind for the walk.
func walks(text string) bool {
	_, fault := walkJSONObject(text)
	return fault == nil || fault.fault == jsonNotObject
}

func TestWalkJSONObjectKeepsExactText(t *testing.T) {
	text := " {\"id\" : 9007199254740993, \"n\":-0.1000000000000000055E+2,\n\"s\":\"a\\u00e9\\n\\\"\\ud83d\\ude00\", " +
		`"o":{"x":[1, 2]},"a":[ ],"t":true,"f":false,"z":null,"":"","e\u0078p":1}` + "\t"
	object, fault := walkJSONObject(text)
	if fault != nil {
		t.Fatalf("fault %v", fault)
	}
	want := []jsonMember{
		{name: "id", kind: jsonNumberKind, raw: "9007199254740993", text: "9007199254740993", offset: 9},
		{name: "n", kind: jsonNumberKind, raw: "-0.1000000000000000055E+2", text: "-0.1000000000000000055E+2", offset: 31},
		{name: "s", kind: jsonStringKind, raw: `"a\u00e9\n\"\ud83d\ude00"`, text: "aé\n\"😀", offset: 62},
		{name: "o", kind: jsonObjectKind, raw: `{"x":[1, 2]}`, text: `{"x":[1, 2]}`, offset: 93},
		{name: "a", kind: jsonArrayKind, raw: "[ ]", text: "[ ]", offset: 110},
		{name: "t", kind: jsonBoolKind, raw: "true", text: "true", offset: 118},
		{name: "f", kind: jsonBoolKind, raw: "false", text: "false", offset: 127},
		{name: "z", kind: jsonNullKind, raw: "null", text: "null", offset: 137},
		{name: "", kind: jsonStringKind, raw: `""`, text: "", offset: 145},
		{name: "exp", kind: jsonNumberKind, raw: "1", text: "1", offset: 159},
	}
	if len(object.members) != len(want) {
		t.Fatalf("%d members, want %d", len(object.members), len(want))
	}
	for i, member := range object.members {
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
			object, fault := walkJSONObject(test.text)
			if fault != nil {
				t.Fatalf("fault %v", fault)
			}
			if got := strings.Join(object.duplicates(), ","); got != test.want {
				t.Errorf("duplicates %q, want %q", got, test.want)
			}
			if member, ok := object.last("exp"); !ok || member.raw != test.last {
				t.Errorf("last exp is %q, want %q", member.raw, test.last)
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
		{"nothing", "", jsonEmpty, 0, 0, "the text is empty"},
		{"white space", " \n", jsonEmpty, 2, 0, "the text is empty"},
		{"byte order mark", "\ufeff{}", jsonBOM, 0, 0, "found a byte order mark before the value"},
		{"null", "null", jsonNotObject, 0, 0, "found null where an object was expected"},
		{"array", " [1]", jsonNotObject, 1, 0, "found an array where an object was expected"},
		{"string", `"x"`, jsonNotObject, 0, 0, "found a string where an object was expected"},
		{"number", `-1`, jsonNotObject, 0, 0, "found a number where an object was expected"},
		{"bool", `true`, jsonNotObject, 0, 0, "found true or false where an object was expected"},
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
		{"cut in a string", `{"a":1,"b":"x`, jsonEndsEarly, 13, 1, "the text ends inside a string"},
		{"cut after a number", `{"a":1`, jsonEndsEarly, 6, 0, "the text ends where ',' or '}' was expected"},
		{"cut in a word", `{"a":tru`, jsonEndsEarly, 8, 0, "the text ends where the rest of true was expected"},
		{"too deep", strings.Repeat("[", 10001), jsonTooDeep, 10000, 0, "more than 10000 levels of nesting"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			object, fault := walkJSONObject(test.text)
			if fault == nil {
				t.Fatal("no fault")
			}
			if fault.fault != test.fault || fault.offset != test.offset || fault.detail != test.detail {
				t.Errorf("got %q at %d, %q; want %q at %d, %q", fault.fault, fault.offset, fault.detail, test.fault, test.offset, test.detail)
			}
			if len(object.members) != test.members {
				t.Errorf("%d members before the fault, want %d", len(object.members), test.members)
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
			object, fault := walkJSONObject(test.text)
			if fault != nil {
				t.Fatalf("fault %v", fault)
			}
			if object.badUTF8 != test.badUTF8 || object.loneSurrogate != test.loneSurrogate {
				t.Errorf("bad UTF-8 at %d, lone surrogate at %d; want %d and %d", object.badUTF8, object.loneSurrogate, test.badUTF8, test.loneSurrogate)
			}
			if got := object.members[0].text; got != test.value {
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
	data, err := os.ReadFile("testdata/json-parsing.json")
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
		object, fault := walkJSONObject(text)
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
		if object.badUTF8 < 0 && len(values)+countDuplicates(object) != len(object.members) {
			t.Fatalf("%d members, encoding/json has %d names", len(object.members), len(values))
		}
		for _, member := range object.members {
			if text[member.offset:member.offset+len(member.raw)] != member.raw {
				t.Fatalf("the value of %q is not at its offset", member.name)
			}
			checkAgainstEncodingJSON(t, object, member, values)
		}
	})
}

func countDuplicates(object jsonObject) int {
	count := 0
	for _, member := range object.members {
		if member.duplicate {
			count++
		}
	}
	return count
}

func checkAgainstEncodingJSON(t *testing.T, object jsonObject, member jsonMember, values map[string]json.RawMessage) {
	t.Helper()
	if object.badUTF8 >= 0 {
		return
	}
	if last, _ := object.last(member.name); last.offset == member.offset && string(values[member.name]) != member.raw {
		t.Fatalf("member %q is %q, encoding/json has %q", member.name, member.raw, values[member.name])
	}
	var text string
	if json.Unmarshal([]byte(member.raw), &text) == nil && member.kind == jsonStringKind && text != member.text {
		t.Fatalf("member %q reads %q, encoding/json reads %q", member.name, member.text, text)
	}
}
