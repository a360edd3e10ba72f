package tui

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// applyCause does what one key can do about the cause at a place of the ranked
// list, counted from 0.
func (m *Model) applyCause(at int) tea.Cmd {
	causes := m.result.Ranked()
	why := ""
	switch {
	case len(causes) == 0:
		why = "letters stand for the causes of a failure; there is none here"
	case !m.causesInSight():
		why = "the causes are out of sight; the tabs Token and Checks show them"
	case at >= len(causes):
		why = "no cause has the letter " + result.Letter(at)
	default:
		if why = m.noRemedy(causes[at]); why == "" {
			return remedies[causes[at].Remedy].run(m, causes[at])
		}
		why = result.Letter(at) + ": " + why
	}
	m.status.say(finding.LevelNote, why)
	return nil
}

// causesInSight reports whether the person sees what the letters stand for.
func (m *Model) causesInSight() bool {
	tab := m.result.Tab()
	return len(m.result.Ranked()) > 0 && (tab == result.Token || tab == result.Checks) && !m.layout().result.empty()
}

// noRemedy says why nothing can be done about a cause now; empty when something
// can.
func (m *Model) noRemedy(likely cause.Cause) string {
	remedy, ok := remedies[likely.Remedy]
	if !ok {
		return "no key can do this; read what to do"
	}
	if !remedy.anytime {
		if why := m.staleCauses(); why != "" {
			return why
		}
	}
	if remedy.disabled == nil {
		return ""
	}
	return remedy.disabled(m)
}

// staleCauses says why the causes that are shown are not those of the armed
// request; empty when they are.
func (m *Model) staleCauses() string {
	e, now := m.result.Exchange(), m.form.Request()
	_, old := m.result.Attempt()
	switch {
	case e == nil:
		return ""
	case old:
		return "this attempt is from the history; r sends its inputs again"
	case e.Environment.Name != m.environment.Name || e.Profile != m.profile:
		return "this was sent with another profile or environment than the armed one; send again to act on it"
	case e.Request.ClientID != now.ClientID || m.edited[m.profile].After(e.SentAt):
		return "the profile has changed since this was sent; send again"
	case e.Request.ExternalRef != now.ExternalRef || e.Request.Address != now.Address:
		return "the request has changed since this was sent; send again"
	}
	return ""
}

// remediesNow is what can be done about the causes that are shown.
func (m *Model) remediesNow() result.Remedies {
	_, mends := m.form.Fix()
	told := result.Remedies{Stale: m.staleCauses(), Typing: m.form.Focus.InField(), First: !mends}
	for _, likely := range m.result.Ranked() {
		told.Each = append(told.Each, result.Remedy{Words: m.remedyWords(likely), Disabled: m.noRemedy(likely)})
	}
	return told
}

// remedyWords complete "Press A ..."; empty when no key can do anything.
func (m *Model) remedyWords(likely cause.Cause) string {
	if remedy, ok := remedies[likely.Remedy]; ok {
		return remedy.words(m, likely)
	}
	return ""
}

// profileEdited remembers that a profile's credentials may be others now.
func (m *Model) profileEdited(name string) {
	m.edited[name] = m.deps.Now()
	for key := range m.trimming {
		if strings.EqualFold(key.Profile, name) {
			delete(m.trimming, key)
		}
	}
}

// noFix says why the key of the fix does nothing; empty when it does something:
// for the form, or about the first cause.
func (m *Model) noFix() string {
	if _, ok := m.form.Fix(); ok {
		return ""
	}
	if m.causesInSight() {
		return m.noRemedy(m.result.Ranked()[0])
	}
	return "nothing here that a key can mend"
}

func (m *Model) applyFix() tea.Cmd {
	item, ok := m.form.Fix()
	if !ok {
		return m.applyCause(0)
	}
	m.form.Apply(item)
	m.userChanged()
	m.status.say(finding.LevelOK, string(item.Field)+" changed")
	return nil
}

// causeActions are the letters of the shown causes, for the list of commands.
func (m *Model) causeActions() []action {
	var list []action
	for at, cause := range m.result.Ranked() {
		words := m.remedyWords(cause)
		if words == "" || result.Letter(at) == "" {
			continue
		}
		list = append(list, action{
			name: "Cause " + result.Letter(at) + ": " + strings.TrimPrefix(words, "to "), disabled: func(m *Model) string { return m.noRemedy(cause) },
			run: func(m *Model) tea.Cmd { return remedies[cause.Remedy].run(m, cause) },
		})
	}
	return list
}

// causesHint names the letters of the shown causes; ok is false where letters
// are text, or there are none.
func (m *Model) causesHint() (hint key.Binding, ok bool) {
	first, last := "", ""
	for at, cause := range m.result.Ranked() {
		if result.Letter(at) != "" && m.noRemedy(cause) == "" {
			last = result.Letter(at)
			first = cmp.Or(first, last)
		}
	}
	if first == "" || m.form.Focus.InField() || !m.causesInSight() {
		return hint, false
	}
	if first != last {
		first += "-" + last
	}
	return bind(first, "act on a cause"), true
}

// replaceValue puts a cause's value in its field; the person looks and sends.
func (m *Model) replaceValue(cause cause.Cause) tea.Cmd {
	if m.form.Target(cause.Field) == nil {
		return m.editCredentials(cause.Field, cause.Replacement)
	}
	m.form.Apply(finding.Finding{Field: cause.Field, Replacement: cause.Replacement})
	m.userChanged()
	m.status.say(finding.LevelOK, string(cause.Field)+" is now "+visible.Cut(cause.Replacement, shownReplacement)+"; enter sends")
	return nil
}

// enterValue goes where a field's value is typed.
func (m *Model) enterValue(field finding.Field) tea.Cmd {
	to := request.FocusSend
	switch field {
	case finding.FieldExternalRef:
		to = request.FocusExternalRef
	case finding.FieldAddress:
		to = request.FocusAddress
	default:
		return m.editCredentials(field, "")
	}
	m.setFocus(to)
	m.status.say(finding.LevelNote, "type the "+string(field)+"; enter then sends")
	return nil
}
