package command

import "os/exec"

// guard does nothing on Windows yet: there a job object would be its kind.
type guard struct{}

func newGuard(*exec.Cmd) *guard { return nil }

func (*guard) dismiss(bool) {}
