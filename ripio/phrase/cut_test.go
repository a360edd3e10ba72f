package phrase

import "testing"

func TestCutsKeepCharactersWhole(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Head("añb", 1), "a"},
		{Head("añb", 2), "a"},
		{Head("añb", 3), "añ"},
		{Head("añb", 4), "añb"},
		{Head("\x80\x80\x80\x80\x80", 4), "\x80\x80\x80\x80"},
		{Head("ñ", 0), ""},
		{FirstCharacters("añb", 2), "añ"},
		{CutText("añb", 2), "añ…"},
		{CutText("añb", 3), "añb"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}
