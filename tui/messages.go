package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// Messages tell what happened outside; each carries its error. Their commands
// stand beside them and are given only the values they need.

// simulatorMsg brings the simulator once it listens.
type simulatorMsg struct {
	simulator Simulator
	err       error
}

func startSimulator(start func(string) (Simulator, error), scenario string) tea.Cmd {
	return func() tea.Msg {
		server, err := start(scenario)
		return simulatorMsg{simulator: server, err: err}
	}
}

// secretMsg brings the secret for a send.
type secretMsg struct {
	sending sending
	secret  redact.Secret
	err     error
}

func resolveSecret(s sending, secrets *profiles.Secrets) tea.Cmd {
	return func() tea.Msg {
		secret, err := s.secret.fetch(s.context, secrets)
		return secretMsg{sending: s, secret: secret, err: err}
	}
}

// exchangeMsg brings the story of a send.
type exchangeMsg struct {
	sending  sending
	exchange ripio.Exchange
}

type authenticate func(context.Context, ripio.Environment, ripio.Request) ripio.Exchange

func sendRequest(s sending, call authenticate) tea.Cmd {
	return func() tea.Msg {
		exchange := call(s.context, s.environment, s.request)
		exchange.Profile = s.owner.profile
		return exchangeMsg{sending: s, exchange: exchange}
	}
}

// tickMsg asks for a new drawing. Only the newest loop goes on.
type tickMsg struct{ loop int }

// copiedMsg tells what became of a copy.
type copiedMsg struct {
	what, route string
	err         error
}

func copyText(put func(string) (string, error), what, text string) tea.Cmd {
	return func() tea.Msg {
		route, err := put(text)
		return copiedMsg{what: what, route: route, err: err}
	}
}
