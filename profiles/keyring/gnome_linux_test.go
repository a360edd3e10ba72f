package keyring_test

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio/redact"
)

func TestSecretsSurvive(t *testing.T) {
	t.Parallel()
	b, _ := unlocked(t)
	k := b.keyring()
	wantError(t, get(k), keyring.ErrNotFound)
	wantError(t, k.Delete(context.Background(), account), keyring.ErrNotFound)
	for name, secret := range map[string]string{
		account:               canary,
		"Señal 日本/producción": "other",
		"line":                " two\nlines\t",
		"bytes":               "\x00\xff\xfe",
		"quotes'\"$(x)":       "'\"$(x)`\\",
		"largest":             strings.Repeat("x", keyring.MaxSecret),
	} {
		if err := k.Set(context.Background(), name, redact.NewSecret(secret)); err != nil {
			t.Fatalf("set %q: %v", name, err)
		}
		wantSecret(t, k, name, secret)
	}
	if err := k.Set(context.Background(), account, redact.NewSecret("newer")); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, k, account, "newer")
	if err := k.Delete(context.Background(), account); err != nil {
		t.Fatal(err)
	}
	wantError(t, get(k), keyring.ErrNotFound)
	wantSecret(t, k, "line", " two\nlines\t")
}

func TestOtherProgramsFindTheSecret(t *testing.T) {
	t.Parallel()
	needs(t, "secret-tool")
	b, _ := unlocked(t)
	if err := set(b.keyring()); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("secret-tool", "lookup", "service", service, "username", account)
	command.Env = b.environ()
	if output, err := command.Output(); err != nil || string(output) != canary {
		t.Errorf("secret-tool gave %q, %v", output, err)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	b, _ := unlocked(t)
	k, other := b.keyring(), b.keyring()
	other.Service = "another program"
	want := []string{"acme/production", "acme/sandbox", "beta/sandbox", "mid/sandbox", "omega/production", "zeta/sandbox"}
	for i := range want {
		if err := k.Set(context.Background(), want[(i+3)%len(want)], newCanary()); err != nil {
			t.Fatal(err)
		}
	}
	if err := set(other); err != nil {
		t.Fatal(err)
	}
	got, err := k.List(context.Background())
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("listed %q, %v; want %q", got, err, want)
	}
	k.Service = "nothing yet"
	if got, err := k.List(context.Background()); err != nil || len(got) != 0 {
		t.Errorf("listed %q, %v; want nothing", got, err)
	}
}

// TestItemsOfOtherPrograms has two items of one account, and one of none.
func TestItemsOfOtherPrograms(t *testing.T) {
	t.Parallel()
	needs(t, "secret-tool")
	b, _ := unlocked(t)
	for _, more := range [][]string{{"username", account, "more", "1"}, {"username", account, "more", "2"}, {"other", "x"}} {
		command := exec.Command("secret-tool", append([]string{"store", "--label=x", "service", service}, more...)...)
		command.Env, command.Stdin = b.environ(), strings.NewReader(canary)
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("secret-tool: %s, %v", output, err)
		}
	}
	k := b.keyring()
	wantList := func(want ...string) {
		t.Helper()
		if got, err := k.List(context.Background()); err != nil || !slices.Equal(got, want) {
			t.Errorf("listed %q, %v; want %q", got, err, want)
		}
	}
	wantList(account)
	wantError(t, k.Delete(context.Background(), account), keyring.ErrNotDone)
	wantList(account)
	if err := k.Delete(context.Background(), account); err != nil {
		t.Error(err)
	}
	wantList()
}

// TestLockedWithoutDisplay has a keyring that nobody can unlock.
func TestLockedWithoutDisplay(t *testing.T) {
	t.Parallel()
	b, daemon := unlocked(t)
	k := b.keyring()
	if err := set(k); err != nil {
		t.Fatal(err)
	}
	gone := b.watch(t, secretsName)
	signal(t, daemon, syscall.SIGKILL)
	gone(false)
	b.startGnomeKeyring(t, "")
	wantError(t, get(k), keyring.ErrLocked)
	wantError(t, set(k), keyring.ErrLocked)
	wantError(t, k.Delete(context.Background(), account), keyring.ErrLocked)
	_, err := k.List(context.Background())
	wantError(t, err, keyring.ErrLocked)
}

