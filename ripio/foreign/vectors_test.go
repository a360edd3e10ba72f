package foreign_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/redact"
)

type vector struct{ name, kind, codes, text string }

func vectors(t testing.TB) (list []vector) {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(data), "\n=== ")[1:] {
		head, text, _ := strings.Cut(block, "\n")
		parts := strings.Split(head, " |")
		list = append(list, vector{parts[0], strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2]), text})
	}
	return list
}

// environmentOf is the one that a vector is compared with: host-environment needs one
// that was named.
func environmentOf(v vector) ripio.EnvironmentName {
	if strings.Contains(v.codes, "host-environment") {
		return ripio.Sandbox
	}
	return ""
}

// counted are the codes that matter of a comparison: its own, and what may be a cause.
func counted(t *testing.T, differences []foreign.Difference) string {
	var codes []string
	for _, d := range differences {
		if d.Breaks() || slices.Contains(foreign.Codes(t), d.Code) {
			codes = append(codes, string(d.Code))
		}
	}
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), " ")
}

func TestVectors(t *testing.T) {
	if list := vectors(t); len(list) < 40 {
		t.Fatalf("only %d vectors", len(list))
	}
	for _, v := range vectors(t) {
		reading := foreign.Read(v.text)
		if string(reading.Kind) != v.kind {
			t.Errorf("%s: kind %q, want %q", v.name, reading.Kind, v.kind)
		}
		if !reading.IsRequest() {
			continue
		}
		comparison := reading.Compare(environmentOf(v))
		if got := counted(t, comparison.Differences); got != v.codes {
			t.Errorf("%s: got  %s\nwant %s", v.name, got, v.codes)
		}
		breaks := slices.ContainsFunc(comparison.Differences, func(d foreign.Difference) bool {
			return d.Breaks() && d.Level >= finding.LevelWarning
		})
		if comparison.Fails() != breaks {
			t.Errorf("%s: fails %t", v.name, comparison.Fails())
		}
	}
}

// TestVectorsUseEveryDifference finds words that no text of the vectors needs.
func TestVectorsUseEveryDifference(t *testing.T) {
	elsewhere := []finding.Code{"secret-differs", "secret-trimmed"}
	for _, code := range foreign.Codes(t) {
		used := slices.ContainsFunc(vectors(t), func(v vector) bool { return slices.Contains(strings.Fields(v.codes), string(code)) })
		if !used && !slices.Contains(elsewhere, code) {
			t.Errorf("no vector has %s", code)
		}
	}
}

// secretPieces are what the vectors' secrets are made of, and the private key in them.
var secretPieces = redact.NewFinder("zQ7canaryKx9wJvtZ4411", "zQ7+canary/Kx9w=Jv", "zQ7%canaryKx9w", "zQ7canary&Kx9wJvtZ", "Kx9wJvtZ",
	"zQ7+canaryKx9wJv", "zQ7 canary/Kx9w=Jv", "zQ7canary", "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn")

// TestNoSecretIsHandedOut prints all that a reading and a comparison hold.
func TestNoSecretIsHandedOut(t *testing.T) {
	for _, v := range vectors(t) {
		reading := foreign.Read(v.text)
		out := fmt.Sprintf("%v %+v %#v", reading, reading, reading.Kind)
		if reading.IsRequest() {
			comparison := reading.Compare("")
			encoded, err := json.Marshal(comparison)
			if err != nil {
				t.Fatal(err)
			}
			out += fmt.Sprintf("%+v %s %+v", comparison, encoded, reading.Expected(comparison.Environment))
		}
		for _, at := range secretPieces.Find(out) {
			t.Errorf("%s: %q in the output", v.name, out[at.From:at.To])
		}
		if strings.Contains(out, "zQ7") {
			t.Errorf("%s: a piece of the secret is in %s", v.name, out)
		}
	}
}
