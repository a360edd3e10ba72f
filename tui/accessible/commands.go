package accessible

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/visible"
)

// command is something that a person can type.
type command struct {
	name string
	// takes names what may follow the name; empty for nothing.
	takes, help string
	run         func(s *session, rest string)
}

func plain(run func(*session)) func(*session, string) {
	return func(s *session, _ string) { run(s) }
}

// commands are all there are, in the order in which they are used.
func commands() []command {
	return []command{
		{"status", "", "says what is selected", plain((*session).status)},
		{"profile", "NAME", "lists the profiles and selects one", (*session).chooseProfile},
		{"new", "", "makes a profile", plain((*session).newProfile)},
		{"credentials", "", "changes client_id or client_secret of the profile for the selected environment", plain((*session).editCredentials)},
		{"environment", "NAME", "selects sandbox, production or simulator, or custom with --base-url", (*session).chooseEnvironment},
		{"scenario", "NAME", "chooses what the simulator plays", (*session).chooseScenario},
		{"user", "", "types external_ref and address, or takes an earlier user", plain((*session).chooseUser)},
		{"reference", "", "makes a new external_ref", plain((*session).newExternalRef)},
		{"check", "", "checks the request; sends nothing", plain((*session).check)},
		{"send", "", "sends the request", plain((*session).send)},
		{"result", "", "reads the last outcome again", plain((*session).result)},
		{"token", "", "reads the token: header, claims, signature", plain((*session).readToken)},
		{"time", "", "says how long the token still lives", plain((*session).timeLeft)},
		{"causes", "", "reads the causes of the failure whole", plain((*session).causes)},
		{"fix", "NUMBER", "does what can be done about a cause", (*session).fix},
		{"http", "", "reads the request and the response", plain((*session).http)},
		{"guide", "CODE or WORD", "reads what there is to know about a code, or a word of the API", (*session).guide},
		{"explain", "", "reads a request of another program, a webhook, a redirect URL or a token that you paste", plain((*session).explain)},
		{"print", "token, on-ramp or off-ramp", "prints the token or a widget link", (*session).printSecret},
		{"copy", "token, on-ramp or off-ramp", "copies the token or a widget link to the clipboard", (*session).copySecret},
		{"help", "", "lists the commands", plain((*session).help)},
		{"quit", "", "ends the program", plain(func(s *session) { s.done = true })},
	}
}

// obey does what a line asks for. A command may be cut short while it stays the only one.
func (s *session) obey(line string) {
	name, rest, _ := strings.Cut(line, " ")
	if name == "" {
		return
	}
	all, name := commands(), strings.ToLower(name)
	matches := slices.DeleteFunc(slices.Clone(all), func(c command) bool { return !strings.HasPrefix(c.name, name) })
	if at := slices.IndexFunc(matches, func(c command) bool { return c.name == name }); at >= 0 {
		matches = matches[at : at+1]
	}
	switch len(matches) {
	case 0: // it is not repeated: it may be a secret that was typed too late
		s.say("That is not a command. Type help for the list.")
	case 1:
		matches[0].run(s, strings.TrimSpace(rest))
	default:
		var names []string
		for _, each := range matches {
			names = append(names, each.name)
		}
		s.say("%s may mean %s. Type more of it.", visible.Line(name), strings.Join(names, " or "))
	}
}

func (s *session) help() {
	for _, each := range commands() {
		s.say("%s %s", strings.TrimSpace(each.name+" "+each.takes)+":", each.help)
	}
	s.say("The first letters of a command are enough. Control and C cancels a request that is under way; at a question it ends the program.")
}
