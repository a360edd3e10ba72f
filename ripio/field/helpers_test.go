package field_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// canarySecret holds no piece that could stand in an ordinary text.
const canarySecret = "zQ7-canary/Kx+9w=J&v"

// leaks reports whether a text holds a piece of the canary.
func leaks(text string) bool {
	for i := 0; i+4 <= len(canarySecret); i++ {
		if strings.Contains(text, canarySecret[i:i+4]) {
			return true
		}
	}
	return false
}

func sampleRequest() ripio.Request {
	return ripio.Request{
		ClientID: "acme-wallet", ExternalRef: sampleRef, Address: goodEVM, Secret: redact.NewSecret(canarySecret),
	}
}

// inputVectors reads the cases of a file in the engine's testdata.
func inputVectors[T any](t *testing.T, name string) []T {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []T }
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(file.Cases) == 0 {
		t.Fatalf("%s holds no cases", name)
	}
	return file.Cases
}

// codesOf lists the codes of findings in their order.
func codesOf(findings []finding.Finding) []finding.Code {
	codes := []finding.Code{}
	for _, finding := range findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

// inputCase is a value of one field and what is expected of it.
type inputCase struct {
	name  string
	value string
	codes []finding.Code
	// found and replacement are those of the first finding.
	found, replacement string
}

// checkCases runs a table against the check of one field.
func checkCases(t *testing.T, check func(string) []finding.Finding, tests []inputCase) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			findings := check(test.value)
			if got := codesOf(findings); !slices.Equal(got, test.codes) {
				t.Fatalf("codes of %q: got %q, want %q", test.value, got, test.codes)
			}
			if len(findings) == 0 {
				return
			}
			if findings[0].Found != test.found {
				t.Errorf("found: got %q, want %q", findings[0].Found, test.found)
			}
			if findings[0].Replacement != test.replacement {
				t.Errorf("replacement: got %q, want %q", findings[0].Replacement, test.replacement)
			}
		})
	}
}
