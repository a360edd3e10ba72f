package readiness

import (
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/visible"
)

// writeFiles writes the reports that were asked for. A file of an earlier run is
// replaced: continuous integration writes to the same place each time.
func (o *options) writeFiles(c *console.Console, r report) error {
	heading := checklist.Heading{Title: "ripio-explorer readiness", At: r.began, About: [][2]string{
		{"environment", string(r.call.Environment.Name)}, {"host", r.call.Environment.Host()}, {"profile", r.call.Profile.Name},
		{"external_ref", r.call.ShownRef()}, {"address", r.call.ShownAddress()}, {"program", "ripio-explorer " + c.Version},
	}}
	for _, file := range []struct {
		path  string
		write func() []byte
	}{
		{o.report, func() []byte { return []byte(checklist.Markdown(heading, r.lines)) }},
		{o.junit, func() []byte { return checklist.JUnit(heading, r.lines, !o.acceptWarnings) }},
	} {
		if file.path == "" {
			continue
		}
		if err := atomicfile.Replace(file.path, file.write()); err != nil {
			return &console.Error{
				Code: console.ExitInternal, Kind: console.KindDisk, Title: "a report was not written", Message: console.Sentence(err), Printed: true,
			}
		}
		c.Say("written: %s", visible.Line(file.path))
	}
	return nil
}