// TestNeverSetUp has the bus start a keyring that has nothing to unlock yet.
func TestNeverSetUp(t *testing.T) {
	t.Parallel()
	needs(t, "gnome-keyring-daemon")
	b := startBus(t, activation)
	k := b.keyring()
	wantError(t, get(k), keyring.ErrLocked)
	wantError(t, set(k), keyring.ErrLocked)
	if got, err := k.List(context.Background()); err != nil || len(got) != 0 {
		t.Errorf("listed %q, %v; want nothing", got, err)
	}
}

func TestKilledKeyring(t *testing.T) {
	t.Parallel()
	b, daemon := unlocked(t)
	k := b.keyring()
	if err := set(k); err != nil {
		t.Fatal(err)
	}
	gone := b.watch(t, secretsName)
	signal(t, daemon, syscall.SIGKILL)
	gone(false)
	wantError(t, get(k), keyring.ErrNoKeyring)
	wantError(t, set(k), keyring.ErrNoKeyring)
	b.startGnomeKeyring(t, "pw")
	wantSecret(t, k, account, canary)
}

// TestFrozen stops the keyring or the bus in mid-session, and lets it go on.
func TestFrozen(t *testing.T) {
	for _, frozen := range []string{"keyring", "bus"} {
		t.Run(frozen, func(t *testing.T) {
			b, daemon := unlocked(t)
			if frozen == "bus" {
				daemon = b.daemon
			}
			k := b.keyring()
			if err := set(k); err != nil {
				t.Fatal(err)
			}
			signal(t, daemon, syscall.SIGSTOP)
			wantStopped(t, k)
			k.Limits = keyring.Limits{Hard: 100 * time.Millisecond}
			wantError(t, get(k), keyring.ErrTimeout)
			_, err := k.List(context.Background())
			wantError(t, err, keyring.ErrTimeout)
			err = set(k)
			wantError(t, err, keyring.ErrUnknownOutcome)
			wantError(t, err, keyring.ErrTimeout)
			err = k.Delete(context.Background(), account)
			wantError(t, err, keyring.ErrUnknownOutcome)
			signal(t, daemon, syscall.SIGCONT)
			k.Limits = keyring.Limits{}
			if err := set(k); err != nil {
				t.Fatal(err)
			}
			wantSecret(t, k, account, canary)
		})
	}
}

// wantStopped wants a read that hangs to call OnSlow once, and to end at once
// when the person has enough.
func wantStopped(t *testing.T, k *keyring.Keyring) {
	t.Helper()
	hanging, slow := *k, 0
	ctx, cancel := context.WithCancel(context.Background())
	var stopped time.Time
	hanging.Limits.Slow = 50 * time.Millisecond
	hanging.OnSlow = func() {
		slow++
		stopped = time.Now()
		cancel()
	}
	_, err := hanging.Get(ctx, account)
	took := time.Since(stopped)
	wantError(t, err, keyring.ErrStopped)
	wantError(t, err, context.Canceled)
	if slow != 1 || took > 200*time.Millisecond {
		t.Errorf("OnSlow was called %d times, and the read ended %v after it", slow, took)
	}
}

// TestAtOnce has several operations on one keyring at the same time.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	b, _ := unlocked(t)
	k := b.keyring()
	failures := make(chan error)
	const count = 4
	for i := range count {
		go func() {
			name, want := fmt.Sprint("profile", i), fmt.Sprint("secret", i)
			err := k.Set(context.Background(), name, redact.NewSecret(want))
			if secret, _ := k.Get(context.Background(), name); err == nil && secret.Reveal() != want {
				err = fmt.Errorf("%s gave %q", name, secret.Reveal())
			}
			failures <- err
		}()
	}
	for range count {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
}
