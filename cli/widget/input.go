package widget

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/widget"
)

// inputLimit is how many bytes of the input are read.
const inputLimit = 1 << 20

// readInput reads the whole input, which holds a thing of that name.
func readInput(c *console.Console, what string) (string, error) {
	if c.IsTerminal(c.In) {
		return "", console.Usage("there is no " + what + ": pipe it into the command")
	}
	text, err := io.ReadAll(io.LimitReader(c.In, inputLimit+1))
	switch {
	case err != nil:
		return "", console.NotReadable("The input could not be read to its end.")
	case len(text) > inputLimit:
		return "", console.NotReadable("The input is longer than 1 MiB.")
	case pasted.LooksUTF16(text):
		return "", console.NotReadable("The input is UTF-16, as PowerShell's > and Out-File write it; save it as UTF-8.")
	}
	return string(text), nil
}

// origin is the environment that granted a token: what the object of token --json
// says, a link's host, or a send in the history with the same session. It is empty
// when none of them tells.
func origin(c *console.Console, configDir, text string, token jwt.Token) ripio.EnvironmentName {
	var object struct {
		Environment string `json:"environment"`
	}
	if json.Unmarshal([]byte(text), &object) == nil {
		if name, err := ripio.ParseEnvironmentName(object.Environment); err == nil {
			return name
		}
	}
	if name, ok := widget.EnvironmentOf(text); ok && token.Form == jwt.FormLink {
		return name
	}
	session := sessionOf(token)
	manager, err := c.NewManager(configDir)
	if session == "" || err != nil {
		return ""
	}
	sends, err := manager.History.List(profiles.Filter{})
	if err != nil {
		return "" // the history is a help and not a condition
	}
	for _, send := range sends {
		if granted := send.Exchange.Token; granted != nil && sessionOf(*granted) == session {
			return send.Exchange.Environment.Name
		}
	}
	return ""
}

// sessionOf is the claim session; empty when there is none.
func sessionOf(token jwt.Token) string {
	for _, claim := range slices.Backward(token.Claims) {
		if claim.Name == "session" {
			return claim.Text
		}
	}
	return ""
}

// qrColoured is --qr without a word: black on white, whatever the terminal's colours.
const qrColoured = "auto"

// qrLook reads the value of --qr. Colours are set only for a terminal that is not
// told to have none (no-color.org).
func qrLook(c *console.Console, word string) (ink qr.Ink, coloured bool, err error) {
	switch word {
	case "", qrColoured:
		noColour, _ := c.LookupEnv("NO_COLOR")
		term, _ := c.LookupEnv("TERM")
		if c.IsTerminal(c.Out) && noColour == "" && term != "dumb" {
			return qr.DarkInk, true, nil
		}
		return qr.LightInk, false, nil
	case "dark":
		return qr.LightInk, false, nil
	case "light":
		return qr.DarkInk, false, nil
	}
	return 0, false, console.Usage("--qr takes no word, or auto, dark or light for the terminal's background, as in --qr=light")
}

// drawn is a QR code as text, in black on white where colours are set.
func drawn(code qr.Code, ink qr.Ink, coloured bool) string {
	const blackOnWhite, normal = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
	var text strings.Builder
	for _, line := range code.Lines(ink) {
		if coloured {
			line = blackOnWhite + line + normal
		}
		text.WriteString(line + "\n")
	}
	return text.String()
}
