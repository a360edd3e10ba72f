package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
)

// Option is one setting: its name, what it is for, and the values that it takes.
type Option struct {
	// Name is its key in the file, with the table before it: "history.days".
	Name string
	// Help is a line of plain text.
	Help string
	// Words are its values where it is one of a few; Form says what it takes.
	Words []string
	Form  string

	set   func(*Settings, any) error
	value func(Settings) any
}

// Options lists all settings but the keys of actions, which Settings.Keys has.
func Options() []Option {
	return []Option{
		oneOf("theme", "colours for a dark or a light background; auto takes what the terminal says of itself",
			func(s *Settings) *string { return &s.Theme }, Auto, Dark, Light),
		toggle("mouse", "click and scroll with the mouse; off leaves it to the terminal, which then selects text",
			func(s *Settings) *bool { return &s.Mouse }),
		oneOf("clipboard", "the way of a copied text: native is the system's clipboard, osc52 the terminal's",
			func(s *Settings) *string { return &s.Clipboard }, Auto, Native, OSC52),
		oneOf("times", "show times in this machine's time zone too, or in UTC only",
			func(s *Settings) *string { return &s.Times }, Local, UTC),
		toggle("curtain", "start with secrets, tokens and identifiers hidden on the screen; the key of the curtain shows and hides them",
			func(s *Settings) *bool { return &s.Curtain }),
		toggle("accessible", "ask and answer in plain lines instead of drawing a screen, as screen readers need it",
			func(s *Settings) *bool { return &s.Accessible }),
		toggle("draft", "keep the form for the next start; never the secret, and nothing for production",
			func(s *Settings) *bool { return &s.Draft }),
		duration("confirm.production", "how long a typed profile's name allows requests to production; 0s asks before each",
			func(s *Settings) *time.Duration { return &s.ConfirmProduction }, 8*time.Hour),
		toggle("confirm.renewal", "ask before a second token is requested in production while one is still good",
			func(s *Settings) *bool { return &s.ConfirmRenewal }),
		number("history.days", "how many days an attempt stays in the history",
			func(s *Settings) *int { return &s.HistoryDays }, 1, 3650),
	}
}

// Find returns the option of that name.
func Find(name string) (Option, bool) {
	all := Options()
	if at := slices.IndexFunc(all, func(o Option) bool { return o.Name == name }); at >= 0 {
		return all[at], true
	}
	return Option{}, false
}

// Value is the option's value in some settings: a text, a bool or a number.
func (o Option) Value(s Settings) any { return o.value(s) }

// Text is the option's value as a person writes it.
func (o Option) Text(s Settings) string {
	if on, isBool := o.value(s).(bool); isBool {
		return map[bool]string{true: "on", false: "off"}[on]
	}
	return fmt.Sprint(o.value(s))
}

// Flag is the name of its flag, Variable that of its environment variable.
func (o Option) Flag() string { return strings.ReplaceAll(o.Name, ".", "-") }

// Variable is the name of its environment variable.
func (o Option) Variable() string {
	return "RIPIO_EXPLORER_" + strings.ToUpper(strings.ReplaceAll(o.Name, ".", "_"))
}

// IsToggle reports whether it is on or off.
func (o Option) IsToggle() bool { _, is := o.value(Defaults()).(bool); return is }

// Check says why a text is not a value of the option; nil when it is one.
func (o Option) Check(text string) error { return o.set(new(Settings), o.fromText(text)) }

// fromText reads a value that a person wrote on the command line as the kind of value
// that the file holds. What does not fit stays a text, which set refuses.
func (o Option) fromText(text string) any {
	switch o.value(Defaults()).(type) {
	case bool:
		switch strings.ToLower(text) {
		case "on", "true", "yes", "1":
			return true
		case "off", "false", "no", "0":
			return false
		}
	case int:
		if number, err := strconv.ParseInt(text, 10, 64); err == nil {
			return number
		}
	}
	return text
}

// ValueError says that a value is not one of an option's. It does not quote the value.
type ValueError struct{ Option, Form string }

func (e *ValueError) Error() string { return e.Option + " must be " + e.Form }

// define makes an option of any kind; read takes what the file holds, and what
// fromText makes of a text.
func define[T any](o Option, field func(*Settings) *T, value func(T) any, read func(any) (T, bool)) Option {
	o.set = func(s *Settings, from any) error {
		v, ok := read(from)
		if !ok {
			return &ValueError{o.Name, o.Form}
		}
		*field(s) = v
		return nil
	}
	o.value = func(s Settings) any { return value(*field(&s)) }
	return o
}

func oneOf(name, help string, field func(*Settings) *string, words ...string) Option {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = strconv.Quote(word)
	}
	last := len(quoted) - 1
	form := strings.Join(quoted[:last], ", ") + " or " + quoted[last]
	return define(Option{Name: name, Help: help, Words: words, Form: form}, field, func(text string) any { return text },
		func(value any) (string, bool) {
			text, _ := value.(string)
			text = strings.ToLower(text)
			return text, slices.Contains(words, text)
		})
}

func toggle(name, help string, field func(*Settings) *bool) Option {
	o := Option{Name: name, Help: help, Words: []string{"on", "off"}, Form: "true or false in the file, on or off elsewhere"}
	return define(o, field, func(on bool) any { return on }, func(value any) (bool, bool) {
		on, isBool := value.(bool)
		return on, isBool
	})
}

func number(name, help string, field func(*Settings) *int, least, most int) Option {
	o := Option{Name: name, Help: help, Form: fmt.Sprintf("a number from %d to %d", least, most)}
	return define(o, field, func(n int) any { return n }, func(value any) (int, bool) {
		n, isNumber := value.(int64)
		return int(n), isNumber && n >= int64(least) && n <= int64(most)
	})
}

func duration(name, help string, field func(*Settings) *time.Duration, most time.Duration) Option {
	o := Option{Name: name, Help: help, Form: fmt.Sprintf(`a duration such as "10m", from "0s" to "%s"`, short(most))}
	return define(o, field, func(d time.Duration) any { return short(d) }, func(value any) (time.Duration, bool) {
		text, isText := value.(string)
		d, err := time.ParseDuration(text)
		return d, isText && err == nil && d >= 0 && d <= most
	})
}

// short writes a duration without units of zero: "10m", not "10m0s".
func short(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// near is the name that a mistyped one may have been; empty when none is near.
func near(name string) string {
	best, least := "", mostMistyped+1
	for _, option := range Options() {
		table, key, inTable := strings.Cut(option.Name, ".")
		for _, candidate := range []string{option.Name, table, key} {
			distance := levenshtein.ComputeDistance(strings.ToLower(name), candidate)
			if candidate != "" && (inTable || candidate == option.Name) && distance < least {
				best, least = option.Name, distance
			}
		}
	}
	return best
}

// mostMistyped is how many letters may be wrong.
const mostMistyped = 2
