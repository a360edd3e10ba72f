package simulator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// wrongRequests are requests that differ from the documented call, and what the
// simulator says of them.
var wrongRequests = []struct {
	name   string
	method string // POST when empty
	target string // /api/v1/auth when empty
	types  []string
	more   head
	body   string
	status int
	want   string
}{
	{name: "GET", method: "GET", status: 405, want: "the method is GET; the call is documented as POST"},
	{name: "HEAD", method: "HEAD", status: 405, want: "the method is HEAD; the call is documented as POST"},
	{name: "OPTIONS", method: "OPTIONS", status: 405, want: "the method is OPTIONS; the call is documented as POST"},
	{name: "PUT", method: "PUT", body: rightForm(), status: 405, want: "the method is PUT; the call is documented as POST"},
	{name: "long method", method: strings.Repeat("X", 99), status: 405, want: "the method is XXXXXXXXXXXXXXXXXXXX; the call is documented as POST"},
	{name: "root", target: "/", body: rightForm(), status: 404, want: "nothing is at this path; the call is POST /api/v1/auth"},
	{name: "slash at the end", target: "/api/v1/auth/", body: rightForm(), status: 404,
		want: "nothing is at this path; the call is POST /api/v1/auth; leave out the slash at its end"},
	{name: "path of another product", target: "/oauth2/token/", body: rightForm(), status: 404,
		want: "nothing is at this path; the call is POST /api/v1/auth; /oauth2/token/ belongs to the Ramps REST API, on another host"},
	{name: "no content type", types: []string{}, body: rightForm(), status: 415,
		want: "Content-Type is missing; it must be application/x-www-form-urlencoded"},
	{name: "JSON", types: []string{"application/json"}, body: `{"password":"` + canary + `"}`, status: 415,
		want: `Content-Type is "application/json"; it must be application/x-www-form-urlencoded`},
	{name: "multipart", types: []string{"multipart/form-data; boundary=x"}, body: "--x", status: 415,
		want: `Content-Type is "multipart/form-data; boundary=x"; it must be application/x-www-form-urlencoded`},
	{name: "unreadable content type", types: []string{"form; ="}, body: rightForm(), status: 415,
		want: `Content-Type is "form; ="; it must be application/x-www-form-urlencoded`},
	{name: "two content types", types: []string{formType, formType}, body: rightForm(), status: 415,
		want: "Content-Type is there 2 times"},
	{name: "packed body", more: head{"Content-Encoding": "gzip"}, body: rightForm(), status: 415,
		want: `Content-Encoding is "gzip"; the form must be sent as it is`},
	{name: "too long", body: rightForm() + strings.Repeat("x", 64<<10), status: 413, want: "the body is longer than 65536 bytes"},
	{name: "empty body", status: 400, want: "the body is empty; it must contain the fields username and password"},
	{name: "only separators", body: "&&", status: 400, want: "the body is empty; it must contain the fields username and password"},
	{name: "no username", body: "password=" + canary, status: 400, want: "the field username is missing"},
	{name: "no password", body: "username=a:b:c", status: 400, want: "the field password is missing"},
	{name: "two usernames", body: "username=a:b:c&username=a:b:c&password=" + canary, status: 400, want: "the field username is there 2 times"},
	{name: "three passwords", body: "username=a:b:c&password=" + canary + "&password=&password=x", status: 400,
		want: "the field password is there 3 times"},
	{name: "empty password", body: "username=a:b:c&password=", status: 400, want: "password is empty; it must be the client_secret"},
	{name: "password without a value", body: "username=a:b:c&password", status: 400, want: "password is empty; it must be the client_secret"},
	{name: "empty username", body: "username=&password=" + canary, status: 400,
		want: "username is empty; it must be client_id:external_ref:address"},
	{name: "one part", body: "username=abc&password=" + canary, status: 400,
		want: "username has one part and no colon; it must be client_id:external_ref:address"},
	{name: "two parts", body: "username=a:b&password=" + canary, status: 400,
		want: "username has two parts, the address is missing; it must be client_id:external_ref:address"},
	{name: "empty client_id", body: "username=:b:c&password=" + canary, status: 400, want: "client_id is empty in username"},
	{name: "empty external_ref", body: "username=a::c&password=" + canary, status: 400, want: "external_ref is empty in username"},
	{name: "empty address", body: "username=a:b:&password=" + canary, status: 400, want: "address is empty in username"},
	{name: "all parts empty", body: "username=%3A%3A&password=" + canary, status: 400,
		want: "client_id is empty in username; external_ref is empty in username; address is empty in username"},
	{name: "OAuth field", body: rightForm() + "&grant_type=client_credentials", status: 400,
		want: "the field grant_type is not part of the call: it belongs to OAuth"},
	{name: "part sent as a field", body: rightForm() + "&address=0x1", status: 400,
		want: "the field address is not part of the call: it is a part of username"},
	{name: "other field", body: rightForm() + "&audience=x", status: 400, want: "the field audience is not part of the call"},
	{name: "name in capitals", body: "Username=a:b:c&password=" + canary, status: 400,
		want: "the field Username is not part of the call; the field username is missing"},
	{name: "value without a name", body: rightForm() + "&" + canary, status: 400, want: "field 3 is neither username nor password"},
	{name: "name that may be a value", body: rightForm() + "&" + canary + "=", status: 400, want: "field 3 is neither username nor password"},
	{name: "broken escape in the password", body: "username=a:b:c&password=" + canary + "%zz", status: 400,
		want: "field 2 is not valid percent-encoding"},
	{name: "broken escape in a name", body: rightForm() + "&%G1=x", status: 400, want: "field 3 is not valid percent-encoding"},
	{name: "fields in the address", target: "/api/v1/auth?" + rightForm(), body: rightForm(), status: 400,
		want: "the URL has a query; the fields belong in the body, which servers rarely log"},
	{name: "the marked secret", body: "username=a:b:c&password=ripio-explorer-wrong-secret", status: 401,
		want: "password is ripio-explorer-wrong-secret, which stands for a wrong client_secret; " +
			"the simulator refuses this one value; that the status is 401 is a guess"},
	{name: "the marked external_ref", body: "username=a:NEGATIVE_TEST_1111:c&password=" + canary, status: 400,
		want: "external_ref is NEGATIVE_TEST_1111, which is not a UUID v4; " +
			"the simulator refuses this one value, and it is not known whether Ripio's server refuses any"},
	{name: "several mistakes", body: "username=a:b&scope=x", status: 400,
		want: "the field scope is not part of the call: it belongs to OAuth; the field password is missing; " +
			"username has two parts, the address is missing; it must be client_id:external_ref:address"},
}

