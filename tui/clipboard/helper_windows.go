package clipboard

import "github.com/atotto/clipboard"

// hasHelper tells that Windows has a clipboard, which needs no program.
func hasHelper(func(string) string) bool { return true }

func runHelper(_ func(string) string, _ []string, text string) error { return clipboard.WriteAll(text) }
