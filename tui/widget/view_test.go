package widget

import (
	"slices"
	"testing"
)

// TestALinkIsBrokenAtItsParameters puts each on a line of its own, and breaks no value
// that fits on one.
func TestALinkIsBrokenAtItsParameters(t *testing.T) {
	const base, token, session = "https://b2b-widget-onramp.sandbox.ripio.com", "?_to=eyJhbGci…abcd", "&_tracking_session=3f2b8c1e-9d4a-4b6f-8c3d-2a1b0c9d8e7f"
	for name, tt := range map[string]struct {
		url   string
		width int
		want  []string
	}{
		"roomy":        {base + token + "&_net=CELO" + session, 80, []string{base, token, "&_net=CELO", session}},
		"narrow":       {base + token + session, 44, []string{base, token, session[:19], session[19:]}},
		"narrow path":  {base + "/offramp.html" + token, 50, []string{base + "/", "offramp.html", token}},
		"long name":    {"https://a.example?_net=" + session[19:] + session[19:], 40, []string{"https://a.example", "?_net=", (session[19:] + session[19:])[:40], (session[19:] + session[19:])[40:]}},
		"narrow host":  {base + token, 36, []string{"https://b2b-widget-onramp.sandbox.", "ripio.com", token}},
		"no parameter": {base, 60, []string{base}},
	} {
		if got := urlLines(tt.url, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
