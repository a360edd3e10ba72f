package ripio_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestAuthenticateReadsBodies(t *testing.T) {
	packed := wiretest.Gzipped(t, wiretest.GoodBody)
	damaged := []byte(packed)
	damaged[len(damaged)-6] ^= 1                                                                 // in the checksum
	padded := `{"succeed":true,"token":"` + wiretest.DocsToken + `","token_type":"bearer","x":"` // and 1 MiB of x
	tests := []struct {
		name, wire string
		kind       ripio.FailureKind
		evidence   string
		body       string // "" for any
		encoding   string
		cut        bool
	}{
		{"Content-Length", wiretest.WithLength("", wiretest.GoodBody), "", "", wiretest.GoodBody, "", false},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(wiretest.GoodBody), wiretest.GoodBody), "", "", wiretest.GoodBody, "", false},
		{"until the connection closes", "HTTP/1.1 200 OK\r\n\r\n" + wiretest.GoodBody, "", "", wiretest.GoodBody, "", false},
		{"HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n" + wiretest.GoodBody, "", "", wiretest.GoodBody, "", false},
		{"gzip", wiretest.WithLength(wiretest.GzipField, packed), "", "", wiretest.GoodBody, "gzip", false},
		{"x-gzip in capitals", wiretest.WithLength("Content-Encoding: X-GZIP\r\n", packed), "", "", wiretest.GoodBody, "X-GZIP", false},
		{"identity", wiretest.WithLength("Content-Encoding: identity\r\n", wiretest.GoodBody), "", "", wiretest.GoodBody, "", false},
		{"says gzip, is not", wiretest.WithLength(wiretest.GzipField, wiretest.GoodBody), "", "", wiretest.GoodBody, "", false},
		{"says gzip, is empty", wiretest.WithLength(wiretest.GzipField, ""), ripio.FailureNotJSON, "the body is empty", "", "", false},
		{"gzip, checksum wrong", wiretest.WithLength(wiretest.GzipField, string(damaged)), ripio.FailureNotJSON, "the gzip stream is damaged: gzip: invalid checksum", wiretest.GoodBody, "gzip", false},
		{"gzip, cut", wiretest.WithLength(wiretest.GzipField, packed[:len(packed)-9]), ripio.FailureTruncated, "", "", "gzip", true},
		{"gzip, only a part of its head", wiretest.WithLength(wiretest.GzipField, packed[:5]), ripio.FailureTruncated, "0 bytes came before the connection ended", "", "gzip", true},
		{"brotli", wiretest.WithLength("Content-Encoding: br\r\n", "\x8b\x01\x80"), ripio.FailureNotJSON, "the body is encoded as br, which was not asked for", "\x8b\x01\x80", "", false},
		{"gzip twice", wiretest.WithLength("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", packed), ripio.FailureNotJSON, "the body is encoded as gzip, gzip, which was not asked for", packed, "", false},
		{"cut by Content-Length", strings.Replace(wiretest.WithLength("", wiretest.GoodBody), wiretest.GoodBody, wiretest.GoodBody[:100], 1), ripio.FailureTruncated,
			fmt.Sprintf("Content-Length announces %d bytes, 100 bytes came", len(wiretest.GoodBody)), wiretest.GoodBody[:100], "", true},
		{"cut in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}", ripio.FailureTruncated, "2 bytes came before the connection ended", "{}", "", true},
		{"cut between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", ripio.FailureTruncated, "2 bytes came before the connection ended", "{}", "", true},
		{"a chunk without a length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", ripio.FailureMalformedHTTP,
			"the response began with 200 OK; invalid byte in chunk length", "", "", true},
		{"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", ripio.FailureMalformedHTTP,
			`http: message cannot contain multiple Content-Length headers; got ["2" "3"]`, "", "", false},
		{"the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", ripio.FailureNoToken, "the body is an object without keys", "{}", "", false},
		{"a length that is not a number", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}", ripio.FailureMalformedHTTP, `bad Content-Length "two"`, "", "", false},
		{"an unknown transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}", ripio.FailureMalformedHTTP, `unsupported transfer encoding: "gzip"`, "", "", false},
		{"256 KiB and a byte", "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat(" ", 256<<10-len(wiretest.GoodBody)+1) + wiretest.GoodBody, ripio.FailureTooLarge,
			"more than 256 KiB came; reading stopped there", "", "", true},
		{"256 KiB", "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat(" ", 256<<10-len(wiretest.GoodBody)) + wiretest.GoodBody, "", "", "", "", false},
		{"1 MiB and a byte behind gzip", wiretest.WithLength(wiretest.GzipField, wiretest.Gzipped(t, padded+strings.Repeat("x", 1<<20-len(padded)-1)+`"}`)), ripio.FailureTooLarge,
			"unpacked, it is more than 1 MiB; reading stopped there", "", "gzip", true},
		{"1 MiB behind gzip", wiretest.WithLength(wiretest.GzipField, wiretest.Gzipped(t, padded+strings.Repeat("x", 1<<20-len(padded)-2)+`"}`)), "", "", "", "gzip", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := new(ripio.Client).Authenticate(context.Background(), wiretest.Replying(t, tt.wire).Env(), wiretest.Request())
			if tt.evidence == "" && tt.kind != "" {
				wiretest.WantFailure(t, exchange, tt.kind)
			} else {
				wantOutcome(t, exchange, tt.kind, tt.evidence)
			}
			response := exchange.Response
			if response == nil {
				if tt.cut || tt.body != "" {
					t.Error("no response")
				}
				return
			}
			if response.Cut != tt.cut || response.Encoding != tt.encoding || tt.body != "" && string(response.Body) != tt.body {
				t.Errorf("cut %v, encoding %q, body %.300q", response.Cut, response.Encoding, response.Body)
			}
		})
	}
}

