package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	settings "devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio/visible"
)

func newShow(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show [flags]", Short: "print every setting, its value and where that comes from",
		Long: "Prints every setting, its value in force, and where that comes from.",
	}
	console.JSONFlag(cmd, "print JSON")
	return define(cmd, func(store *settings.Store, _ []string) error {
		config, err := load(c, store)
		if err != nil {
			return err
		}
		defer func() {
			for _, problem := range config.Problems {
				c.Say("warning: %s", visible.Line(problem.String()))
			}
		}()
		return c.Show(console.Object{{"settings", objects(config)}}, table(config))
	})
}

func objects(config settings.Config) []console.Object {
	all := []console.Object{}
	add := func(name string, value any, source settings.Source) {
		if source.Kind == "" {
			source.Kind = settings.FromDefault
		}
		all = append(all, console.Object{{"key", name}, {"value", value}, {"source", source.Kind}, {"name", console.Optional(source.Name)}, {"line", optional(source.Line)}})
	}
	for _, option := range settings.Options() {
		add(option.Name, option.Value(config.Settings), config.Sources[option.Name])
	}
	for _, action := range slices.Sorted(maps.Keys(config.Settings.Keys)) {
		add("keys."+action, config.Settings.Keys[action], config.OfKey(action, "").Source)
	}
	return all
}

func table(config settings.Config) string {
	rows := [][]string{}
	for _, option := range settings.Options() {
		rows = append(rows, []string{option.Name, option.Text(config.Settings), sourceWords(config.Sources[option.Name])})
	}
	for _, action := range slices.Sorted(maps.Keys(config.Settings.Keys)) {
		rows = append(rows, []string{visible.Line("keys." + action), visible.Line(strings.Join(config.Settings.Keys[action], ", ")),
			sourceWords(config.OfKey(action, "").Source)})
	}
	return console.Table(rows)
}

func sourceWords(source settings.Source) string {
	switch {
	case source.Kind == settings.FromFile && source.Line > 0:
		return fmt.Sprintf("%s, line %d", settings.FileName, source.Line)
	case source.Kind == settings.FromFile:
		return settings.FileName
	case source.Name != "":
		return source.Name
	}
	return "default"
}
