package tui

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/sending"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	goodRef     = "3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2"
	otherRef    = "11111111-2222-4333-8444-555555555555"
	goodAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
)

// noon is when the tests play.
var noon = time.Date(2026, 11, 23, 17, 41, 51, 0, time.UTC)

// fakeKeyring keeps secrets in memory; err makes it fail, and it takes no more
// than full items where that is not zero.
type fakeKeyring struct {
	items map[string]redact.Secret
	err   error
	full  int
}

func (k *fakeKeyring) Get(_ context.Context, account string) (redact.Secret, error) {
	secret, ok := k.items[account]
	if k.err == nil && !ok {
		return secret, keyring.ErrNotFound
	}
	return secret, k.err
}

func (k *fakeKeyring) Set(_ context.Context, account string, secret redact.Secret) error {
	if k.full > 0 && len(k.items) >= k.full {
		return keyring.ErrLocked
	}
	if k.err == nil {
		k.items[account] = secret
	}
	return k.err
}

func (k *fakeKeyring) Delete(_ context.Context, account string) error {
	delete(k.items, account)
	return k.err
}

func (k *fakeKeyring) List(context.Context) ([]string, error) {
	return slices.Sorted(maps.Keys(k.items)), k.err
}

// fakeSimulator remembers its scenario.
type fakeSimulator struct{ scenario string }

func (s *fakeSimulator) URL() string      { return "http://127.0.0.1:40123" }
func (s *fakeSimulator) Scenario() string { return s.scenario }
func (s *fakeSimulator) Close() error     { return nil }
func (s *fakeSimulator) SetScenario(name string) error {
	s.scenario = name
	return nil
}

// driver plays a person: it gives keys to the model and runs the commands that
// come back at once, except for timers.
type driver struct {
	t         *testing.T
	model     *Model
	dir       string // the configuration folder; the state folder is in it
	manager   *profiles.Manager
	keyring   *fakeKeyring
	simulator *fakeSimulator
	now       time.Time
	elapsed   time.Duration // what a clock says that nobody can set
	// requests are those that were sent; answer makes the outcome.
	requests []ripio.Request
	answer   func(ripio.Environment, ripio.Request) ripio.Exchange
	// previews are the requests that were shown without a send.
	previews []ripio.Request
	// hold keeps a send under way until release is called.
	hold    bool
	held    []func()
	context context.Context
	pauses  []time.Duration
	tick    func(time.Time) tea.Msg
	copied  []string
	opened  []string
	cleared int
	openErr error
	copyErr error
	env     map[string]string
	refs    int
	quit    bool
	// title is what the window was last called.
	title string
	// ended tells that the program has ended: no command runs any more.
	ended bool
}

type setup func(*driver, *Options)

func size(width, height int) setup {
	return func(_ *driver, o *Options) { o.Width, o.Height = width, height }
}

