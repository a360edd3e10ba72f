package result

import (
	"encoding/base64"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/theme"
)

var noon = time.Date(2026, 11, 23, 17, 41, 51, 0, time.UTC)

// newModel returns an empty pane of 80 x 30 whose clock stands at noon.
func newModel(glyphs theme.Glyphs) *Model {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	m := New(theme.New(renderer, theme.PaletteFor(""), glyphs, false), func() time.Time { return noon }, time.UTC)
	m.SetSize(80, 30)
	return &m
}

// withToken is an answer at noon with a token that ends a while later.
func withToken(t testing.TB, left time.Duration) ripio.Exchange {
	t.Helper()
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	token := decoded(t, fmt.Sprintf(`{"session":"18ab6d6c","exp":%d}`, noon.Add(left).Unix()))
	return ripio.Exchange{
		Environment: env, Profile: "acme", SentAt: noon, Token: &token, Clock: ripio.Clock{Known: true, Date: noon},
		Response: &ripio.Response{Status: 200}, Timing: ripio.Timing{Total: 214 * time.Millisecond},
	}
}

func decoded(t testing.TB, claims string) jwt.Token {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	token, err := jwt.Decode(encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + ".c2ln")
	if err != nil {
		t.Fatal(err)
	}
	return token
}
