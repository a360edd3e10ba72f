package profiles

import (
	"context"
	"errors"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// runForget removes all that is kept of a profile, once its name was typed.
func runForget(ctx context.Context, m *manage) error {
	profile, unknown := m.find()
	if unknown != nil {
		profile.Name = m.flags.set.Arg(0) // removed before: something of it may be left
	}
	if refused := m.confirmForget(profile.Name); refused != nil {
		return refused
	}
	unlock := m.unlockFor(ctx, profile)
	if unknown != nil && (m.flags.passphraseStdin || m.input.CanAsk()) {
		unlock = m.unlock(ctx, false) // where its secrets were is no longer known
	}
	// A passphrase that nobody has must not stop the rest.
	if unlock != nil {
		m.warnText(unlock.Error())
	}
	_, report, err := m.manager.Forget(ctx, profile.Name)
	m.document.Removed = append([]string{}, report.Removed...)
	m.document.NotReached = append([]string{}, report.NotReached...)
	m.text = reachedText("removed", report.Removed) + reachedText("not reached", report.NotReached)
	if errors.Is(err, profiles.ErrNoProfile) && unknown != nil {
		return unknown
	}
	if err != nil {
		return console.Failed(err)
	}
	if len(report.NotReached) > 0 {
		return &console.Error{Code: console.ExitBlocked, Kind: kindNotReached, Title: "something was not reached",
			Message: "The profile is forgotten here, but something of it is left elsewhere.", Hints: []string{"See what was not reached, and remove it there."}}
	}
	return nil
}

func (m *manage) confirmForget(name string) error {
	is := func(typed string) bool {
		return strings.EqualFold(typed, name) || strings.EqualFold(typed, visible.Line(name))
	}
	question := console.Question{
		Text: "this cannot be undone; type the profile's name to forget it", Accept: is,
		Unasked:  "Forgetting a profile cannot be undone and must be confirmed.",
		Mismatch: "What was typed is not the profile's name.",
		Nothing:  "Nothing was removed.", Flag: "Add --confirm with the profile's name.",
	}
	switch {
	case !m.flags.given("confirm"):
		return m.Confirm(question)
	case is(m.flags.confirm):
		return nil
	}
	return &console.Error{Code: console.ExitRefused, Kind: console.KindNotConfirmed, Title: "it is not confirmed",
		Message: question.Mismatch, Hints: []string{question.Nothing}}
}

// reachedText lists sentences under a label.
func reachedText(label string, sentences []string) string {
	var text strings.Builder
	for _, each := range sentences {
		text.WriteString(console.Padded(label, 12) + "  " + visible.Line(each) + "\n")
	}
	return text.String()
}
