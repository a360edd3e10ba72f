package checkup

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
)

// Maintenance checks whether it is the hour in which the sandbox may be down. It goes by
// this machine's clock.
func Maintenance(now func() time.Time) checklist.Check {
	return checklist.Check{Name: "maintenance", Subject: string(ripio.Sandbox), Limit: time.Second, Run: func(context.Context) []checklist.Line {
		at := now().UTC()
		line := checklist.Line{
			Verdict: checklist.OK, Found: "it is " + at.Format("15:04") + " GMT. " + ripio.MaintenanceWords,
			Source: "fintech (docs.ripio.com, widget fintech)",
		}
		if ripio.InMaintenance(at) {
			line.Verdict, line.Fix = checklist.Note, "When the sandbox does not respond, try again after 06:00 GMT."
		}
		return []checklist.Line{line}
	}}
}
