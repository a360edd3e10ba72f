package dotenv_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
)

// show writes proposals with their secrets, one a line.
func show(found dotenv.Found) string {
	var lines strings.Builder
	for _, p := range found.Proposals {
		fmt.Fprintf(&lines, "%s|%s|%s|%s|%s|%s\n", p.Name, p.Country, p.Environment, p.ClientID, p.Secret.Reveal(), strings.Join(p.Variables, ","))
	}
	return lines.String()
}

func parse(t *testing.T, text string) dotenv.Found {
	t.Helper()
	found, err := dotenv.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestSeveralPairsInOneFile(t *testing.T) {
	found := parse(t, `
# credentials
RIPIO_CLIENT_ID=id
RIPIO_CLIENT_SECRET=secret
RIPIO_PROD_CLIENT_ID=pid
RIPIO_PROD_CLIENT_SECRET=psecret
export  RIPIO_CLIENT_ID_BR_SANDBOX = bid
ripio_client_secret_sandbox_br = bsecret
RIPIO_AR_CLIENT_ID=aid
RIPIO_ENV_AR=Production
RIPIO_CLIENT_SECRET_AR=asecret
RIPIO_CLIENT_ID_XX=x
RIPIO_MOCK=1
OTHER="never closed
`)
	want := `ripio||sandbox|id|secret|RIPIO_CLIENT_ID,RIPIO_CLIENT_SECRET
ripio||production|pid|psecret|RIPIO_PROD_CLIENT_ID,RIPIO_PROD_CLIENT_SECRET
ripio AR|AR|production|aid|asecret|RIPIO_AR_CLIENT_ID,RIPIO_CLIENT_SECRET_AR
ripio BR|BR|sandbox|bid|bsecret|RIPIO_CLIENT_ID_BR_SANDBOX,ripio_client_secret_sandbox_br
`
	if got := show(found); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if want := []string{"RIPIO_CLIENT_ID_XX"}; !slices.Equal(found.Unused, want) {
		t.Errorf("unused %v, want %v", found.Unused, want)
	}
	if got, want := found.Proposals[0].Remarks, []string{"no variable tells the environment; sandbox was assumed"}; !slices.Equal(got, want) {
		t.Errorf("remarks %q, want %q", got, want)
	}
	if got := found.Proposals[3].Remarks; len(got) != 0 {
		t.Errorf("remarks %q, want none", got)
	}
}

func TestValues(t *testing.T) {
	const dollar = "the $ was taken as it stands; some programs put another variable's value there"
	const hash = "the value was taken whole; some programs end it at the #"
	tests := []struct {
		name, text, want string
		remarks          []string
	}{
		{"plain", "a-b_c", "a-b_c", nil},
		{"space around it", " \ta \r", "a", nil},
		{"an equals sign", "a=b==", "a=b==", nil},
		{"a dollar", "pa$HOME${X}$(id)", "pa$HOME${X}$(id)", []string{dollar}},
		{"a dollar in double quotes", `"a$HOME"`, "a$HOME", []string{dollar}},
		{"a dollar in single quotes", `'a$HOME'`, "a$HOME", nil},
		{"a comment", "a # b", "a", nil},
		{"a hash in the value", "a#b", "a#b", []string{hash}},
		{"a hash in quotes", `"a #b" # c`, "a #b", []string{"space inside the value"}},
		{"a quote inside", `a"b'c`, `a"b'c`, nil},
		{"backslashes without quotes", `a\nb\\c`, `a\nb\\c`, nil},
		{"backslashes in single quotes", `'a\nb'`, `a\nb`, nil},
		{"escapes in double quotes", `"a\"\\b\u0063"`, `a"\bc`, nil},
		{"a line break at the end", `"a\n"`, "a", []string{"removed a line break at the end"}},
		{"backquotes", "`a`", "a", []string{"removed a pair of backquotes around it"}},
		{"a placeholder", "your_client_secret", "your_client_secret", []string{"it is still a placeholder"}},
		{"a reference", "op://vault/item", "op://vault/item", []string{"is not the value alone: a place in a vault"}},
		{"too long", strings.Repeat("x", 2049), "", []string{"it is longer than 2048 bytes and was not taken"}},
		{"empty", "", "", nil},
		{"nothing but a comment", " # a", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := parse(t, "RIPIO_CLIENT_ID_SANDBOX=id\nRIPIO_CLIENT_SECRET_SANDBOX="+test.text)
			got := found.Proposals[0]
			if got.Secret.Reveal() != test.want {
				t.Errorf("got %q, want %q", got.Secret.Reveal(), test.want)
			}
			want := test.remarks
			if test.want == "" {
				want = append(want, "the client_secret is missing: RIPIO_CLIENT_SECRET_SANDBOX holds none")
			}
			if len(got.Remarks) != len(want) {
				t.Fatalf("remarks %q, want %q", got.Remarks, want)
			}
			for i := range want {
				if !strings.HasPrefix(strings.TrimPrefix(got.Remarks[i], "RIPIO_CLIENT_SECRET_SANDBOX: "), want[i]) {
					t.Errorf("remark %q, want %q", got.Remarks[i], want[i])
				}
			}
		})
	}
}

