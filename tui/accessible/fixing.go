package accessible

import (
	"strconv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/sending"
)

// remedyWords complete "fix 1 ..."; empty for a cause that nothing here can be done about.
func (s *session) remedyWords(likely cause.Cause) string {
	switch likely.Remedy {
	case cause.RemedyReplace:
		return "changes " + string(likely.Field) + " to " + visible.Line(likely.Replacement) + "; nothing is sent yet"
	case cause.RemedyEnter:
		return "asks for " + string(likely.Field)
	case cause.RemedyTrimSecret:
		if s.last.Secret.IsSimulators() {
			return ""
		}
		return "cuts the stray characters off the secret and sends"
	case cause.RemedyNewExternalRef:
		return "makes a new external_ref; nothing is sent yet"
	case cause.RemedyEditCredentials:
		if s.last.Owner.Profile == "" {
			return "makes a profile for credentials of your own"
		}
		return "asks for the credentials again"
	case cause.RemedySwitchEnvironment:
		if other, ok := sending.Other(s.last.Owner.Environment); ok {
			return "selects " + other.Label() + "; nothing is sent yet"
		}
		return ""
	case cause.RemedyRetry:
		return "sends the same again"
	case cause.RemedyWait:
		return "sends again once the pause is over"
	case cause.RemedyShowHTTP:
		return "reads the request and the response"
	case cause.RemedyReport:
		if s.last.id == "" {
			return ""
		}
		return "says how to print a report for Ripio's support"
	case cause.RemedyRestartSimulator:
		return "starts the simulator again and sends"
	case cause.RemedyScenario:
		return "asks for another scenario"
	}
	return ""
}

// fix does what can be done about a cause, the first without a number.
func (s *session) fix(number string) {
	if s.last == nil || len(s.last.causes) == 0 {
		s.say("There is nothing to fix: no request failed.")
		return
	}
	at := 1
	if number != "" {
		if given, err := strconv.Atoi(number); err == nil {
			at = given
		} else {
			at = 0
		}
	}
	if at < 1 || at > len(s.last.causes) {
		s.say("fix takes a number from 1 to %d.", len(s.last.causes))
		return
	}
	likely := s.last.causes[at-1]
	switch anytime := likely.Remedy == cause.RemedyShowHTTP || likely.Remedy == cause.RemedyReport; {
	case s.remedyWords(likely) == "":
		s.say("No command can do this. What to do: %s", likely.Fix)
	case !anytime && s.owner() != s.last.Owner:
		s.say("What is selected is not what was sent; send again first.")
	default:
		s.apply(likely)
	}
}

func (s *session) apply(likely cause.Cause) {
	switch likely.Remedy {
	case cause.RemedyReplace, cause.RemedyEnter:
		s.setValue(likely)
	case cause.RemedyTrimSecret:
		s.trimmed[s.last.Secret.Key] = true
		s.send()
	case cause.RemedyNewExternalRef:
		s.newExternalRef()
		s.say("send sends it.")
	case cause.RemedyEditCredentials:
		if s.profile == "" {
			s.newProfile()
			return
		}
		s.editCredentials()
	case cause.RemedySwitchEnvironment:
		other, _ := sending.Other(s.environment)
		s.selectEnvironment(other)
		s.status()
	case cause.RemedyRestartSimulator:
		s.stopSimulator()
		s.send()
	case cause.RemedyScenario:
		s.chooseScenario("")
	case cause.RemedyRetry, cause.RemedyWait:
		s.send()
	case cause.RemedyShowHTTP:
		s.http()
	case cause.RemedyReport:
		s.say("ripio-explorer history report %s prints the report.", visible.Line(s.last.id))
	}
}

// setValue puts a cause's value into its field, or asks for one.
func (s *session) setValue(likely cause.Cause) {
	var value *string
	switch likely.Field {
	case finding.FieldExternalRef:
		value = &s.user.ExternalRef
	case finding.FieldAddress:
		value = &s.user.Address
	case finding.FieldClientID:
		if likely.Remedy == cause.RemedyReplace && s.profile != "" && s.environment != ripio.Simulator {
			s.changeClientID(likely.Replacement)
			return
		}
		s.editCredentials()
		return
	default:
		s.editCredentials()
		return
	}
	if likely.Remedy == cause.RemedyEnter {
		if !s.typeValue(string(likely.Field), value) {
			return
		}
		s.say("%s is set. send sends it.", likely.Field)
		return
	}
	*value = likely.Replacement
	s.say("%s is now %s. send sends it.", likely.Field, visible.Line(*value))
}

// changeClientID corrects the client_id of the profile, once that was agreed to.
func (s *session) changeClientID(clientID string) {
	if !s.yes("Change the client_id of " + visible.Line(s.profile) + " for " + s.credentialsFrom().Label() + " to " + visible.Line(clientID) + "?") {
		s.say("Nothing was changed.")
		return
	}
	profile, _ := s.book.Find(s.profile)
	profile.AccountFor(s.credentialsFrom()).ClientID = clientID
	s.save(s.profile, profile, nil)
}

// save saves a profile and takes it as it is saved.
func (s *session) save(previous string, profile profiles.Profile, secrets profiles.NewSecretValues) bool {
	book, warnings, err := s.deps.Profiles.Save(s.context, previous, profile, secrets)
	s.warn(warnings)
	if err != nil {
		s.say("Not saved: %s", sentence(err.Error()))
		return false
	}
	s.book = book
	s.say("The profile %s is saved.", visible.Line(profile.Name))
	return true
}
