// Package ending knows which signals end a program that has changed its terminal's
// mode, and how to drop what was typed there.
package ending

import (
	"os"
	"os/signal"
)

// Caught gives those of some signals that the program was not told to ignore, as by
// nohup.
func Caught(signals []os.Signal) []os.Signal {
	var caught []os.Signal
	for _, each := range signals {
		if !signal.Ignored(each) {
			caught = append(caught, each)
		}
	}
	return caught
}