func TestRemarks(t *testing.T) {
	tests := []struct{ name, text, remark string }{
		{"half a pair", "RIPIO_CLIENT_SECRET_BR_SANDBOX=s", "the client_id is missing: no variable holds it for this country and environment"},
		{"set twice", "RIPIO_CLIENT_ID_SANDBOX=b\n\nRIPIO_CLIENT_ID_SANDBOX=a", "RIPIO_CLIENT_ID_SANDBOX: it is set in line 1 and again in line 3; the last one counts"},
		{"two names for one thing", "RIPIO_SANDBOX_CLIENT_ID=a\nRIPIO_ENV=sandbox\nRIPIO_CLIENT_ID=b", "RIPIO_CLIENT_ID and RIPIO_SANDBOX_CLIENT_ID mean the same and differ; RIPIO_SANDBOX_CLIENT_ID counts, as it names the environment"},
		{"an unknown environment", "RIPIO_CLIENT_ID=a\nRIPIO_ENV=" + canary, "RIPIO_ENV names neither sandbox nor production; sandbox was assumed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := parse(t, test.text)
			if len(found.Proposals) != 1 || !slices.Contains(found.Proposals[0].Remarks, test.remark) {
				t.Errorf("got %+v, want the remark %q", found.Proposals, test.remark)
			}
			if id := found.Proposals[0].ClientID; id != "a" && id != "" {
				t.Errorf("client_id %q", id)
			}
		})
	}
}

