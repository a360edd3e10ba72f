package tui

import (
	"testing"
)

// BenchmarkFrame draws the explorer with a token at 120x36: what each key and
// each second cost.
func BenchmarkFrame(b *testing.B) {
	d := start(&testing.T{}, withProfiles(acme()))
	d.press("enter")
	b.ReportAllocs()
	for b.Loop() {
		if d.model.View() == "" {
			b.Fatal("nothing was drawn")
		}
	}
}

// BenchmarkKey types a letter into the address and draws the frame.
func BenchmarkKey(b *testing.B) {
	d := start(&testing.T{}, withProfiles(acme()))
	d.press("shift+tab")
	b.ReportAllocs()
	for b.Loop() {
		d.press("a", "backspace")
		_ = d.model.View()
	}
}
