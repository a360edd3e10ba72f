package simulator

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

const (
	typeJSON = "application/json"
	typeHTML = "text/html"
	typeText = "text/plain; charset=utf-8"
)

// envelope40001 has the shape that https://docs.ripio.com/overview/introduction
// shows for missing credentials at another of Ripio's services.
const envelope40001 = `{"code":40001,"type":"NotAuthenticated",` +
	`"detail":{"message":"Authentication credentials were not provided.","code":"not_authenticated"},"status":403}`

const gatewayPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" +
	"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>simulated gateway</center>\r\n</body>\r\n</html>\r\n"

// redirectTarget is under .invalid, which never resolves (RFC 6761, section
// 6.4): a caller that follows a redirect by mistake sends its secret nowhere.
const redirectTarget = "https://another-host.invalid" + authPath

// success is the documented response body.
type success struct {
	Succeed   bool   `json:"succeed"`
	Token     string `json:"token"`
	TokenType string `json:"token_type"`
}

// complaint is the response to a wrong request. Its shape is a guess.
type complaint struct {
	Detail   string   `json:"detail"`
	Problems []string `json:"problems"`
	Note     string   `json:"note"`
}

// reply sends a whole response.
func (c call) reply(status int, contentType, body string) {
	c.w.Header().Set("Content-Type", contentType)
	c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	_, _ = c.w.Write([]byte(body)) // a caller that went away misses nothing
}

// fixed plays a response that is the same each time.
func fixed(status int, contentType, body string) func(call) {
	return func(c call) { c.reply(status, contentType, body) }
}

func rateLimited(c call) {
	c.w.Header().Set("Retry-After", "30")
	c.reply(http.StatusTooManyRequests, typeJSON, `{"detail":"Request was throttled. Expected available in 30 seconds."}`)
}

func redirect(status int) func(call) {
	return func(c call) {
		c.w.Header().Set("Location", redirectTarget)
		c.reply(status, typeText, "")
	}
}

func (c call) complain(m *mistake) {
	c.reply(m.status, typeJSON, encode(complaint{
		Detail:   strings.Join(m.problems, "; "),
		Problems: m.problems,
		Note:     "These are the simulator's words. The documentation shows no error answers.",
	}))
}

// grant plays the documented response: mint makes its token, and deliver sends
// its body.
func grant(mint func(call) string, deliver func(call, string)) func(call) {
	return func(c call) { deliver(c, encode(success{Succeed: true, Token: mint(c), TokenType: "bearer"})) }
}

// whole sends the body as it should be sent.
func (c call) whole(body string) { c.reply(http.StatusOK, typeJSON, body) }

// encode writes one of this file's structs, which hold nothing that JSON cannot
// express.
func encode(body any) string {
	text, _ := json.Marshal(body)
	return string(text)
}
