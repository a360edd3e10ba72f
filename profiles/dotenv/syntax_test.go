package dotenv_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"devtools/ripio-explorer/profiles/dotenv"
)

// TestNoOtherVariableGetsIntoAValue plays lines on which more than one variable is
// set. The secret must not become a part of client_id, nor of an error.
func TestNoOtherVariableGetsIntoAValue(t *testing.T) {
	for name, text := range map[string]string{
		"two exports on a line":        "export RIPIO_CLIENT_ID=id; export RIPIO_CLIENT_SECRET=" + plain,
		"two exports, quoted":          "export RIPIO_CLIENT_ID='id'; export RIPIO_CLIENT_SECRET='" + plain + "'",
		"two assignments on a line":    "RIPIO_CLIENT_ID=id RIPIO_CLIENT_SECRET=" + plain,
		"a lost line break":            "RIPIO_CLIENT_ID=idRIPIO_CLIENT_SECRET=" + plain,
		"both in quotes":               `RIPIO_CLIENT_ID="id RIPIO_CLIENT_SECRET=` + plain + `"`,
		"joined by two ampersands":     "set RIPIO_CLIENT_ID=id&& set RIPIO_CLIENT_SECRET=" + plain,
		"another variable on the line": "RIPIO_CLIENT_ID=id RIPIO_ENV=sandbox\nRIPIO_CLIENT_SECRET=" + plain,
	} {
		found, err := dotenv.Parse([]byte("# a comment\n" + text))
		var lines dotenv.LineErrors
		if !errors.As(err, &lines) || lines[0].Line != 2 || len(found.Proposals) != 0 {
			t.Errorf("%s: proposals %+v, error %v", name, found.Proposals, err)
		}
		if err != nil && strings.Contains(err.Error(), plain) {
			t.Errorf("%s: the error quotes the secret: %v", name, err)
		}
	}
}

const plain = "s3cr3tOfATest"

func TestSyntaxes(t *testing.T) {
	for name, text := range map[string]string{
		"lines that carriage returns end": "RIPIO_CLIENT_ID=id\rRIPIO_CLIENT_SECRET=" + plain + "\r",
		"cmd":                             "set RIPIO_CLIENT_ID=id\r\nset \"RIPIO_CLIENT_SECRET=" + plain + "\"\r\n",
		"setx":                            "setx RIPIO_CLIENT_ID id\nsetx RIPIO_CLIENT_SECRET \"" + plain + "\" /M\n",
		"PowerShell":                      "$env:RIPIO_CLIENT_ID = \"id\";\n$Env:RIPIO_CLIENT_SECRET='" + plain + "'\n",
		"bash":                            "declare -x RIPIO_CLIENT_ID=\"id\"\ndeclare -x RIPIO_CLIENT_SECRET=\"" + plain + "\"\n",
		"csh":                             "setenv RIPIO_CLIENT_ID id\nsetenv RIPIO_CLIENT_SECRET '" + plain + "'\n",
		"fish":                            "set -gx RIPIO_CLIENT_ID id\nset -x RIPIO_CLIENT_SECRET '" + plain + "'\n",
		"Vite":                            "VITE_RIPIO_CLIENT_ID=id\nVITE_RIPIO_CLIENT_SECRET=" + plain,
		"Next.js":                         "NEXT_PUBLIC_RIPIO_CLIENT_ID=id\nRIPIO_CLIENT_SECRET=" + plain,
		"Create React App":                "REACT_APP_RIPIO_CLIENT_ID=id\nREACT_APP_RIPIO_CLIENT_SECRET=" + plain,
	} {
		found, err := dotenv.Parse([]byte(text))
		if err != nil || len(found.Proposals) != 1 {
			t.Errorf("%s: %d proposals, error %v", name, len(found.Proposals), err)
			continue
		}
		if got := found.Proposals[0]; got.ClientID != "id" || got.Secret.Reveal() != plain {
			t.Errorf("%s: client_id %q, secret right: %v", name, got.ClientID, got.Secret.Reveal() == plain)
		}
		public := strings.Contains(strings.Join(found.Proposals[0].Remarks, " "), "web pages")
		if want := strings.HasPrefix(text, "VITE") || strings.HasPrefix(text, "REACT"); public != want {
			t.Errorf("%s: the warning of a published secret is there: %v", name, public)
		}
	}
}

