// Package qr draws a text as a QR code (ISO/IEC 18004): in half blocks for a terminal,
// and as a picture.
package qr

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"

	"github.com/boombuler/barcode/qr"

	"devtools/ripio-explorer/ripio/redact"
)

// ErrTooLong says that a text does not fit into the largest QR code: 2953 bytes at
// the lowest error correction.
var ErrTooLong = errors.New("the text is too long for a QR code")

// QuietZone is how many light modules the standard wants around a code.
const QuietZone = 4

// Code is a QR code with its quiet zone. It holds its text as a picture, so it is as
// secret as the text: however it is printed, only its size is told.
type Code struct{ modules *modules }

// modules are the rows of a code, quiet zone included; true is dark.
type modules [][]bool

// Encode makes the QR code of a text, with the lowest error correction: on a screen
// nothing is torn or stained, and fewer modules are larger ones.
func Encode(text redact.Secret) (Code, error) {
	drawn, err := qr.Encode(text.Reveal(), qr.L, qr.Unicode)
	if err != nil {
		return Code{}, ErrTooLong // it has no other error for this mode
	}
	side := drawn.Bounds().Dx()
	rows := make(modules, side+2*QuietZone)
	for y := range rows {
		rows[y] = make([]bool, len(rows))
	}
	for y := range side {
		for x := range side {
			red, _, _, _ := drawn.At(x, y).RGBA()
			rows[y+QuietZone][x+QuietZone] = red == 0
		}
	}
	return Code{&rows}, nil
}

// IsEmpty reports whether there is no code.
func (c Code) IsEmpty() bool { return c.modules == nil }

// Width is how many cells a line of Lines takes.
func (c Code) Width() int {
	if c.IsEmpty() {
		return 0
	}
	return len(*c.modules)
}

// Height is how many lines Lines gives.
func (c Code) Height() int { return (c.Width() + 1) / 2 }

// Ink is what a terminal draws characters in.
type Ink int

// The inks: a dark background has light characters, a light one dark ones. Give
// DarkInk where the colours are set to black on white, whatever the terminal's own.
const (
	LightInk Ink = iota
	DarkInk
)

// Lines draws the code in half blocks, two rows of modules in a line. Where the ink is
// light, the light modules are drawn, and the dark ones are left to the background.
func (c Code) Lines(ink Ink) []string {
	lines := make([]string, 0, c.Height())
	drawn := func(x, y int) bool {
		dark := y < c.Width() && (*c.modules)[y][x]
		return dark == (ink == DarkInk)
	}
	for y := 0; y < c.Width(); y += 2 {
		var line strings.Builder
		for x := range c.Width() {
			switch upper, lower := drawn(x, y), drawn(x, y+1); {
			case upper && lower:
				line.WriteRune('█')
			case upper:
				line.WriteRune('▀')
			case lower:
				line.WriteRune('▄')
			default:
				line.WriteByte(' ')
			}
		}
		lines = append(lines, line.String())
	}
	return lines
}

// pixels is how many pixels of a picture a module is wide.
const pixels = 8

// WritePNG writes the code as a black and white PNG, 8 pixels for a module.
func (c Code) WritePNG(to io.Writer) error {
	picture := image.NewPaletted(image.Rect(0, 0, c.Width()*pixels, c.Width()*pixels), color.Palette{color.White, color.Black})
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			if (*c.modules)[y/pixels][x/pixels] {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	if err := png.Encode(to, picture); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// String tells the size.
func (c Code) String() string { return fmt.Sprintf("QR code, %d cells wide", c.Width()) }

// Format writes what String gives, for every verb and flag of package fmt.
func (c Code) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, c.String()) }
