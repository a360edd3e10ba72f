package book

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// ErrNotExport says that a text is neither of the forms that ExportTOML and
// ExportJSON write.
var ErrNotExport = errors.New("it is not a list of profiles in TOML or JSON")

// ReadExport reads what ExportTOML or ExportJSON wrote, or a whole profiles file.
// What stands in the place of a reference is left out: it may be a secret.
// Profiles without a usable name are left out too. The warnings say both. The
// error quotes no value; it wraps ErrNotExport when it is something else.
func ReadExport(text []byte) (Book, []Warning, error) {
	text = bytes.TrimPrefix(text, byteOrderMark)
	if len(text) > atomicfile.MaxSize {
		return Book{}, nil, errors.New("read exported profiles: the file is larger than 1 MiB")
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		var err error
		if text, err = jsonToTOML(text); err != nil {
			return Book{}, nil, err
		}
	}
	d, fault := parseDocument(text)
	if fault != nil {
		return Book{}, nil, fmt.Errorf("read exported profiles: line %d, column %d: %s", fault.Line, fault.Column, fault.Reason)
	}
	if d.version > FormatVersion {
		return Book{}, nil, fmt.Errorf("read exported profiles: %s", "a newer version of this program made them; update this program")
	}
	book := d.book()
	for i := range book.Profiles {
		for _, environment := range Environments {
			account := book.Profiles[i].AccountFor(environment)
			account.Secret = SecretReference(writable("", account.Secret))
		}
	}
	return book, d.warnings, nil
}

// jsonToTOML returns the JSON form of exported profiles as TOML, so that one
// reader judges both.
func jsonToTOML(text []byte) ([]byte, error) {
	var exported exportedBook
	decoder := json.NewDecoder(bytes.NewReader(text))
	if err := decoder.Decode(&exported); err != nil {
		return nil, fmt.Errorf("read exported profiles: %w", ErrNotExport)
	}
	if _, err := decoder.Token(); err != io.EOF || exported.Version < 1 {
		return nil, fmt.Errorf("read exported profiles: %w", ErrNotExport)
	}
	d := emptyDocument()
	for _, profile := range exported.Profiles {
		d.add(Profile{
			Name: profile.Name, Country: profile.Country,
			Sandbox: profile.Sandbox.account(), Production: profile.Production.account(),
		})
	}
	if exported.Version > FormatVersion {
		return nil, errors.New("read exported profiles: a newer version of this program made them; update this program")
	}
	out, _, err := d.render()
	return out, err
}
