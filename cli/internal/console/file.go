package console

import (
	"io"
	"os"

	"devtools/ripio-explorer/ripio/pasted"
)

// TextFile is what a command reads from a file that is named, or from the input.
type TextFile struct {
	// What names the text in a message.
	What string
	// Limit is how many bytes are read. TooLong is the error of more; nil leaves that to
	// the reader, who gets one byte more.
	Limit   int64
	TooLong error
	// UTF8 is the advice for a text in UTF-16.
	UTF8 string
}

// ReadText reads the file of a name, or the input for -. No message repeats the name.
func (c *Console) ReadText(name string, f TextFile) ([]byte, error) {
	in := c.In
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, Missing("The file cannot be opened.", "Name a file that can be read, or - for the input.")
		}
		defer file.Close()
		in = file
	} else if c.IsTerminal(c.In) {
		return nil, Usage("the input is a terminal: name a file, or pipe the " + f.What + " into the command")
	}
	data, err := io.ReadAll(io.LimitReader(in, f.Limit+1))
	switch {
	case err != nil:
		return nil, Missing("The text could not be read to its end.")
	case f.TooLong != nil && int64(len(data)) > f.Limit:
		return nil, f.TooLong
	case pasted.LooksUTF16(data):
		return nil, Missing("The text is UTF-16, as PowerShell's > and Out-File write it.", f.UTF8)
	}
	return data, nil
}
