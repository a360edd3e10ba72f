package cli

import (
	"context"
	"strings"

	"devtools/ripio-explorer/profiles"
)

// purgeDocument is the output of history purge --json. Its keys are stable.
type purgeDocument struct {
	Version int `json:"version"`
	Removed int `json:"removed"`
}

// runHistoryPurge removes the chosen sends, once that was confirmed.
func runHistoryPurge(_ context.Context, r *recall) *refusal {
	if refused := r.confirmPurge(); refused != nil {
		return refused
	}
	removed, err := r.manager.History.Purge(r.flags.choice)
	if err != nil {
		return failed(err)
	}
	if r.flags.json {
		return refusalOf(r.printJSON(purgeDocument{documentVersion, removed}))
	}
	return refusalOf(r.print("removed " + plural(removed, "send") + "\n"))
}

func (r *recall) confirmPurge() *refusal {
	if r.flags.yes {
		return nil
	}
	if !r.canAsk() {
		return &refusal{ExitRefused, kindNotConfirmed, "it is not confirmed", "Removing must be confirmed: it cannot be undone.",
			[]string{"Nothing was removed. Add --yes to remove it."}}
	}
	number, refused := r.chosen()
	if refused != nil || number == 0 {
		return refused
	}
	answer, refused := r.askLine("this cannot be undone; type yes to remove " + plural(number, "send"))
	if refused == nil && !strings.EqualFold(answer, "yes") {
		refused = &refusal{ExitRefused, kindNotConfirmed, "it is not confirmed", "The answer was not yes.", []string{"Nothing was removed."}}
	}
	return refused
}

// chosen counts the sends that would go.
func (r *recall) chosen() (number int, refused *refusal) {
	attempts, err := r.manager.History.List(profiles.Filter{Profile: r.flags.choice.Profile})
	if err != nil {
		return 0, failed(err)
	}
	before := r.flags.choice.Before
	for _, attempt := range attempts {
		if before.IsZero() || attempt.Exchange.SentAt.Before(before) {
			number++
		}
	}
	return number, nil
}
