package tui

import (
	"testing"
	"time"
)

// badAddress is the documentation's sample, whose checksum fails.
const badAddress = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"

// TestRealComparison goes through ripio.Compare with a changed address.
func TestRealComparison(t *testing.T) {
	d := start(t, withProfiles(acme()), withHistory(attemptAt(2*time.Hour), attemptAt(time.Hour, ofUser(goodRef, badAddress), refused)))
	d.press("5", "c")
	d.shows("address", "worked", "failed", "0x05946b0d5E413e45069BeC923004F9A3c8")
	d.press("esc")
	d.shows("1 of 2")
}

func TestCompareNeedsAnOlderAttempt(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "m", "m")
	d.shows("no attempt is marked")
	d.press("G", "c")
	d.shows("there is no older attempt of this profile")
}
