package profiles

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

func newExport(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "export [flags]", Short: "print the profiles without their secrets",
		Long: `Prints the profiles with the references to their secrets, for import. A secret is
never printed. A command in a reference is printed with its arguments.`,
	}
	asJSON := false
	cmd.Flags().Func("format", "`form` of the output: toml or json (default toml)", func(text string) error {
		if asJSON = text == "json"; !asJSON && text != "toml" {
			return console.Usage("--format must be toml or json")
		}
		return nil
	})
	console.CompleteWords(cmd, "format", "toml", "json")
	return m.define(cmd, nil, func() error { return m.export(asJSON) })
}

// export prints the profiles with the references to their secrets. JSON is
// written in ASCII. TOML is written as it is, because a reader needs every
// character; a terminal gets it with the dangerous ones escaped.
func (m *manage) export(asJSON bool) error {
	write := profiles.ExportTOML
	if asJSON {
		write = profiles.ExportJSON
	}
	text, err := write(m.book)
	switch {
	case err != nil:
		return err
	case asJSON:
		m.text = console.ASCII(text)
	case m.IsTerminal(m.Out):
		m.text = visible.Text(string(text))
	default:
		m.text = string(text)
	}
	return nil
}
