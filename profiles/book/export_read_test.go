package book_test

import (
	"reflect"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestExport(t *testing.T) {
	store := storeWith(t, `version = 1
[settings]
default = "ACME"
theme = "dark"
[[profile]]
name = "acme"
country = "AR"
note = "`+canary+`"
[profile.sandbox]
client_id = "<9f1c>"
secret = "`+canary+`"
client_secret = "`+canary+`"
[profile.sandbox.user]
address = "0x1"
[profile.production]
secret = 'cmd:["op", "read", "a&b"]'
[[profile]]
name = "empty"
`)
	loaded := load(t, store)
	asJSON, err := book.ExportJSON(loaded)
	if err != nil {
		t.Fatal(err)
	}
	const wantJSON = `{
  "version": 1,
  "default": "acme",
  "profiles": [
    {
      "name": "acme",
      "country": "AR",
      "sandbox": {
        "client_id": "<9f1c>",
        "user": {
          "address": "0x1"
        }
      },
      "production": {
        "secret": "cmd:[\"op\",\"read\",\"a&b\"]"
      }
    },
    {
      "name": "empty"
    }
  ]
}
`
	if string(asJSON) != wantJSON {
		t.Errorf("got\n%s\nwant\n%s", asJSON, wantJSON)
	}
	asTOML, err := book.ExportTOML(loaded)
	if err != nil {
		t.Fatal(err)
	}
	const wantTOML = `# Profiles exported from ripio-explorer. No secret is in here, only where each one is to be found.

version = 1

[settings]
default = 'acme'

[[profile]]
name = 'acme'
country = 'AR'

[profile.sandbox]
client_id = '<9f1c>'

[profile.sandbox.user]
address = '0x1'

[profile.production]
secret = 'cmd:["op","read","a&b"]'

[[profile]]
name = 'empty'
`
	if string(asTOML) != wantTOML {
		t.Errorf("got\n%s\nwant\n%s", asTOML, wantTOML)
	}
	wantNoCanary(t, string(asJSON), string(asTOML))
	again := load(t, storeWith(t, string(asTOML)))
	loaded.Profiles[0].Sandbox.Secret = ""
	if !reflect.DeepEqual(again.Profiles, loaded.Profiles) {
		t.Errorf("read again: %+v", again)
	}
	if out, err := book.ExportJSON(book.Book{}); err != nil || string(out) != "{\n  \"version\": 1,\n  \"profiles\": []\n}\n" {
		t.Errorf("an empty book: %s, %v", out, err)
	}
}
