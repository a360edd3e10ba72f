package explain

import (
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// explanation is what the command says.
type explanation struct {
	foreign.Reading
	foreign.Comparison
}

// print writes the explanation. Its error has the exit code for a request that differs
// in what matters.
func (e explanation) print(c *console.Console) error {
	printed := c.Show(e.document(), e.text())
	if printed != nil || !fails(e.Differences) {
		return printed
	}
	return &console.Error{Code: console.ExitRejected, Kind: "differs", Title: "it may fail", Message: "it differs", Printed: true, Shown: true}
}

// command is the call as documented; empty for a text that is not a request.
func (e explanation) command() string {
	if !e.IsRequest() {
		return ""
	}
	return export.Curl(e.Corrected(e.Comparison.Environment), export.POSIX)
}

// environment is the one that was compared with, or that variables name.
func (e explanation) environment() ripio.EnvironmentName {
	if e.IsRequest() {
		return e.Comparison.Environment.Name
	}
	return e.Reading.Environment
}

func (e explanation) text() string {
	s := &console.Sheet{}
	s.Line("found", string(e.Kind))
	s.Line("note", e.Note)
	against := string(e.environment())
	if e.Assumed {
		against += " (assumed: the text does not tell)"
	}
	s.Line("environment", against)
	s.List("variables", e.Variables)
	if !e.IsRequest() {
		s.Line("client_id", e.ClientID)
		s.Line("external_ref", e.ExternalRef)
		s.Line("address", e.Address)
	} else {
		rows := [][]string{{"", "field", "in the text", "this program", "place"}}
		for _, row := range e.Rows {
			mark, found := " ", visible.Line(row.Found)
			if !row.Same {
				mark = "!"
			}
			if found == "" {
				found = "not told"
			}
			rows = append(rows, []string{mark, row.Name, phrase.CutText(found, 60), phrase.CutText(visible.Line(row.Ours), 60), row.Place.String()})
		}
		s.WriteString("\n" + console.Table(rows))
	}
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, d := range e.Differences {
			if d.Level == level {
				writeDifference(s, d)
			}
		}
	}
	switch command := e.command(); {
	case command == "":
	case len(e.Differences) == 0:
		s.Gap("It is as this program would send it.")
	default:
		s.Gap("as documented")
		s.Block(command)
	}
	return s.String()
}

// writeDifference writes what was found, why it matters and what to do.
func writeDifference(s *console.Sheet, d foreign.Difference) {
	title := d.Headline()
	if d.Found != "" {
		title += " (" + d.Found + ")"
	}
	s.WriteString("\n")
	s.Indented(d.Level.String(), title)
	s.Indented("", phrase.JoinNonEmpty(", ", string(d.Certainty), d.Place.String()))
	s.Indented("", d.Rule)
	if d.Fix != "" {
		s.Indented("", d.Fix)
	}
	s.Indented("", "Source: "+d.Source)
}

// document is the output of explain --json. Its keys are stable.
func (e explanation) document() console.Object {
	return console.Object{
		{"failure", nil},
		{"kind", e.Kind},
		{"note", console.Optional(e.Note)},
		{"environment", console.Optional(e.environment())},
		{"environment_assumed", e.Assumed},
		{"would_fail", fails(e.Differences)},
		{"client_id", console.Optional(e.ClientID)},
		{"external_ref", console.Optional(e.ExternalRef)},
		{"address", console.Optional(e.Address)},
		{"variables", append([]string{}, e.Variables...)},
		{"fields", append([]foreign.Row{}, e.Rows...)},
		{"differences", sendview.DifferenceObjects(e.Differences)},
		{"command", console.Optional(e.command())},
	}
}
