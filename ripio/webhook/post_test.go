package webhook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/redact"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestPlan(t *testing.T) {
	events := DocumentedEvents()
	plan := Plan(events, PlanOptions{Make: MakeOptions{Secret: redact.NewSecret("s")}, Now: noon, Late: 2 * time.Hour, Twice: true, OutOfOrder: true})
	if len(plan) != 2*len(events) {
		t.Fatalf("%d postings", len(plan))
	}
	for i, posting := range plan {
		if want := events[len(events)-1-i/2]; posting.Event != want || posting.Again != (i%2 == 1) {
			t.Errorf("%d: %s, again %t", i, posting.Event.Name, posting.Again)
		}
		if age := noon.Sub(posting.IssuedAt); age < 2*time.Hour || age > 2*time.Hour+time.Minute {
			t.Errorf("%s is %s old", posting.Event.Name, age)
		}
		if i%2 == 1 && !bytes.Equal(posting.Delivery.Body, plan[i-1].Delivery.Body) {
			t.Errorf("%s differs the second time", posting.Event.Name)
		}
	}
}

func TestPosterRefusesOtherHosts(t *testing.T) {
	for _, to := range []string{
		"http://192.0.2.1/", "https://[2001:db8::1]/x", "http://0.0.0.0:80/", "http://169.254.169.254/", "http://[::ffff:192.0.2.1]/",
	} {
		if _, err := NewPoster(to, nil); !errors.Is(err, ErrNotLoopback) {
			t.Errorf("%s: %v", to, err)
		}
	}
	for _, to := range []string{"", "localhost:80", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "http:///x", "http://%zz/"} {
		if _, err := NewPoster(to, nil); err == nil {
			t.Errorf("%s was taken", to)
		}
	}
}

// TestPosterLooksAtEveryAddress has names that lead to this machine only in part, or no
// more the second time.
func TestPosterLooksAtEveryAddress(t *testing.T) {
	came := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		came++
		if host, _, _ := strings.Cut(r.Host, ":"); host != "receiver.test" || r.Method != http.MethodPost {
			t.Errorf("%s %s", r.Method, r.Host)
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	loopback, outside := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("192.0.2.1")
	for _, test := range []struct {
		addresses []netip.Addr
		refused   bool
	}{
		{[]netip.Addr{loopback}, false},
		{[]netip.Addr{loopback, outside}, true},
		{[]netip.Addr{outside}, true},
	} {
		poster, err := NewPoster("http://receiver.test:"+port(server.URL)+"/hook", nil)
		if err != nil {
			t.Fatal(err)
		}
		poster.lookup = func(context.Context, string) ([]netip.Addr, error) { return test.addresses, nil }
		answer, err := poster.Post(t.Context(), Make(DocumentedEvents()[0], MakeOptions{IssuedAt: noon}))
		if errors.Is(err, ErrNotLoopback) != test.refused || answer.Taken() == test.refused {
			t.Errorf("%v: %+v, %v", test.addresses, answer, err)
		}
	}
	if came != 1 {
		t.Errorf("%d came", came)
	}
}

func port(url string) string { return url[strings.LastIndexByte(url, ':')+1:] }

func TestPosterFollowsNoRedirect(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer elsewhere.Close()
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		d := Delivery{Form: FormRequest, Body: body, Headers: []Header{{HeaderDocumented, r.Header.Get(HeaderDocumented)}}}
		if v := d.Verify(Options{Secret: redact.NewSecret("s")}); v.Verdict != Holds {
			t.Errorf("%+v", v)
		}
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	}))
	defer receiver.Close()
	t.Setenv("HTTP_PROXY", "http://192.0.2.1:1")
	poster, err := NewPoster(receiver.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := poster.Post(t.Context(), Make(DocumentedEvents()[0], MakeOptions{Secret: redact.NewSecret("s"), IssuedAt: noon}))
	if err != nil || answer.Status != http.StatusTemporaryRedirect || answer.Location != elsewhere.URL || answer.Taken() {
		t.Errorf("%+v, %v", answer, err)
	}
}
