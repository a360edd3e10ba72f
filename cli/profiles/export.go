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
	format := cmd.Flags().String("format", "toml", "`form` of the output: toml or json")
	completeWords(cmd, "format", "toml", "json")
	check := func() error {
		if *format != "toml" && *format != "json" {
			return console.Usage("--format must be toml or json")
		}
		return nil
	}
	return m.define(cmd, check, func() error { return m.export(*format == "json") })
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
