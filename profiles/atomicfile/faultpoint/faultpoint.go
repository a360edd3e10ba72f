// Package faultpoint marks the places where files are changed on disk, so that a
// test can end a process before each of them. The program sets nothing here.
package faultpoint

// Before is called with the name of the system call that comes next, such as
// "rename"; nil for nothing. Only tests set it, before anything else runs.
var Before func(call string)

// Pass says that the system call of that name comes next.
func Pass(call string) {
	if Before != nil {
		Before(call)
	}
}
