package tui

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/compare"
)

// badAddress is the documentation's sample, whose checksum fails.
const badAddress = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"

// aComparison differs in one input; the date and the session are noise.
func aComparison() compare.Comparison {
	return compare.Comparison{
		Summary: "One input changed: the address. The first attempt worked, the second failed with rejected.",
		Rows: []compare.Row{
			{Group: compare.GroupInputs, Name: "client_id", Left: "9f1c55e2", Right: "9f1c55e2", Verdict: compare.VerdictSame},
			{Group: compare.GroupInputs, Name: "external_ref", Left: goodRef, Right: goodRef, Verdict: compare.VerdictSame},
			{Group: compare.GroupInputs, Name: "address", Left: goodAddress, Right: badAddress, Verdict: compare.VerdictChanged},
			{Group: compare.GroupOutcome, Name: "outcome", Left: "token", Right: "rejected", Verdict: compare.VerdictChanged},
			{Group: compare.GroupStatus, Name: "status", Left: "200", Right: "401", Verdict: compare.VerdictChanged},
			{Group: compare.GroupHeaders, Name: "Content-Type", Left: "application/json", Right: "application/json", Verdict: compare.VerdictSame},
			{Group: compare.GroupHeaders, Name: "Date", Left: "Mon, 23 Nov 2026 15:41:51 GMT", Right: "Mon, 23 Nov 2026 16:41:51 GMT", Verdict: compare.VerdictNoise},
			{Group: compare.GroupHeaders, Name: "X-Evil", Left: "a\x1b[31mb", Right: "", Verdict: compare.VerdictChanged},
			{Group: compare.GroupClaims, Name: "session", Left: session, Right: "", Verdict: compare.VerdictNoise},
			{Group: compare.GroupTiming, Name: "total", Left: "214 ms", Right: "198 ms", Verdict: compare.VerdictNoise},
		},
	}
}

// comparing opens the comparison of the two newest attempts with rows of its own.
func comparing(d *driver) {
	d.press("4", "c")
	front[*compareView](d).comparison = aComparison()
}

func TestCompareShowsWhatChanged(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	comparing(d)
	d.shows("Compare two attempts", "One input changed: the address.", "✗ failed ✓ worked", "SANDBOX 12:41:51 SANDBOX 13:41:51", "Inputs 1 changed", "≠ address")
	d.hides("Mon, 23 Nov", "\x1b[31mb", session)
	d.shows("1 more differs in every send; n shows", `a\x1b[31mb`)
	d.press("n")
	d.shows("Mon, 23 Nov 2026 15:41:51 GMT", "noise")
	d.press("n")
	d.hides("Mon, 23 Nov")
	d.press("esc")
	d.shows("1 of 5")
}

// TestCompareSaysItWithoutColours finds the word beside what changed at every
// width.
func TestCompareSaysItWithoutColours(t *testing.T) {
	for _, width := range []int{60, 84, 120} {
		d := start(t, size(width, 36), withProfiles(acme()), someHistory())
		comparing(d)
		if got := strings.Count(d.screen(), "changed"); got < 4+4 {
			t.Errorf("at %d the word stands there %d times:\n%s", width, got, d.screen())
		}
	}
}

func TestCompareChoosesTheOther(t *testing.T) {
	tests := []struct {
		name        string
		keys        []string
		left, right string
		says        string
	}{
		{"next older of the profile", []string{"c"}, "12:41:51", "13:41:51", ""},
		{"the marked one", []string{"m", "j", "j", "j", "j", "c"}, "14 Oct 14:41", "13:41:51", ""},
		{"marked by itself", []string{"m", "c"}, "12:41:51", "13:41:51", ""},
		{"over another profile", []string{"j", "c"}, "22 Nov 13:41", "12:41:51", ""},
		{"none is older", []string{"G", "c"}, "", "", "there is no older attempt of this profile"},
		{"mark taken back", []string{"m", "m"}, "", "", "no attempt is marked"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := start(t, withProfiles(acme()), someHistory())
			d.press("4")
			d.press(test.keys...)
			if test.says != "" {
				d.shows(test.says)
				return
			}
			if got := front[*compareView](d); strings.TrimSpace(got.left.when) != test.left || got.right.when != test.right {
				t.Errorf("compared %q with %q", got.left.when, got.right.when)
			}
		})
	}
}

func TestCompareScrolls(t *testing.T) {
	d := start(t, size(60, 20), withProfiles(acme()), someHistory())
	comparing(d)
	d.screen()
	d.press("G")
	d.shows("Timing", "worked", "failed")
	d.press("g")
	d.shows("Inputs")
	d.press("j", "down", "k", "pgdown", "up", "home", "q")
	if !d.model.dialogs.Empty() {
		t.Error("q leaves the comparison open")
	}
}

// TestRealComparison goes through ripio.Compare with a changed address.
func TestRealComparison(t *testing.T) {
	d := start(t, withProfiles(acme()), withHistory(attemptAt(2*time.Hour), attemptAt(time.Hour, ofUser(goodRef, badAddress), refused)))
	d.press("4", "c")
	d.shows("address", "worked", "failed", "0x05946b0d5E413e45069BeC923004F9A3c8")
}
