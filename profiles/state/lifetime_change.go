package state

import (
	"slices"
	"time"
)

const (
	// steadyCount is how many earlier lifetimes the newest is compared with.
	steadyCount = 5
	// clockRounding is what exp and Date, which are whole seconds, cannot tell.
	clockRounding = 2 * time.Second
)

// LifetimeChange reports whether the newest lifetime differs from the steady ones
// before it, and what both are. list is as Lifetimes.Of gives it. Only those that
// were measured with the server's clock are compared. A difference of up to 2 s or
// 1 % is no change, and lifetimes that differ among themselves are not steady.
func LifetimeChange(list []Lifetime) (from, to time.Duration, changed bool) {
	var measured []time.Duration
	for _, each := range list {
		if each.Measured {
			measured = append(measured, each.Lifetime)
		}
	}
	if len(measured) < 2 || !list[len(list)-1].Measured {
		return 0, 0, false
	}
	to = measured[len(measured)-1]
	before := measured[max(0, len(measured)-1-steadyCount) : len(measured)-1]
	from, steady := steadyLifetime(before)
	return from, to, steady && !isSameLifetime(from, to)
}

// steadyLifetime is the one in the middle, if most of the others are the same.
func steadyLifetime(list []time.Duration) (middle time.Duration, steady bool) {
	sorted := slices.Sorted(slices.Values(list))
	middle = sorted[len(sorted)/2]
	same := 0
	for _, each := range list {
		if isSameLifetime(middle, each) {
			same++
		}
	}
	return middle, same*2 > len(list)
}

func isSameLifetime(a, b time.Duration) bool {
	difference := (a - b).Abs()
	return difference <= clockRounding || difference <= a.Abs()/100
}
