package sending

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// offerTrim is for a stray character around the secret that stops a send.
func (f *Flow) offerTrim(s Send, item finding.Finding) {
	menu := dialog.NewMenu("Not sent: "+item.Headline(), []dialog.Choice{
		{Name: "Cut it off and send", Detail: "what is stored stays as it is", Run: func() tea.Cmd {
			f.Trimmed[s.Secret.Key], s.Secret.Trim = true, true
			return f.Ask(s)
		}},
		{Name: "Change the credentials", Detail: "for " + s.Secret.Key.Environment.Label(), Run: f.EditSecret},
	})
	menu.Hints = "Found " + visible.Line(item.Found) + ". " + draw.Sentence(item.Rule)
	f.Dialogs.Open(menu)
}

// trimRemark tells what a secret that was sent trimmed leaves to do; empty when it was
// not trimmed.
func (f *Flow) trimRemark(sent Source) string {
	if !sent.Trim {
		return ""
	}
	text := "Sent without the stray characters of the secret. "
	reference := sent.Reference
	switch kind := reference.Kind(); {
	case kind.Keeps():
		return text + draw.Capital(reference.Label()) + " still has them; " + f.PaletteKey + ", Store the trimmed secret, corrects it."
	case kind == profiles.KindAsk:
		return text + "What you typed is cut so until the program ends."
	}
	return text + "They are still there: " + visible.Line(reference.Label()) + ". Correct it there."
}

// NoTrimmed says why there is no trimmed secret to store; empty when there is.
func (f *Flow) NoTrimmed() string {
	selected := f.Capture(Ordinary).Secret
	switch {
	case !selected.Trim:
		return "no secret was trimmed in this run"
	case !selected.Reference.Kind().Keeps():
		return "this program does not keep this secret: " + selected.Reference.Label()
	}
	return ""
}
