package members_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/internal/members"
)

func TestReadKeepsExactText(t *testing.T) {
	text := " {\"id\" : 9007199254740993, \"n\":-0.1000000000000000055E+2,\n\"s\":\"a\\u00e9\\n\\\"\\ud83d\\ude00\", " +
		`"o":{"x":[1, 2]},"a":[ ],"t":true,"f":false,"z":null,"":"","e\u0078p":1}` + "\t"
	object, fault := members.Read(text)
	if fault != nil {
		t.Fatalf("fault %v", fault)
	}
	want := []members.Member{
		{Name: "id", Kind: members.Number, Raw: "9007199254740993", Text: "9007199254740993"},
		{Name: "n", Kind: members.Number, Raw: "-0.1000000000000000055E+2", Text: "-0.1000000000000000055E+2"},
		{Name: "s", Kind: members.String, Raw: `"a\u00e9\n\"\ud83d\ude00"`, Text: "aé\n\"😀"},
		{Name: "o", Kind: members.ObjectKind, Raw: `{"x":[1, 2]}`, Text: `{"x":[1, 2]}`},
		{Name: "a", Kind: members.ArrayKind, Raw: "[ ]", Text: "[ ]"},
		{Name: "t", Kind: members.Bool, Raw: "true", Text: "true"},
		{Name: "f", Kind: members.Bool, Raw: "false", Text: "false"},
		{Name: "z", Kind: members.Null, Raw: "null", Text: "null"},
		{Name: "", Kind: members.String, Raw: `""`, Text: ""},
		{Name: "exp", Kind: members.Number, Raw: "1", Text: "1"},
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

func TestReadNoticesDuplicates(t *testing.T) {
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
			object, fault := members.Read(test.text)
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

func TestReadNamesTheFault(t *testing.T) {
	tests := []struct {
		name, text string
		what       members.FaultKind
		offset     int
		members    int
		detail     string
	}{
		{"nothing", "", members.Empty, 0, 0, "the text is empty"},
		{"white space", " \n", members.Empty, 2, 0, "the text is empty"},
		{"null", "null", members.NotObject, 0, 0, "found null where an object was expected"},
		{"array", " [1]", members.NotObject, 1, 0, "found an array where an object was expected"},
		{"string", `"x"`, members.NotObject, 0, 0, "found a string where an object was expected"},
		{"number", `-1`, members.NotObject, 0, 0, "found a number where an object was expected"},
		{"bool", `true`, members.NotObject, 0, 0, "found true or false where an object was expected"},
		{"garbage after", `{"a":1}garbage`, members.Trailing, 7, 1, "found 'g' after the end of the value"},
		{"second object", `{"a":1} {"a":2}`, members.Trailing, 8, 1, "found '{' after the end of the value"},
		{"NUL after", "{}\x00", members.Trailing, 2, 0, `found '\x00' after the end of the value`},
		{"plain text", "hello", members.Syntax, 0, 0, "found 'h' where the beginning of value was expected"},
		{"close to true", "trve", members.Syntax, 2, 0, "found 'v' in literal true (expecting 'u')"},
		{"single quotes", "{'a':1}", members.Syntax, 1, 0, "found \"'\" where the beginning of object key string was expected"},
		{"space", `{"a":[1 1]}`, members.Syntax, 8, 0, "found '1' after array element"},
		{"space in a word", `{"a":t rue}`, members.Syntax, 6, 0, "found ' ' in literal true (expecting 'r')"},
		{"no colon", `{"a" 1}`, members.Syntax, 5, 0, "found '1' after object key"},
		{"comma before the end", `{"a":1,}`, members.Syntax, 7, 1, "found '}' where the beginning of object key string was expected"},
		{"leading zero", `{"a":01}`, members.Syntax, 6, 0, "found '1' after object key:value pair"},
		{"goes on", `{"a":1_700}`, members.Syntax, 6, 0, "found '_' after object key:value pair"},
		{"bare point", `{"a":1.}`, members.Syntax, 7, 0, "found '}' after decimal point in numeric literal"},
		{"escape sequence in a string", "{\"a\":\"\x1b[2J\"}", members.Syntax, 6, 0, `found '\x1b' in string literal`},
		{"unknown escape", `{"a":"\x41"}`, members.Syntax, 7, 0, `found 'x' in string escape code`},
		{"byte that is not UTF-8", "{\x9b}", members.Syntax, 1, 0, `found byte 0x9b where the beginning of object key string was expected`},
		{"bidi mark", "{\u202e}", members.Syntax, 1, 0, `found '\u202e' where the beginning of object key string was expected`},
		{"cut in a string", `{"a":1,"b":"x`, members.EndsEarly, 13, 1, "the text ends before the JSON does"},
		{"cut after a number", `{"a":1`, members.EndsEarly, 6, 0, "the text ends before the JSON does"},
		{"cut after a string", `{"a":"x"`, members.EndsEarly, 8, 1, "the text ends before the JSON does"},
		{"cut in a word", `{"a":tru`, members.EndsEarly, 8, 0, "the text ends before the JSON does"},
		{"cut after a word", `{"a":true `, members.EndsEarly, 10, 0, "the text ends before the JSON does"},
		{"too deep", strings.Repeat("[", 10001), members.Syntax, 10000, 0, "found '[' exceeded max depth"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			object, fault := members.Read(test.text)
			if fault == nil {
				t.Fatal("no fault")
			}
			if fault.What != test.what || fault.Offset != test.offset || fault.Detail != test.detail {
				t.Errorf("got %q at %d, %q; want %q at %d, %q", fault.What, fault.Offset, fault.Detail, test.what, test.offset, test.detail)
			}
			if len(object.Members) != test.members {
				t.Errorf("%d members before the fault, want %d", len(object.Members), test.members)
			}
		})
	}
}

func TestBadUTF8(t *testing.T) {
	for text, want := range map[string]int{"": -1, `{"a":"é😀"}`: -1, "\ufffd": -1, "{\"a\":\"x\xff\xfe\"}": 7} {
		if got := members.BadUTF8(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// sound reports whether the text is JSON of any kind for Read.
func sound(text string) bool {
	_, fault := members.Read(text)
	return fault == nil || fault.What == members.NotObject
}

// jsonSuite reads the cases of JSONTestSuite.
func jsonSuite(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/json-parsing.json")
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

func TestReadAgreesWithJSONTestSuite(t *testing.T) {
	for name, text := range jsonSuite(t) {
		base := name[strings.IndexByte(name, '/')+1:]
		got := sound(text)
		if strings.HasPrefix(base, "y_") && !got {
			t.Errorf("%s was refused", name)
		}
		if strings.HasPrefix(base, "n_") && got {
			t.Errorf("%s was accepted", name)
		}
	}
}

// FuzzRead holds the reader to what encoding/json says of the whole text: the
// accepted texts are the same, and so are names and values.
func FuzzRead(f *testing.F) {
	for _, text := range jsonSuite(f) {
		if len(text) < 1000 {
			f.Add(text)
			f.Add(`{"a":` + text + `}`)
		}
	}
	f.Add(`{"a":1,"b":"\ud83d\ude00","a":[{"c":null}],"d":-0.5e-7}`)
	f.Fuzz(func(t *testing.T, text string) {
		object, fault := members.Read(text)
		if got, want := sound(text), json.Valid([]byte(text)); got != want {
			t.Fatalf("accepted %t, encoding/json %t: %v", got, want, fault)
		}
		if fault != nil {
			if fault.Offset < 0 || fault.Offset > len(text) {
				t.Fatalf("the fault is at %d of %d", fault.Offset, len(text))
			}
			return
		}
		var values map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &values); err != nil {
			t.Fatalf("encoding/json refuses the object: %v", err)
		}
		for _, member := range object.Members {
			if last, _ := object.Last(member.Name); string(values[member.Name]) != last.Raw {
				t.Fatalf("member %q is %q, encoding/json has %q", member.Name, last.Raw, values[member.Name])
			}
			var value string
			if json.Unmarshal([]byte(member.Raw), &value) == nil && member.Kind == members.String && value != member.Text {
				t.Fatalf("member %q reads %q, encoding/json reads %q", member.Name, member.Text, value)
			}
		}
	})
}
