//go:build unix

package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

var benchmarkLine = regexp.MustCompile(`(?m)^BenchmarkFrame\S*\s+\d+\s+([0-9.]+) ns/op.*?(\d+) allocs/op`)

// frame measures how long one full frame takes to draw, with the benchmark of
// package tui.
func (b bench) frame() ([]row, error) {
	command := exec.Command("go", "test", "-run", "^$", "-bench", "^BenchmarkFrame$", "-benchmem",
		"-benchtime", "100ms", "-count", "9", "devtools/ripio-explorer/tui")
	output, err := command.CombinedOutput()
	var times, allocations samples
	for _, match := range benchmarkLine.FindAllSubmatch(output, -1) {
		nanoseconds, _ := strconv.ParseFloat(string(match[1]), 64)
		count, _ := strconv.ParseFloat(string(match[2]), 64)
		times, allocations = append(times, nanoseconds), append(allocations, count)
	}
	if err != nil || len(times) == 0 {
		return []row{{what: "render of one frame", missing: "the benchmark of package tui did not run"}}, nil
	}
	return []row{
		{what: "render of one frame", got: times.median(), unit: duration, limit: atMost(float64(time.Millisecond))},
		{what: "render of one frame, allocations", got: allocations.median(), unit: number, limit: atMost(2000)},
	}, nil
}

// size measures the stripped program.
func (b bench) size() ([]row, error) {
	info, err := os.Stat(b.binary)
	if err != nil {
		return nil, err
	}
	return []row{{what: "stripped binary", got: float64(info.Size()), unit: megabytes, limit: atMost(14.5e6)}}, nil
}