func TestAWrongRequestIsToldWhatIsWrong(t *testing.T) {
	for _, wrong := range wrongRequests {
		// Whatever the scenario, the request's own mistake comes first.
		for _, scenario := range []string{"ok", "html-502"} {
			t.Run(wrong.name+"/"+scenario, func(t *testing.T) {
				r := formRequest(wrong.body)
				if wrong.method != "" {
					r.Method = wrong.method
				}
				if wrong.target != "" {
					r.URL, _ = url.Parse(wrong.target)
				}
				if wrong.types != nil {
					r.Header["Content-Type"] = wrong.types
				}
				if len(wrong.types) == 0 && wrong.types != nil {
					r.Header.Del("Content-Type")
				}
				for name, value := range wrong.more {
					r.Header.Set(name, value)
				}
				response, body := ask(t, newHandler(t, scenario), r)
				checkComplaint(t, response, body, wrong.status, wrong.want)
				if got := response.Header.Get("X-Ripio-Explorer-Simulated"); got != scenario {
					t.Errorf("the simulated header names %q", got)
				}
			})
		}
	}
}

func checkComplaint(t *testing.T, response *http.Response, body string, status int, want string) {
	t.Helper()
	var answer struct {
		Detail   string
		Problems []string
		Note     string
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	if response.StatusCode != status || answer.Detail != want {
		t.Errorf("%d %q, want %d %q", response.StatusCode, answer.Detail, status, want)
	}
	if strings.Join(answer.Problems, "; ") != answer.Detail {
		t.Errorf("problems %q do not add up to the detail", answer.Problems)
	}
	if want := "These are the simulator's words. The documentation shows no error responses."; answer.Note != want {
		t.Errorf("note %q", answer.Note)
	}
	wantAllow := ""
	if status == http.StatusMethodNotAllowed {
		wantAllow = "POST"
	}
	if got := response.Header.Get("Allow"); got != wantAllow {
		t.Errorf("Allow %q, want %q", got, wantAllow)
	}
	if strings.Contains(body, "c4nary") {
		t.Errorf("the answer repeats the secret: %s", body)
	}
}

func TestRightRequestsInAllTheirForms(t *testing.T) {
	for _, right := range []struct{ name, types, body string }{
		{"as documented", formType, rightForm()},
		{"with a charset", formType + "; charset=utf-8", rightForm()},
		{"content type in capitals", strings.ToUpper(formType), rightForm()},
		{"password first", formType, "password=s&username=a:b:c"},
		{"colons as they are", formType, "username=a:USER_1111:0x1&password=s"},
		{"more colons belong to the address", formType, "username=a:b:eip155:1:0x1&password=s"},
		{"separator at the end", formType, "username=a:b:c&password=s&"},
		{"semicolon in the password", formType, "username=a:b:c&password=s;t"},
		{"equals sign in the password", formType, "username=a:b:c&password=s=t"},
	} {
		t.Run(right.name, func(t *testing.T) {
			r := formRequest(right.body)
			r.Header.Set("Content-Type", right.types)
			if response, body := ask(t, newHandler(t, "ok"), r); response.StatusCode != http.StatusOK {
				t.Errorf("%d %s", response.StatusCode, body)
			}
		})
	}
}

// FuzzForm compares the verdict on a form with one reached through url.Values.
func FuzzForm(f *testing.F) {
	for _, wrong := range wrongRequests {
		f.Add(wrong.body)
	}
	f.Add(rightForm())
	f.Add("username=a:b:c&password=s;t")
	h := newHandler(f, "rejected") // a scenario without anything random
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, ";") {
			t.Skip("url.ParseQuery refuses semicolons, which the standard for forms allows")
		}
		want := http.StatusBadRequest
		if len(body) > 64<<10 {
			want = http.StatusRequestEntityTooLarge
		} else if isRight(body) {
			want = http.StatusUnauthorized
		}
		recorder := httptest.NewRecorder()
		h.ServeHTTP(recorder, formRequest(body))
		if recorder.Code != want {
			t.Errorf("status %d, want %d: %s", recorder.Code, want, recorder.Body)
		}
		if !json.Valid(recorder.Body.Bytes()) {
			t.Errorf("the response is not JSON: %q", recorder.Body)
		}
	})
}

func isRight(body string) bool {
	values, err := url.ParseQuery(body)
	if err != nil || len(values) != 2 || len(values["username"]) != 1 || len(values["password"]) != 1 {
		return false
	}
	clientID, rest, _ := strings.Cut(values.Get("username"), ":")
	ref, address, _ := strings.Cut(rest, ":")
	return clientID != "" && ref != "" && ref != ripio.PlainExternalRef && address != "" && values.Get("password") != ""
}

// TestTheExampleIsARightRequest keeps the constants usable.
func TestTheExampleIsARightRequest(t *testing.T) {
	body := url.Values{
		"username": {simulator.ExampleClientID + ":" + externalRef + ":" + simulator.ExampleAddress},
		"password": {simulator.ExampleSecret},
	}.Encode()
	if response, answer := ask(t, newHandler(t, simulator.Default), formRequest(body)); response.StatusCode != http.StatusOK {
		t.Errorf("%d %s", response.StatusCode, answer)
	}
}
