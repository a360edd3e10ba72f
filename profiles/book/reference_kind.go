package book

import "strings"

// StoreKind is one way of keeping a secret, or of finding one that others keep.
type StoreKind string

// The kinds, by the word with which their references begin.
const (
	KindKeyring  StoreKind = "keyring"
	KindSealed   StoreKind = "sealed"
	KindPlain    StoreKind = "plain"
	KindVariable StoreKind = "env"
	KindCommand  StoreKind = "cmd"
	KindAsk      StoreKind = "ask"
)

// StoreKinds lists all kinds in the order in which they are offered, the safest
// first.
var StoreKinds = []StoreKind{KindKeyring, KindSealed, KindCommand, KindAsk, KindVariable, KindPlain}

// Keeps reports whether the program writes secrets of this kind somewhere:
// keyring, encrypted file and plain file. The others are only read or asked.
func (k StoreKind) Keeps() bool { return k == KindKeyring || k == KindSealed || k == KindPlain }

// Label is the kind's name for a list of choices, such as "OS keyring".
func (k StoreKind) Label() string {
	if kind := k.find(); kind != nil {
		return kind.title
	}
	return "not a known reference"
}

// Summary says in a few words what keeps the secret, for a list of choices.
func (k StoreKind) Summary() string {
	if kind := k.find(); kind != nil {
		return kind.summary
	}
	return ""
}

// Description says in one sentence what choosing the kind means.
func (k StoreKind) Description() string {
	if kind := k.find(); kind != nil {
		return kind.description
	}
	return ""
}

func (k StoreKind) find() *referenceKind {
	for i := range referenceKinds {
		if referenceKinds[i].kind == k {
			return &referenceKinds[i]
		}
	}
	return nil
}

// PlainFileWarning is shown, and has to be accepted, before a secret is written
// to a file that is not encrypted.
const PlainFileWarning = "The plain file is not encrypted. Every program that runs as you can read the secret, " +
	"and so can whoever gets your disk, a backup of it or a synchronised copy of the folder. " +
	"Choose it only where nothing else works, and never for production."

// referenceKind is one form of reference. The part before the colon selects
// it, and selects the source that Secrets reads from.
type referenceKind struct {
	kind                        StoreKind
	title, summary, description string
	// form shows how the reference is written.
	form string
	// check says what is wrong with what follows the colon; empty when nothing.
	check func(argument string, hasArgument bool) string
	label func(argument string) string
}

var referenceKinds = []referenceKind{
	{
		kind: KindKeyring, title: "OS keyring", summary: "the system keeps it, unlocked with your session",
		description: "The system's own store keeps it, unlocked together with your session. Programs of the same session can ask for it too.",
		form:        "keyring",
		check:       checkNoArgument, label: fixedLabel("OS keyring"),
	},
	{
		kind: KindSealed, title: "encrypted file", summary: "opened by a passphrase, typed once each session",
		description: "A file that only your passphrase opens. You type the passphrase once in each session.",
		form:        "sealed",
		check:       checkNoArgument, label: fixedLabel("encrypted file"),
	},
	{
		kind: KindPlain, title: "plain file", summary: "not encrypted; where nothing else works",
		description: "A file that is closed to other users, but not encrypted.",
		form:        "plain",
		check:       checkNoArgument, label: fixedLabel("plain file"),
	},
	{
		kind: KindVariable, title: "environment variable", summary: "read from it; nothing is written",
		description: "It is read from a variable of this program's environment; this program writes it nowhere.",
		form:        "env:NAME",
		check:       checkVariableName, label: func(argument string) string { return "from $" + argument },
	},
	{
		kind: KindCommand, title: "command", summary: "a password manager prints it at each send",
		description: "A command of a password manager, such as op, pass or secret-tool, prints it at each send; this program writes it nowhere.",
		form:        `cmd:["program", "argument"]`,
		check:       checkCommand, label: commandLabel,
	},
	{
		kind: KindAsk, title: "ask each session", summary: "typed by you, kept in memory only",
		description: "You type it once in each session. It stays in memory until the program ends.",
		form:        "ask",
		check:       checkNoArgument, label: fixedLabel("asked each session"),
	},
}

func fixedLabel(text string) func(string) string { return func(string) string { return text } }

func referenceForms() string {
	var forms []string
	for _, kind := range referenceKinds {
		forms = append(forms, kind.form)
	}
	last := len(forms) - 1
	return strings.Join(forms[:last], ", ") + ", or " + forms[last]
}

// OtherPlaces names the kinds that could be chosen instead of the given one,
// for the end of an error's text.
func OtherPlaces(instead StoreKind) string {
	var names []string
	for _, kind := range StoreKinds {
		if kind != instead {
			names = append(names, kind.Label())
		}
	}
	last := len(names) - 1
	return "choose another place for the secret: " + strings.Join(names[:last], ", ") + " or " + names[last]
}
