package keyring

// ChildArgument is the only argument of the child process.
const ChildArgument = "keyring-child"

const (
	// maxRequest bounds what the child reads: a secret in base64 and two names.
	maxRequest = 16 << 10
	// maxReply bounds what the parent reads; a list of accounts is the largest.
	maxReply = 1 << 20
)

// The operations that a child does, one in its life.
const (
	operationGet    = "get"
	operationSet    = "set"
	operationDelete = "delete"
	operationList   = "list"
)

// request goes from the parent to the child, as one JSON value. The child's
// standard input stays open after it: its end tells the child that the parent
// is gone.
type request struct {
	Operation string `json:"operation"`
	Service   string `json:"service"`
	Account   string `json:"account,omitempty"`
	// Secret is what to set. Bytes travel as base64, so that any bytes arrive as
	// they are.
	Secret []byte `json:"secret,omitempty"`
}

// reply goes from the child to the parent, as one JSON value.
type reply struct {
	// Outcome is a key of outcomes, or outcomeDone.
	Outcome string `json:"outcome"`
	// Reason is a text from outside; it may be empty.
	Reason   string   `json:"reason,omitempty"`
	Secret   []byte   `json:"secret,omitempty"`
	Accounts []string `json:"accounts,omitempty"`
}

const (
	outcomeDone       = "done"
	outcomeNoKeyring  = "no keyring"
	outcomeLocked     = "locked"
	outcomeNotFound   = "not found"
	outcomeTooLarge   = "too large"
	outcomeCrashed    = "crashed"
	outcomeRefused    = "refused"
	outcomeNotDone    = "not done"
	outcomeCannotList = "cannot list"
)

// outcomes are the errors that a child reports.
var outcomes = map[string]error{
	outcomeNoKeyring:  ErrNoKeyring,
	outcomeLocked:     ErrLocked,
	outcomeNotFound:   ErrNotFound,
	outcomeTooLarge:   ErrTooLarge,
	outcomeCrashed:    ErrCrashed,
	outcomeRefused:    ErrRefused,
	outcomeNotDone:    ErrNotDone,
	outcomeCannotList: ErrCannotList,
}
