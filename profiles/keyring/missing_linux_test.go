package keyring_test

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"devtools/ripio-explorer/profiles/keyring"
)

func TestNoBus(t *testing.T) {
	t.Parallel()
	empty := t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, environ := range map[string][]string{
		"nothing set":       {},
		"empty":             {"DBUS_SESSION_BUS_ADDRESS=", "XDG_RUNTIME_DIR="},
		"asks for a launch": {"DBUS_SESSION_BUS_ADDRESS=autolaunch:"},
		"several launches":  {"DBUS_SESSION_BUS_ADDRESS=autolaunch:scope=user;autolaunch:"},
		"no such folder":    {"XDG_RUNTIME_DIR=/nonexistent"},
		"relative folder":   {"XDG_RUNTIME_DIR=" + relativeBus(t)},
		"no socket":         {"XDG_RUNTIME_DIR=" + empty},
		"later one counts":  {"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "DBUS_SESSION_BUS_ADDRESS="},
	} {
		t.Run(name, func(t *testing.T) {
			k := keyring.New(service)
			k.Environ = environ
			k.Program = "/nonexistent" // no child may be started
			const want = "read secret from the OS keyring: no keyring is available (no session bus: DBUS_SESSION_BUS_ADDRESS is not set " +
				"and $XDG_RUNTIME_DIR/bus does not exist); start one, such as GNOME Keyring, KWallet or KeePassXC, " +
				"or choose another place for the secret"
			if err := get(k); err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
			wantError(t, set(k), keyring.ErrNoKeyring)
			wantError(t, k.Delete(context.Background(), account), keyring.ErrNoKeyring)
			_, err := k.List(context.Background())
			wantError(t, err, keyring.ErrNoKeyring)
		})
	}
}

// relativeBus returns the path, from here, of a folder with a bus.
func relativeBus(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	listenTo(t, filepath.Join(folder, "bus"))
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(here, folder)
	if err != nil {
		t.Fatal(err)
	}
	return relative
}

// listenTo makes a socket that never answers.
func listenTo(t *testing.T, socket string) {
	t.Helper()
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
}

// TestBusInTheRuntimeFolder has no address in a variable.
func TestBusInTheRuntimeFolder(t *testing.T) {
	t.Parallel()
	b, _ := unlocked(t)
	folder := filepath.Join(t.TempDir(), "run, 100%;ñ")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	socket, _, _ := strings.Cut(strings.TrimPrefix(b.address, "unix:path="), ",")
	if err := os.Symlink(socket, filepath.Join(folder, "bus")); err != nil {
		t.Fatal(err)
	}
	k := b.keyring()
	k.Environ = []string{"XDG_RUNTIME_DIR=" + folder, "DBUS_SESSION_BUS_ADDRESS=autolaunch:"}
	if err := set(k); err != nil {
		t.Error(err)
	}
}

func TestBusThatIsGone(t *testing.T) {
	t.Parallel()
	k := keyring.New(service)
	k.Environ = []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + t.TempDir() + "/missing"}
	err := set(k)
	wantError(t, err, keyring.ErrNoKeyring)
	if !strings.Contains(err.Error(), "no such file or directory") {
		t.Errorf("got %s", err)
	}
}

func TestBusWithoutAKeyring(t *testing.T) {
	t.Parallel()
	k := startBus(t, "").keyring()
	for _, err := range []error{get(k), set(k)} {
		wantError(t, err, keyring.ErrNoKeyring)
		if !strings.Contains(err.Error(), "(no Secret Service is on the session bus)") {
			t.Errorf("got %s", err)
		}
	}
	_, err := k.List(context.Background())
	wantError(t, err, keyring.ErrNoKeyring)
}

// TestBusThatStartsNoKeyring has a service file whose program is missing.
func TestBusThatStartsNoKeyring(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := "[D-BUS Service]\nName=" + secretsName + "\nExec=/nonexistent\n"
	if err := os.WriteFile(filepath.Join(folder, secretsName+".service"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	k := startBus(t, "<servicedir>"+folder+"</servicedir>").keyring()
	wantError(t, get(k), keyring.ErrNoKeyring)
}

func TestBusThatNeverAnswers(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "bus")
	listenTo(t, socket)
	k := keyring.New(service)
	k.Environ = []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + socket}
	wantStopped(t, k)
	k.Limits = keyring.Limits{Hard: 50 * time.Millisecond}
	wantError(t, get(k), keyring.ErrTimeout)
	wantError(t, set(k), keyring.ErrUnknownOutcome)
}

// TestNoStrayDaemons makes this process the parent of all orphans of its
// descendants, and looks whether there are any.
func TestNoStrayDaemons(t *testing.T) {
	needs(t, "dbus-launch", "gnome-keyring-daemon")
	adopt := func(orphans uintptr) {
		if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, orphans, 0, 0, 0); err != nil {
			t.Fatal(err)
		}
	}
	adopt(1)
	defer adopt(0)
	before := children(t)
	k := keyring.New(service)
	k.Environ = (&bus{home: t.TempDir()}).environ()
	wantError(t, get(k), keyring.ErrNoKeyring)
	wantError(t, set(k), keyring.ErrNoKeyring)
	k.Environ = append(k.Environ, "DBUS_SESSION_BUS_ADDRESS=autolaunch:")
	wantError(t, get(k), keyring.ErrNoKeyring)
	for _, process := range children(t) {
		if !slices.Contains(before, process) {
			command, _ := os.ReadFile("/proc/" + process + "/cmdline")
			t.Errorf("process %s is still there: %q", process, command)
			_ = exec.Command("kill", process).Run()
		}
	}
}

// children returns the ids of this process's children.
func children(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil || files == nil {
		t.Fatalf("no list of children: %v", err)
	}
	var ids []string
	for _, file := range files {
		list, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) { // a thread may have ended
			t.Fatal(err)
		}
		ids = append(ids, strings.Fields(string(list))...)
	}
	return ids
}
