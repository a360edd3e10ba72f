package profiles_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"devtools/ripio-explorer/profiles"
)

// FuzzLoad reads any bytes as a profiles file. What can be read must be written
// so that it reads the same, and no text about it may quote a value.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"",
		"\xef\xbb\xbfversion = 1\n",
		"version = 2\n",
		"[settings]\ntheme = 'dark'\nmouse = true\n",
		"[[profile]]\nname = \"a\"\ncountry = 'AR'\n[profile.sandbox]\nclient_id = \"x\"\nsecret = \"env:X\"\n[profile.sandbox.user]\nexternal_ref = \"r\"\naddress = \"0x\"\n",
		"profile = [{name = 'a', production.secret = 'pasted', x = [{}, 1, 1979-05-27]}]\n",
		"[[profile]]\n[[profile]]\nname = ' '\n[[profile]]\nname = 7\n'' = {'' = [[]]}\n",
		"x = 1e999\n[a.\"b c\"]\n[[a.d]]\nz = nan\n",
		"name = \"" + canary,
		canary + "\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, warnings, out, err := profiles.Rewrite(data)
		var fault *profiles.CorruptError
		if errors.As(err, &fault) {
			wantNoCanary(t, fault.Error())
			return
		}
		if err != nil {
			if errors.Is(err, profiles.ErrTooLarge) {
				return
			}
			t.Fatalf("cannot be written again: %v", err)
		}
		for _, warning := range warnings {
			if last := bytes.Count(data, []byte("\n")) + 1; warning.Line < 1 || warning.Line > last || warning.Column < 1 {
				t.Errorf("the warning has no place in the file: %+v", warning)
			}
		}
		again, _, rewritten, err := profiles.Rewrite(out)
		if err != nil || !bytes.Equal(out, rewritten) || !reflect.DeepEqual(book, again) {
			t.Errorf("the file changed when it was written again: %v\n%s\n%s", err, out, rewritten)
		}
		for _, profile := range book.Profiles {
			if err := profiles.ValidateName(profile.Name); err != nil {
				t.Errorf("profile %q: %v", profile.Name, err)
			}
		}
	})
}
