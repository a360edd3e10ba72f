package redact_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// canarySecret holds no piece that could stand in an ordinary text.
const canarySecret = "zQ7-canary/Kx+9w=J&v"

// leaks reports whether a text holds the canary, or a piece of it, in clear or in
// hexadecimal.
func leaks(text string) bool {
	for i := 0; i+4 <= len(canarySecret); i++ {
		piece := canarySecret[i : i+4]
		if strings.Contains(text, piece) || strings.Contains(strings.ToLower(text), fmt.Sprintf("%x", piece)) {
			return true
		}
	}
	return strings.Contains(text, fmt.Sprint([]byte(canarySecret))[1:9])
}

func TestSecretShowsOnlyAMask(t *testing.T) {
	secret := redact.NewSecret(canarySecret)
	for _, verb := range []string{"%v", "%+v", "%#v", "%q", "%s", "%x", "%X", "% x", "%d", "%t", "%10.3s", "%-40v", "%08d"} {
		if got := fmt.Sprintf(verb, secret); got != redact.Mask {
			t.Errorf("Sprintf(%q) = %q, want the mask", verb, got)
		}
	}
	if got := fmt.Sprintf("%T", secret); got != "redact.Secret" {
		t.Errorf("Sprintf(%%T) = %q", got)
	}
	if got := secret.String(); got != redact.Mask {
		t.Errorf("String() = %q", got)
	}
}

func TestSecretMaskHasOneWidth(t *testing.T) {
	short, long := redact.NewSecret("a"), redact.NewSecret(strings.Repeat("a", 5000))
	if short.String() != long.String() {
		t.Errorf("masks differ: %q and %q", short, long)
	}
	if got := fmt.Sprint(redact.Secret{}) + fmt.Sprint(redact.NewSecret("")); got != "" {
		t.Errorf("no secret shows as %q, want nothing", got)
	}
}

type exportedHolder struct{ Secret redact.Secret }

type hidingHolder struct{ secret redact.Secret }

type deepHolder struct {
	list   []redact.Secret
	byName map[string]redact.Secret
	asKey  map[redact.Secret]int
	ptr    *redact.Secret
	any    any
}

func TestSecretStaysHiddenInsideOtherValues(t *testing.T) {
	secret := redact.NewSecret(canarySecret)
	holders := map[string]any{
		"pointer":                &secret,
		"slice":                  []redact.Secret{secret},
		"map":                    map[string]redact.Secret{"a": secret},
		"map key":                map[redact.Secret]int{secret: 1},
		"exported field":         exportedHolder{secret},
		"pointer to exported":    &exportedHolder{secret},
		"unexported field":       hidingHolder{secret},
		"pointer to unexported":  &hidingHolder{secret},
		"unexported, nested":     deepHolder{[]redact.Secret{secret}, map[string]redact.Secret{"a": secret}, map[redact.Secret]int{secret: 1}, &secret, secret},
		"request":                ripio.Request{ClientID: "id", Secret: secret},
		"pointer to request":     &ripio.Request{ClientID: "id", Secret: secret},
		"scrubber":               redact.NewScrubber(secret),
		"scrubber by value":      *redact.NewScrubber(secret),
		"scrubber in a struct":   struct{ s *redact.Scrubber }{redact.NewScrubber(secret)},
		"scrubber value, nested": struct{ s redact.Scrubber }{*redact.NewScrubber(secret)},
	}
	for name, holder := range holders {
		for _, verb := range []string{"%v", "%+v", "%#v", "%q", "%s", "%x", "%X", "%d"} {
			if got := fmt.Sprintf(verb, holder); leaks(got) {
				t.Errorf("%s: Sprintf(%q) leaks: %s", name, verb, got)
			}
		}
		if got := fmt.Sprintln(holder) + fmt.Errorf("wrapped: %v", holder).Error(); leaks(got) {
			t.Errorf("%s leaks: %s", name, got)
		}
	}
}

func TestSecretIsMaskedByEncoders(t *testing.T) {
	holder := exportedHolder{redact.NewSecret(canarySecret)}
	jsonText, err := json.Marshal(holder)
	if err != nil || string(jsonText) != `{"Secret":"`+redact.Mask+`"}` {
		t.Errorf("JSON: %s, %v", jsonText, err)
	}
	tomlText, err := toml.Marshal(holder)
	if err != nil || string(tomlText) != "Secret = '"+redact.Mask+"'\n" {
		t.Errorf("TOML: %s, %v", tomlText, err)
	}
	xmlText, err := xml.Marshal(holder)
	if err != nil || leaks(string(xmlText)) || !strings.Contains(string(xmlText), redact.Mask) {
		t.Errorf("XML: %s, %v", xmlText, err)
	}
}

func TestSecretIsMaskedInLogs(t *testing.T) {
	secret := redact.NewSecret(canarySecret)
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		logger := slog.New(handler)
		logger.Info("x", "secret", secret, "holder", hidingHolder{secret}, "shown", exportedHolder{secret}, "pointer", &secret)
		logger.Info("x", slog.Group("group", "secret", secret), "err", fmt.Errorf("step: %w", errors.New(fmt.Sprint(secret))))
	}
	if leaks(log.String()) || !strings.Contains(log.String(), redact.Mask) {
		t.Errorf("log: %s", log.String())
	}
}

func TestSecretCannotBeReadBack(t *testing.T) {
	var holder exportedHolder
	if err := json.Unmarshal([]byte(`{"Secret":"`+redact.Mask+`"}`), &holder); err == nil {
		t.Error("JSON: a mask was read as a secret")
	}
	if err := toml.Unmarshal([]byte("Secret = '"+redact.Mask+"'\n"), &holder); err == nil {
		t.Error("TOML: a mask was read as a secret")
	}
	if !holder.Secret.IsEmpty() {
		t.Error("the secret holds something")
	}
}

func TestSecretReveal(t *testing.T) {
	if got := redact.NewSecret(canarySecret).Reveal(); got != canarySecret {
		t.Errorf("Reveal() = %q", got)
	}
	if got := (redact.Secret{}).Reveal(); got != "" {
		t.Errorf("zero value reveals %q", got)
	}
}
