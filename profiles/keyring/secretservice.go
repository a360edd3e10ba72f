//go:build (dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd

package keyring

import (
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"
	library "github.com/zalando/go-keyring"
	secretservice "github.com/zalando/go-keyring/secret_service"
)

// connect reaches the session bus; the library then uses the same connection.
func connect() *reply {
	if _, err := dbus.SessionBus(); err != nil {
		return &reply{Outcome: outcomeNoKeyring, Reason: "the session bus does not answer: " + err.Error()}
	}
	return nil
}

// classify names an error of the library. Those of the library itself are
// recognised by their text, those of the bus and the keyring by the names in
// the D-Bus Specification ("Standard error names") and the Secret Service API
// 0.2 ("Errors").
func classify(err error) reply {
	var answered dbus.Error
	name := ""
	if errors.As(err, &answered) {
		name = answered.Name
	}
	outcome, reason := outcomeRefused, err.Error()
	switch {
	case errors.Is(err, library.ErrNotFound):
		outcome, reason = outcomeNotFound, ""
	case errors.Is(err, library.ErrSetDataTooBig):
		outcome, reason = outcomeTooLarge, ""
	case name == "org.freedesktop.DBus.Error.ServiceUnknown", name == "org.freedesktop.DBus.Error.NameHasNoOwner":
		outcome, reason = outcomeNoKeyring, "no Secret Service is on the session bus"
	case strings.HasPrefix(name, "org.freedesktop.DBus.Error.Spawn."):
		outcome, reason = outcomeNoKeyring, "the Secret Service does not start: "+reason
	case name == "org.freedesktop.Secret.Error.IsLocked",
		strings.HasPrefix(reason, "failed to unlock correct collection"):
		outcome, reason = outcomeLocked, ""
	case name == "org.freedesktop.DBus.Error.NoReply", name == "org.freedesktop.DBus.Error.Disconnected", isBroken(err):
		outcome = outcomeCrashed
	}
	return reply{Outcome: outcome, Reason: reason}
}

// isBroken reports whether the connection to the bus ended.
func isBroken(err error) bool {
	var network *net.OpError
	return errors.Is(err, dbus.ErrClosed) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.EPIPE) || errors.As(err, &network)
}

const secretsName = "org.freedesktop.secrets"

// lookAtCollection returns the collection that the library uses, and whether it
// is locked. There is no collection in a keyring that was never set up.
func lookAtCollection(service *secretservice.SecretService) (dbus.BusObject, dbus.Variant, error) {
	const property = "org.freedesktop.Secret.Collection.Locked"
	collection := service.GetLoginCollection()
	locked, err := collection.GetProperty(property)
	if err == nil {
		return collection, locked, nil
	}
	// The library may have chosen the alias, and an alias need not have
	// properties of its own.
	var path dbus.ObjectPath
	err = service.Object(secretsName, "/org/freedesktop/secrets").
		Call("org.freedesktop.Secret.Service.ReadAlias", 0, "default").Store(&path)
	if err != nil || path == "/" {
		return nil, dbus.Variant{}, err
	}
	collection = service.Object(secretsName, path)
	locked, err = collection.GetProperty(property)
	return collection, locked, err
}

// list returns the accounts of a service's items in the collection that the library
// uses, without unlocking it. A locked collection is an error: it may hide its items
// or give only hashes of their attributes.
func list(name string) (accounts []string, err error) {
	service, err := secretservice.NewSecretService()
	if err != nil {
		return nil, err
	}
	collection, locked, err := lookAtCollection(service)
	switch {
	case err != nil || collection == nil:
		return nil, err
	case locked.Value() != false:
		return nil, dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"}
	}
	items, err := service.SearchItems(collection, map[string]string{"service": name})
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		value, err := service.Object(secretsName, item).
			GetProperty("org.freedesktop.Secret.Item.Attributes")
		if err != nil {
			return nil, err
		}
		var attributes map[string]string
		if err := value.Store(&attributes); err != nil {
			return nil, err
		}
		if account := attributes["username"]; account != "" {
			accounts = append(accounts, account)
		}
	}
	return accounts, nil
}
