package profiles

import (
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/profiles/state"
)

// What callers of this package speak of, from the packages that it joins.
type (
	Book              = book.Book
	Store             = book.Store
	Profile           = book.Profile
	Account           = book.Account
	User              = book.User
	SecretReference   = book.SecretReference
	SecretKey         = book.SecretKey
	StoreKind         = book.StoreKind
	Warning           = book.Warning
	ConflictError     = book.ConflictError
	CorruptError      = book.CorruptError
	NewerVersionError = book.NewerVersionError
	Secrets           = secrets.Secrets
	SecretsOption     = secrets.SecretsOption
	PlaceError        = secrets.PlaceError
	VariableError     = secrets.VariableError
	Attempt           = history.Attempt
	Filter            = history.Filter
	PurgeChoice       = history.PurgeChoice
	History           = history.History
	Lifetime          = history.Lifetime
	TestUser          = state.TestUser
	Users             = state.Users
	Record            = state.Record
	Records           = state.Records
	Outcome           = state.Outcome
	Watched           = state.Watched
	WatchKey          = state.WatchKey
	Observed          = state.Observed
	StateError        = state.StateError
)

// The references to secrets and their kinds, see package book.
const (
	InKeyring        = book.InKeyring
	InSealedFile     = book.InSealedFile
	InPlainFile      = book.InPlainFile
	Ask              = book.Ask
	InvalidReference = book.InvalidReference

	KindKeyring  = book.KindKeyring
	KindSealed   = book.KindSealed
	KindPlain    = book.KindPlain
	KindVariable = book.KindVariable
	KindCommand  = book.KindCommand
	KindAsk      = book.KindAsk
)

// The errors that callers look for. Those of the places of secrets are in the
// packages keyring, command and secretfile.
var (
	ErrNameEmpty     = book.ErrNameEmpty
	ErrNameTooLong   = book.ErrNameTooLong
	ErrNameSpace     = book.ErrNameSpace
	ErrNameControl   = book.ErrNameControl
	ErrNameNotText   = book.ErrNameNotText
	ErrNameTaken     = book.ErrNameTaken
	ErrNoProfile     = book.ErrNoProfile
	ErrNotText       = book.ErrNotText
	ErrTooLarge      = book.ErrTooLarge
	ErrLocked        = book.ErrLocked
	ErrReferenceForm = book.ErrReferenceForm

	ErrSecretNeeded     = secrets.ErrSecretNeeded
	ErrNoReference      = secrets.ErrNoReference
	ErrInvalidReference = secrets.ErrInvalidReference
	ErrPassphraseNeeded = secrets.ErrPassphraseNeeded
	ErrNoSealedFile     = secrets.ErrNoSealedFile
	ErrNotStored        = secrets.ErrNotStored
	ErrNotKeeping       = secrets.ErrNotKeeping
	ErrSecretEmpty      = secrets.ErrSecretEmpty
	ErrSecretTooLong    = secrets.ErrSecretTooLong

	ErrNoAttempt       = history.ErrNoAttempt
	ErrSeveralAttempts = history.ErrSeveralAttempts
)

const (
	MaxNameLength         = book.MaxNameLength
	MaxSecretLength       = secrets.MaxSecretLength
	NextSlot              = book.NextSecret
	PlainFileWarning      = book.PlainFileWarning
	SlowKeyring           = secrets.SlowKeyring
	TooShortToFingerprint = secrets.TooShortToFingerprint
	OutcomeToken          = history.OutcomeToken
	OutcomeFailed         = history.OutcomeFailed
)

// The kinds of places in the order in which they are offered, and the functions of
// the packages below that callers use.
var (
	StoreKinds           = book.StoreKinds
	NewStore             = book.NewStore
	ValidateName         = book.ValidateName
	ParseSecretReference = book.ParseSecretReference
	VariableReference    = book.VariableReference
	CommandReference     = book.CommandReference
	ExportTOML           = book.ExportTOML
	ExportJSON           = book.ExportJSON
	ReadExport           = book.ReadExport
	NewSecrets           = secrets.NewSecrets
	WithConfigDir        = secrets.WithConfigDir
	WithKeyring          = secrets.WithKeyring
	WithCommandRunner    = secrets.WithCommandRunner
	WithWorkFactor       = secrets.WithWorkFactor
	Fingerprint          = secrets.Fingerprint
	RecogniseAnswer      = state.RecogniseAnswer
	DriftAmong           = state.DriftAmong
	DefaultDir           = dir.DefaultDir
	DefaultStateDir      = dir.DefaultStateDir
	StateDirFor          = dir.StateDirFor
)
