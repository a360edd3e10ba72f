package book_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestParseSecretReference(t *testing.T) {
	const forms = `secret reference has an unknown form; write keyring, sealed, plain, env:NAME, cmd:["program", "argument"], or ask`
	const variable = forms + "; NAME has only the letters A to Z, digits and _, and does not begin with a digit"
	const command = forms + `; secret command has an unknown form; write cmd: and a JSON array of texts, such as cmd:["op", "read", "op://vault/item/field"]`
	tests := []struct {
		text    string
		want    book.SecretReference
		label   string
		failure string
	}{
		{"env:RIPIO_CLIENT_SECRET", "env:RIPIO_CLIENT_SECRET", "from $RIPIO_CLIENT_SECRET", ""},
		{" env:_a1 \n", "env:_a1", "from $_a1", ""},
		{"ask", book.Ask, "asked each session", ""},
		{"", "", "none chosen", ""},
		{"  ", "", "none chosen", ""},
		{"env:", "", "none chosen", variable},
		{"env", "", "none chosen", variable},
		{"env:1A", "", "none chosen", variable},
		{"env:A-B", "", "none chosen", variable},
		{"env:$A", "", "none chosen", variable},
		{"env:A\nB", "", "none chosen", variable},
		{"env: A", "", "none chosen", variable},
		{"env:" + canary + "!", "", "none chosen", variable},
		{"ask:", "", "none chosen", forms + "; this word stands alone"},
		{"keyring", book.InKeyring, "OS keyring", ""},
		{"sealed", book.InSealedFile, "encrypted file", ""},
		{"plain", book.InPlainFile, "plain file", ""},
		{"keyring:acme", "", "none chosen", forms + "; this word stands alone"},
		{`cmd:["op","read","op://a/b & c"]`, `cmd:["op","read","op://a/b & c"]`, "from command op", ""},
		{` cmd: [ "/usr/bin/pass" ,"show", "x" ] `, `cmd:["/usr/bin/pass","show","x"]`, "from command pass", ""},
		{`cmd:["` + strings.Repeat("x", 50) + `"]`, book.SecretReference(`cmd:["` + strings.Repeat("x", 50) + `"]`),
			"from command " + strings.Repeat("x", 39) + "…", ""},
		{"cmd:", "", "none chosen", command},
		{"cmd:op read " + canary, "", "none chosen", command},
		{`cmd:["op", 1]`, "", "none chosen", command},
		{`cmd:["op"] x`, "", "none chosen", command},
		{`cmd:[]`, "", "none chosen", forms + "; secret command is empty; write a program and its arguments, such as pass show ripio/acme"},
		{`cmd:["op\n"]`, "", "none chosen", forms + "; secret command holds a line break or another control character, or is not UTF-8 text; remove it"},
		{`cmd:["` + strings.Repeat("x", 5000) + `"]`, "", "none chosen", forms + "; secret command is too long; it may have 64 words and 4096 bytes"},
		{"ENV:A", "", "none chosen", forms},
		{"Keyring", "", "none chosen", forms},
		{"invalid", "", "none chosen", forms},
		{canary, "", "none chosen", forms},
	}
	for _, test := range tests {
		got, err := book.ParseSecretReference(test.text)
		if got != test.want || got.Label() != test.label {
			t.Errorf("%q: got %q labelled %q, want %q labelled %q", test.text, got, got.Label(), test.want, test.label)
		}
		if test.failure == "" && err == nil {
			continue
		}
		if !errors.Is(err, book.ErrReferenceForm) || err.Error() != test.failure {
			t.Errorf("%q: got error %v, want %q", test.text, err, test.failure)
		}
	}
}

func TestLabelQuotesNoUnknownReference(t *testing.T) {
	for _, reference := range []book.SecretReference{book.InvalidReference, canary} {
		if got := reference.Label(); got != "not a known reference" {
			t.Errorf("got %q", got)
		}
	}
}

func TestReferencesAreTakenApart(t *testing.T) {
	reference, err := book.CommandReference([]string{"op", "read", "op://Private/ripio/<secret>"})
	if want := book.SecretReference(`cmd:["op","read","op://Private/ripio/<secret>"]`); err != nil || reference != want {
		t.Fatalf("got %s, %v", reference, err)
	}
	argv, ok := reference.Command()
	if !ok || !slices.Equal(argv, []string{"op", "read", "op://Private/ripio/<secret>"}) {
		t.Errorf("got %q, %v", argv, ok)
	}
	if _, err := book.CommandReference(nil); !errors.Is(err, book.ErrReferenceForm) {
		t.Errorf("an empty command gave %v", err)
	}
	if reference, err := book.VariableReference("RIPIO_CLIENT_SECRET"); err != nil || reference != "env:RIPIO_CLIENT_SECRET" {
		t.Errorf("got %s, %v", reference, err)
	}
	for reference, kind := range map[book.SecretReference]book.StoreKind{
		"": "", book.InvalidReference: "", book.InKeyring: book.KindKeyring, book.InSealedFile: book.KindSealed,
		book.InPlainFile: book.KindPlain, book.Ask: book.KindAsk, "env:A": book.KindVariable, `cmd:["a"]`: book.KindCommand,
	} {
		if got := reference.Kind(); got != kind {
			t.Errorf("%q is of kind %q, want %q", reference, got, kind)
		}
		if _, ok := reference.Command(); ok != (kind == book.KindCommand) {
			t.Errorf("%q as a command: %v", reference, ok)
		}
	}
}

func TestEveryKindIsExplained(t *testing.T) {
	if len(book.StoreKinds) != 6 {
		t.Fatalf("%d kinds are offered", len(book.StoreKinds))
	}
	for _, kind := range book.StoreKinds {
		if kind.Label() == "" || kind.Label() == "not a known reference" || !strings.HasSuffix(kind.Description(), ".") {
			t.Errorf("%q is labelled %q and described %q", kind, kind.Label(), kind.Description())
		}
	}
	if last := book.StoreKinds[5]; last != book.KindPlain {
		t.Errorf("the last kind that is offered is %q, want the one that protects least", last)
	}
}
