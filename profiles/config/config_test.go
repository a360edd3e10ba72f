package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, text string) (Config, *Store) {
	t.Helper()
	store := NewStore(t.TempDir())
	if err := os.WriteFile(store.Path(), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := store.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c, store
}

func TestAFileThatIsNotThereLeavesTheDefaults(t *testing.T) {
	c, err := NewStore(filepath.Join(t.TempDir(), "none")).Load()
	if err != nil || !reflect.DeepEqual(c.Settings, Defaults()) || len(c.Problems) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestEveryOptionIsRead(t *testing.T) {
	c, _ := load(t, `# mine
theme = "Light"
mouse = false
clipboard = "osc52"
times = "utc"
draft = false
accessible = true
curtain = true
confirm.production = "1m30s"
confirm.renewal = false
[history]
days = 7
[keys]
send = "ctrl+s"
renew = ["ctrl+n", "r"]
`)
	want := Settings{
		Theme: Light, Clipboard: OSC52, Times: UTC, Accessible: true, Curtain: true, ConfirmProduction: 90 * time.Second, HistoryDays: 7,
		Keys: map[string][]string{"send": {"ctrl+s"}, "renew": {"ctrl+n", "r"}},
	}
	if !reflect.DeepEqual(c.Settings, want) || len(c.Problems) != 0 {
		t.Errorf("%+v\n%v", c.Settings, c.Problems)
	}
	for _, option := range Options() {
		if source := c.Sources[option.Name]; source.Kind != FromFile || source.Line == 0 {
			t.Errorf("%s comes from %+v", option.Name, source)
		}
		if option.Value(c.Settings) == option.Value(Defaults()) {
			t.Errorf("%s has its default: the file above should say otherwise", option.Name)
		}
	}
	if at := c.OfKey("renew", "x").Where(); at != "config.toml, line 15, column 1" {
		t.Errorf("the key stands at %s", at)
	}
}

func TestProblemsSayWhereAndWhatWasMeant(t *testing.T) {
	c, _ := load(t, `thme = "dark"
clipboard = "prirnary"
mouse = "off"
"é" = 1

[history]
  dayz = 3
days = 0
[confirm]
production = "a week"
[keys]
send = 3
[[tabel]]
x = 1
`)
	var got []string
	for _, problem := range c.Problems {
		got = append(got, problem.String())
	}
	want := []string{
		`config.toml, line 1, column 1: unknown key "thme"; it is kept, but not used; did you mean theme?`,
		`config.toml, line 2, column 1: clipboard must be "auto", "native" or "osc52"; it is not used`,
		`config.toml, line 3, column 1: mouse must be true or false in the file, on or off elsewhere; it is not used`,
		`config.toml, line 4, column 1: unknown key "é"; it is kept, but not used`,
		`config.toml, line 7, column 3: unknown key "history.dayz"; it is kept, but not used; did you mean history.days?`,
		`config.toml, line 8, column 1: history.days must be a number from 1 to 3650; it is not used`,
		`config.toml, line 10, column 1: confirm.production must be a duration such as "10m", from "0s" to "8h"; it is not used`,
		`config.toml, line 12, column 1: the keys of an action must be a text or a list of texts, such as "ctrl+o" or ["ctrl+o", "O"]; it is not used`,
		`config.toml, line 13, column 3: unknown key "tabel"; it is kept, but not used`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	c.Settings.Keys = nil
	if !reflect.DeepEqual(c.Settings, Defaults()) {
		t.Errorf("a value that cannot be used changed a setting: %+v", c.Settings)
	}
}

func TestFlagsGoBeforeVariablesBeforeTheFile(t *testing.T) {
	file, _ := load(t, "theme = \"dark\"\nmouse = false\ntimes = \"utc\"\n")
	lookup := func(name string) (string, bool) {
		text, set := map[string]string{
			"RIPIO_EXPLORER_THEME": "light", "RIPIO_EXPLORER_MOUSE": "on", "RIPIO_EXPLORER_HISTORY_DAYS": "soon", "RIPIO_EXPLORER_TIMES": "",
		}[name]
		return text, set
	}
	c := file.Over(lookup, Given{"theme": "auto"})
	want := map[string]Source{
		"theme": {Kind: FromFlag, Name: "--theme"}, "mouse": {Kind: FromVariable, Name: "RIPIO_EXPLORER_MOUSE"}, "times": {Kind: FromFile, Line: 3},
	}
	if !reflect.DeepEqual(c.Sources, want) {
		t.Errorf("%+v", c.Sources)
	}
	if s := c.Settings; s.Theme != Auto || !s.Mouse || s.Times != UTC || s.HistoryDays != 90 {
		t.Errorf("%+v", s)
	}
	if len(c.Problems) != 1 || c.Problems[0].String() != "RIPIO_EXPLORER_HISTORY_DAYS: history.days must be a number from 1 to 3650" {
		t.Errorf("%v", c.Problems)
	}
	if file.Settings.Theme != Dark || file.Sources["theme"].Kind != FromFile {
		t.Error("the file's own settings changed")
	}
}

func TestSetChangesOneValueAndNothingElse(t *testing.T) {
	tests := []struct{ name, before, option, value, after string }{
		{"in place, with a comment", "# a\nmouse  =  true # b\nother = 1\n", "mouse", "off", "# a\nmouse  = false # b\nother = 1\n"},
		{"before the first table", "# a\nx = [\n 1,\n]\n[keys]\nsend = \"s\"\n", "theme", "dark", "# a\nx = [\n 1,\n]\ntheme = \"dark\"\n\n[keys]\nsend = \"s\"\n"},
		{"in its table", "[history] # h\n# c\n", "history.days", "7", "[history] # h\ndays = 7\n# c\n"},
		{"in an inline table", "history = {a = 1, days = 3}\n", "history.days", "7", "history = {a = 1, days = 7}\n"},
		{"beside a dotted key", "history.a = 3\n[z]\n", "history.days", "7", "history.days = 7\nhistory.a = 3\n[z]\n"},
		{"in a new table", "theme = \"dark\"", "confirm.renewal", "off", "theme = \"dark\"\n\n[confirm]\nrenewal = false\n"},
		{"over a wrong kind", "mouse = [\n \"a # b\", # c\n]\nx = 1\n", "mouse", "on", "mouse = true\nx = 1\n"},
		{"over a hash in a text", "theme = \"#1\" # c\n", "theme", "light", "theme = \"light\" # c\n"},
		{"with a quoted key", "\"theme\" = 'dark'\r\n", "theme", "light", "\"theme\" = \"light\"\r\n"},
		{"to the same value", "theme=\"dark\"\n", "theme", "dark", "theme= \"dark\"\n"},
		{"in a new file", "", "theme", "dark", head + "theme = \"dark\"\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, store := load(t, test.before)
			option, _ := Find(test.option)
			if err := store.Set(option, test.value); err != nil {
				t.Fatal(err)
			}
			after, err := os.ReadFile(store.Path())
			if err != nil || string(after) != test.after {
				t.Errorf("got %q, want %q, %v", after, test.after, err)
			}
			c, err := store.Load()
			if text := option.Text(c.Settings); err != nil || text != test.value {
				t.Errorf("read back %q, %v", text, err)
			}
		})
	}
}

func TestWhatCannotBeSetIsRefused(t *testing.T) {
	const before = "history = \"long\"\n"
	_, store := load(t, before)
	days, _ := Find("history.days")
	var wrong *ValueError
	if err := store.Set(days, "0"); !errors.As(err, &wrong) {
		t.Errorf("%v", err)
	}
	if err := store.Set(days, "7"); !errors.Is(err, ErrNotSaved) {
		t.Errorf("%v", err)
	}
	if after, _ := os.ReadFile(store.Path()); string(after) != before {
		t.Errorf("the file is %q", after)
	}
}

func TestACorruptFileIsNeverWrittenOver(t *testing.T) {
	for text, at := range map[string]string{
		"theme = \"dark\"\né = \"x\nmouse = true\n": "line 2, column",
		"\xff\xfet\x00":  "line 1, column 1",
		"x = 1\nx = 2\n": "line 2, column 1",
		strings.Repeat("# a long comment\n", 1<<16+1): "larger than 1 MiB",
	} {
		store := NewStore(t.TempDir())
		if err := os.WriteFile(store.Path(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := store.Load()
		var corrupt *CorruptError
		if !errors.As(err, &corrupt) || !strings.Contains(err.Error(), at) || !strings.Contains(err.Error(), store.Path()) {
			t.Errorf("%.20q: %v", text, err)
		}
		if !reflect.DeepEqual(c.Settings, Defaults()) {
			t.Errorf("%.20q: settings are %+v", text, c.Settings)
		}
		if err := store.Set(Options()[0], Dark); !errors.As(err, &corrupt) {
			t.Errorf("%.20q was changed: %v", text, err)
		}
		if after, _ := os.ReadFile(store.Path()); string(after) != text {
			t.Errorf("%.20q is %.40q now", text, after)
		}
	}
}

// TestThePageListsEveryOption compares docs/config.md with the code.
func TestThePageListsEveryOption(t *testing.T) {
	page, err := os.ReadFile("../../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(page), "\n## Keys\n")
	listed := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z.]+)` \\| `([^|]+)` \\| ([^|]+) \\|$").FindAllStringSubmatch(before, -1) {
		listed[row[1]] = row[2:]
	}
	for _, option := range Options() {
		row, there := listed[option.Name]
		want := []string{option.Text(Defaults()), option.Help}
		if !there || !reflect.DeepEqual(row, want) {
			t.Errorf("%s is documented as %q, want %q", option.Name, row, want)
		}
		delete(listed, option.Name)
	}
	for name := range listed {
		t.Errorf("the page names %s, which is not an option", name)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("theme = \"dark\" # x\n[history]\ndays = 3\n", 0, 1)
	f.Add("history = {days = 3}\r\nconfirm.renewal = false", 7, 0)
	f.Fuzz(func(t *testing.T, text string, which, value int) {
		before, fault := parse([]byte(text))
		if fault != nil {
			return
		}
		option := Options()[uint(which)%uint(len(Options()))]
		set := Defaults()
		words := option.Words
		if len(words) == 0 {
			words = []string{option.Text(Defaults())}
		}
		if err := option.set(&set, option.fromText(words[uint(value)%uint(len(words))])); err != nil {
			t.Fatal(err)
		}
		data, err := before.with(option.Name, option.value(set))
		if err != nil {
			return
		}
		after, fault := parse(data)
		if fault != nil || !reflect.DeepEqual(after.tree, before.treeWith(option.Name, option.value(set))) {
			t.Errorf("%q became %q", text, data)
		}
		if comments := strings.Count(string(data), "#"); comments < strings.Count(text, "#") && !strings.Contains(text, "\"") && !strings.Contains(text, "'") {
			t.Errorf("a comment of %q is not in %q", text, data)
		}
	})
}

func TestSetMakesTheFileAndItsFolder(t *testing.T) {
	store := NewStore(filepath.Join(t.TempDir(), "new"))
	if err := store.Set(Options()[0], Dark); err != nil {
		t.Fatal(err)
	}
	if c, err := store.Load(); err != nil || c.Settings.Theme != Dark {
		t.Errorf("%+v, %v", c.Settings, err)
	}
	if info, err := os.Stat(store.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
