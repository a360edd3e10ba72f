package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
)

// sample is the token of the documentation's example answer.
const sample = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0" +
	"ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30.4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"

const sampleClaims = `"claims": {
    "session": "18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199",
    "exp": 1708298333
  },
  "expires_at": "2024-02-18T23:18:53Z",
  "expired": true,
  "remaining_seconds": -87223267,
`

func TestDecodeReadsEveryForm(t *testing.T) {
	answer := `{"succeed": true, "token": "` + sample + `", "token_type": "bearer"}`
	for _, test := range []struct {
		name  string
		args  []string
		stdin string
		form  string
	}{
		{"argument", []string{sample}, "", "token"},
		{"input", nil, sample + "\n", "token"},
		{"hyphen", []string{"-"}, sample, "token"},
		{"Bearer line", []string{"Bearer " + sample}, "", "Bearer line"},
		{"Bearer line without quotes", []string{"Bearer", sample}, "", "Bearer line"},
		{"JSON answer", nil, answer, "JSON answer"},
		{"widget link", []string{"https://b2b-widget-onramp.ripio.com?_to=" + sample}, "", "widget link"},
		{"output of token", nil, strings.Replace(successJSON, "aaa.bbb.ccc", sample, 1), "JSON answer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(success())
			w.stdin = test.stdin
			r := w.run(t, append([]string{"decode", "--json"}, test.args...)...)
			object := r.object(t)
			if r.code != cli.ExitOK || r.err != "" || object["failure"] != nil {
				t.Errorf("exit code %d, messages %q, failure %v", r.code, r.err, object["failure"])
			}
			if object["form"] != test.form || object["algorithm"] != "HS256" {
				t.Errorf("form %v, algorithm %v", object["form"], object["algorithm"])
			}
			if !strings.Contains(r.out, sampleClaims) {
				t.Errorf("output\n%s\nlacks\n%s", r.out, sampleClaims)
			}
		})
	}
}

