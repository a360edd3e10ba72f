package qr

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// Picture is a code as a PNG file that only this user can read, in the folder for
// temporary files, for a viewer of pictures.
type Picture struct {
	// Path is where the file is.
	Path string

	closing sync.Once
	err     error
	timer   *time.Timer
}

// Save writes the code to a new file of mode 0600. Close removes it, and so does the
// end of its life, unless that is zero. A program that is killed leaves it there.
func (c Code) Save(life time.Duration) (*Picture, error) {
	file, err := os.CreateTemp("", "ripio-explorer-*.png") // 0600
	if err != nil {
		return nil, fmt.Errorf("make a file for the QR code: %w", err)
	}
	p := &Picture{Path: file.Name()}
	err = c.WritePNG(file)
	if closed := file.Close(); err == nil && closed != nil {
		err = fmt.Errorf("write the picture: %w", closed)
	}
	if err != nil {
		_ = p.Close()
		return nil, err
	}
	if life > 0 {
		p.timer = time.AfterFunc(life, p.remove)
	}
	return p, nil
}

// Close removes the file. It may be called more than once and from any goroutine;
// nil has nothing to remove. A file that is gone already is not an error.
func (p *Picture) Close() error {
	if p == nil {
		return nil
	}
	if p.timer != nil {
		p.timer.Stop()
	}
	p.remove()
	return p.err
}

// remove is what the timer runs: it must not look at the timer, which Save may still be
// setting.
func (p *Picture) remove() {
	p.closing.Do(func() {
		if err := os.Remove(p.Path); err != nil && !os.IsNotExist(err) {
			p.err = fmt.Errorf("remove the picture of the QR code: %w", err)
		}
	})
}
