package terminal

import (
	"reflect"

	tea "github.com/charmbracelet/bubbletea"
)

// guarded is a model whose panics, and those of its commands, stop the program
// instead of tearing it down with the terminal in disorder.
type guarded struct {
	tea.Model
	painter *painter
	stop    func(cause error)
	stopped func() bool
}

// Init returns the model's first command.
func (g guarded) Init() (command tea.Cmd) {
	defer g.recover()
	return g.guard(g.Model.Init())
}

// Update passes a message to the model. After a panic the model stays as it
// was.
func (g guarded) Update(message tea.Msg) (next tea.Model, command tea.Cmd) {
	next = g
	if g.stopped() || !g.painter.notice(message) {
		return next, nil
	}
	defer g.recover()
	model, command := g.Model.Update(message)
	g.Model = model
	return g, g.guard(command)
}

// View has the painter show the model; Bubble Tea gets nothing to draw. A model
// that has to end is drawn no more: it may have panicked here.
func (g guarded) View() string {
	if g.stopped() {
		return ""
	}
	defer g.recover()
	g.painter.paint(g.Model.View)
	return ""
}

// guard wraps a command and all commands that it brings forth.
func (g guarded) guard(command tea.Cmd) tea.Cmd {
	if command == nil {
		return nil
	}
	return func() (message tea.Msg) {
		defer g.recover()
		return g.guardAll(command())
	}
}

var commandType = reflect.TypeFor[tea.Cmd]()

// guardAll wraps the commands of a batch or a sequence, and leaves every other
// message alone. The type of a sequence is not exported, hence the reflection.
func (g guarded) guardAll(message tea.Msg) tea.Msg {
	commands := reflect.ValueOf(message)
	if commands.Kind() != reflect.Slice || commands.Type().Elem() != commandType {
		return message
	}
	wrapped := reflect.MakeSlice(commands.Type(), commands.Len(), commands.Len())
	for i := range commands.Len() {
		command, _ := commands.Index(i).Interface().(tea.Cmd)
		wrapped.Index(i).Set(reflect.ValueOf(g.guard(command)))
	}
	return wrapped.Interface()
}

// recover stops the program if the goroutine panics. It must be deferred
// itself.
func (g guarded) recover() {
	if value := recover(); value != nil {
		g.stop(newPanic(value))
	}
}
