package profiles_test

import "devtools/ripio-explorer/profiles/internal/storetest"

// canary stands for a secret.
const canary = storetest.Canary

var (
	storeWith    = storetest.StoreWith
	emptyStore   = storetest.EmptyStore
	load         = storetest.Load
	put          = storetest.Put
	names        = storetest.Names
	profile      = storetest.Profile
	key          = storetest.Key
	writeFile    = storetest.WriteFile
	readFile     = storetest.ReadFile
	wantError    = storetest.WantError
	wantNoCanary = storetest.WantNoCanary
	wantModes    = storetest.WantModes
	wantNowhere  = storetest.WantNowhere
	filesWith    = storetest.FilesWith
)
