package console

import (
	"context"
	"io"
	"strings"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// secretLimit is far above any secret.
const secretLimit = 64 << 10

// Pipe is what a command reads of secrets from an input that is not a terminal.
type Pipe struct {
	// Wanted names the lines, such as "passphrase" and "client_secret".
	Wanted []string
	// Otherwise ends the hint for a terminal, such as ", or use --secret-env NAME".
	Otherwise string
}

// ReadPipe reads the whole input: one line for each that is wanted. It reports
// whether line breaks around the only line were left out: echo and editors add
// them. It ends with the context, as a pipe may never end.
func (c *Console) ReadPipe(ctx context.Context, p Pipe) (lines []redact.Secret, trimmed bool, err error) {
	no := func(message, hint string) ([]redact.Secret, bool, error) { return nil, false, Missing(message, hint) }
	what, single := strings.Join(p.Wanted, " and "), len(p.Wanted) == 1
	pipe, only := "Pipe the "+what+" into the command", "Pipe only the "+what+", for example through head -n 1."
	if !single {
		pipe += ", one a line in this order"
		only = "Pipe only the " + what + " into the command, one a line in this order."
	}
	if c.IsTerminal(c.In) {
		return no("The input is a terminal, which would show the "+what+".", pipe+p.Otherwise+".")
	}
	read, ended := Within(ctx, func() (r struct {
		data []byte
		err  error
	}) {
		r.data, r.err = io.ReadAll(io.LimitReader(c.In, secretLimit+1))
		return r
	})
	data := read.data
	text := strings.TrimRight(string(data), "\r\n")
	if single {
		text = strings.TrimLeft(text, "\r\n")
	}
	found := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	switch {
	case !ended || read.err != nil:
		return no("The input could not be read to its end.", pipe+" again.")
	case len(data) > secretLimit:
		return no("The input is longer than any "+what+".", "Pipe only the "+what+" into the command.")
	case pasted.LooksUTF16(data):
		return no("The input is UTF-16, as PowerShell's > and Out-File write it.", pipe+" as UTF-8.")
	case single && strings.ContainsAny(text, "\r\n"):
		return no("The input has more than one line.", only)
	case len(found) > len(p.Wanted):
		return no("The input has too many lines.", only)
	}
	for i, wanted := range p.Wanted {
		if i >= len(found) || found[i] == "" {
			return no("The input holds no "+wanted+".", pipe+".")
		}
		lines = append(lines, redact.NewSecret(found[i]))
	}
	return lines, single && len(text) != len(data), nil
}

// Within does what may hang, such as a read of a pipe or a file, until ctx ends, and
// reports whether it ended before. If not, it goes on until the program ends: what it
// returns is lost, and it must touch nothing that is used afterwards.
func Within[T any](ctx context.Context, do func() T) (result T, ended bool) {
	done := make(chan T, 1)
	go func() { done <- do() }()
	select {
	case result = <-done:
		return result, true
	case <-ctx.Done():
		return result, false
	}
}
