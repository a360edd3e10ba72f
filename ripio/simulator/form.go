package simulator

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
)

// field is a name and value of a form. index counts from 1.
type field struct {
	index       int
	name, value string
	// hasValue reports whether there was an equals sign.
	hasValue bool
	broken   bool // not valid percent-encoding
}

// splitForm reads a form-encoded body. Unlike url.ParseQuery it keeps order and
// repetitions, and its errors do not quote the text, which may be a secret.
func splitForm(body string) []field {
	var fields []field
	for pair := range strings.SplitSeq(body, "&") {
		if pair == "" {
			continue
		}
		rawName, rawValue, hasValue := strings.Cut(pair, "=")
		name, nameErr := url.QueryUnescape(rawName)
		value, valueErr := url.QueryUnescape(rawValue)
		fields = append(fields, field{
			index: len(fields) + 1, name: name, value: value,
			hasValue: hasValue, broken: nameErr != nil || valueErr != nil,
		})
	}
	return fields
}

// checkFields says what is wrong with the two fields of the call.
func checkFields(body string) []string {
	fields := splitForm(body)
	if len(fields) == 0 {
		return []string{"the body is empty; it must hold the fields username and password"}
	}
	var problems []string
	count := map[string]int{}
	values := map[string]string{} // of the fields that can be judged
	for _, f := range fields {
		count[f.name]++
		switch {
		case f.broken:
			problems = append(problems, fmt.Sprintf("field %d is not valid percent-encoding", f.index))
		case f.name != "username" && f.name != "password":
			problems = append(problems, describeExtra(f))
		default:
			values[f.name] = f.value
		}
	}
	problems = append(problems, checkCount(count, "username")...)
	problems = append(problems, checkCount(count, "password")...)
	if username, ok := values["username"]; ok && count["username"] == 1 {
		problems = append(problems, checkUsername(username)...)
	}
	if password, ok := values["password"]; ok && count["password"] == 1 && password == "" {
		problems = append(problems, "password is empty; it must be the client_secret")
	}
	return problems
}

// checkCount says that a field is missing or repeated.
func checkCount(count map[string]int, name string) []string {
	switch n := count[name]; n {
	case 0:
		return []string{"the field " + name + " is missing"}
	case 1:
		return nil
	default:
		return []string{fmt.Sprintf("the field %s is there %d times", name, n)}
	}
}

// isPlainName reports whether a text is surely a name and not a value that lost
// its field.
func isPlainName(text string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	return text != "" && len(text) <= 32 && strings.Trim(text, letters) == ""
}

// describeExtra names a field that the call does not have, unless its name may
// really be a value.
func describeExtra(f field) string {
	if !f.hasValue || !isPlainName(f.name) {
		return fmt.Sprintf("field %d is neither username nor password", f.index)
	}
	hint := ""
	switch f.name {
	case "client_id", "client_secret", "grant_type", "scope":
		hint = ": it belongs to OAuth"
	case "external_ref", "address":
		hint = ": it is a part of username"
	}
	return fmt.Sprintf("the field %s is not part of the call%s", f.name, hint)
}

// checkUsername splits at the first two colons, so that an address may hold
// more of them. How Ripio's server splits is not documented.
func checkUsername(username string) []string {
	parts := strings.SplitN(username, ":", 3)
	if username == "" {
		return []string{"username is empty; it must be client_id:external_ref:address"}
	}
	switch len(parts) {
	case 1:
		return []string{"username has one part and no colon; it must be client_id:external_ref:address"}
	case 2:
		return []string{"username has two parts, the address is missing; it must be client_id:external_ref:address"}
	}
	var problems []string
	for i, name := range []string{"client_id", "external_ref", "address"} {
		if parts[i] == "" {
			problems = append(problems, name+" is empty in username")
		}
	}
	return problems
}

// checkMarks refuses a form, otherwise right, that holds a value of a negative test:
// a password that begins with ripio.WrongSecret, or ripio.PlainExternalRef as the
// external_ref. How Ripio's server refuses a wrong secret is not documented; whether
// it refuses an external_ref that is no UUID v4 is not known.
func checkMarks(body string) *mistake {
	for _, f := range splitForm(body) {
		switch f.name {
		case "username":
			if parts := strings.SplitN(f.value, ":", 3); len(parts) == 3 && parts[1] == ripio.PlainExternalRef {
				return wrong(http.StatusBadRequest, "external_ref is %s and no UUID v4; "+
					"the simulator refuses this one value, and it is not known whether Ripio's server refuses any", ripio.PlainExternalRef)
			}
		case "password":
			if strings.HasPrefix(f.value, ripio.WrongSecret) {
				return wrong(http.StatusUnauthorized, "password is %s, which stands for a wrong client_secret; "+
					"the simulator refuses this one value, with the status that it takes for likely", ripio.WrongSecret)
			}
		}
	}
	return nil
}
