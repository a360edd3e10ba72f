package export_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
)

// users are parts that a format may read something into.
var users = [][3]string{
	{"simulator-client", "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"},
	{"it's", `"q" \ \u0041 $HOME`, "a+b&c=d;e%41"},
	{"# no comment", "@x }} <!-- &amp; -->", "é-終 \U0001F600 \u202e } ~ ]"},
	{"- a", "|", "eip155:1:{z}"},
}

// wholeFile writes a call of production in a format and looks for what must stand in
// every one.
func wholeFile(t *testing.T, format export.Format, parts [3]string) (export.Call, string) {
	t.Helper()
	production, _ := ripio.EnvironmentFor(ripio.Production)
	call := newCall(t, production, ripio.Request{ClientID: parts[0], ExternalRef: parts[1], Address: parts[2]})
	text, err := export.Write(format, call)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, "sandbox") || strings.Contains(text, "YOUR_CLIENT_ID") || strings.Contains(text, "YOUR_USERS") {
		t.Errorf("a placeholder was left:\n%s", text)
	}
	if !strings.Contains(text, "http://;") && !strings.Contains(text, "with http://.") {
		t.Errorf("it does not say that the documentation prints http:\n%s", text)
	}
	return call, text
}

// TestTheHTTPFileIsReadByItsGrammar reads it as docs/export.md states.
func TestTheHTTPFileIsReadByItsGrammar(t *testing.T) {
	for _, parts := range users {
		call, text := wholeFile(t, export.HTTPFile, parts)
		variables := map[string]string{}
		before, request, found := strings.Cut(text, "\n###")
		for line := range strings.SplitSeq(before, "\n") {
			if name, value, is := strings.Cut(strings.TrimPrefix(line, "@"), " = "); is && strings.HasPrefix(line, "@") {
				variables[name] = value
			} else if line != "" && !strings.HasPrefix(line, "#") {
				t.Errorf("a line of no kind: %q", line)
			}
		}
		variables["password"] = url.QueryEscape(hostile) // what a person puts there
		_, request, _ = strings.Cut(request, "\n")
		head, body, hasBody := strings.Cut(request, "\n\n")
		lines := strings.Split(head, "\n")
		want := []string{"POST " + call.URL, "Content-Type: application/x-www-form-urlencoded", "Accept: application/json"}
		if !found || !hasBody || !slices.Equal(lines, want) {
			t.Fatalf("the head is %q", lines)
		}
		for name, value := range variables {
			body = strings.ReplaceAll(body, "{{"+name+"}}", value)
		}
		form, err := url.ParseQuery(strings.TrimSpace(body))
		if err != nil || len(form) != 2 || form.Get("username") != call.Username() || form.Get("password") != hostile {
			t.Errorf("the form is %q (%v)", form, err)
		}
	}
}

