package profiles_test

import (
	"testing"

	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

// TestNotedIsOnlyWhatMayHaveArrived goes through the phases in which a send can
// end.
func TestNotedIsOnlyWhatMayHaveArrived(t *testing.T) {
	for reached, counts := range map[ripio.Phase]bool{
		"": false, ripio.PhaseDNS: false, ripio.PhaseConnect: false, ripio.PhaseProxy: false, ripio.PhaseTLS: false,
		ripio.PhaseFirstByte: true, ripio.PhaseBody: true,
	} {
		dir := t.TempDir()
		records, users := state.NewRecords(dir), state.NewUsers(dir)
		exchange := ripio.Exchange{
			Environment: ripio.Environment{Name: ripio.Sandbox}, Profile: "acme", SentAt: at,
			Timing: ripio.Timing{Reached: reached}, Failure: &ripio.Failure{Kind: ripio.FailureTimeout},
		}
		wrong := exchange
		wrong.Request.Deviation = ripio.DeviationWrongSecret
		for _, e := range []ripio.Exchange{wrong, exchange} {
			counts := counts && e.Request.Deviation == ripio.DeviationNone
			if err := records.NoteExchange(e); err != nil {
				t.Fatal(err)
			}
			if err := users.RecordExchange(e, alice); err != nil {
				t.Fatal(err)
			}
			kept, _ := users.List("")
			record, _ := records.Of(key("acme", ripio.Sandbox))
			if (len(kept) == 1) != counts || record.LastFailure.IsZero() == counts {
				t.Errorf("reached %q: users %+v, record %+v, want counted %t", reached, kept, record, counts)
			}
		}
	}
}
