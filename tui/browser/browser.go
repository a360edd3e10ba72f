// Package browser opens a URL that is a secret in the person's browser.
//
// A program that opens URLs takes them as an argument, which everybody on the machine can
// see. It is given another URL instead, of a server on the loopback interface that sends
// the browser on to the secret one, once.
package browser

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"devtools/ripio-explorer/ripio/redact"
)

var (
	// ErrRemote says that the browser that could be opened is on another machine than
	// the person.
	ErrRemote = errors.New("this program runs on another machine than your browser; copy the link instead")
	// ErrNone says that nothing here opens a browser.
	ErrNone = errors.New("no program that opens a browser was found; copy the link instead")
	// ErrNotFetched says that a program was started, but that no browser came.
	ErrNotFetched = errors.New("no browser asked for the link; copy it instead")
)

// Browser opens URLs. Its zero value does not work; see New.
type Browser struct {
	getenv   func(string) string
	children func() []string
	// patience is how long a browser may take to come.
	patience time.Duration
}

// New makes a Browser for an environment such as os.Getenv. children returns the
// environment that programs are started with.
func New(getenv func(string) string, children func() []string) *Browser {
	return &Browser{getenv: getenv, children: children, patience: 20 * time.Second}
}

// Open opens a URL. It returns when the browser has got it, or with an error that
// repeats nothing of the URL.
func (b *Browser) Open(url redact.Secret) error {
	argv, err := b.opener()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen on the loopback interface: %w", err)
	}
	path := "/" + rand.Text()
	fetched := make(chan struct{})
	var once sync.Once
	server := &http.Server{ReadHeaderTimeout: b.patience, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent := false
		if r.URL.Path == path && r.Method == http.MethodGet {
			once.Do(func() {
				sent = true
				header := w.Header()
				header.Set("Location", url.Reveal())
				header.Set("Cache-Control", "no-store")
				header.Set("Referrer-Policy", "no-referrer")
				w.WriteHeader(http.StatusFound)
			})
		}
		if !sent {
			http.NotFound(w, r)
			return
		}
		close(fetched)
	})}
	go func() { _ = server.Serve(listener) }()
	defer b.end(server)

	command := exec.Command(argv[0], append(argv[1:], "http://"+listener.Addr().String()+path)...) //nolint:gosec // one of the list below
	command.Env = b.children()
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", argv[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	limit := time.After(b.patience)
	for {
		select {
		case <-fetched:
			return nil
		case err := <-ended:
			if err != nil {
				return fmt.Errorf("%s: %w; copy the link instead", argv[0], err)
			}
			ended = nil // it handed the URL on
		case <-limit:
			return ErrNotFetched
		}
	}
}

// end closes the server after its response has left.
func (b *Browser) end(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

// openers are the programs that open a URL, with the variable that must be set for each
// to make sense.
var openers = []struct {
	variable string
	command  []string
}{
	{"WSL_INTEROP", []string{"wslview"}},
	{"WAYLAND_DISPLAY", []string{"xdg-open"}},
	{"DISPLAY", []string{"xdg-open"}},
}

// opener returns the program for this system.
func (b *Browser) opener() ([]string, error) {
	if b.getenv("SSH_TTY") != "" || b.getenv("SSH_CONNECTION") != "" {
		return nil, ErrRemote
	}
	switch runtime.GOOS {
	case "darwin":
		return []string{"open"}, nil
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}, nil
	}
	for _, each := range openers {
		if b.getenv(each.variable) == "" {
			continue
		}
		if path, err := exec.LookPath(each.command[0]); err == nil {
			return append([]string{path}, each.command[1:]...), nil
		}
	}
	return nil, ErrNone
}
