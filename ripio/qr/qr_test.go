package qr_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
)

// link has the length and the characters of a widget link with all its parameters.
var link = "https://b2b-widget-onramp.sandbox.ripio.com/offramp.html?_to=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	strings.Repeat("eyJzZXNzaW9uIjoiMThh", 8) + ".4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI&_addr=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed" +
	"&_net=ETHEREUM_SEPOLIA&_amount=2100&_crypto=RTEST&_tracking_session=a%20b"

func encode(t *testing.T, text string) qr.Code {
	t.Helper()
	code, err := qr.Encode(redact.NewSecret(text))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// scan reads a picture with zbar.
func scan(t *testing.T, path string) string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("there is no zbarimg here")
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// photograph draws lines as a terminal shows them: two square halves in a cell.
func photograph(t *testing.T, lines []string, ink, background color.Color) string {
	t.Helper()
	const size = 6
	width := utf8.RuneCountInString(lines[0])
	picture := image.NewRGBA(image.Rect(0, 0, (width+8)*size, (len(lines)*2+8)*size))
	for y := range picture.Rect.Dy() { // the screen around the code
		for x := range picture.Rect.Dx() {
			picture.Set(x, y, background)
		}
	}
	for row, line := range lines {
		for column, char := range []rune(line) {
			for half, chars := range []string{"█▀", "█▄"} {
				if !strings.ContainsRune(chars, char) {
					continue
				}
				for i := range size * size {
					picture.Set((column+4)*size+i%size, (row*2+half+4)*size+i/size, ink)
				}
			}
		}
	}
	path := filepath.Join(t.TempDir(), "screen.png")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(file, picture), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestATerminalsLinesAreRead on a dark and on a light background, whose colours are
// those of usual themes.
func TestATerminalsLinesAreRead(t *testing.T) {
	for _, text := range []string{link, "https://b2b-widget-onramp.ripio.com?_to=x", strings.Repeat("a", 1200)} {
		code := encode(t, text)
		for _, look := range []struct {
			name            string
			ink             qr.Ink
			drawn, unpaired color.Color
		}{
			{"light on dark", qr.LightInk, color.Gray{0xd0}, color.Gray{0x1e}},
			{"dark on light", qr.DarkInk, color.Gray{0x20}, color.RGBA{0xfd, 0xf6, 0xe3, 0xff}},
		} {
			lines := code.Lines(look.ink)
			if len(lines) != code.Height() {
				t.Errorf("%d lines, not %d", len(lines), code.Height())
			}
			for _, line := range lines {
				if utf8.RuneCountInString(line) != code.Width() {
					t.Fatalf("a line of %d cells, not %d", utf8.RuneCountInString(line), code.Width())
				}
			}
			if got := scan(t, photograph(t, lines, look.drawn, look.unpaired)); got != text {
				t.Errorf("%s: read %q", look.name, got)
			}
		}
	}
}

func TestThePictureIsRead(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	picture, err := encode(t, link).Save(0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = picture.Close() }()
	if got := scan(t, picture.Path); got != link {
		t.Errorf("read %q", got)
	}
}

func TestThePictureGoes(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	left := func() []os.DirEntry {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return entries
	}
	picture, err := encode(t, link).Save(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(picture.Path)
	if err != nil || info.Mode().Perm() != 0o600 || filepath.Dir(picture.Path) != dir {
		t.Errorf("%s: %v, %v", picture.Path, info.Mode(), err)
	}
	if err := errors.Join(picture.Close(), picture.Close(), (*qr.Picture)(nil).Close()); err != nil || len(left()) > 0 {
		t.Errorf("left %v, %v", left(), err)
	}
	if picture, err = encode(t, link).Save(time.Nanosecond); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); len(left()) > 0 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if len(left()) > 0 {
		t.Error("the end of its life leaves the picture there")
	}
	t.Setenv("TMPDIR", filepath.Join(dir, "none"))
	if _, err := encode(t, link).Save(0); err == nil {
		t.Error("there is no error without a folder")
	}
	_ = picture.Close()
}

func TestWhatDoesNotFit(t *testing.T) {
	if _, err := qr.Encode(redact.NewSecret(strings.Repeat("x", 2953))); err != nil {
		t.Errorf("2953 bytes: %v", err)
	}
	if _, err := qr.Encode(redact.NewSecret(strings.Repeat("x", 2954))); !errors.Is(err, qr.ErrTooLong) {
		t.Errorf("2954 bytes: %v", err)
	}
}

// TestACodeIsNotPrintedByAccident: it is the link in another form.
func TestACodeIsNotPrintedByAccident(t *testing.T) {
	code := encode(t, link)
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %#v %s %v", code, code, code, code, struct{ code qr.Code }{code})
	if strings.Contains(out.String(), "true") || strings.Contains(out.String(), "█") || !strings.Contains(out.String(), "cells wide") {
		t.Errorf("printed: %.200s", out.String())
	}
}