func withProfiles(list ...profiles.Profile) setup {
	return func(d *driver, _ *Options) {
		for _, profile := range list {
			if _, err := d.manager.Store.Put("", profile); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

func withEnvironment(name ripio.EnvironmentName) setup {
	return func(_ *driver, o *Options) { o.Environment = name }
}

func withColours(profile termenv.Profile) setup {
	return func(_ *driver, o *Options) { o.Renderer.SetColorProfile(profile) }
}

func acme() profiles.Profile {
	return profiles.Profile{
		Name: "acme-wallet", Country: "AR",
		Sandbox: profiles.Account{
			ClientID: "9f1c55e2", Secret: "env:ACME_SECRET",
			User: profiles.User{ExternalRef: goodRef, Address: goodAddress},
		},
		Production: profiles.Account{ClientID: "prod-77aa", Secret: profiles.Ask},
	}
}

func start(t *testing.T, setups ...setup) *driver {
	t.Helper()
	d := &driver{
		t: t, dir: filepath.Join(t.TempDir(), "config"), keyring: &fakeKeyring{items: map[string]redact.Secret{}}, simulator: &fakeSimulator{scenario: "ok"}, now: noon,
		env: map[string]string{"ACME_SECRET": "s3cr3t-of-acme"}, answer: accepted,
	}
	d.manager = d.restarted()
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	options := Options{Version: "test", Width: 120, Height: 36, Renderer: renderer, Config: config.Config{Settings: config.Defaults()}}
	for _, set := range setups {
		set(d, &options)
	}
	d.model = New(d.deps(), options)
	d.run(d.model.Init())
	return d
}

func (d *driver) deps() Deps {
	return Deps{
		Now: func() time.Time { return d.now }, Local: time.FixedZone("ART", -3*3600),
		NewExternalRef: func() string {
			d.refs++
			if d.refs == 1 {
				return goodRef
			}
			return otherRef
		},
		Every: func(pause time.Duration, message func(time.Time) tea.Msg) tea.Cmd {
			d.pauses = append(d.pauses, pause)
			d.tick = message
			return nil
		},
		Authenticate: func(ctx context.Context, env ripio.Environment, request ripio.Request) ripio.Exchange {
			d.requests = append(d.requests, request)
			d.context = ctx
			return d.answer(env, request)
		},
		Preview: func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			d.previews = append(d.previews, request)
			return d.client().Preview(env, request)
		},
		StartSimulator: func(string) (Simulator, error) { return d.simulator, nil },
		Profiles:       d.manager,
		SaveSetting:    config.NewStore(d.dir).Set,
		Environ:        func() []string { return []string{"RIPIO_CLIENT_ID_BR=id-br", "RIPIO_CLIENT_SECRET_BR=" + canary} },
		Fingerprint:    func(redact.Secret) string { return "MZXW-6YTB" },
		OpenBrowser: func(url redact.Secret) error {
			d.opened = append(d.opened, url.Reveal())
			return d.openErr
		},
		ClearClipboard: func() (clipboard.Cleared, error) {
			d.cleared++
			return clipboard.WasCleared, nil
		},
		SavePicture: qr.Code.Save,
		Copy: func(text string) (clipboard.Route, error) {
			d.copied = append(d.copied, text)
			return clipboard.OnTheClipboard, d.copyErr
		},
	}
}

// client tells what a request would look like. It is never asked to send one.
func (d *driver) client() *ripio.Client {
	return &ripio.Client{
		Now:   func() time.Time { return d.now },
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
	}
}

// restarted is what a new start of the program would work with.
func (d *driver) restarted() *profiles.Manager {
	lookup := func(name string) (string, bool) {
		value, ok := d.env[name]
		return value, ok
	}
	manager := profiles.NewManager(d.dir, filepath.Join(d.dir, "state"), lookup, profiles.WithKeyring(d.keyring), profiles.WithWorkFactor(10))
	manager.History.UseClock(func() time.Time { return d.now })
	return manager
}

// saved is what the profiles file holds now.
func (d *driver) saved() []profiles.Profile {
	d.t.Helper()
	book, _, err := profiles.NewStore(d.dir).Load()
	if err != nil {
		d.t.Fatal(err)
	}
	return book.Profiles
}

// run does what a command asks for, and what comes of that.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil || d.ended {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			d.run(one)
		}
	case tea.QuitMsg:
		d.quit = true
	case nil:
	case sending.AnswerMsg:
		if d.hold {
			d.held = append(d.held, func() { d.send(msg) })
			return
		}
		d.send(msg)
	default:
		if fmt.Sprintf("%T", msg) == "tea.setWindowTitleMsg" {
			d.title = fmt.Sprint(msg)
		}
		d.send(msg)
	}
}

func (d *driver) send(msg tea.Msg) {
	if msg == nil {
		return
	}
	_, cmd := d.model.Update(msg)
	d.run(cmd)
}

// after lets time pass and the clock tick once.
func (d *driver) after(pause time.Duration) {
	d.now = d.now.Add(pause)
	if d.tick != nil {
		d.send(d.tick(d.now))
	}
}

