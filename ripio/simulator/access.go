package simulator

import (
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/visible"
)

// Access is what is logged of a request. It holds no secret, no address and no token;
// all of it is safe to show.
type Access struct {
	// At is when the request's headers had been read, Took how long it was answered.
	At   time.Time
	Took time.Duration
	// Remote is the caller's host and port.
	Remote, Method, Path string
	Status               int
	// Bytes is the length of the body that was sent.
	Bytes int64
	// Scenario was played, as ChosenBy wanted: ByServer, ByHeader or ByClientID. It was
	// not when there are Problems, which say what is wrong with the request.
	Scenario, ChosenBy string
	// ClientID and ExternalRef are how they begin: a secret may stand where either should.
	ClientID, ExternalRef string
	Problems              []string
}

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(body []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(body)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController find the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// newAccess tells the story of a request; its answer is not known yet.
func newAccess(r *http.Request, received time.Time) Access {
	return Access{At: received, Remote: r.RemoteAddr, Method: visible.Cut(r.Method, 20), Path: shownPath(r.URL.Path)}
}

// shownPath hides a path that may hold more than a path should.
func shownPath(path string) string {
	const longest, letters = 64, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.-"
	if len(path) > longest || strings.Trim(path, letters) != "" {
		return "(not shown)"
	}
	for part := range strings.SplitSeq(path, "/") {
		if len(part) > 16 {
			return "(not shown)"
		}
	}
	return path
}

// beginning is as much of a text as tells it from others and gives little away.
func beginning(text string) string {
	enough := 4
	if field.LooksLikeUUID(text) {
		enough = 8
	}
	switch {
	case text == ExampleClientID:
		return text
	case strings.HasPrefix(text, ScenarioPrefix):
		return ScenarioPrefix + "…"
	}
	if utf8.RuneCountInString(text) <= 2*enough { // the beginning would be most of it
		return strings.Repeat("…", min(len(text), 1))
	}
	return visible.Line(string([]rune(text)[:enough])) + "…"
}

func (a *Access) fill(f form) {
	parts := splitUsername(f.username)
	if len(parts) < 2 { // it may be anything
		return
	}
	a.ClientID, a.ExternalRef = beginning(parts[0]), beginning(parts[1])
}
