package simulator_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/simulator"
)

// logged returns what a handler logs of a request.
func logged(t *testing.T, scenario string, r *http.Request, options ...simulator.Option) simulator.Access {
	t.Helper()
	var all []simulator.Access
	options = append(options, simulator.WithLog(func(a simulator.Access) { all = append(all, a) }))
	ask(t, newHandler(t, scenario, options...), r)
	if len(all) != 1 {
		t.Fatalf("%d lines for one request", len(all))
	}
	return all[0]
}

func TestEachRequestIsLogged(t *testing.T) {
	a := logged(t, "rejected", rightRequest())
	if a.Status != 401 || a.Bytes != int64(len(`{"succeed":false}`)) || a.Scenario != "rejected" || a.ChosenBy != simulator.ByServer ||
		a.Method != "POST" || a.Path != "/api/v1/auth" || !a.At.Equal(noon) || a.Took <= 0 || a.Problems != nil {
		t.Errorf("%+v", a)
	}
	if a.ClientID != "simulator-client" || a.ExternalRef != "3f2b8c1e…" {
		t.Errorf("client_id %q, external_ref %q", a.ClientID, a.ExternalRef)
	}
	a = logged(t, "ok", formRequest("username=a&password=x"))
	if a.Status != 400 || len(a.Problems) != 1 || a.ClientID != "" {
		t.Errorf("%+v", a)
	}
	a = logged(t, "ok", formRequest("username=scenario-html-502:ref:0x1&password=x"))
	if a.Status != 502 || a.ChosenBy != simulator.ByClientID || a.Scenario != "html-502" || a.ClientID != "scenario-…" {
		t.Errorf("%+v", a)
	}
}

// TestTheLogHoldsNoSecret puts the secret wherever a caller may put it by mistake.
func TestTheLogHoldsNoSecret(t *testing.T) {
	const secret = "c4nary-secret-value"
	right := "username=client:" + externalRef + ":0x1&password="
	var requests []*http.Request
	for _, body := range []string{
		right + secret, "username=" + secret + "&password=client", "username=" + secret + ":ref:0x1&password=client",
		"username=client:" + secret + ":0x1&password=client", "username=client:ref:" + secret + "&password=x",
		"username=client:ref:0x1&client_secret=" + secret, "username=a:b:c&password=x&" + secret, secret,
		"username=scenario-" + secret + ":ref:0x1&password=x",
	} {
		requests = append(requests, formRequest(body))
	}
	inPath, inQuery, inHeader, inMethod := rightRequest(), rightRequest(), rightRequest(), rightRequest()
	inPath.URL = &url.URL{Path: "/api/v1/auth/" + secret}
	inQuery.URL.RawQuery = "password=" + secret
	inHeader.Header.Set(simulator.ScenarioHeader, secret)
	inHeader.Header.Set("Authorization", "Bearer "+secret)
	inMethod.Method = "X"
	requests = append(requests, inPath, inQuery, inHeader, inMethod)
	for i, r := range requests {
		if line := fmt.Sprintf("%+v", logged(t, "ok", r)); strings.Contains(line, secret) || strings.Contains(line, "eyJ") {
			t.Errorf("request %d: %s", i, line)
		}
	}
}

func TestTheLogCannotDriveATerminal(t *testing.T) {
	r := formRequest("username=%1b%5b2J%e2%80%ae%9bxxxx:%1b%5b2J%e2%80%ae%9bxxxx:a&password=x")
	r.URL.Path = "/\x1b[2J"
	if line := fmt.Sprintf("%+v", logged(t, "ok", r)); strings.ContainsAny(line, "\x1b\u202e\u009b") {
		t.Errorf("%q", line)
	}
}

func TestTheServerSpeaksTLSWithItsOwnAuthority(t *testing.T) {
	certificate, authority, err := simulator.NewCertificate(time.Now(), "mock.test")
	if err != nil {
		t.Fatal(err)
	}
	server, err := simulator.Start("ok", simulator.WithTLS(certificate))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	roots := x509.NewCertPool()
	if !strings.HasPrefix(server.URL(), "https://127.0.0.1:") || !roots.AppendCertsFromPEM(authority) {
		t.Fatalf("URL %s, authority %q", server.URL(), authority)
	}
	port := server.URL()[strings.LastIndex(server.URL(), ":"):]
	for name, trusted := range map[string]bool{"127.0.0.1": true, "localhost": true, "mock.test": true, "other.test": false} {
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: name}}
		response, err := (&http.Client{Transport: transport}).Post("https://127.0.0.1"+port+"/api/v1/auth", formType, strings.NewReader(rightForm()))
		if (err == nil) != trusted {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			_ = response.Body.Close()
		}
		transport.CloseIdleConnections()
	}
	if _, err := http.Post(server.URL()+"/api/v1/auth", formType, strings.NewReader(rightForm())); err == nil {
		t.Error("a client that does not know the authority trusts it")
	}
}

func TestShutdownLetsAnAnswerEnd(t *testing.T) {
	clock, arrived := arrival()
	server := start(t, "slow-headers", clock, simulator.WithDelays(300*time.Millisecond, 0))
	connection := dial(t, server)
	<-arrived
	if err := server.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if answer, _ := io.ReadAll(connection); !strings.Contains(string(answer), "eyJ") {
		t.Errorf("the answer was cut: %q", answer)
	}
}

func TestShutdownEndsWithItsContext(t *testing.T) {
	clock, arrived := arrival()
	server := start(t, "slow-headers", clock, simulator.WithDelays(never, never))
	dial(t, server)
	<-arrived
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if err := server.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestTheAddressCanBeChosen(t *testing.T) {
	server := start(t, "ok", simulator.WithAddress("0.0.0.0:0"))
	if server.OnLoopback() || !strings.HasPrefix(server.URL(), "http://127.0.0.1:") {
		t.Errorf("loopback %t, URL %s", server.OnLoopback(), server.URL())
	}
	if first := start(t, "ok"); !first.OnLoopback() {
		t.Error("the default is not loopback")
	} else if _, err := simulator.Start("ok", simulator.WithAddress(strings.TrimPrefix(first.URL(), "http://"))); err == nil {
		t.Error("a port in use was taken")
	}
}
