package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// usage is what a process has used since its start.
type usage struct {
	cpu     time.Duration
	wakeUps int64 // times that a thread left the processor of its own will
	memory  int64 // resident bytes
}

// readUsage reads /proc. The sum over the threads misses those that ended,
// which a settled Go program does not have.
func readUsage(pid int) (usage, error) {
	var sum usage
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	if err != nil || len(tasks) == 0 {
		return sum, fmt.Errorf("reading /proc: no threads of process %d", pid)
	}
	for _, task := range tasks {
		schedule, err := os.ReadFile(filepath.Join(task, "schedstat"))
		if err != nil {
			return sum, fmt.Errorf("reading the time that was used: %w", err)
		}
		nanoseconds, _, _ := strings.Cut(string(schedule), " ")
		used, _ := strconv.ParseInt(nanoseconds, 10, 64)
		sum.cpu += time.Duration(used)
		sum.wakeUps += field(filepath.Join(task, "status"), "voluntary_ctxt_switches:")
	}
	const kibibyte = 1024
	sum.memory = kibibyte * field(fmt.Sprintf("/proc/%d/status", pid), "VmRSS:")
	return sum, nil
}

// field reads a number from a file of lines that begin with a name.
func field(path, name string) int64 {
	content, _ := os.ReadFile(path)
	for line := range strings.Lines(string(content)) {
		if rest, found := strings.CutPrefix(line, name); found {
			value, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return value
		}
	}
	return 0
}
