package wiretest

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
)

// NoProxy sends everything directly.
func NoProxy(*http.Request) (*url.URL, error) { return nil, nil }

// ProxyAt sends everything through one proxy.
func ProxyAt(address string) func(*http.Request) (*url.URL, error) {
	parsed, err := url.Parse(address)
	return func(*http.Request) (*url.URL, error) { return parsed, err }
}

// ConnectProxy answers a CONNECT with a status line; with 200 it opens a
// tunnel to the target.
func ConnectProxy(t testing.TB, status, target string, requests chan<- *http.Request) *Server {
	return Serve(t, func(_ *Server, conn *net.TCPConn) {
		reader := bufio.NewReader(conn)
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		requests <- request
		if _, err := io.WriteString(conn, "HTTP/1.1 "+status+"\r\nProxy-Authenticate: Basic\r\n\r\n"); err != nil || !strings.HasPrefix(status, "200") {
			return
		}
		upstream, err := net.Dial("tcp", target)
		if err != nil {
			return
		}
		defer upstream.Close()
		go func() {
			_, _ = io.Copy(upstream, reader)
			_ = upstream.(*net.TCPConn).CloseWrite()
		}()
		_, _ = io.Copy(conn, upstream)
	})
}

// ClientVia is a client that trusts the server and reaches it through proxy.
func ClientVia(server *TLSServer, proxy string) *ripio.Client {
	return &ripio.Client{RootCAs: server.Client.RootCAs, Proxy: ProxyAt(proxy), UserAgent: "tester/1"}
}

// SetProxy sets one of the variables about proxies, and empties the others.
func SetProxy(t *testing.T, name, value string) {
	t.Helper()
	for _, each := range []string{"HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"} {
		t.Setenv(each, "")
	}
	t.Setenv(name, value)
}
