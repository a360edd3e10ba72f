package simulate

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// The forms of the access log.
const (
	logText = "text"
	logJSON = "json"
	logNone = "none"
)

// journal writes messages and the access log on the error stream, one line each.
type journal struct {
	console  *console.Console
	form     string
	requests atomic.Int64

	mu sync.Mutex
}

// say writes a message, in the form of the log.
func (j *journal) say(message string) {
	if j.form == logJSON {
		j.print(line(console.Object{{"time", stamp(j.console.Now())}, {"message", message}}))
		return
	}
	j.print(console.Program + ": " + message + "\n")
}

// write logs one request.
func (j *journal) write(a simulator.Access) {
	j.requests.Add(1)
	switch j.form {
	case logText:
		j.print(text(a))
	case logJSON:
		j.print(line(console.Object{
			{"time", stamp(a.At)}, {"method", a.Method}, {"path", a.Path}, {"status", a.Status}, {"bytes", a.Bytes},
			{"duration_ms", float64(a.Took.Microseconds()) / 1000}, {"scenario", a.Scenario}, {"chosen_by", a.ChosenBy},
			{"client_id", a.ClientID}, {"external_ref", a.ExternalRef}, {"remote", a.Remote}, {"problems", append([]string{}, a.Problems...)},
		}))
	}
}

func (j *journal) print(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	fmt.Fprint(j.console.Err, line)
}

// stamp is a time in UTC, RFC 3339, with milliseconds.
func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

// line is a JSON object under its schema on one line, in ASCII.
func line(object console.Object) string {
	text, err := json.Marshal(object.Under("simulate-log"))
	if err != nil {
		return "" // of texts and numbers, which JSON can express
	}
	return console.ASCII(text) + "\n"
}

// text is a request on a line for people.
func text(a simulator.Access) string {
	played := a.Scenario
	switch {
	case len(a.Problems) > 0:
		played = "wrong request: " + strings.Join(a.Problems, "; ")
	case a.ChosenBy != simulator.ByServer:
		played += " (by " + a.ChosenBy + ")"
	}
	who := ""
	if a.ClientID != "" {
		who = " client_id " + a.ClientID + " external_ref " + a.ExternalRef
	}
	return visible.Line(fmt.Sprintf("%s %s %s %d%s %.1f ms %s", stamp(a.At), a.Method, a.Path, a.Status, who,
		float64(a.Took.Microseconds())/1000, played)) + "\n"
}
