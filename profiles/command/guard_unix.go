//go:build unix

package command

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"
)

const shell = "/bin/sh"

// guardScript becomes the command, after it has left a guard in the command's
// process group: a process that waits for a word that the command has ended. If
// its input ends before that, so has the program, whatever ended it, and the group
// is killed. The guard is there before the command, holds none of its output, and
// is not a child of it, for which the command could wait.
const guardScript = `( { read -r ended <&3 || kill -KILL 0; } </dev/null >/dev/null 2>&1 & ); exec 3<&-; exec "$@"`

// guard has a command end with this program, also by kill -9.
type guard struct{ program, command *os.File }

// newGuard changes a command that is about to start. It leaves it as it is, and
// gives nil, where there is no shell, as in some containers, and where the command
// is not going to start: the system says better than the shell why.
func newGuard(command *exec.Cmd) *guard {
	if command.Err != nil || !canStart(command.Path) || !canStart(shell) {
		return nil
	}
	output, input, err := os.Pipe()
	if err != nil {
		return nil
	}
	command.Args = append([]string{shell, "-c", guardScript, shell, command.Path}, command.Args[1:]...)
	command.Path = shell
	command.ExtraFiles = []*os.File{output} // descriptor 3
	return &guard{program: input, command: output}
}

// dismiss ends the guard. ended tells that the command has ended; what it left
// running stays then.
func (g *guard) dismiss(ended bool) {
	if g == nil {
		return
	}
	if ended {
		_, _ = g.program.WriteString("ended\n")
	}
	_ = g.program.Close()
	_ = g.command.Close()
}

// canStart reports whether nothing is known that keeps a program from starting: it is
// there, may be run, and so is the interpreter that its first line names.
func canStart(path string) bool {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() || unix.Access(path, unix.X_OK) != nil {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return true // what may be run need not be readable
	}
	defer file.Close()
	const longestLine = 256 // Source: execve(2)
	line, _ := bufio.NewReader(io.LimitReader(file, longestLine)).ReadString('\n')
	rest, isScript := strings.CutPrefix(line, "#!")
	interpreter := strings.Fields(rest)
	if !isScript || len(interpreter) == 0 {
		return true
	}
	_, err = os.Stat(interpreter[0])
	return err == nil
}
