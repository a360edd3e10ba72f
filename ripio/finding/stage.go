package finding

import "strings"

// Stage says when in a send a finding was made.
type Stage int

// The stages of a send, in their order.
const (
	StageBefore Stage = iota // the request, before it left
	StageDuring              // the way there and back: connection, timing, clocks
	StageAfter               // the answer and the token
)

// Stage tells when in a send the finding was made. The clocks are compared on
// the way, although the evidence is a header of the answer.
func (f Finding) Stage() Stage {
	switch {
	case f.Field == FieldConnection, f.Code == "no-server-date", strings.HasPrefix(string(f.Code), "clock-"):
		return StageDuring
	case f.Field == FieldAnswer, f.Field == FieldToken:
		return StageAfter
	}
	return StageBefore
}
