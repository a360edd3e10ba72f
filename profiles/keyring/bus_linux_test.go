package keyring_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"devtools/ripio-explorer/profiles/keyring"
)

func init() {
	// With the race detector os.Exit takes a second longer.
	exit = func(code int) { _, _, _ = syscall.RawSyscall(syscall.SYS_EXIT_GROUP, uintptr(code), 0, 0) }
}

// needs skips a test when programs are missing that it needs, and says so.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			fmt.Printf("NOT RUN: %s needs the program %s\n", t.Name(), program)
			t.Skipf("needs the program %s", program)
		}
	}
}

// bus is a session bus of a test's own, with a home folder beside it.
type bus struct {
	address, home string
	daemon        *os.Process
}

const busConfiguration = `<busconfig>
<type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>%s
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`

// activation lets a bus start the services that are installed.
const activation = "<standard_session_servicedirs/>"

// startBus starts a bus. More is added to its configuration.
func startBus(t *testing.T, more string) *bus {
	t.Helper()
	needs(t, "dbus-daemon")
	b := &bus{home: t.TempDir()}
	configuration := filepath.Join(b.home, "bus.conf")
	if err := os.WriteFile(configuration, fmt.Appendf(nil, busConfiguration, b.home, more), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("dbus-daemon", "--config-file="+configuration, "--nofork", "--print-address")
	command.Env = b.environ()
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	run(t, command)
	b.daemon = command.Process
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("the bus gave %q, %v", address, err)
	}
	b.address = strings.TrimSpace(address)
	return b
}

// run starts a daemon that ends with the test.
func run(t *testing.T, command *exec.Cmd) {
	t.Helper()
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill() // it may have ended
		_ = command.Wait()         // reports the kill
	})
}

// environ is a session on the bus without a display.
func (b *bus) environ() []string {
	environ := []string{"HOME=" + b.home, "XDG_RUNTIME_DIR=" + b.home, "PATH=" + os.Getenv("PATH")}
	if b.address != "" {
		environ = append(environ, "DBUS_SESSION_BUS_ADDRESS="+b.address)
	}
	return environ
}

func (b *bus) keyring() *keyring.Keyring {
	k := keyring.New(service)
	k.Environ = b.environ()
	return k
}

// connect returns a connection to the bus.
func (b *bus) connect(t *testing.T) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(b.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// patience is how long a test waits for what should come at once.
const patience = 20 * time.Second

// watch returns a function that waits until a name on the bus has got an owner,
// or has lost it.
func (b *bus) watch(t *testing.T, name string) (waitFor func(owned bool)) {
	t.Helper()
	conn := b.connect(t)
	signals := make(chan *dbus.Signal, 100)
	conn.Signal(signals)
	if err := conn.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name)); err != nil {
		t.Fatal(err)
	}
	isOwned := func() (owned bool) {
		if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned); err != nil {
			t.Fatal(err)
		}
		return owned
	}
	return func(owned bool) {
		for isOwned() != owned {
			select {
			case <-signals:
			case <-time.After(patience):
				t.Fatalf("%s is still owned: %t", name, !owned)
			}
		}
	}
}

const secretsName = "org.freedesktop.secrets"

// startGnomeKeyring starts a GNOME Keyring. With a password it makes or unlocks
// the keyring in the home folder, without one the keyring stays locked.
func (b *bus) startGnomeKeyring(t *testing.T, password string) *os.Process {
	t.Helper()
	needs(t, "gnome-keyring-daemon")
	waitFor := b.watch(t, secretsName)
	waitFor(false)
	command := exec.Command("gnome-keyring-daemon", "--foreground", "--components=secrets")
	if password != "" {
		command.Args = append(command.Args, "--unlock")
		command.Stdin = strings.NewReader(password)
	}
	command.Env = b.environ()
	run(t, command)
	waitFor(true)
	return command.Process
}

// unlocked starts a bus with an unlocked GNOME Keyring.
func unlocked(t *testing.T) (*bus, *os.Process) {
	t.Helper()
	b := startBus(t, "")
	return b, b.startGnomeKeyring(t, "pw")
}

func signal(t *testing.T, process *os.Process, signal syscall.Signal) {
	t.Helper()
	if err := process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}
