package simulator

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// repeatWord at the end of a sequence makes it begin again.
const repeatWord = "repeat"

// mostTimes is how often a step of a sequence can be played.
const mostTimes = 1_000_000

// aliases are other names of scenarios: what people say of them, and statuses.
var aliases = [][2]string{
	{"unauthorized", "rejected"}, {"200", "ok"}, {"301", "redirect-301"}, {"307", "redirect-307"}, {"401", "rejected"},
	{"403", "envelope-40001"}, {"429", "rate-limited"}, {"502", "html-502"}, {"503", "unavailable-503"},
}

// Aliases are the other names of a scenario.
func Aliases(scenario string) []string {
	names := []string{}
	for _, alias := range aliases {
		if alias[1] == scenario {
			names = append(names, alias[0])
		}
	}
	return names
}

// find returns the scenario of that name or alias.
func find(name string) (*behaviour, error) {
	wanted := name
	for _, alias := range aliases {
		if alias[0] == name {
			wanted = alias[1]
		}
	}
	for i := range behaviours {
		if behaviours[i].Name == wanted {
			return &behaviours[i], nil
		}
	}
	return nil, &UnknownScenarioError{Name: name}
}

// plan is the order in which scenarios are played. It counts the requests that it was
// asked for.
type plan struct {
	text   string
	steps  []step
	repeat bool
	played atomic.Uint64
}

// step is a scenario and the number of the request, counted from 0, before which it ends.
type step struct {
	*behaviour
	end uint64
}

// newPlan reads one scenario or a sequence such as "rejected*2,ok,repeat".
func newPlan(text string) (*plan, error) {
	p := &plan{}
	words := strings.Split(text, ",")
	if last := len(words) - 1; last > 0 && strings.TrimSpace(words[last]) == repeatWord {
		p.repeat, words = true, words[:last]
	}
	end := uint64(0)
	for i, word := range words {
		name, count, counted := strings.Cut(strings.TrimSpace(word), "*")
		scenario, err := find(name)
		if err != nil {
			return nil, err
		}
		times := 1
		if counted {
			if times, err = strconv.Atoi(count); err != nil || times < 1 || times > mostTimes {
				return nil, fmt.Errorf("%w: %s*N needs a whole number from 1 to %d", ErrSequence, name, mostTimes)
			}
		}
		end += uint64(times)
		p.steps = append(p.steps, step{scenario, end})
		words[i] = scenario.Name
		if counted {
			words[i] += "*" + strconv.Itoa(times)
		}
	}
	if p.repeat {
		words = append(words, repeatWord)
	}
	p.text = strings.Join(words, ",")
	return p, nil
}

// ErrSequence means that a sequence of scenarios is not written correctly.
var ErrSequence = errors.New("the sequence of scenarios cannot be read")

// at is the scenario of a request, counted from 0.
func (p *plan) at(request uint64) *behaviour {
	last := p.steps[len(p.steps)-1]
	if p.repeat {
		request %= last.end
	}
	for _, step := range p.steps {
		if request < step.end {
			return step.behaviour
		}
	}
	return last.behaviour
}

// peek is the scenario of the next request, next that of this one.
func (p *plan) peek() *behaviour { return p.at(p.played.Load()) }
func (p *plan) next() *behaviour { return p.at(p.played.Add(1) - 1) }
