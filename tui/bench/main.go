//go:build unix

// Command bench measures the program beside its peers: a bare Bubble Tea
// program, curl, jq, net/http and golang-jwt. What stands beside each other was
// measured in one run, in turns, and is a median. Only the ratios travel from
// machine to machine. It exits with 0 even when a budget is missed.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	binary := flag.String("binary", "", "the program; built when empty")
	flag.Parse()
	if err := run(*binary); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run builds what is missing and prints one section after the other.
func run(binary string) error {
	dir, err := os.MkdirTemp("", "ripio-explorer-bench")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	b := bench{dir: dir, bare: filepath.Join(dir, "bare"), binary: binary}
	if err := build(b.bare, "devtools/ripio-explorer/tui/bench/bare"); err != nil {
		return err
	}
	if b.binary == "" {
		b.binary = filepath.Join(dir, "ripio-explorer")
		if err := build(b.binary, "devtools/ripio-explorer"); err != nil {
			return err
		}
	}
	if b.binary, err = filepath.Abs(b.binary); err != nil {
		return fmt.Errorf("finding the program: %w", err)
	}
	printHead()
	for _, section := range []func() ([]row, error){
		b.start, b.keys, b.idle, b.frame, b.size, b.token, b.decode, inProcess,
	} {
		rows, err := section()
		if err != nil {
			return err
		}
		for _, row := range rows {
			row.print()
		}
	}
	return nil
}

// bench knows the programs that are compared.
type bench struct{ dir, binary, bare string }

// build builds a stripped program without cgo, as make build does.
func build(path, target string) error {
	command := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, target)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", target, err, output)
	}
	return nil
}
