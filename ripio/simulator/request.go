package simulator

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

const (
	formType = "application/x-www-form-urlencoded"
	// bodyLimit is far above any form with a username and a password.
	bodyLimit = 64 << 10
	// bodyTimeout is how long a request's body may take to arrive.
	bodyTimeout = 10 * time.Second
)

// mistake is what is wrong with a request. Its sentences never repeat a value
// that was sent: it may be a secret.
type mistake struct {
	status   int
	problems []string
}

func wrong(status int, format string, arguments ...any) *mistake {
	return &mistake{status, []string{fmt.Sprintf(format, arguments...)}}
}

// check compares a request with the documented call. Its form is read as far as that
// was possible.
func check(w http.ResponseWriter, r *http.Request) (form, *mistake) {
	if r.URL.Path != authPath {
		return form{}, wrongPath(r.URL.Path)
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return form{}, wrong(http.StatusMethodNotAllowed, "the method is %.20s; the call is documented as POST", r.Method)
	}
	if m := checkContentType(r.Header); m != nil {
		return form{}, m
	}
	body, m := readBody(w, r)
	if m != nil {
		return form{}, m
	}
	f, m := checkForm(body)
	if r.URL.RawQuery == "" {
		return f, m
	}
	query := wrong(http.StatusBadRequest, "the URL has a query; the fields belong in the body, which servers rarely log")
	if m != nil && m.status == http.StatusBadRequest {
		query.problems = append(query.problems, m.problems...)
	}
	return f, query
}

// wrongPath hints at the paths that are easily mistaken for the right one.
func wrongPath(path string) *mistake {
	hint := ""
	switch {
	case strings.TrimRight(path, "/") == authPath:
		hint = "; leave out the slash at its end"
	case strings.HasPrefix(path, "/oauth2/"):
		hint = "; /oauth2/token/ belongs to the Ramps REST API, on another host"
	}
	return wrong(http.StatusNotFound, "nothing is at this path; the call is POST %s%s", authPath, hint)
}

func checkContentType(header http.Header) *mistake {
	types := header.Values("Content-Type")
	switch {
	case len(types) == 0:
		return wrong(http.StatusUnsupportedMediaType, "Content-Type is missing; it must be %s", formType)
	case len(types) > 1:
		return wrong(http.StatusUnsupportedMediaType, "Content-Type is there %d times", len(types))
	}
	if mediaType, _, err := mime.ParseMediaType(types[0]); err != nil || mediaType != formType {
		return wrong(http.StatusUnsupportedMediaType, "Content-Type is %+.60q; it must be %s", types[0], formType)
	}
	if encoding := header.Get("Content-Encoding"); encoding != "" {
		return wrong(http.StatusUnsupportedMediaType, "Content-Encoding is %+.60q; the form must be sent as it is", encoding)
	}
	return nil
}

// readBody reads the whole body, which also lets net/http notice from here on
// when the caller goes away.
func readBody(w http.ResponseWriter, r *http.Request) (string, *mistake) {
	// A server of the test's own may not support deadlines; it does without.
	deadlines := http.NewResponseController(w)
	_ = deadlines.SetReadDeadline(time.Now().Add(bodyTimeout))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	_ = deadlines.SetReadDeadline(time.Time{})
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return "", wrong(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes", tooLarge.Limit)
	}
	if err != nil {
		return "", wrong(http.StatusBadRequest, "the body could not be read to its end")
	}
	return string(body), nil
}
