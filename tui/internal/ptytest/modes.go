//go:build unix

package ptytest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
)

// Mode is the terminal's line mode as it is now.
func (t *Terminal) Mode() (*term.State, error) {
	mode, err := term.GetState(t.slave.Fd())
	if err != nil {
		return nil, fmt.Errorf("reading the terminal's mode: %w", err)
	}
	return mode, nil
}

// SetMode changes the line mode.
func (t *Terminal) SetMode(mode *term.State) error {
	if err := term.Restore(t.slave.Fd(), mode); err != nil {
		return fmt.Errorf("setting the terminal's mode: %w", err)
	}
	return nil
}

// The private modes that matter here.
const (
	Cursor         = "25"
	Mouse          = "1002"
	FocusReports   = "1004"
	MouseSGR       = "1006"
	AltScreen      = "1049"
	BracketedPaste = "2004"
)

var modeSequence = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// Switched lists the private modes that are on after all output so far, sorted.
// The cursor is shown at first.
func (t *Terminal) Switched() []string {
	on := []string{Cursor}
	for _, match := range modeSequence.FindAllStringSubmatch(t.Output(), -1) {
		for _, mode := range strings.Split(match[1], ";") {
			on = slices.DeleteFunc(on, func(other string) bool { return other == mode })
			if match[2] == "h" {
				on = append(on, mode)
			}
		}
	}
	slices.Sort(on)
	return on
}

// GivenBack says in what way the terminal is not as it was before the program;
// nil when it is.
func (t *Terminal) GivenBack() error {
	mode, err := t.Mode()
	if err != nil {
		return err
	}
	if *mode != *t.Before {
		return fmt.Errorf("the line mode is %+v, and was %+v", mode, t.Before)
	}
	if on := t.Switched(); !slices.Equal(on, []string{Cursor}) {
		return fmt.Errorf("the private modes that are on are %v, not %s alone", on, Cursor)
	}
	return nil
}
