//go:build unix

package cli_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/simulator"
)

// slowConnections is how many slow responses a simulator must bear at once.
const slowConnections = 10_000

// buildProgram builds the program as it is shipped, without the race detector.
func buildProgram(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "ripio-explorer")
	build := exec.Command("go", "build", "-o", program, "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return program
}

// rawRequest is a right request as it crosses the wire, in a scenario of its own choice.
func rawRequest(scenario string) string {
	body := "username=" + simulator.ScenarioPrefix + scenario + ":" + newRef + ":0x1&password=x"
	return fmt.Sprintf("POST /api/v1/auth HTTP/1.1\r\nHost: simulator\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		len(body), body)
}

// TestSimulateAnswersBesideSlowConnections holds responses open that do not begin, and
// wants every quick request beside them answered.
func TestSimulateAnswersBesideSlowConnections(t *testing.T) {
	if testing.Short() {
		t.Skip("it opens 10,000 connections")
	}
	var files syscall.Rlimit                                                                                            // Go has raised the soft limit to the hard one
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil || uint64(files.Cur) < slowConnections+500 { //nolint:unconvert // it differs between systems
		t.Skipf("the limit of open files is %d, and it needs %d (ulimit -Hn)", files.Cur, slowConnections+500)
	}
	s, url, err := startSimulation(buildProgram(t), t.TempDir(), "", "--log", "none")
	if err != nil {
		t.Fatal(err)
	}
	defer s.kill()
	address := strings.TrimPrefix(url, "http://")
	open := func(scenario string) net.Conn {
		t.Helper()
		conn, err := net.DialTimeout("tcp", address, 5*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, rawRequest(scenario)); err != nil {
			t.Fatal(err)
		}
		return conn
	}
	slow, first := make([]net.Conn, slowConnections), time.Now()
	for i := range slow {
		slow[i] = open("slow-headers")
	}
	const quick = 500
	var longest time.Duration
	for i := range quick {
		began := time.Now()
		conn := open("ok")
		_ = conn.SetDeadline(began.Add(5 * time.Second))
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("quick request %d: %v", i, err)
		}
		if body, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(body), "eyJ") {
			t.Fatalf("quick request %d: %v, %q", i, err, body)
		}
		_ = conn.Close()
		longest = max(longest, time.Since(began))
	}
	if took := time.Since(first); took > 35*time.Second {
		t.Skipf("this machine took %s; slow responses begin after 40 s, so not all of them were open at once", took)
	}
	for i, conn := range slow { // they are still waiting: nothing came, and nothing was closed
		_ = conn.SetReadDeadline(time.Now().Add(-time.Second))
		if _, err := conn.Read(make([]byte, 1)); !isTimeout(err) {
			t.Fatalf("slow connection %d: %v", i, err)
		}
		_ = conn.Close()
	}
	t.Logf("beside %d slow responses, the longest of %d quick requests took %s", slowConnections, quick, longest)
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if want := fmt.Sprintf("stopped after %d requests", slowConnections+quick); !strings.Contains(s.err.String(), want) {
		t.Errorf("it does not say %q: %s", want, &s.err)
	}
}

func isTimeout(err error) bool {
	timeout, is := err.(net.Error) //nolint:errorlint // it comes from the connection itself
	return is && timeout.Timeout()
}

func init() { more["bare-server"] = bareServer }

// bareServer is the least that a server on net/http can be: it reads the form and answers
// as many bytes as the simulator, until it is interrupted.
func bareServer() {
	answer := []byte(`{"succeed":true,"token":"` + strings.Repeat("A", 209) + `","token_type":"bearer"}`)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	go func() {
		_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.ParseForm() == nil && r.PostForm.Get("username") != "" {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write(answer)
			}
		}))
	}()
	fmt.Println("http://" + listener.Addr().String())
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
}

// BenchmarkSimulate measures how many requests a second one core answers. The server runs
// on one processor; req/core-s counts the processor's time that it took, which the
// client's share of the machine does not touch.
func BenchmarkSimulate(b *testing.B) {
	program := buildProgram(b)
	for _, server := range []struct {
		name    string
		program string
		args    []string
	}{
		{"bare", "bare-server", nil},
		{"simulate", program, []string{"--log", "none"}},
		{"simulate-log-text", program, nil},
		{"simulate-log-json", program, []string{"--log", "json"}},
	} {
		b.Run(server.name, func(b *testing.B) { measure(b, server.program, server.args) })
	}
}

func measure(b *testing.B, program string, args []string) {
	b.Setenv("GOMAXPROCS", "1")
	s, url, err := startSimulation(program, b.TempDir(), "", args...)
	if err != nil {
		b.Fatal(err)
	}
	defer s.kill()
	request := []byte(rawRequest("ok"))
	var sent, failed atomic.Int64
	var callers sync.WaitGroup
	b.ResetTimer()
	for range 16 {
		callers.Go(func() {
			conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			if err != nil {
				failed.Add(1)
				return
			}
			defer conn.Close()
			for reader := bufio.NewReader(conn); sent.Add(1) <= int64(b.N); {
				if _, err := conn.Write(request); err != nil {
					failed.Add(1)
					return
				}
				response, err := http.ReadResponse(reader, nil)
				if err != nil || response.StatusCode != http.StatusOK {
					failed.Add(1)
					return
				}
				_, _ = io.Copy(io.Discard, response.Body)
			}
		})
	}
	callers.Wait()
	b.StopTimer()
	if failed.Load() > 0 {
		b.Fatalf("%d callers failed", failed.Load())
	}
	if err := s.stop(); err != nil {
		b.Fatal(err)
	}
	used := s.process.ProcessState.UserTime() + s.process.ProcessState.SystemTime()
	b.ReportMetric(float64(b.N)/used.Seconds(), "req/core-s")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
}
