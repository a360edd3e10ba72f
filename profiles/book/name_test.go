package book_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/book"
)

func TestValidateName(t *testing.T) {
	tests := []struct {
		name string
		want error
	}{
		{"acme", nil},
		{"acme.wallet / AR", nil},
		{"Compañía São Paulo", nil},
		{"東京", nil},
		{strings.Repeat("ñ", 64), nil},
		{strings.Repeat("ñ", 65), book.ErrNameTooLong},
		{"", book.ErrNameEmpty},
		{"   ", book.ErrNameEmpty},
		{" acme", book.ErrNameSpace},
		{"acme\u00a0", book.ErrNameSpace},
		{"acme\n", book.ErrNameControl},
		{"a\x1b[2Jb", book.ErrNameControl},
		{"a\u009bb", book.ErrNameControl},
		{"a\xffb", book.ErrNameNotText},
	}
	for _, test := range tests {
		if got := book.ValidateName(test.name); !errors.Is(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestCopyName(t *testing.T) {
	long := strings.Repeat("ñ", 64)
	tests := []struct {
		name  string
		taken []string
		want  string
	}{
		{"acme", []string{"acme"}, "acme copy"},
		{"acme", []string{"acme", "ACME Copy"}, "acme copy 2"},
		{"acme copy", []string{"acme", "acme copy"}, "acme copy 2"},
		{"acme copy 2", []string{"acme copy 2"}, "acme copy"},
		{"acme copy 2", []string{"acme copy", "acme copy 2"}, "acme copy 3"},
		{"copy", nil, "copy copy"},
		{"acme copycat", nil, "acme copycat copy"},
		{long, nil, strings.Repeat("ñ", 59) + " copy"},
		{long, []string{strings.Repeat("ñ", 59) + " copy"}, strings.Repeat("ñ", 57) + " copy 2"},
		{strings.Repeat("a", 58) + " b", nil, strings.Repeat("a", 58) + " copy"},
	}
	for _, test := range tests {
		var loaded book.Book
		for _, name := range test.taken {
			loaded.Profiles = append(loaded.Profiles, book.Profile{Name: name})
		}
		got := loaded.CopyName(test.name)
		if got != test.want {
			t.Errorf("copy of %q beside %q: got %q, want %q", test.name, test.taken, got, test.want)
		}
		if err := book.ValidateName(got); err != nil || utf8.RuneCountInString(got) > book.MaxNameLength {
			t.Errorf("%q is not a valid name: %v", got, err)
		}
	}
}

func TestFindIgnoresLetterCase(t *testing.T) {
	loaded := book.Book{Profiles: []book.Profile{{Name: "Compañía"}, {Name: "K"}}}
	for _, name := range []string{"Compañía", "COMPAÑÍA"} {
		if got, found := loaded.Find(name); !found || got.Name != "Compañía" {
			t.Errorf("%q: got %q, %v", name, got.Name, found)
		}
	}
	if _, found := loaded.Find("Compania"); found {
		t.Error("found a name with other letters")
	}
	if _, found := loaded.Find("\u212a"); !found { // the Kelvin sign is a K
		t.Error("the Kelvin sign is not taken as a K")
	}
}
