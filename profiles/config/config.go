// Package config reads and changes config.toml, the settings of the program, which
// stands beside the profiles file.
//
// A setting comes from the first of these that names it: a flag, an environment
// variable, the file, the default. What is wrong with a value never stops the
// program: the next one in this order is used, and a Problem says so. A file that is
// not TOML is not read at all, and never written over.
package config

import (
	"maps"
	"slices"
	"time"
)

// FileName is the name of the file in the configuration folder.
const FileName = "config.toml"

// The words of the settings that are one of several.
const (
	Auto  = "auto"
	Dark  = "dark"
	Light = "light"

	// Native and OSC52 are the ways of a copied text: the system's clipboard, and the
	// terminal's.
	Native = "native"
	OSC52  = "osc52"

	Local = "local"
	UTC   = "utc"
)

// Settings are the values in force. Options says what each is for.
type Settings struct {
	Theme     string // Auto, Dark or Light
	Mouse     bool
	Clipboard string // Auto, Native or OSC52
	Times     string // Local or UTC
	// Curtain starts with secrets, tokens and identifiers hidden on the screen.
	Curtain bool
	// Accessible is the explorer in plain lines.
	Accessible bool
	Draft      bool
	// ConfirmProduction is how long sends to production go after the profile's name
	// was typed; zero asks before each.
	ConfirmProduction time.Duration
	ConfirmRenewal    bool
	HistoryDays       int
	// Keys are the keys of actions, by the action's name, as the file has them.
	Keys map[string][]string
}

// Defaults are the settings that nobody chose.
func Defaults() Settings {
	return Settings{
		Theme: Auto, Mouse: true, Clipboard: Auto, Times: Local, Draft: true,
		ConfirmProduction: 10 * time.Minute, ConfirmRenewal: true, HistoryDays: 90,
	}
}

// Source says where a value comes from.
type Source struct {
	// Kind is FromDefault, FromFile, FromVariable or FromFlag.
	Kind SourceKind
	// Name is the flag or the variable.
	Name string
	// Line is that of the file, zero when it is not known.
	Line int
}

// SourceKind is a kind of Source.
type SourceKind string

// The kinds of sources. They are stable: scripts may rely on them.
const (
	FromDefault  SourceKind = "default"
	FromFile     SourceKind = "file"
	FromVariable SourceKind = "variable"
	FromFlag     SourceKind = "flag"
)

// Config are the settings in force, and what there is to say of them.
type Config struct {
	Settings Settings
	// Sources says where each option's value comes from, by its name.
	Sources  map[string]Source
	Problems []Problem
	// Unread is why the file was not read; nil when it was, or when there is none.
	Unread error

	places map[string]place // of the file's keys
}

// Failed reports whether a value of an option was written that cannot be used.
func (c Config) Failed(option string) bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.option == option })
}

// Given are values by the names of their options, as a person writes them: of flags.
type Given map[string]string

// with lays values over a configuration. What cannot be used becomes a problem.
func (c *Config) with(kind SourceKind, values Given, name func(Option) string) {
	for _, option := range Options() {
		text, given := values[option.Name]
		if !given {
			continue
		}
		if err := option.set(&c.Settings, option.fromText(text)); err != nil {
			c.Problems = append(c.Problems, Problem{Source: Source{Kind: kind, Name: name(option)}, Text: err.Error(), option: option.Name})
			continue
		}
		c.Sources[option.Name] = Source{Kind: kind, Name: name(option)}
	}
}

// Over lays what variables and flags say over what the file says: lookup is
// os.LookupEnv, and a variable that is set but empty says nothing.
func (c Config) Over(lookup func(name string) (string, bool), flags Given) Config {
	c.Sources = maps.Clone(c.Sources)
	if c.Sources == nil {
		c.Sources = map[string]Source{}
	}
	variables := Given{}
	for _, option := range Options() {
		if text, set := lookup(option.Variable()); set && text != "" {
			variables[option.Name] = text
		}
	}
	c.with(FromVariable, variables, Option.Variable)
	c.with(FromFlag, flags, func(option Option) string { return "--" + option.Flag() })
	return c
}