var keyTypes = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "f2": tea.KeyF2, "f3": tea.KeyF3,
	"f4": tea.KeyF4, "esc": tea.KeyEsc,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"backspace": tea.KeyBackspace, "f1": tea.KeyF1, "end": tea.KeyEnd, "home": tea.KeyHome, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
	"ctrl+g": tea.KeyCtrlG, "ctrl+e": tea.KeyCtrlE, "ctrl+t": tea.KeyCtrlT, "ctrl+x": tea.KeyCtrlX,
	"ctrl+y": tea.KeyCtrlY, "ctrl+p": tea.KeyCtrlP, "ctrl+c": tea.KeyCtrlC, "ctrl+f": tea.KeyCtrlF,
	"ctrl+r": tea.KeyCtrlR, "ctrl+n": tea.KeyCtrlN, "ctrl+o": tea.KeyCtrlO, "ctrl+d": tea.KeyCtrlD,
	"ctrl+u": tea.KeyCtrlU, "ctrl+k": tea.KeyCtrlK, "ctrl+l": tea.KeyCtrlL, "ctrl+z": tea.KeyCtrlZ,
}

// press gives named keys, or single characters, one after the other.
func (d *driver) press(keys ...string) {
	d.t.Helper()
	for _, name := range keys {
		if kind, ok := keyTypes[name]; ok {
			d.send(tea.KeyMsg{Type: kind})
			continue
		}
		runes := []rune(name)
		if len(runes) != 1 {
			d.t.Fatalf("no key is called %q", name)
		}
		d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: runes})
	}
}

func (d *driver) typeText(text string) {
	for _, r := range text {
		d.press(string(r))
	}
}

// filter narrows the list in front, and gives the keys back to it.
func (d *driver) filter(text string) {
	d.press("/")
	d.typeText(text)
	d.press("tab")
}

func (d *driver) paste(text string) {
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
}

func (d *driver) clear() {
	for range 120 {
		d.press("backspace")
	}
}

// downTo goes down in a form until a row is the one in focus.
func (d *driver) downTo(row string) {
	d.t.Helper()
	for range 40 {
		if strings.Contains(d.screen(), row) {
			return
		}
		d.press("down")
	}
	d.t.Fatalf("down never leads to %q:\n%s", row, d.screen())
}

// screen is what a person reads, without colours and trailing blanks.
func (d *driver) screen() string {
	lines := strings.Split(ansi.Strip(d.model.View()), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func (d *driver) shows(texts ...string) {
	d.t.Helper()
	flat := strings.Join(strings.Fields(strings.Map(unframe, d.screen())), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			d.t.Errorf("the screen does not show %q:\n%s", text, d.screen())
		}
	}
}

func (d *driver) hides(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.screen(), text) {
			d.t.Errorf("the screen shows %q:\n%s", text, d.screen())
		}
	}
}

// unframe takes the frames out, so that wrapped sentences read on.
func unframe(r rune) rune {
	if strings.ContainsRune("│╭╮╰╯─", r) {
		return ' '
	}
	return r
}

// golden compares the screen with a file that was looked at.
func (d *driver) golden(name string) {
	d.t.Helper()
	path := filepath.Join("testdata", name+".golden")
	got := d.screen() + "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if got != string(want) {
		d.t.Errorf("the screen differs from %s (make golden writes it anew):\n%s", path, got)
	}
}

// accepted is an answer as the documentation shows it, with a token for ten
// hours on the server's clock.
func accepted(env ripio.Environment, request ripio.Request) ripio.Exchange {
	return exchangeWith(env, request, documentedToken(noon.Add(10*time.Hour+2*time.Second)))
}

// front is the dialog in front, which has to be of that type.
func front[D dialog.Dialog](d *driver) D {
	d.t.Helper()
	top, ok := d.model.dialogs.Top().(D)
	if !ok {
		d.t.Fatalf("%T is in front", d.model.dialogs.Top())
	}
	return top
}
