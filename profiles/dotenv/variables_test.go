package dotenv_test

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
)

const canary = "cAnArY$x-7f3a9"

func TestVariablesBecomeProposals(t *testing.T) {
	for _, test := range []struct {
		name, text  string
		country     string
		environment ripio.EnvironmentName
		complete    bool
	}{
		{"plain pair", "RIPIO_CLIENT_ID=id\nRIPIO_CLIENT_SECRET='" + canary + "'\n", "", ripio.Sandbox, true},
		{"country", "RIPIO_CLIENT_ID_AR=id\nRIPIO_CLIENT_SECRET_AR='" + canary + "'\n", "AR", ripio.Sandbox, true},
		{"environment", "RIPIO_CLIENT_ID_PRODUCTION=id\nRIPIO_CLIENT_SECRET_PRODUCTION='" + canary + "'\n", "", ripio.Production, true},
		{"both", "RIPIO_CLIENT_ID_BR_PRODUCTION=id\nRIPIO_CLIENT_SECRET_BR_PRODUCTION='" + canary + "'\n", "BR", ripio.Production, true},
		{"other order", "RIPIO_CLIENT_ID_PRODUCTION_MX=id\nRIPIO_CLIENT_SECRET_PRODUCTION_MX='" + canary + "'\n", "MX", ripio.Production, true},
		{"prefix", "RIPIO_SANDBOX_CLIENT_ID=id\nRIPIO_SANDBOX_CLIENT_SECRET='" + canary + "'\n", "", ripio.Sandbox, true},
		{"RIPIO_ENV", "RIPIO_ENV=production\nRIPIO_CLIENT_ID=id\nRIPIO_CLIENT_SECRET='" + canary + "'\n", "", ripio.Production, true},
		{"half a pair", "RIPIO_CLIENT_ID_CO=id\n", "CO", ripio.Sandbox, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := dotenv.Parse([]byte("OTHER=1\nexport " + test.text))
			if err != nil {
				t.Fatal(err)
			}
			if len(found.Proposals) != 1 {
				t.Fatalf("%d proposals", len(found.Proposals))
			}
			got := found.Proposals[0]
			if got.Country != test.country || got.Environment != test.environment || got.ClientID != "id" || got.Secret.IsEmpty() == test.complete {
				t.Errorf("country %q, environment %q, client_id %q, complete %v", got.Country, got.Environment, got.ClientID, !got.Secret.IsEmpty())
			}
			if test.complete && got.Secret.Reveal() != canary {
				t.Error("the secret is not what stands in the file: a $ must stay what it is")
			}
			if !test.complete && len(got.Remarks) == 0 {
				t.Error("nothing is said of the missing half")
			}
		})
	}
}

func TestFaultsNameTheLineAndNoValue(t *testing.T) {
	_, err := dotenv.Parse([]byte("A=1\nRIPIO_CLIENT_SECRET=\"" + canary + "\n"))
	var lines dotenv.LineErrors
	if !errors.As(err, &lines) || lines[0].Line != 2 {
		t.Fatalf("gave %v", err)
	}
	if strings.Contains(err.Error(), "cAnArY") {
		t.Errorf("the error quotes the value: %v", err)
	}
	if _, err := dotenv.Parse([]byte(strings.Repeat("#", dotenv.MaxSize+1))); !errors.Is(err, dotenv.ErrTooLarge) {
		t.Errorf("too large gives %v", err)
	}
}

func TestEnvironment(t *testing.T) {
	found := dotenv.FromEnvironment([]string{"PATH=/bin", "RIPIO_CLIENT_ID_AR=id", "RIPIO_CLIENT_SECRET_AR=" + canary})
	if len(found.Proposals) != 1 || found.Proposals[0].SecretVariable != "RIPIO_CLIENT_SECRET_AR" {
		t.Errorf("found %d proposals", len(found.Proposals))
	}
}

func FuzzVariables(f *testing.F) {
	f.Add([]byte("RIPIO_CLIENT_ID=\"a\\n\"\nRIPIO_CLIENT_SECRET=b # c\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		found, err := dotenv.Parse(text)
		if err != nil && len(found.Proposals) != 0 {
			t.Error("proposals beside an error")
		}
		for _, proposal := range found.Proposals {
			if proposal.Environment != ripio.Sandbox && proposal.Environment != ripio.Production {
				t.Errorf("environment %q", proposal.Environment)
			}
		}
	})
}
