// Package known finds whom an external_ref belongs to, for what comes back from the
// widget: redirects and webhooks.
package known

import (
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/widget"
)

// Users lists the test users and the users of the sends that are kept. What cannot be
// read is said and left out.
func Users(c *console.Console, configDir string) []widget.Seen {
	manager, err := c.NewManager(configDir)
	if err != nil {
		c.Warn("test users and attempts were not compared", err)
		return nil
	}
	var list []widget.Seen
	for _, environment := range ripio.EnvironmentNames {
		users, err := manager.Users.List(environment)
		c.Warn("test users were not compared", err)
		for _, user := range users {
			list = append(list, widget.Seen{Kind: widget.SeenUser, Name: user.Label, Environment: user.Environment,
				Profile: user.Profile, ExternalRef: user.ExternalRef, Address: user.Address, At: user.LastUse})
		}
	}
	sends, err := manager.History.List(profiles.Filter{})
	c.Warn("attempts were not compared", err)
	for _, send := range sends {
		e := send.Exchange
		list = append(list, widget.Seen{Kind: widget.SeenAttempt, Name: send.ID, Environment: e.Environment.Name,
			Profile: e.Profile, ExternalRef: e.Request.ExternalRef, Address: e.Request.Address, At: e.SentAt})
	}
	c.SayWarnings(manager.Warnings())
	return list
}

// mostMatches is how many matches are written; JSON has all.
const mostMatches = 5

// Lines says who was found.
func Lines(matches []widget.Match) []string {
	if len(matches) == 0 {
		return []string{"no test user and no kept attempt has this external_ref"}
	}
	var lines []string
	for _, match := range matches[:min(len(matches), mostMatches)] {
		at := ""
		if !match.At.IsZero() {
			at = phrase.UTC(match.At)
		}
		lines = append(lines, phrase.JoinNonEmpty(" · ", strings.TrimSpace(string(match.Kind)+" "+match.Name),
			string(match.Environment), match.Profile, at, "by "+string(match.By)))
	}
	if more := len(matches) - mostMatches; more > 0 {
		lines = append(lines, phrase.Count(more, "other", "others"))
	}
	return lines
}

// Objects is what JSON shows of who was found. Its keys are stable.
func Objects(matches []widget.Match) []console.Object {
	found := []console.Object{}
	for _, match := range matches {
		found = append(found, console.Object{
			{"kind", match.Kind}, {"name", console.Optional(match.Name)}, {"by", match.By}, {"environment", match.Environment},
			{"profile", console.Optional(match.Profile)}, {"external_ref", match.ExternalRef}, {"at", console.Instant(match.At)},
		})
	}
	return found
}
