//go:build unix && !linux

package main

import (
	"errors"
	"time"
)

// usage is what a process has used since its start.
type usage struct {
	cpu             time.Duration
	wakeUps, memory int64
}

// readUsage needs /proc.
func readUsage(int) (usage, error) { return usage{}, errors.New("this system has no /proc") }
