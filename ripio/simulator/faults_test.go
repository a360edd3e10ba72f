package simulator_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/simulator"
)

// dial sends a right request over a bare connection, which hides nothing.
func dial(t *testing.T, server *simulator.Server) *net.TCPConn {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	body := rightForm()
	_, err = fmt.Fprintf(connection, "POST /api/v1/auth HTTP/1.1\r\nHost: simulator\r\nConnection: close\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s", formType, len(body), body)
	if err != nil {
		t.Fatal(err)
	}
	return connection.(*net.TCPConn)
}

// readRaw returns an answer as it crossed the wire, cut into head and body.
func readRaw(t *testing.T, server *simulator.Server) (*http.Response, []byte) {
	t.Helper()
	wire, err := io.ReadAll(dial(t, server))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(wire)), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := bytes.Cut(wire, []byte("\r\n\r\n"))
	return response, body
}

func TestTheTruncatedBodyEndsHalfWay(t *testing.T) {
	response, body := readRaw(t, start(t, "truncated-body"))
	announced, err := strconv.Atoi(response.Header.Get("Content-Length"))
	if err != nil {
		t.Fatal(err)
	}
	// 223 characters of JSON, with a token of 43 signature characters.
	if len(body) != announced/2 || !strings.HasPrefix(string(body), `{"succeed":true,"token":"eyJ`) {
		t.Errorf("%d of %d bytes: %q", len(body), announced, body)
	}
	if _, err := io.ReadAll(response.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("net/http reads it with the error %v", err)
	}
}

func TestTheHugeBodyIsAWholeAnswer(t *testing.T) {
	_, body := readRaw(t, start(t, "huge-body"))
	const prefix, suffix = `{"succeed":true,"token":"`, `","token_type":"bearer"}`
	if len(body) != 8<<20 || !bytes.HasPrefix(body, []byte(prefix)) || !bytes.HasSuffix(body, []byte(suffix)) {
		t.Errorf("%d bytes from %.40q", len(body), body)
	}
	if letters := bytes.Count(body, []byte("A")); letters != len(body)-len(prefix)-len(suffix) {
		t.Errorf("%d letters in a body of %d bytes", letters, len(body))
	}
}

func TestTheGzipBombIsSmallOnTheWireAndLargeInside(t *testing.T) {
	wire, err := io.ReadAll(dial(t, start(t, "gzip-bomb")))
	if err != nil {
		t.Fatal(err)
	}
	if len(wire) > 400<<10 {
		t.Errorf("%d bytes on the wire", len(wire))
	}
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(wire)), nil)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	const start, end = `{"succeed":true,"token":"`, `","token_type":"bearer"}`
	first := make([]byte, len(start))
	if _, err := io.ReadFull(unpacked, first); err != nil || string(first) != start {
		t.Errorf("it begins with %q, %v", first, err)
	}
	// Unpacking all of it takes seconds under the race detector; 4 MiB are
	// four times what a careful caller reads.
	if n, err := io.CopyN(io.Discard, unpacked, 4<<20); err != nil {
		t.Errorf("only %d bytes inside: %v", n, err)
	}
}

// TestACarefulCallerCanLeaveTheBomb reads a little and goes away; Close, in the
// clean-up, would not return if the simulator went on writing.
func TestACarefulCallerCanLeaveTheBomb(t *testing.T) {
	server := start(t, "gzip-bomb")
	connection := dial(t, server)
	if _, err := io.ReadFull(connection, make([]byte, 512)); err != nil {
		t.Fatal(err)
	}
	_ = connection.Close()
	if err := server.Close(); err != nil {
		t.Error(err)
	}
}

func TestTheDrippingBodyComesWhole(t *testing.T) {
	server := start(t, "dripping-body", simulator.WithDelays(0, 0))
	response, body := readRaw(t, server)
	if got := strconv.Itoa(len(body)); got != response.Header.Get("Content-Length") || body[len(body)-1] != '}' {
		t.Errorf("%s bytes of %s: %q", got, response.Header.Get("Content-Length"), body)
	}
}