func TestDecodeAsText(t *testing.T) {
	r := newWorld(success()).run(t, "decode", sample)
	if r.code != cli.ExitOK || r.err != "" {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
	lines := strings.Split(r.out, "\n")
	if want := "form          token"; lines[0] != want {
		t.Errorf("first line %q, want %q", lines[0], want)
	}
	if want := "expires       2024-02-18 23:18:53 UTC, expired 1009 d 12 h ago"; lines[1] != want {
		t.Errorf("second line %q, want %q", lines[1], want)
	}
	for _, start := range []string{"signature     not checked", "  alg         HS256", "  exp         1708298333"} {
		if !strings.Contains(r.out, "\n"+start) {
			t.Errorf("no line begins with %q in\n%s", start, r.out)
		}
	}
	if strings.Contains(r.out, sample) {
		t.Error("the token is repeated")
	}
}

func TestDecodeFails(t *testing.T) {
	const claims = "eyJleHAiOjE3MDgyOTgzMzN9"
	for _, test := range []struct {
		name, text, message string
	}{
		{"no token", "hello, world", "there is no token in the text"},
		{"a word", "hello", "nothing of the token can be read: the header part is missing; the claims part is missing"},
		{"header is not JSON", "AAAA.eyJleHAiOjF9.c2ln", "not all of the token can be read: the header part is not a valid JSON object"},
		{"cut inside exp", "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDgyOTg", "not all of the token can be read: the claims part is cut off"},
		{"shortened", "eyJhbGciOiJIUzI1NiJ9.eyJleHAi...c2ln", "not all of the token can be read: the claims part is cut off"},
		{"number with an underscore", "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjFfNzA4fQ.c2ln", "not all of the token can be read: the claims part is not a valid JSON object"},
		{"nothing", "", "there is no token in the text"},
		{"claims are an array", "eyJhbGciOiJIUzI1NiJ9.W10.c2ln", "not all of the token can be read: the claims part is not a valid JSON object"},
		{"encrypted", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVy.dGFn", "not all of the token can be read: the claims part is encrypted"},
		{"too long", strings.Repeat(claims, 1<<16), "the input is longer than 1 MiB, so it cannot be a token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(success())
			w.stdin = test.text
			messages := "ripio-explorer: decode: " + test.message + "\n"
			r := w.run(t, "decode", "--json")
			if object := r.object(t); r.code != cli.ExitNotReadable || r.err != messages || failure(object, "message") != test.message || failure(object, "kind") != "not-readable" {
				t.Errorf("exit code %d, messages %q, failure %v", r.code, r.err, object["failure"])
			}
			if r := w.run(t, "decode"); r.code != cli.ExitNotReadable || r.err != messages {
				t.Errorf("without --json: exit code %d, messages %q", r.code, r.err)
			}
			if !strings.Contains(test.message, "claims") {
				return
			}
			if object := r.object(t); object["expired"] != nil || object["expires_at"] != nil || object["expiry_state"] != "unknown" {
				t.Errorf("expired %v, at %v, state %v", object["expired"], object["expires_at"], object["expiry_state"])
			}
			if r := w.run(t, "decode"); strings.Contains(r.out, "has no exp") || strings.Contains(r.out, "ago") {
				t.Errorf("it says of an expiry that was not read:\n%s", r.out)
			}
		})
	}
}

func TestDecodeDoesNotWaitForATerminal(t *testing.T) {
	w := newWorld(success())
	w.IsTerminal = func(any) bool { return true }
	want := "ripio-explorer: decode: there is no token: give one as the argument, or pipe it into the command\n" +
		"ripio-explorer: see ripio-explorer decode --help\n"
	w.run(t, "decode").check(t, result{code: cli.ExitUsage, err: want})
	w.stdin = sample
	if r := w.run(t, "decode", "-"); r.code != cli.ExitOK {
		t.Errorf("a hyphen asks for the terminal: exit code %d, %s", r.code, r.err)
	}
}

// TestNumbersStayExact goes through the real decoder with claims of which a
// float64 would change every number.
func TestNumbersStayExact(t *testing.T) {
	w := realWorld()
	w.stdin = w.run(t, "token", "--env", "simulator", "--scenario", "extra-claims", "--json").out
	for _, out := range []string{w.stdin, w.run(t, "decode", "--json").out} {
		for _, line := range []string{`"account_id": 9007199254740993,`, `"rate": 0.1000000000000000055,`, `"exp": 1795557600,`} {
			if !strings.Contains(out, line) {
				t.Errorf("no %s in\n%s", line, out)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(sample)
	f.Add("Bearer " + sample)
	f.Add(`{"token":"` + sample + `"}`)
	f.Add("https://b2b-widget-onramp.ripio.com?_to=" + sample)
	f.Add("eyJhbGciOiJIUzI1NiJ9.eyJhIjoiXHUwMDliIiwiYSI6MWU0MDB9.")
	for _, text := range hostileTexts(f) {
		f.Add(text)
		f.Add("eyJhbGciOiJIUzI1NiJ9." + segment(fmt.Sprintf(`{"a":%q}`, text)) + ".")
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := newWorld(success())
		w.stdin = text
		r := w.run(t, "decode", "--json")
		object := r.object(t)
		if (r.code == cli.ExitOK) != (object["failure"] == nil) || r.code != cli.ExitOK && r.code != cli.ExitNotReadable {
			t.Errorf("exit code %d with the failure %v", r.code, object["failure"])
		}
		checkHarmless(t, w.run(t, "decode").out)
	})
}

// TestUTF16IsNamed pipes what PowerShell's > writes into the commands that read the
// input.
func TestUTF16IsNamed(t *testing.T) {
	var wide strings.Builder
	wide.WriteString("\xff\xfe")
	for _, char := range sample {
		wide.WriteString(string(char) + "\x00")
	}
	for _, args := range [][]string{
		{"decode"}, {"token", "--env", "simulator", "--secret-stdin"},
	} {
		w := newWorld(success())
		w.stdin = wide.String()
		if r := w.run(t, args...); r.code == cli.ExitOK || !strings.Contains(r.out+r.err, "UTF-16") {
			t.Errorf("%v: exit code %d, messages %q", args, r.code, r.out+r.err)
		}
	}
}
