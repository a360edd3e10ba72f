package keyring_test

import (
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
	secretservice "github.com/zalando/go-keyring/secret_service"
)

const (
	servicePath    dbus.ObjectPath = "/org/freedesktop/secrets"
	collectionPath dbus.ObjectPath = "/org/freedesktop/secrets/collection/login"
	aliasPath      dbus.ObjectPath = "/org/freedesktop/secrets/aliases/default"
	itemPath       dbus.ObjectPath = "/org/freedesktop/secrets/collection/login/1"
	promptPath     dbus.ObjectPath = "/org/freedesktop/secrets/prompt/1"
	noPath         dbus.ObjectPath = "/"
)

// fake is a Secret Service of one item, on a bus of its own, that misbehaves
// where a test says so.
type fake struct {
	*bus
	conn *dbus.Conn
	// collections is what it says when it is asked for its collections.
	collections any
	// locked has it open a prompt; prompted is told of it with the asker's name.
	locked   bool
	prompted func(sender dbus.Sender)
	// create and remove are called before an item is written or deleted; their
	// error is the answer, and skip answers without doing it.
	create, remove func(sender dbus.Sender) (skip bool, err *dbus.Error)
	// created is called when an item was written and before that is answered.
	created func(sender dbus.Sender)

	mutex  sync.Mutex
	secret []byte // nil without an item
}

func startFake(t *testing.T, change func(*fake)) *fake {
	t.Helper()
	b := startBus(t, "")
	nothing := func(dbus.Sender) {}
	willing := func(dbus.Sender) (bool, *dbus.Error) { return false, nil }
	f := &fake{
		bus: b, conn: b.connect(t), collections: []dbus.ObjectPath{collectionPath},
		prompted: nothing, create: willing, remove: willing, created: nothing,
	}
	change(f)
	for path, object := range map[dbus.ObjectPath]map[string]any{
		servicePath: {
			"org.freedesktop.Secret.Service":  fakeService{f},
			"org.freedesktop.DBus.Properties": fakeProperties{f.collections},
		},
		collectionPath: {
			"org.freedesktop.Secret.Collection": fakeCollection{f},
			"org.freedesktop.DBus.Properties":   fakeProperties{f.locked},
		},
		aliasPath:  {"org.freedesktop.Secret.Collection": fakeCollection{f}},
		itemPath:   {"org.freedesktop.Secret.Item": fakeItem{f}},
		promptPath: {"org.freedesktop.Secret.Prompt": fakePrompt{f}},
	} {
		for name, methods := range object {
			if err := f.conn.Export(methods, path, name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.conn.RequestName(secretsName, 0); err != nil {
		t.Fatal(err)
	}
	return f
}

// process returns the process of an asker.
func (f *fake) process(t *testing.T, sender dbus.Sender) int {
	t.Helper()
	var id uint32
	err := f.conn.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, string(sender)).Store(&id)
	if err != nil {
		t.Error(err)
	}
	return int(id)
}

func (f *fake) store(secret []byte) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.secret = secret
}

func (f *fake) stored() []byte {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.secret
}

type fakeProperties struct{ value any }

func (p fakeProperties) Get(_, _ string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(p.value), nil
}

type fakeService struct{ *fake }

func (s fakeService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), "/org/freedesktop/secrets/session/1", nil
}

func (s fakeService) Unlock(paths []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	if s.locked {
		return nil, promptPath, nil
	}
	return paths, noPath, nil
}

func (s fakeService) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) { return collectionPath, nil }

type fakePrompt struct{ *fake }

func (p fakePrompt) Prompt(_ string, sender dbus.Sender) *dbus.Error {
	p.prompted(sender)
	return nil
}

type fakeCollection struct{ *fake }

func (c fakeCollection) SearchItems(map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	if c.stored() == nil {
		return nil, nil
	}
	return []dbus.ObjectPath{itemPath}, nil
}

func (c fakeCollection) CreateItem(_ map[string]dbus.Variant, secret secretservice.Secret, _ bool, sender dbus.Sender) (
	item, prompt dbus.ObjectPath, failure *dbus.Error,
) {
	skip, err := c.create(sender)
	if err != nil {
		return noPath, noPath, err
	}
	if !skip {
		c.store(secret.Value)
		c.created(sender)
	}
	return itemPath, noPath, nil
}

type fakeItem struct{ *fake }

func (i fakeItem) GetSecret(session dbus.ObjectPath) (secretservice.Secret, *dbus.Error) {
	return secretservice.NewSecret(session, string(i.stored())), nil
}

func (i fakeItem) Delete(sender dbus.Sender) (dbus.ObjectPath, *dbus.Error) {
	skip, err := i.remove(sender)
	if err == nil && !skip {
		i.store(nil)
	}
	return noPath, err
}
