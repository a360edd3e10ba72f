package sending

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/theme"
)

// Host is what the flow of a send may do with the explorer.
type Host struct {
	dialog.Host
	Manager *profiles.Manager
	// Authenticate makes the one call. Demo tells that only the simulator is called.
	Authenticate   Authenticate
	Demo           bool
	Fingerprint    func(redact.Secret) string
	NewExternalRef func() string
	Now            func() time.Time
	Local          func() *time.Location
	Settings       func() config.Settings

	Pane Pane
	// Unsay takes the notice away.
	Unsay func()

	// Owner is whose a token would be that is requested now, Capture a send of what is
	// selected now.
	Owner   func() Owner
	Capture func(Kind) Send
	// Unready says why the selected request cannot be sent as it is, and Stale why what
	// is shown is not of it; empty when it is.
	Unready func() string
	Stale   func() string

	// Unlock is how to go on where a store of secrets is locked or damaged; nil for
	// any other error. EditPlace opens the selected profile, EditSecret at its secret.
	Unlock     func(err error, again func() tea.Cmd) (open func())
	EditPlace  func()
	EditSecret func() tea.Cmd
	// PaletteKey is the key of the list of commands.
	PaletteKey string

	// Sent is told of each answer. Note writes down who was used and how the
	// credentials of a profile fared; KeepTokens tells that the history takes tokens.
	Sent       func(ripio.Exchange)
	Note       func(AnswerMsg) tea.Cmd
	KeepTokens func() bool
	// Written is told when the history has a new line, Shown when the selected user's
	// outcome may be another.
	Written func()
	Shown   func()
	// PlaceWords name the profile and the environment of an exchange, TestTable lays
	// the answers of negative tests out.
	PlaceWords func(ripio.Exchange) string
	TestTable  func(s theme.Styles, answers []ripio.Exchange, waiting []ripio.NegativeTest, stopped string, width int) []string
}

// Pane is where a send under way and its answer are shown.
type Pane interface {
	// Exchange is what is shown, Own the selected user's own outcome, whatever was
	// opened over it.
	Exchange() *ripio.Exchange
	Own() *ripio.Exchange
	// Opened reports whether something was opened over the own outcome, the others
	// what is shown.
	Opened() bool
	IsSending() bool
	IsTest() bool
	IsRejection() bool
	// ShowSending shows a send in place of all others. OpenSending shows one that is no
	// outcome of the selected user's; EndSending brings back what was there before.
	ShowSending(Progress)
	OpenSending(Progress)
	EndSending()
	// ShowExchange shows an outcome; ShowOwn puts it under what was opened, and reports
	// whether it is another one. ShowNothing says why there is none.
	ShowExchange(ripio.Exchange)
	ShowOwn(ripio.Exchange) (changed bool)
	ShowNothing(why string)
	// SetRemark adds how the request was sent, SetAside what esc goes back to.
	SetRemark(text string)
	SetAside(text string)
	// Amend replaces an exchange, Remembered adds what is known beside one, where it is
	// shown.
	Amend(ripio.Exchange)
	Remembered(profiles.Attempt, cause.Background, []profiles.Lifetime)
	// LeaveHistory makes room where the history lies over the outcome, ComeForward
	// where only one pane fits.
	LeaveHistory()
	ComeForward()
}

// Progress is a send that is under way, or waits for its time.
type Progress struct {
	Environment ripio.Environment
	Since       time.Time
	// Until and Why belong to a send that waits; Until is zero otherwise.
	Until time.Time
	Why   string
	// What names a send that is not an ordinary one.
	What string
}