// readWith runs a script of Node in a folder that has a package of npm, with a text on
// its input, and reads the JSON it prints.
func readWith(t *testing.T, packageName, script string, texts []string, into any) {
	t.Helper()
	needs(t, "node")
	needs(t, "npm")
	dir := t.TempDir()
	install := exec.Command("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional", "--prefix", dir, packageName)
	if output, err := install.CombinedOutput(); err != nil {
		t.Skipf("npm cannot fetch %s: %v\n%s", packageName, err, output)
	}
	if err := os.WriteFile(filepath.Join(dir, "read.cjs"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	input, _ := json.Marshal(texts)
	output, err := runWith(t, string(input), "", dir, "node", "read.cjs")
	if err != nil {
		t.Fatalf("it cannot be read: %v\n%s", err, output)
	}
	if err := json.Unmarshal([]byte(output), into); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
}

// wholeFiles is wholeFile for all users.
func wholeFiles(t *testing.T, format export.Format) (calls []export.Call, texts []string) {
	t.Helper()
	for _, parts := range users {
		call, text := wholeFile(t, format, parts)
		calls, texts = append(calls, call), append(texts, text)
	}
	return calls, texts
}

// simpleRequest is a request as a parser of a tool has read it.
type simpleRequest struct {
	Method, URL, Mode string
	Fields            [][2]string
}

func (r simpleRequest) check(t *testing.T, call export.Call, variable string) {
	t.Helper()
	fields := [][2]string{{"username", call.Username()}, {"password", variable}}
	if !strings.EqualFold(r.Method, "POST") || r.URL != call.URL || !slices.Equal(r.Fields, fields) || !strings.HasSuffix(strings.ToLower(r.Mode), "urlencoded") {
		t.Errorf("it is read as %+v, want %q", r, fields)
	}
}

func TestBrunoReadsItsFile(t *testing.T) {
	calls, texts := wholeFiles(t, export.Bruno)
	var read []simpleRequest
	readWith(t, "@usebruno/lang@0.39.0", `
const { bruToJsonV2 } = require("@usebruno/lang");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => {
  const { http, body } = bruToJsonV2(text);
  return { method: http.method, url: http.url, mode: http.body, fields: body.formUrlEncoded.filter((f) => f.enabled).map((f) => [f.name, f.value]) };
})));`, texts, &read)
	for i := range calls {
		read[i].check(t, calls[i], "{{process.env.RIPIO_CLIENT_SECRET}}")
	}
}

func TestPostmanReadsItsFile(t *testing.T) {
	calls, texts := wholeFiles(t, export.Postman)
	var read []simpleRequest
	readWith(t, "postman-collection@5.3.1", `
const { Collection } = require("postman-collection");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => {
  const { request } = new Collection(JSON.parse(text)).items.one("Token") ?? new Collection(JSON.parse(text)).items.idx(0);
  return { method: request.method, url: request.url.toString(), mode: request.body.mode, fields: request.body.urlencoded.map((f) => [f.key, f.value]) };
})));`, texts, &read)
	for i := range calls {
		read[i].check(t, calls[i], "{{RIPIO_CLIENT_SECRET}}")
	}
}

func TestTheOpenAPIDocumentIsValid(t *testing.T) {
	calls, texts := wholeFiles(t, export.OpenAPI)
	var read []struct {
		Valid                               bool
		Errors                              any
		Version, Server, Example, Undefined string
		Statuses                            []string
	}
	readWith(t, "@seriousme/openapi-schema-validator@2.9.0", `
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
import("@seriousme/openapi-schema-validator").then(async ({ Validator }) => {
  const all = [];
  for (const text of texts) {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(text);
    const { servers, paths } = validator.specification ?? {};
    const call = paths?.["/api/v1/auth"]?.post;
    all.push({ valid, errors, version: validator.version, server: servers?.[0]?.url, statuses: Object.keys(call?.responses ?? {}),
      example: call?.requestBody.content["application/x-www-form-urlencoded"].schema.properties.username.example,
      undefined: call?.responses.default.description });
  }
  console.log(JSON.stringify(all));
});`, texts, &read)
	for i, call := range calls {
		got := read[i]
		if !got.Valid || got.Server+"/api/v1/auth" != call.URL || got.Example != call.Username() {
			t.Errorf("it is read as %+v", got)
		}
		if !slices.Equal(got.Statuses, []string{"200", "default"}) || !strings.HasPrefix(got.Undefined, "Undocumented.") {
			t.Errorf("it describes the responses %v, and the others as %q", got.Statuses, got.Undefined)
		}
	}
}

func TestWhatAToolWouldReadAsAVariableIsRefused(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	call := newCall(t, sandbox, ripio.Request{ClientID: "a", ExternalRef: "{{process.env.HOME}}", Address: "0x1"})
	for _, format := range export.Formats {
		text, err := export.Write(format, call)
		if refuses := format == export.Bruno || format == export.Postman; refuses != errors.Is(err, export.ErrNotExported) || refuses != (text == "") {
			t.Errorf("%s: %v", format, err)
		}
	}
	if _, err := export.Write("wget", call); !errors.Is(err, export.ErrUnknownFormat) {
		t.Errorf("an unknown format: %v", err)
	}
}
