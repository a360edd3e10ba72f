package simulator

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
)

// form is what the fields of a request say; a field that is missing, doubled or not
// decoded is empty.
type form struct{ username, password string }

func (f form) clientID() string { return splitUsername(f.username)[0] }

// checkForm reads the fields of a form-encoded body and says what is wrong with them.
// Unlike url.ParseQuery it keeps their order, and its words do not quote the text, which
// may be a secret.
func checkForm(body string) (form, *mistake) {
	values := map[string][]string{}
	var problems []string
	index, broken := 0, false
	for pair := range strings.SplitSeq(body, "&") {
		if pair == "" {
			continue
		}
		index++
		rawName, rawValue, hasValue := strings.Cut(pair, "=")
		name, nameErr := url.QueryUnescape(rawName)
		value, valueErr := url.QueryUnescape(rawValue)
		values[name] = append(values[name], value)
		switch {
		case nameErr != nil || valueErr != nil:
			broken = true
			problems = append(problems, fmt.Sprintf("field %d is not valid percent-encoding", index))
		case name != "username" && name != "password":
			problems = append(problems, describeExtra(index, name, hasValue))
		}
	}
	if index == 0 {
		return form{}, wrong(http.StatusBadRequest, "the body is empty; it must contain the fields username and password")
	}
	for _, name := range []string{"username", "password"} {
		switch count := len(values[name]); count {
		case 0:
			problems = append(problems, "the field "+name+" is missing")
		case 1:
		default:
			problems = append(problems, fmt.Sprintf("the field %s is there %d times", name, count))
		}
	}
	var f form
	if username := values["username"]; len(username) == 1 && !broken {
		f.username = username[0]
		problems = append(problems, checkUsername(f.username)...)
	}
	if password := values["password"]; len(password) == 1 && !broken {
		if f.password = password[0]; f.password == "" {
			problems = append(problems, "password is empty; it must be the client_secret")
		}
	}
	if len(problems) > 0 {
		return f, &mistake{http.StatusBadRequest, problems}
	}
	return f, f.checkMarks()
}

// describeExtra names a field that the call does not have, unless its name may
// really be a value that lost its field.
func describeExtra(index int, name string, hasValue bool) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	if !hasValue || name == "" || len(name) > 32 || strings.Trim(name, letters) != "" {
		return fmt.Sprintf("field %d is neither username nor password", index)
	}
	hint := ""
	switch name {
	case "client_id", "client_secret", "grant_type", "scope":
		hint = ": it belongs to OAuth"
	case "external_ref", "address":
		hint = ": it is a part of username"
	}
	return fmt.Sprintf("the field %s is not part of the call%s", name, hint)
}

// splitUsername splits at the first two colons, so that an address may hold
// more of them. How Ripio's server splits is not documented.
func splitUsername(username string) []string { return strings.SplitN(username, ":", 3) }

func checkUsername(username string) (problems []string) {
	const form = "; it must be client_id:external_ref:address"
	parts := splitUsername(username)
	switch {
	case username == "":
		return []string{"username is empty" + form}
	case len(parts) == 1:
		return []string{"username has one part and no colon" + form}
	case len(parts) == 2:
		return []string{"username has two parts, the address is missing" + form}
	}
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
// it refuses an external_ref that is not a UUID v4 is not known.
func (f form) checkMarks() *mistake {
	switch {
	case splitUsername(f.username)[1] == ripio.PlainExternalRef:
		return wrong(http.StatusBadRequest, "external_ref is %s, which is not a UUID v4; "+
			"the simulator refuses this one value, and it is not known whether Ripio's server refuses any", ripio.PlainExternalRef)
	case strings.HasPrefix(f.password, ripio.WrongSecret):
		return wrong(http.StatusUnauthorized, "password is %s, which stands for a wrong client_secret; "+
			"the simulator refuses this one value; that the status is 401 is a guess", ripio.WrongSecret)
	}
	return nil
}