// TestAuthenticateEndsByReset resets the connection within the body.
func TestAuthenticateEndsByReset(t *testing.T) {
	proceed := make(chan struct{})
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{")
		<-proceed
		_ = conn.SetLinger(0)
	})
	client := &ripio.Client{}
	client.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return &wiretest.NoticingConn{Conn: conn, Proceed: proceed}, err
	}
	failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), server.Env(), wiretest.Request()), ripio.FailureReset)
	if failure.Phase != ripio.PhaseBody || !strings.HasPrefix(failure.Evidence, "the response began with 401 Unauthorized; read tcp") {
		t.Errorf("%q in %q", failure.Evidence, failure.Phase)
	}
}

func TestAuthenticateLimitsHeads(t *testing.T) {
	flood := func(prefix, line string) *wiretest.Server {
		return wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
			_, _ = io.WriteString(conn, prefix)
			lines := []byte(strings.Repeat(line, 64))
			for range 10 << 20 / len(lines) {
				if _, err := conn.Write(lines); err != nil {
					return
				}
			}
		})
	}
	tests := []struct {
		name   string
		server *wiretest.Server
	}{
		{"many fields", flood("HTTP/1.1 200 OK\r\n", "X-Field: "+strings.Repeat("y", 100)+"\r\n")},
		{"one long field", flood("HTTP/1.1 200 OK\r\nX-Field: ", strings.Repeat("y", 100))},
		{"a long status line", flood("HTTP/1.1 200 ", strings.Repeat("y", 100))},
		{"interim answers", flood("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := new(ripio.Client).Authenticate(context.Background(), tt.server.Env(), wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, ripio.FailureHeadersTooLarge)
			if failure.Evidence != "net/http: server response headers exceeded 65536 bytes; aborted" {
				t.Errorf("evidence %q", failure.Evidence)
			}
		})
	}
}

// TestAuthenticateSurvivesABomb counts all memory that a send allocates: for 256
// MiB behind gzip it stays far below 64 MiB.
func TestAuthenticateSurvivesABomb(t *testing.T) {
	// Many gzip members in a row are one stream (RFC 1952 section 2.2).
	bomb := strings.Repeat(wiretest.Gzipped(t, strings.Repeat("\x00", 1<<20)), 256)
	endless := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		block := []byte(strings.Repeat("y", 64<<10))
		_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		for sent := 0; err == nil && sent < 256<<20; sent += len(block) {
			_, err = conn.Write(block)
		}
	})
	tests := []struct {
		name   string
		server *wiretest.Server
	}{
		{"within the limit of the wire", wiretest.Replying(t, wiretest.WithLength(wiretest.GzipField, bomb[:200<<10]))},
		{"whole", wiretest.Replying(t, wiretest.WithLength(wiretest.GzipField, bomb))},
		{"not packed", endless},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := tt.server
			env, request := server.Env(), wiretest.Request()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			exchange := new(ripio.Client).Authenticate(context.Background(), env, request)
			runtime.ReadMemStats(&after)
			wiretest.WantFailure(t, exchange, ripio.FailureTooLarge)
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 32<<20 {
				t.Errorf("%d MiB allocated", allocated>>20)
			}
			if len(exchange.Response.Body) > 1<<20 || !exchange.Response.Cut {
				t.Errorf("%d bytes kept, cut %v", len(exchange.Response.Body), exchange.Response.Cut)
			}
		})
	}
}

// TestAStatusCountsMoreThanItsBody has bodies that cannot be read whole.
func TestAStatusCountsMoreThanItsBody(t *testing.T) {
	rejected := func(fields, body string) string {
		return "HTTP/1.1 401 Unauthorized\r\n" + fields + "\r\n" + body
	}
	tests := []struct{ name, wire, evidence, message string }{
		{"cut", rejected("Content-Length: 100\r\n", `{"detail":"n`), "401 Unauthorized; the body ended early", `{"detail":"n`},
		{"too large", rejected("", strings.Repeat("x", 300<<10)), "401 Unauthorized; the body is longer than the limit", strings.Repeat("x", 500) + "…"},
		{"encoded", rejected("Content-Encoding: br\r\n", "\x8b\x01"), "401 Unauthorized; the body is encoded as br, which was not asked for", ""},
		{"packed", rejected(wiretest.GzipField, wiretest.Gzipped(t, `{"detail":"no"}`)), "401 Unauthorized", "no"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			failure := wiretest.WantFailure(t, new(ripio.Client).Authenticate(context.Background(), wiretest.Replying(t, tt.wire).Env(), wiretest.Request()), ripio.FailureRejected)
			if failure.Evidence != tt.evidence || failure.Message != tt.message {
				t.Errorf("evidence %q, message %.600q", failure.Evidence, failure.Message)
			}
		})
	}
}
