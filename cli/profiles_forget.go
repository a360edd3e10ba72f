package cli

import (
	"context"
	"errors"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// runForget removes all that is kept of a profile, once its name was typed.
func runForget(ctx context.Context, m *manage) *refusal {
	profile, unknown := m.find()
	if unknown != nil {
		profile.Name = m.flags.set.Arg(0) // removed before: something of it may be left
	}
	if refused := m.confirmForget(profile.Name); refused != nil {
		return refused
	}
	unlock := m.unlockFor(ctx, profile)
	if unknown != nil && (m.flags.passphraseStdin || m.input.canAsk()) {
		unlock = m.unlock(ctx, false) // where its secrets were is no longer known
	}
	// A passphrase that nobody has must not stop the rest.
	if unlock != nil {
		m.warnText(unlock.message)
	}
	_, report, err := m.manager.Forget(ctx, profile.Name)
	m.document.Removed = append([]string{}, report.Removed...)
	m.document.NotReached = append([]string{}, report.NotReached...)
	m.text = reachedText("removed", report.Removed) + reachedText("not reached", report.NotReached)
	if errors.Is(err, profiles.ErrNoProfile) && unknown != nil {
		return unknown
	}
	if err != nil {
		return failed(err)
	}
	if len(report.NotReached) > 0 {
		return &refusal{ExitBlocked, kindNotReached, "something was not reached",
			"The profile is forgotten here, but something of it is left elsewhere.", []string{"See what was not reached, and remove it there."}}
	}
	return nil
}

func (m *manage) confirmForget(name string) *refusal {
	typed := m.flags.confirm
	if !m.flags.given("confirm") {
		if !m.input.canAsk() {
			return &refusal{ExitRefused, kindNotConfirmed, "it is not confirmed", "Forgetting a profile cannot be undone and must be confirmed.",
				[]string{"Nothing was removed. Add --confirm with the profile's name."}}
		}
		var refused *refusal
		if typed, refused = m.input.askLine("this cannot be undone; type the profile's name to forget it"); refused != nil {
			return refused
		}
	}
	if strings.EqualFold(typed, name) || strings.EqualFold(typed, visible.Line(name)) {
		return nil
	}
	return &refusal{ExitRefused, kindNotConfirmed, "it is not confirmed", "What was typed is not the profile's name.", []string{"Nothing was removed."}}
}

// reachedText lists sentences under a label.
func reachedText(label string, sentences []string) string {
	var text strings.Builder
	for _, each := range sentences {
		text.WriteString(padded(label, 12) + "  " + visible.Line(each) + "\n")
	}
	return text.String()
}
