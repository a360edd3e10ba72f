package command_test

import (
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/command"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, line string
		argv       []string
	}{
		{"words", "  pass show\tripio/acme ", []string{"pass", "show", "ripio/acme"}},
		{"a reference of 1Password", "op read op://vault/item/field?attribute=otp", []string{"op", "read", "op://vault/item/field?attribute=otp"}},
		{"double quotes", `op read "op://my vault/the \"item\"/\n"`, []string{"op", "read", `op://my vault/the "item"/\n`}},
		{"single quotes", `a 'b \ "c" d'`, []string{"a", `b \ "c" d`}},
		{"quotes inside a word", `a b'c d'"e f"g`, []string{"a", "bc de fg"}},
		{"an empty word", `a '' ""`, []string{"a", "", ""}},
		{"backslashes", `a b\ c \'`, []string{"a", "b c", "'"}},
		{"other alphabets", "a ñandú 鍵", []string{"a", "ñandú", "鍵"}},
		{"a line that goes on", "a \\\n b", []string{"a", "b"}},
		{"a reference of this program", ` cmd:["a b", "$X"]`, []string{"a b", "$X"}},
		{"a pipe", "pass show x | head -1", []string{"pass", "show", "x", "|", "head", "-1"}},
		{"two commands", "a; b && c", []string{"a;", "b", "&&", "c"}},
		{"a redirection", "a 2>/dev/null > b", []string{"a", "2>/dev/null", ">", "b"}},
		{"a variable and home", "cat ~/secrets/$NAME", []string{"cat", "~/secrets/$NAME"}},
		{"substitution", "a $(b) `c`", []string{"a", "$(b)", "`c`"}},
		{"a dollar that means itself", "a 5$ $", []string{"a", "5$", "$"}},
		{"an assignment", "PASSWORD_STORE_DIR=x pass show", []string{"PASSWORD_STORE_DIR=x", "pass", "show"}},
		{"a Windows path", `C:\tools\op.exe read`, []string{"C:toolsop.exe", "read"}},
		{"a quoted Windows path", `'C:\tools\op.exe' read`, []string{`C:\tools\op.exe`, "read"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			argv, err := command.Split(test.line)
			if err != nil || !slices.Equal(argv, test.argv) {
				t.Errorf("got %q, %v, want %q", argv, err, test.argv)
			}
		})
	}
}

func TestSplitRefuses(t *testing.T) {
	tests := []struct {
		name, line string
		want       error
	}{
		{"nothing", " \n", command.ErrNoProgram},
		{"an empty program", "'' " + canary, command.ErrNoProgram},
		{"an open quote", `a "` + canary, command.ErrQuotes},
		{"an open single quote", `a '` + canary, command.ErrQuotes},
		{"a backslash at the end", canary + ` \`, command.ErrQuotes},
		{"a line break in quotes", "a '" + canary + "\n'", command.ErrCharacters},
		{"an escape character", "a \x1b[2J" + canary, command.ErrCharacters},
		{"too many words", strings.Repeat("x ", 65), command.ErrTooLong},
		{"too long", "x " + strings.Repeat("x", 4096), command.ErrTooLong},
		{"a broken reference", `cmd:["` + canary, command.ErrReferenceForm},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := command.Split(test.line)
			wantError(t, err, test.want)
		})
	}
}

func TestShow(t *testing.T) {
	tests := []struct {
		argv []string
		want string
	}{
		{[]string{"op", "read", "op://vault/item/field"}, "op read op://vault/item/field"},
		{[]string{"pass", "show", "my secret"}, "pass show 'my secret'"},
		{[]string{"a", "", "\u202e"}, `a '' \u{202e}`},
	}
	for _, test := range tests {
		if got := command.Show(test.argv); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// FuzzSplit wants that a command reads the same when it is shown and typed again,
// unless showing had to escape something, and that its reference can be written.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{`pass show "ripio/acme sandbox"`, `a 'b'\''c' $X | ~`, "a\\\nb", `cmd:["a"]`, "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		argv, err := command.Split(line)
		if err != nil {
			wantError(t, err, err)
			return
		}
		if _, err := command.FormatReference(argv); err != nil {
			t.Errorf("%q cannot be a reference: %v", argv, err)
		}
		shown := command.Show(argv)
		again, err := command.Split(shown)
		if escaped := strings.ContainsAny(strings.Join(argv, ""), `\`) || strings.Contains(shown, `\u{`) || strings.Contains(shown, `\x`); escaped {
			return
		}
		if strings.HasPrefix(shown, command.Prefix) {
			return
		}
		if err != nil || !slices.Equal(argv, again) {
			t.Errorf("%q became %q, %v", argv, again, err)
		}
	})
}
