// Command man writes the manual pages of all commands into a folder.
package main

import (
	"log"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/cli/internal/console"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: man FOLDER")
	}
	if err := os.MkdirAll(os.Args[1], 0o755); err != nil {
		log.Fatal(err)
	}
	root := cli.Root(&console.Console{})
	addNotes(root)
	if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Manual: "ripio-explorer"}, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// addNotes puts what stands at the end of the help where a manual page shows it.
func addNotes(cmd *cobra.Command) {
	if notes := console.NotesOf(cmd); notes != "" {
		notes = strings.ReplaceAll(notes, "Exit codes:\n", "Exit codes:\n\n")
		cmd.Long += "\n\n" + strings.ReplaceAll(notes, "\n  ", "\n    ") // a block that is not filled
	}
	cmd.DisableAutoGenTag = true
	for _, each := range cmd.Commands() {
		addNotes(each)
	}
}
