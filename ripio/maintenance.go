package ripio

import "time"

// The hours, in GMT, between which Ripio's page of the fintech widget says that
// "the B2B Sandbox" is down. Source: https://docs.ripio.com/widget/fintech
const (
	maintenanceBegins = 1
	maintenanceEnds   = 6
)

// MaintenanceHint quotes the sandbox's nightly maintenance when the server's
// time falls into it. The window is stated for another host than this widget's,
// so the text says so. The second result is false for other hours and
// environments.
func MaintenanceHint(env EnvironmentName, at time.Time) (string, bool) {
	at = at.UTC()
	if env != Sandbox || at.Hour() < maintenanceBegins || at.Hour() >= maintenanceEnds {
		return "", false
	}
	return "It was " + at.Format("15:04") + " GMT. Ripio's page of its fintech widget says that the B2B sandbox " +
		"is down for maintenance from 01:00 to 06:00 GMT. It names another host, so that this sandbox shares the window is a guess.", true
}

// MaintenanceHint returns the hint when maintenance could explain the failure: a
// server's error, a gateway's page of status 5xx, or a time-out.
func (e Exchange) MaintenanceHint() (string, bool) {
	if e.Failure == nil {
		return "", false
	}
	gatewayPage := e.Failure.Kind == FailureHTML && e.Response != nil && e.Response.Status >= 500
	if e.Failure.Kind != FailureServer && e.Failure.Kind != FailureTimeout && !gatewayPage {
		return "", false
	}
	return MaintenanceHint(e.Environment.Name, e.Clock.ServerTime(e.SentAt))
}
