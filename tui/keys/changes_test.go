package keys

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
)

func explorer() (*Map, []Context) {
	k := New()
	mark := key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "mark"))
	return &k, []Context{
		{Title: "panes", Actions: append(k.Named(), Scrolling(&k.ScrollKeys)...)},
		{Title: "list", Actions: []Named{{Name: "mark", Letter: &mark}}, Fixed: []string{"/"}},
	}
}

// TestKeysAreChanged gives actions other keys, with their labels.
func TestKeysAreChanged(t *testing.T) {
	k, contexts := explorer()
	faults := Apply(contexts, map[string][]string{
		"copy": {"^O", "V"}, "report": {"ctrl+y", "s"}, "down": {"n"}, "next-match": {"J"}, "new-ref": {"F5"}, "users": {"alt+u"}, "mark": {"y"},
	})
	if len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	for _, test := range []struct {
		name    string
		binding key.Binding
		label   string
		keys    []string
	}{
		{"copy", k.Copy, "^O", []string{"ctrl+o"}}, {"copy by letter", k.PlainCopy, "V", []string{"V"}},
		{"report takes the key that is free now", k.Report, "^Y", []string{"ctrl+y"}},
		{"arrows stay", k.Down, "n", []string{"n"}}, {"function key", k.NewRef, "f5", []string{"f5"}},
		{"alt", k.Users, "alt+u", []string{"alt+u"}}, {"what nobody changed", k.Profiles, "^T", []string{"ctrl+t"}},
	} {
		if got := test.binding.Keys(); test.binding.Help().Key != test.label || !slices.Equal(got[:len(test.keys)], test.keys) {
			t.Errorf("%s: %v labelled %q", test.name, got, test.binding.Help().Key)
		}
	}
	if !slices.Contains(k.Down.Keys(), "down") && slices.Contains(New().Down.Keys(), "down") {
		t.Error("the arrow was taken from an action")
	}
}

// TestWrongKeysAreNamed leaves the keys as they are, and says why.
func TestWrongKeysAreNamed(t *testing.T) {
	for _, test := range []struct {
		name   string
		wanted map[string][]string
		faults []string // the beginnings
	}{
		{"unknown action", map[string][]string{"cpoy": {"ctrl+o"}}, []string{"there is no action of this name; did you mean copy?"}},
		{"no key", map[string][]string{"copy": {}}, []string{"an action needs a key"}},
		{"misspelled key", map[string][]string{"copy": {"ctl+o"}}, []string{`"ctl+o" is not the name of a key`}},
		{"quit stays", map[string][]string{"copy": {"ctrl+c"}}, []string{"^C cannot be changed: it always quits"}},
		{"flow control", map[string][]string{"copy": {"ctrl+s"}}, []string{"^S cannot be changed: it stops the output"}},
		{"tmux", map[string][]string{"copy": {"^b"}}, []string{"^B cannot be changed: it belongs to tmux"}},
		{"movement", map[string][]string{"copy": {"up"}}, []string{"up cannot be changed: it moves"}},
		{"a cause's letter", map[string][]string{"copy": {"A"}}, []string{"A cannot be changed: it opens a cause"}},
		{"text", map[string][]string{"profiles": {"p"}}, []string{"p is text in a field"}},
		{"a key that is taken", map[string][]string{"copy": {"ctrl+g"}}, []string{"^G is a key of new-ref too"}},
		{"two changed to one", map[string][]string{"copy": {"ctrl+v"}, "users": {"ctrl+v"}}, []string{"^V is a key of copy too", "^V is a key of users too"}},
		{"a letter that is taken", map[string][]string{"alone": {"/"}}, []string{"/ is a key of search too"}},
		{"a letter of the list itself", map[string][]string{"mark": {"/"}}, []string{"/ is a key of the list itself too"}},
		{"a key of everywhere", map[string][]string{"mark": {"ctrl+g"}}, []string{"^G is a key of new-ref too"}},
		{"one that depended on another", map[string][]string{"copy": {"ctrl+g"}, "new-ref": {"ctrl+s"}}, []string{"^S cannot", "^G is a key of new-ref"}},
	} {
		k, contexts := explorer()
		faults := Apply(contexts, test.wanted)
		if len(faults) != len(test.faults) {
			t.Errorf("%s: %v", test.name, faults)
			continue
		}
		for i, fault := range faults {
			if !strings.HasPrefix(fault.Text, test.faults[i]) {
				t.Errorf("%s: %q, want %q", test.name, fault.Text, test.faults[i])
			}
		}
		if k.Copy.Help().Key != "^Y" || k.Alone.Help().Key != "z" {
			t.Errorf("%s changed a key", test.name)
		}
	}
}

// TestNoKeysAreTakenTwiceFromTheStart guards the defaults.
func TestNoKeysAreTakenTwiceFromTheStart(t *testing.T) {
	_, contexts := explorer()
	if found, any := conflict(contexts, nil); any {
		t.Errorf("%+v", found)
	}
}
