package accessible

import (
	"errors"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// newProfile makes a profile for the selected environment; for the sandbox where that is
// the simulator. Its secret is asked for in each run: ripio-explorer profiles can choose
// another place.
func (s *session) newProfile() {
	name, err := s.lines.ask("Name of the new profile; enter leaves it")
	if err != nil || name == "" {
		s.say("Nothing was changed.")
		return
	}
	if err := profiles.ValidateName(name); err != nil {
		s.say("Not made: %s", sentence(err.Error()))
		return
	}
	if _, taken := s.book.Find(name); taken {
		s.say("Not made: there is a profile of that name.")
		return
	}
	environment := s.credentialsFrom()
	if environment == ripio.Simulator {
		environment = ripio.Sandbox
	}
	profile := profiles.Profile{Name: name}
	account := profile.AccountFor(environment)
	account.Secret = profiles.Ask
	if !s.typeClientID(environment, account) || account.ClientID == "" {
		s.say("Not made: a profile needs a client_id.")
		return
	}
	if !s.save("", profile, nil) {
		return
	}
	s.say("Its client_secret is asked for in each run. ripio-explorer profiles edit NAME --store keyring keeps it.")
	s.profile = name
	if s.environment != ripio.Custom {
		s.environment = environment
	}
	s.takeUser()
	s.status()
}

// typeClientID asks for a client_id, and takes off what copying left around it.
func (s *session) typeClientID(environment ripio.EnvironmentName, account *profiles.Account) bool {
	answer, err := s.lines.ask("client_id for " + environment.Label() + "; enter keeps it")
	if err != nil {
		return false
	}
	if answer == "" {
		return true
	}
	cleaned, removed := hygiene.Clean(answer)
	if len(removed) > 0 {
		s.say("Client_id: %s.", hygiene.Summary(removed))
	}
	account.ClientID = cleaned
	return true
}

// editCredentials asks for the two credentials again. A secret that is kept is replaced
// where it is; what is kept elsewhere is changed there.
func (s *session) editCredentials() {
	if s.profile == "" || s.environment == ripio.Simulator {
		s.say("The simulator has credentials of its own. Select a profile and sandbox or production to change credentials.")
		return
	}
	profile, _ := s.book.Find(s.profile)
	account := profile.AccountFor(s.credentialsFrom())
	before := *account
	if !s.typeClientID(s.environment, account) {
		return
	}
	if account.Secret == "" {
		account.Secret = profiles.Ask
	}
	key := profiles.SecretKey{Profile: s.profile, Environment: s.credentialsFrom()}
	typed := redact.Secret{}
	switch kind := account.Secret.Kind(); {
	case kind.Keeps(), kind == profiles.KindAsk:
		var removed []hygiene.Removal
		typed, removed = hygiene.CleanSecret(s.hidden("client_secret, not shown; enter keeps it"))
		if len(removed) > 0 {
			s.say("Client_secret: %s.", hygiene.Summary(removed))
		}
	default:
		s.say("The client_secret is kept outside this program: %s. Change it there.", visible.Line(account.Secret.Label()))
	}
	values := profiles.NewSecretValues{}
	if !typed.IsEmpty() {
		values[s.credentialsFrom()] = typed
		delete(s.trimmed, key)
	}
	if *account == before && typed.IsEmpty() {
		s.say("Nothing was changed.")
		return
	}
	if account.Secret == profiles.InSealedFile && !typed.IsEmpty() && !s.open() {
		return
	}
	if s.save(s.profile, profile, values) {
		s.say("send sends it.")
	}
}

// open opens the encrypted file, if it is locked.
func (s *session) open() bool {
	_, err := s.deps.Profiles.Secrets.Resolve(s.context, profiles.SecretKey{Profile: s.profile, Environment: s.credentialsFrom()}, profiles.InSealedFile)
	if errors.Is(err, profiles.ErrPassphraseNeeded) {
		return s.unlock()
	}
	return true
}
