package command_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/command"
)

// canary stands for a secret: no error may ever show it.
const canary = "CANARY-s3cr3t"

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err != nil && strings.Contains(err.Error(), "CANARY") {
		t.Errorf("the error shows the canary: %v", err)
	}
}

func TestReferences(t *testing.T) {
	tests := []struct {
		name, reference string
		argv            []string
		formatted       string
	}{
		{"1Password", `cmd:["op", "read", "op://vault/item/field?attribute=<otp>&x"]`, []string{"op", "read", "op://vault/item/field?attribute=<otp>&x"}, `cmd:["op","read","op://vault/item/field?attribute=<otp>&x"]`},
		{"one word with a space", `cmd:["a b"]`, []string{"a b"}, `cmd:["a b"]`},
		{"space around it", " cmd: [\n\"pass\" ] \n", []string{"pass"}, `cmd:["pass"]`},
		{"escapes and other alphabets", `cmd:["p\u00f1", "\\\"", ""]`, []string{"pñ", `\"`, ""}, `cmd:["pñ","\\\"",""]`},
		{"as many words as there may be", `cmd:["x"` + strings.Repeat(`,"x"`, 63) + `]`, slices.Repeat([]string{"x"}, 64), `cmd:["x"` + strings.Repeat(`,"x"`, 63) + `]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			argv, err := command.ParseReference(test.reference)
			if err != nil || !slices.Equal(argv, test.argv) {
				t.Errorf("got %q, %v, want %q", argv, err, test.argv)
			}
			if got, err := command.FormatReference(argv); err != nil || got != test.formatted {
				t.Errorf("formatted %s, %v, want %s", got, err, test.formatted)
			}
		})
	}
}

func TestReferencesThatAreNone(t *testing.T) {
	tests := []struct {
		name, reference string
		want            error
	}{
		{"nothing", "", command.ErrReferenceForm},
		{"another kind", "env:" + canary, command.ErrReferenceForm},
		{"a command as typed", "cmd:pass show " + canary, command.ErrReferenceForm},
		{"a JSON text", `cmd:"` + canary + `"`, command.ErrReferenceForm},
		{"null", "cmd:null", command.ErrReferenceForm},
		{"null for a word", `cmd:["` + canary + `", null]`, command.ErrReferenceForm},
		{"a number for a word", `cmd:["` + canary + `", 1]`, command.ErrReferenceForm},
		{"an array in the array", `cmd:["` + canary + `", []]`, command.ErrReferenceForm},
		{"something behind it", `cmd:["` + canary + `"] x`, command.ErrReferenceForm},
		{"no words", "cmd:[]", command.ErrNoProgram},
		{"no program", `cmd:[" ", "` + canary + `"]`, command.ErrNoProgram},
		{"a line break", `cmd:["` + canary + `\n"]`, command.ErrCharacters},
		{"a NUL character", `cmd:["` + canary + `\u0000"]`, command.ErrCharacters},
		{"not text", "cmd:[\"" + canary + "\xff\"]", command.ErrCharacters},
		{"too many words", `cmd:["x"` + strings.Repeat(`,"x"`, 64) + `]`, command.ErrTooLong},
		{"too many bytes", `cmd:["` + strings.Repeat("x", 4096) + `"]`, command.ErrTooLong},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			argv, err := command.ParseReference(test.reference)
			wantError(t, err, test.want)
			if argv != nil {
				t.Errorf("gave %q with the error", argv)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for want, argv := range map[error][]string{
		command.ErrNoProgram:  nil,
		command.ErrCharacters: {"a", canary + "\x1b"},
		command.ErrTooLong:    {"a", canary + strings.Repeat("x", 4096)},
	} {
		_, err := command.FormatReference(argv)
		wantError(t, err, want)
	}
}

// FuzzParseReference wants that what is read is written so that it reads the same,
// and that no error quotes the text.
func FuzzParseReference(f *testing.F) {
	for _, seed := range []string{
		`cmd:["op", "read", "op://vault/item/field"]`, `cmd:[]`, `cmd:["\ud800"]`, `cmd:[null]`, `cmd:["` + canary + `\u001b"]`, "cmd:[\"\xff\"]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, reference string) {
		argv, err := command.ParseReference(reference)
		if err != nil {
			wantError(t, err, err)
			return
		}
		formatted, err := command.FormatReference(argv)
		if errors.Is(err, command.ErrTooLong) {
			return // the same array can be written shorter, with U+2028 unescaped
		}
		again, err2 := command.ParseReference(formatted)
		if err != nil || err2 != nil || !slices.Equal(argv, again) {
			t.Errorf("%q became %q, %v, %v", argv, again, err, err2)
		}
	})
}
