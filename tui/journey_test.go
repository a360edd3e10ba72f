package tui

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/tui/clipboard"
)

// journey runs the explorer in Bubble Tea's own event loop, with the real
// client, simulator, store and commands.
type journey struct {
	t       *testing.T
	model   *Model
	program *tea.Program
	keys    *io.PipeWriter
	screen  *recorder
	ended   chan error
}

// recorder keeps what the program draws.
type recorder struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.text.Write(p)
}

func (r *recorder) String() string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.text.String()
}

func setOut(t *testing.T, dir string, options Options) *journey {
	t.Helper()
	client := &ripio.Client{}
	deps := Deps{
		Now: time.Now, Local: time.UTC, NewExternalRef: ripiofield.NewExternalRef, Every: tea.Every,
		Authenticate: client.Authenticate,
		StartSimulator: func(scenario string) (Simulator, error) {
			server, err := simulator.Start(scenario)
			if err == nil {
				t.Cleanup(func() { server.Close() })
			}
			return server, err
		},
		Profiles: profiles.NewManager(dir, dir+"/state",
			func(name string) (string, bool) { return "a secret for tests", name == "ACME_SECRET" },
			profiles.WithKeyring(&fakeKeyring{items: map[string]redact.Secret{}})),
		Fingerprint: profiles.Fingerprint,
		Copy:        func(string) (clipboard.Route, error) { return "", nil },
	}
	options.Width, options.Height = 120, 36
	options.Renderer = lipgloss.NewRenderer(io.Discard)
	in, keys := io.Pipe()
	j := &journey{t: t, keys: keys, screen: &recorder{}, ended: make(chan error, 1)}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	j.model = New(deps, options)
	j.program = tea.NewProgram(j.model, tea.WithInput(in), tea.WithOutput(j.screen),
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(120))
	go func() {
		_, err := j.program.Run()
		j.ended <- err
	}()
	return j
}

// press gives bytes as a terminal sends them.
func (j *journey) press(keys string) {
	j.t.Helper()
	if _, err := io.WriteString(j.keys, keys); err != nil {
		j.t.Fatal(err)
	}
}

// sees waits until a text was drawn, and forgets what was drawn before it.
func (j *journey) sees(text string) {
	j.t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) {
		if _, rest, found := strings.Cut(j.screen.String(), text); found {
			j.screen.mutex.Lock()
			j.screen.text.Reset()
			j.screen.text.WriteString(rest)
			j.screen.mutex.Unlock()
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	j.t.Fatalf("%q was not drawn; last came:\n%s", text, j.screen.String())
}

func (j *journey) ends() {
	j.t.Helper()
	if err := <-j.ended; err != nil {
		j.t.Fatal(err)
	}
	j.model.Settle(10 * time.Second)
}

func TestJourneyFromFirstRunToACountingToken(t *testing.T) {
	j := setOut(t, t.TempDir()+"/config", Options{})
	j.sees("Welcome")
	j.press("\r")
	j.sees("Send to SIMULATOR")
	j.press("\r")
	j.sees("Token received")
	j.sees("Expires in 9 h 59 min 5")
	j.sees("Expires in 9 h 59 min 5")
	j.press("\x03")
	j.ends()
}

func TestJourneyWithAMisbehavingServer(t *testing.T) {
	j := setOut(t, t.TempDir()+"/config", Options{Environment: ripio.Simulator})
	j.sees("Send to SIMULATOR")
	j.press("\x18")
	j.sees("Scenario of the simulator")
	j.press("/succeed-false\r")
	j.sees("now plays succeed-false")
	j.press("\r")
	j.sees("\"succeed\"")
	j.press("\x18/slow-headers\r")
	j.sees("now plays slow-headers")
	j.press("\r")
	j.sees("Sending to SIMULATOR")
	j.press("\x1b")
	j.sees("cancelled")
	j.press("q")
	j.ends()
}

func TestJourneyOfAProfile(t *testing.T) {
	dir := t.TempDir() + "/config"
	j := setOut(t, dir, Options{})
	j.sees("Welcome")
	j.press("2")
	j.sees("Add a profile")
	j.press("acme\r\rid-1\r\x1b[C\rACME_SECRET\r\r\r\r\r\r\r\r")
	j.sees("acme saved")
	j.press("\x03")
	j.ends()

	j = setOut(t, dir, Options{Environment: ripio.Simulator, Address: simulator.ExampleAddress})
	j.sees("id-1")
	j.press("\r")
	j.sees("Token received")
	j.press("\x03")
	j.ends()
}