func TestLinesThatCannotBeRead(t *testing.T) {
	const quote = "the closing quotation mark is missing on this line"
	tests := []struct{ name, line, reason string }{
		{"an open quote", `RIPIO_CLIENT_SECRET="` + canary, quote},
		{"an open single quote", `RIPIO_CLIENT_SECRET='` + canary, quote},
		{"no equals sign", "RIPIO_CLIENT_SECRET " + canary, "there is no = after the name of the variable"},
		{"a colon", "RIPIO_CLIENT_SECRET: " + canary + "=", "there is no = after the name of the variable"},
		{"an unknown escape", `RIPIO_CLIENT_SECRET="` + canary + `\$"`, "there is a backslash that begins no escape of JSON, or the line is too long; use single quotation marks"},
		{"a tab in quotes", "RIPIO_CLIENT_SECRET='" + canary + "\tx'", "there is a control character, such as a tab, in the value"},
		{"a very long line", `RIPIO_CLIENT_SECRET="` + strings.Repeat(canary, 10000) + `"`, "there is a backslash that begins no escape of JSON, or the line is too long; use single quotation marks"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := dotenv.Parse([]byte("A=1\r\n\r\n" + test.line + "\n"))
			if want := "read .env file: line 3: " + test.reason; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
	_, err := dotenv.Parse([]byte(strings.Repeat("RIPIO_CLIENT_ID\n", 9)))
	if err == nil || strings.Count(err.Error(), "line ") != 5 || !strings.HasSuffix(err.Error(), "; and 4 more lines") {
		t.Errorf("got %v", err)
	}
}

func TestFilesThatAreNone(t *testing.T) {
	for text, want := range map[string]error{
		"\xff\xfeR\x00": dotenv.ErrUTF16, "\xfe\xff\x00R": dotenv.ErrUTF16, "RIPIO_CLIENT_ID=\xff": dotenv.ErrNotText,
		"RIPIO_CLIENT_ID=a\x00b": dotenv.ErrNotText, strings.Repeat("#", dotenv.MaxSize+1): dotenv.ErrTooLarge,
	} {
		if _, err := dotenv.Parse([]byte(text)); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	dir := t.TempDir()
	if _, err := dotenv.ReadFile(dir); err == nil || err.Error() != "read .env file: "+dir+" is not a regular file" {
		t.Errorf("a folder gave %v", err)
	}
	path := filepath.Join(dir, ".env")
	if _, err := dotenv.ReadFile(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file gave %v", err)
	}
	if err := os.WriteFile(path, []byte("\ufeffRIPIO_CLIENT_ID=a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if found, err := dotenv.ReadFile(path); err != nil || show(found) != "ripio||sandbox|a||RIPIO_CLIENT_ID\n" {
		t.Errorf("got %s, %v", show(found), err)
	}
}

func TestTheEnvironmentIsTakenAsItStands(t *testing.T) {
	found := dotenv.FromEnvironment([]string{
		"RIPIO_ENV=production", `RIPIO_CLIENT_ID="id"`, "RIPIO_CLIENT_SECRET=a # $b=\r", "=C:=C:", "X", "RIPIO_WIDGET_CLIENT_ID=x",
	})
	want := dotenv.Found{
		Proposals: []dotenv.Proposal{{
			Name: "ripio", Environment: ripio.Production, ClientID: "id", Secret: found.Proposals[0].Secret,
			Variables: []string{"RIPIO_CLIENT_ID", "RIPIO_CLIENT_SECRET"}, SecretVariable: "RIPIO_CLIENT_SECRET",
			Remarks: []string{
				"RIPIO_CLIENT_ID: removed a pair of double quotation marks around it", "RIPIO_CLIENT_SECRET: removed a line break at the end",
				"RIPIO_CLIENT_SECRET: " + hygiene.Warnings("a # $b=")[0],
			},
		}},
		Unused: []string{"RIPIO_WIDGET_CLIENT_ID"},
	}
	if !reflect.DeepEqual(found, want) || found.Proposals[0].Secret.Reveal() != "a # $b=" {
		t.Errorf("got  %+v\nwant %+v", found, want)
	}
}

// FuzzParse wants that no text about a value quotes it, whatever stands around the
// value, and that reading takes it as it stands in single quotes.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"=", "=\"", "='", ": ", " ", "=\\\"\t", "_BR_PRODUCTION=", "=x\nRIPIO_CLIENT_SECRET=", "=#$`"} {
		f.Add(seed, seed)
	}
	const word = "CANARYs3cr3t"
	f.Fuzz(func(t *testing.T, before, after string) {
		name := strings.IndexFunc(before, func(char rune) bool { return strings.ContainsRune("=: \t\r\n\"'", char) })
		if name < 0 || strings.Contains(strings.ToUpper(before[name:]), "RIPIO_") {
			t.Skip("the canary would be a part of a name")
		}
		found, err := dotenv.Parse([]byte("RIPIO_CLIENT_SECRET" + before + word + after))
		if err != nil {
			if strings.Contains(err.Error(), word) {
				t.Errorf("the error quotes the value: %v", err)
			}
			return
		}
		for _, p := range found.Proposals {
			if text := fmt.Sprintf("%v %q %q", p.Secret, p.Remarks, p.Variables); strings.Contains(text, word) {
				t.Errorf("the proposal quotes the value: %s", text)
			}
		}
	})
}
