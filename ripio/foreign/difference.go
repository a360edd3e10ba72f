package foreign

import (
	_ "embed"

	"devtools/ripio-explorer/ripio/finding"
)

// Difference is a finding about a request of another program, and where in the text it
// was made. Like every finding it holds no secret.
type Difference struct {
	finding.Finding
	Place Place `json:"place,omitzero"`
}

//go:embed differences.toml
var differencesTOML []byte

// table has the words of all differences.
var table = finding.NewTable("differences.toml", differencesTOML)

// Words is the table of the words of all differences, by code.
func Words() *finding.Table { return table }

// newDifference makes a difference with the words of its record. An unknown code is a
// programming error; a test goes through all of them.
func newDifference(code finding.Code, found string, place Place) Difference {
	return Difference{Finding: table.New(code, found), Place: place}
}

// likelyCause is the weight from which on a finding about a value counts as a reason
// for a failure.
const likelyCause = 80

// Breaks reports whether the difference may be why the request fails, or gives the
// secret away. What a value merely looks like does not: this program would send it, too.
func (d Difference) Breaks() bool {
	if table.Has(d.Code) {
		return d.Level >= finding.LevelWarning
	}
	return unusable(d.Finding)
}
