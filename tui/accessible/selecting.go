package accessible

import (
	"cmp"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

const defaultScenario = simulator.Default

// status says what is selected.
func (s *session) status() {
	s.say("Environment: %s.", s.environment.Label())
	profile := "none; the simulator needs none"
	switch {
	case s.profile != "":
		profile = visible.Line(s.profile)
	case s.environment != ripio.Simulator:
		profile = "none; type new to make one, or environment simulator to try the program without one"
	}
	s.say("Profile: %s.", profile)
	if s.environment == ripio.Custom {
		s.say("%s is not Ripio's: it takes the credentials of the sandbox, what it answers says nothing about Ripio, and nothing of it is kept.",
			visible.Line(s.custom.Host()))
	}
	switch account := s.account(); {
	case s.environment == ripio.Simulator:
		s.say("The simulator is an imitation made from the public documentation. It plays the scenario %s.", s.scenario)
	case s.profile == "":
	default:
		s.say("Client_id: %s. Client_secret: %s.", field.ShowClientID(cmp.Or(account.ClientID, "none")), visible.Line(account.Secret.Label()))
	}
	s.say("External_ref: %s", cmp.Or(visible.Line(s.user.ExternalRef), "none"))
	s.say("Address: %s", cmp.Or(s.shownAddress(), "none"))
	if e, live := s.kept.Live(s.owner(), s.deps.Now()); live {
		s.say("A token of this user is good: %s", s.life(e))
	}
}

// shownAddress is the address, masked where it may be a key.
func (s *session) shownAddress() string {
	if field.NeedsConfirmation(s.user.Address) && s.user.Address == s.confirmed {
		return visible.Line(s.user.Address)
	}
	return visible.Line(field.ShowAddress(s.user.Address))
}

// account is what is sent as credentials in the selected environment. The simulator has
// its own, and takes the user of the sandbox.
func (s *session) account() profiles.Account {
	profile, _ := s.book.Find(s.profile)
	if s.environment == ripio.Simulator {
		return profiles.Account{ClientID: simulator.ExampleClientID, User: profile.Sandbox.User}
	}
	return profile.Account(s.credentialsFrom())
}

// credentialsFrom is the environment whose credentials are sent: a custom host takes
// those of the sandbox.
func (s *session) credentialsFrom() ripio.EnvironmentName {
	if s.environment == ripio.Custom {
		return ripio.Sandbox
	}
	return s.environment
}

// takeUser takes the user of the profile, and a new one where it has none.
func (s *session) takeUser() {
	s.user = s.account().User
	if s.user.ExternalRef == "" {
		s.user.ExternalRef = s.deps.NewExternalRef()
	}
	if s.user.Address == "" && s.environment == ripio.Simulator {
		s.user.Address = simulator.ExampleAddress
	}
}

func (s *session) chooseProfile(name string) {
	s.reload()
	if len(s.book.Profiles) == 0 {
		s.say("There are no profiles yet. Type new to make one.")
		return
	}
	var list []choice
	for _, profile := range s.book.Profiles {
		var has []string
		for _, environment := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			if profile.Account(environment).ClientID != "" {
				has = append(has, string(environment))
			}
		}
		list = append(list, choice{profile.Name, cmp.Or(phrase.JoinNonEmpty(" and ", has...), "no credentials yet")})
	}
	found, ok := s.book.Find(name)
	if !ok {
		if name != "" {
			s.say("No profile is called %s.", visible.Cut(name, shownValue))
		}
		at := s.choose("Profile", list)
		if at < 0 {
			return
		}
		found = s.book.Profiles[at]
	}
	s.profile = found.Name
	s.takeUser()
	s.status()
}

func (s *session) chooseEnvironment(name string) {
	chosen, err := ripio.ParseEnvironmentName(name)
	if s.custom.Name != "" && strings.EqualFold(name, string(ripio.Custom)) {
		chosen, err = ripio.Custom, nil
	}
	if err != nil {
		list := []choice{
			{string(ripio.Simulator), "an imitation on this machine, without credentials"},
			{string(ripio.Sandbox), "Ripio's test environment"},
			{string(ripio.Production), "the real one"},
		}
		if s.custom.Name != "" {
			list = append(list, choice{string(ripio.Custom), visible.Line(s.custom.Host()) + ", your own mock"})
		}
		at := s.choose("Environment", list)
		if at < 0 {
			return
		}
		chosen = ripio.EnvironmentName(list[at].name)
	}
	s.selectEnvironment(chosen)
	s.status()
}

// selectEnvironment takes the user along where the new one has none of its own.
func (s *session) selectEnvironment(name ripio.EnvironmentName) {
	before := s.user
	s.environment = name
	if own := s.account().User; own != (profiles.User{}) {
		s.takeUser()
	} else if s.user = before; s.user.Address == "" {
		s.takeUser()
		s.user.ExternalRef = before.ExternalRef
	}
}

func (s *session) chooseScenario(name string) {
	scenarios := simulator.Scenarios()
	var list []choice
	for _, each := range scenarios {
		list = append(list, choice{each.Name, each.Summary})
		if strings.EqualFold(each.Name, name) {
			s.playScenario(each.Name)
			return
		}
	}
	if name != "" {
		s.say("No scenario has that name.")
	}
	if at := s.choose("Scenario", list); at >= 0 {
		s.playScenario(scenarios[at].Name)
	}
}

func (s *session) playScenario(name string) {
	s.stopSimulator()
	s.scenario = name
	s.say("The simulator plays the scenario %s.", name)
	if s.environment != ripio.Simulator {
		s.say("%s is selected; type environment simulator to use it.", s.environment.Label())
	}
}

func (s *session) stopSimulator() {
	if s.simulator != nil {
		s.warnOf(s.simulator.Close())
		s.simulator = nil
	}
}

// chooseUser offers the users of the profile, and then asks for both values.
func (s *session) chooseUser() {
	known, err := s.deps.Profiles.Users.List(s.environment)
	s.warnOf(err)
	var earlier []profiles.TestUser
	list := []choice{{"type", "type external_ref and address"}}
	for _, each := range known {
		if strings.EqualFold(each.Profile, s.profile) && len(earlier) < mostUsers {
			earlier = append(earlier, each)
			list = append(list, choice{cmp.Or(each.Label, each.ExternalRef), "address " + field.ShowAddress(each.Address)})
		}
	}
	if len(earlier) > 0 {
		at := s.choose("User", list)
		if at < 0 {
			return
		}
		if at > 0 {
			s.user = profiles.User{ExternalRef: earlier[at-1].ExternalRef, Address: earlier[at-1].Address}
			s.status()
			return
		}
	}
	s.typeValue("external_ref", &s.user.ExternalRef)
	s.typeValue("address", &s.user.Address)
	s.check()
}

// mostUsers is how many earlier users are read out.
const mostUsers = 9

// typeValue asks for a value; enter keeps the one that there is.
func (s *session) typeValue(name string, value *string) bool {
	answer, err := s.lines.ask(name + "; enter keeps it")
	if err != nil || answer == "" {
		return false
	}
	*value = answer
	return true
}

func (s *session) newExternalRef() {
	s.user.ExternalRef = s.deps.NewExternalRef()
	s.say("External_ref: %s", visible.Line(s.user.ExternalRef))
}
