package field_test

import (
	"os/exec"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

// TestPythonDerivesTheSame with the line that is shown to people.
func TestPythonDerivesTheSame(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here")
	}
	for _, user := range []string{"42", "ana@example.com", "usuário-é", ""} {
		code := "import sys, uuid\nclient_id, user_id = sys.argv[1:]\nprint(" + field.DerivationFormula + ")"
		out, err := exec.Command(python, "-X", "utf8", "-c", code, "9f1c55e2", user).Output()
		if got := field.DeriveExternalRef("9f1c55e2", user); err != nil || strings.TrimSpace(string(out)) != got {
			t.Errorf("%q: python3 derives %q, not %q (%v)", user, out, got, err)
		}
	}
}

// TestADerivedExternalRefIsNoV4, and is warned of like every other UUID.
func TestADerivedExternalRefIsNoV4(t *testing.T) {
	ref := field.DeriveExternalRef("9f1c55e2", "42")
	if ref == field.DeriveExternalRef("9f1c55e2", "43") || ref == field.DeriveExternalRef("other", "42") || ref != field.DeriveExternalRef("9f1c55e2", "42") {
		t.Errorf("%s is not that of this user alone", ref)
	}
	findings := field.CheckExternalRef(ref)
	if !field.LooksLikeUUID(ref) || finding.Worst(findings) < finding.LevelNote || finding.Blocked(findings) {
		t.Errorf("%s: %v", ref, findings)
	}
}