// TestCredentialsInAnUnknownSyntaxAreNamed wants a word where nothing is taken.
func TestCredentialsInAnUnknownSyntaxAreNamed(t *testing.T) {
	for _, text := range []string{
		`{"RIPIO_CLIENT_SECRET": "` + plain + `"}`, "docker run -e RIPIO_CLIENT_SECRET=" + plain + " image",
		"- name: x\n  RIPIO_CLIENT_SECRETS: " + plain, `[Environment]::SetEnvironmentVariable('RIPIO_CLIENT_SECRET', '` + plain + `')`,
		"X=1; RIPIO_CLIENT_SECRET=" + plain, "CLIENT_SECRET=" + plain, "VITE_CLIENT_SECRET=" + plain, "MY_RIPIO_CLIENT_SECRET=" + plain,
	} {
		found, err := dotenv.Parse([]byte(text))
		said := strings.Join(found.Notes(), " ")
		if err != nil {
			said += err.Error()
		}
		if !strings.Contains(said, "CLIENT_SECRET") && !strings.Contains(said, "line 2") || strings.Contains(said, plain) {
			t.Errorf("%q: said %q", text, said)
		}
	}
	found, err := dotenv.Parse([]byte("# RIPIO_CLIENT_SECRET=a\ncurl -d \"$RIPIO_CLIENT_SECRET\""))
	if notes := found.Notes(); err != nil || len(notes) != 0 {
		t.Errorf("notes %q, error %v", notes, err)
	}
}

// TestAGeneralPairBesideANamedOne keeps both.
func TestAGeneralPairBesideANamedOne(t *testing.T) {
	const named = "RIPIO_SANDBOX_CLIENT_ID=s\nRIPIO_SANDBOX_CLIENT_SECRET=ss-ss-ss\n"
	found, err := dotenv.Parse([]byte("RIPIO_CLIENT_ID=g\nRIPIO_CLIENT_SECRET=gg-gg-gg\n" + named))
	if err != nil || len(found.Proposals) != 2 {
		t.Fatalf("%d proposals, error %v", len(found.Proposals), err)
	}
	sandbox, general := found.Proposals[0], found.Proposals[1]
	if sandbox.Name != "ripio" || sandbox.ClientID != "s" || sandbox.Secret.Reveal() != "ss-ss-ss" {
		t.Errorf("the named pair: %+v", sandbox)
	}
	if general.Name != "ripio general" || general.ClientID != "g" || general.Secret.Reveal() != "gg-gg-gg" || len(general.Remarks) == 0 {
		t.Errorf("the general pair: %+v", general)
	}
	found, err = dotenv.Parse([]byte("RIPIO_CLIENT_ID=s\nRIPIO_CLIENT_SECRET=ss-ss-ss\n" + named))
	if err != nil || len(found.Proposals) != 1 {
		t.Errorf("the same pair twice: %d proposals, error %v", len(found.Proposals), err)
	}
}

func TestUTF16IsNamed(t *testing.T) {
	var little, big []byte
	for _, unit := range utf16.Encode([]rune("RIPIO_CLIENT_ID=id")) {
		little, big = append(little, byte(unit), byte(unit>>8)), append(big, byte(unit>>8), byte(unit))
	}
	for _, text := range [][]byte{little, big, append([]byte("\xff\xfe"), little...)} {
		if _, err := dotenv.Parse(text); !errors.Is(err, dotenv.ErrUTF16) {
			t.Errorf("gave %v", err)
		}
	}
}

// TestAnAssignmentInAVariableIsNotTaken: the value of a variable of the environment
// is another line of a .env file.
func TestAnAssignmentInAVariableIsNotTaken(t *testing.T) {
	for _, entry := range []string{
		"RIPIO_CLIENT_SECRET=RIPIO_CLIENT_SECRET=" + plain,
		"RIPIO_CLIENT_SECRET=export RIPIO_CLIENT_SECRET='" + plain + "'",
		"RIPIO_CLIENT_SECRET=x\nRIPIO_CLIENT_SECRET=" + plain,
	} {
		found := dotenv.FromEnvironment([]string{"RIPIO_CLIENT_ID=id", entry})
		if len(found.Proposals) != 1 || !found.Proposals[0].Secret.IsEmpty() {
			t.Errorf("%s: %+v", entry, found.Proposals)
		}
		notes := strings.Join(found.Notes(), "\n")
		if !strings.Contains(notes, "the variable RIPIO_CLIENT_SECRET holds an assignment") || strings.Contains(notes, plain) {
			t.Errorf("%s: notes %s", entry, notes)
		}
	}
}
