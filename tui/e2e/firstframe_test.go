//go:build unix

package e2e_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/tui"
)

// firstFrameOnly is set for the process that makes nothing but a first frame.
const firstFrameOnly = "RIPIO_EXPLORER_TEST_FIRST_FRAME"

// TestTheFirstFrameReadsNoWords makes the explorer and its first frame in a process
// of its own, and looks for the reader of the TOML files among all that allocated.
func TestTheFirstFrameReadsNoWords(t *testing.T) {
	if os.Getenv(firstFrameOnly) == "" {
		command := exec.Command(os.Args[0], "-test.run=^TestTheFirstFrameReadsNoWords$", "-test.v")
		command.Env = append(os.Environ(), firstFrameOnly+"=1", "GODEBUG=memprofilerate=1")
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
		return
	}
	folder := t.TempDir()
	manager := profiles.NewManager(folder, filepath.Join(folder, "state"), os.LookupEnv)
	deps := tui.Deps{Now: time.Now, Local: time.UTC, NewExternalRef: field.NewExternalRef, Every: tea.Every, Profiles: manager}
	model := tui.New(deps, tui.Options{Environment: ripio.Simulator, ExternalRef: "3f2b8c1e", Width: 120, Height: 36, Renderer: lipgloss.NewRenderer(io.Discard)})
	if frame := model.View(); !strings.Contains(frame, "3f2b8c1e") {
		t.Fatalf("the first frame is\n%s", frame)
	}
	if reader := wordsReader(); reader != "" {
		t.Fatalf("words were read by\n%s", reader)
	}
	model.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
	if frame := model.View(); !strings.Contains(frame, "not a UUID") || wordsReader() == "" {
		t.Fatalf("the form is not checked in\n%s", frame)
	}
}

// wordsReader returns the calls by which a TOML file was read since the process
// began; empty when none was.
func wordsReader() string {
	runtime.GC()
	runtime.GC() // a profile is of the last cycle but one
	records := make([]runtime.MemProfileRecord, 1<<16)
	n, complete := runtime.MemProfile(records, true)
	if !complete {
		panic("more places that allocate than expected")
	}
	for _, record := range records[:n] {
		var calls []string
		frames := runtime.CallersFrames(record.Stack())
		for more := true; more; {
			var frame runtime.Frame
			frame, more = frames.Next()
			calls = append(calls, frame.Function)
		}
		if text := strings.Join(calls, "\n"); strings.Contains(text, "/go-toml/") {
			return text
		}
	}
	return ""
}
