package history_test

import (
	"bytes"
	"reflect"
	"testing"

	"devtools/ripio-explorer/profiles/history"
)

// FuzzHistoryLine reads any bytes as a line of the history. What can be read must
// be written so that it reads the same, and must be fit for a search.
func FuzzHistoryLine(f *testing.F) {
	for _, attempt := range []history.Attempt{granted("acme", at), rejected("acme", at)} {
		line, err := history.HistoryLine(attempt)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
		f.Add(line[:len(line)/2])
	}
	for _, seed := range []string{
		"", "{}", "null", `{"version":1,"id":"x"}`, `{"version":2,"id":"x","at":7}`, `{"version":1e400}`,
		`{"version":1,"id":"x","request":{"client_id":"base64:/w==","header":{"base64:/w==":["base64:"]}},"response":{"body":"base64:AA=="}}`,
		`{"version":1,"id":"x","token":{"claims":"{\"exp\":1,\"exp\":2}","expiry":{"state":"present"}},"findings":[{"level":"odd"}]}`,
		`{"version":1,"id":"x","at":"0000-01-01T00:00:00+23:59","environment":"sandbox"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		attempt, ok := history.ReadHistoryLine(data)
		if !ok {
			return
		}
		history.Filter{Text: "x", User: "y", Outcome: "dns"}.Fits(attempt)
		line, again, err := history.WriteHistoryLine(attempt)
		if err != nil {
			return // a time that JSON cannot write
		}
		if bytes.ContainsAny(line, "\n\r") {
			t.Errorf("the line has a line break: %q", line)
		}
		second, third, err := history.WriteHistoryLine(again)
		if err != nil || !bytes.Equal(line, second) || !reflect.DeepEqual(again, third) {
			t.Errorf("the attempt changed when it was written again: %v\n%s\n%s", err, line, second)
		}
	})
}
