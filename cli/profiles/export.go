package profiles

import (
	"context"

	"devtools/ripio-explorer/cli/internal/console"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// runExport prints the profiles with the references to their secrets. JSON is
// written in ASCII. TOML is written as it is, because a reader needs every
// character; a terminal gets it with the dangerous ones escaped.
func runExport(_ context.Context, m *manage) error {
	write := profiles.ExportTOML
	if m.flags.format == "json" {
		write = profiles.ExportJSON
	}
	text, err := write(m.book)
	if err != nil {
		return console.Failed(err)
	}
	switch {
	case m.flags.format == "json":
		m.text = console.ASCII(text)
	case m.IsTerminal(m.Out):
		m.text = visible.Text(string(text))
	default:
		m.text = string(text)
	}
	return nil
}
