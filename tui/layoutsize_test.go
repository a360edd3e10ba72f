package tui

import (
	"encoding/base64"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
)

// TestNestedJSONMakesNoFlood draws what a small but deep token and body make of
// the panes, and bounds its lines and the memory it takes.
func TestNestedJSONMakesNoFlood(t *testing.T) {
	d := start(t, withProfiles(acme()))
	for name, value := range map[string]string{
		"lists":   strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"objects": strings.Repeat(`{"a":`, 4500) + "1" + strings.Repeat("}", 4500),
		"number":  strings.Repeat("9", 5000),
	} {
		claims := `{"exp":4102444800,"a":` + value + `}`
		encode := base64.RawURLEncoding.EncodeToString
		token, err := jwt.Decode(encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + ".c2ln")
		if err != nil {
			t.Fatal(err)
		}
		exchange := answering(200, "application/json", claims)(d.model.selected.Environment, d.model.form.Request())
		exchange.Failure, exchange.Token = nil, &token
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d.model.result.ShowExchange(exchange)
		p := draw.NewWriter(d.model.styles, 80)
		httptab.WriteJSON(p, []byte(claims))
		p.End()
		for _, tab := range []string{"1", "2", "3"} {
			d.press(tab)
			_ = d.model.View()
		}
		runtime.ReadMemStats(&after)
		// A value takes at most what its text takes at the narrow end of the indent.
		if most := len(claims)/(80-2*httptab.Deepest-4) + 4*httptab.Deepest; len(p.Lines) > most {
			t.Errorf("%s: the body takes %d lines, more than %d", name, len(p.Lines), most)
		}
		if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 100 {
			t.Errorf("%s: drawing takes %d MB", name, took)
		}
	}
}
