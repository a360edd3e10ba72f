package caller

import (
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/export"
)

// ShellFlag gives a command --shell; whose says what is written for the shell.
func ShellFlag(cmd *cobra.Command, shell *export.Shell, whose string) {
	cmd.Flags().Func("shell", "`shell` that "+whose+" for: sh, powershell or cmd (default sh)", func(text string) (err error) {
		if *shell, err = export.ParseShell(text); err != nil {
			return console.Usage(err.Error())
		}
		return nil
	})
	console.CompleteWords(cmd, "shell", export.Shells...)
}
