// Package demo is the outside world of a demo: profiles, users and earlier sends that are
// made up and kept in memory, and a simulator in this process. Nothing here can reach a
// disk, a network, another program or the environment's variables: the stores have paths
// that no operating system takes, and the client has no way but the simulator's pipe.
package demo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// ErrNoFile says why nothing is written, ErrNoProgram why nothing is started.
var (
	ErrNoFile    = errors.New("the demo reads and writes no files; start the program without --demo for that")
	ErrNoProgram = errors.New("the demo starts no other program; start ripio-explorer without --demo for that")
)

// World is what a demo has instead of the outside.
type World struct {
	Manager *profiles.Manager
	client  *ripio.Client

	mutex   sync.Mutex
	running *simulator.InMemory
}

// New makes a world in which there is something to see. now is its clock.
func New(version string, now func() time.Time) (*World, error) {
	w := &World{}
	w.client = &ripio.Client{UserAgent: "ripio-explorer/" + version, Demo: true, Dial: w.dial, Now: now,
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }}
	folder := disk.NewFolder()
	w.Manager = profiles.NewManager(filepath.Join(folder, "config"), filepath.Join(folder, "state"), noVariable,
		profiles.WithKeyring(newRing()), profiles.WithCommandRunner(noCommand), profiles.WithWorkFactor(quickWork))
	return w, w.fill(now())
}

// quickWork is the work factor of an encrypted file that is gone with the program.
const quickWork = 10

func noVariable(string) (string, bool) { return "", false }

func noCommand(context.Context, []string) (redact.Secret, error) {
	return redact.Secret{}, ErrNoProgram
}

// Authenticate sends to the simulator, and refuses anything else.
func (w *World) Authenticate(ctx context.Context, env ripio.Environment, request ripio.Request) ripio.Exchange {
	return w.client.Authenticate(ctx, env, request)
}

// Preview tells what Authenticate would send.
func (w *World) Preview(env ripio.Environment, request ripio.Request) ripio.Exchange {
	return w.client.Preview(env, request)
}

// Start starts the simulator that is dialled from now on.
func (w *World) Start(scenario string) (*simulator.InMemory, error) {
	started, err := simulator.StartInMemory(scenario)
	if err == nil {
		w.mutex.Lock()
		w.running = started
		w.mutex.Unlock()
	}
	return started, err
}

func (w *World) dial(ctx context.Context, network, address string) (net.Conn, error) {
	w.mutex.Lock()
	running := w.running
	w.mutex.Unlock()
	if running == nil {
		return nil, net.ErrClosed
	}
	return running.Dial(ctx, network, address)
}
