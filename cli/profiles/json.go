package profiles

import (
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
)

// profilesDocument is the output of profiles --json. Its keys are stable; a
// subcommand has those that belong to it.
type profilesDocument struct {
	Version  int            `json:"version"`
	Failure  *console.Error `json:"failure"`
	Warnings []string       `json:"warnings"`
	// list
	Default  **string           `json:"default,omitzero"` // null for none
	Profiles *[]profileDocument `json:"profiles,omitzero"`
	// show, add, edit, rename
	Profile *profileDocument `json:"profile,omitzero"`
	// remove, forget, orphans --remove
	Removed    []string `json:"removed,omitzero"`
	NotReached []string `json:"not_reached,omitzero"`
	// orphans
	Orphans []orphanDocument `json:"orphans,omitzero"`
	NotSeen []string         `json:"not_seen,omitzero"`
	// repair
	Repair *repairDocument `json:"repair,omitzero"`
	// import
	Changes []changeDocument `json:"changes,omitzero"`
	Saved   []string         `json:"saved,omitzero"`
}

// profileDocument is one profile. An environment of which nothing is known is
// null.
type profileDocument struct {
	Name       string           `json:"name"`
	Country    *string          `json:"country"`
	Default    bool             `json:"default"`
	Sandbox    *accountDocument `json:"sandbox"`
	Production *accountDocument `json:"production"`
}

// accountDocument is what a profile uses in one environment. The secret is its
// reference, never its value.
type accountDocument struct {
	ClientID          *string `json:"client_id"`
	Secret            *string `json:"secret"`
	Store             *string `json:"store"`
	StoreLabel        string  `json:"store_label"`
	ExternalRef       *string `json:"external_ref"`
	Address           *string `json:"address"`
	LastSuccess       *string `json:"last_success"`
	LastFailure       *string `json:"last_failure"`
	LastFailureReason *string `json:"last_failure_reason"`
	Fingerprint       *string `json:"fingerprint"`
}

// orphanDocument is something that is left over.
type orphanDocument struct {
	Kind        string  `json:"kind"`
	Path        *string `json:"path"`
	Size        *int64  `json:"size"`
	Modified    *string `json:"modified"`
	Place       *string `json:"place"`
	Profile     *string `json:"profile"`
	Environment *string `json:"environment"`
	Reason      string  `json:"reason"`
}

// changeDocument is what an import does to one profile. The secrets are the
// names of the environments whose secret is written.
type changeDocument struct {
	Profile  string                  `json:"profile"`
	New      bool                    `json:"new"`
	Changes  bool                    `json:"changes"`
	Secrets  []ripio.EnvironmentName `json:"secrets"`
	Replaces []ripio.EnvironmentName `json:"replaces"`
	Result   profileDocument         `json:"result"`
}
