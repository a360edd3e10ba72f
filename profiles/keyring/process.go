package keyring

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"time"
)

const (
	// pipeLimit is how long a killed child's output may stay open: something
	// that the child started may hold it.
	pipeLimit = 50 * time.Millisecond
	// reapLimit is how long a killed child is waited for. One that the system
	// itself holds up ends by itself later.
	reapLimit = 150 * time.Millisecond
)

// process is a child and what it wrote.
type process struct {
	command *exec.Cmd
	out     *boundedBuffer
}

// start starts a child and hands it the request. When the context is done the
// child is killed with everything that it started.
func start(ctx context.Context, program string, environment []string, asked request) (*process, error) {
	message, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	if program == "" {
		if program, err = ownProgram(); err != nil {
			return nil, err
		}
	}
	command := exec.CommandContext(ctx, program, ChildArgument) //nolint:gosec // it is this program, or the one that the caller chose
	command.Args[0] = os.Args[0]
	command.Env = environment
	command.WaitDelay = pipeLimit
	separate(command)
	out := new(boundedBuffer)
	command.Stdout = out
	in, err := command.StdinPipe() // Wait closes it, see request
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	go func() {
		// A child that does not read is killed in the end, which ends the write.
		_, _ = in.Write(message)
	}()
	return &process{command: command, out: out}, nil
}

// ownProgram returns the path of the running program. On Linux it is one that
// leads to the same file even when the program was replaced or removed
// meanwhile.
func ownProgram() (string, error) {
	const self = "/proc/self/exe"
	if runtime.GOOS == "linux" {
		if _, err := os.Stat(self); err == nil {
			return self, nil
		}
	}
	return os.Executable()
}

// wait waits until the child has answered and ended, or the context is done; it
// calls onSlow once if slow fires before. The problem says why there is no
// answer; it is empty when there is one.
func (p *process) wait(ctx context.Context, slow <-chan time.Time, onSlow func()) (answer reply, problem string) {
	ended := make(chan error, 1)
	go func() { ended <- p.command.Wait() }()
	done, late := ctx.Done(), (<-chan time.Time)(nil)
	for {
		select {
		case <-slow:
			if onSlow != nil {
				onSlow()
			}
		case <-done:
			done, late = nil, time.After(reapLimit)
		case <-late:
			return reply{}, "it cannot be ended"
		case err := <-ended:
			return p.answer(err)
		}
	}
}

// answer reads what the child wrote; err is how it ended.
func (p *process) answer(err error) (answer reply, problem string) {
	switch state := p.command.ProcessState; {
	case state == nil:
		return reply{}, err.Error()
	case !state.Success():
		return reply{}, state.String()
	}
	if json.Unmarshal(p.out.kept.Bytes(), &answer) != nil {
		return reply{}, "its answer was cut off"
	}
	return answer, ""
}

// boundedBuffer keeps what a child writes. When that is too much it fails, and
// so does the child's next write.
type boundedBuffer struct{ kept bytes.Buffer }

func (b *boundedBuffer) Write(data []byte) (int, error) {
	if b.kept.Len()+len(data) > maxReply {
		return 0, errors.New("the answer is too long")
	}
	return b.kept.Write(data)
}
