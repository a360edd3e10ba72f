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

const throttled = `{"detail":"Request was throttled. Expected available in 30 seconds."}`

// redirectTarget is under .invalid, which never resolves (RFC 6761, section
// 6.4): a caller that follows a redirect by mistake sends its secret nowhere.
const redirectTarget = "https://another-host.invalid" + authPath

// The documented response body, around its token.
const beforeToken, afterToken = `{"succeed":true,"token":"`, `","token_type":"bearer"}`

func (c call) reply(status int, contentType, body string) {
	c.w.Header().Set("Content-Type", contentType)
	c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	_, _ = c.w.Write([]byte(body)) // a caller that went away misses nothing
}

// fixed plays a response that is the same each time; header are names and values.
func fixed(status int, contentType, body string, header ...string) func(call) {
	return func(c call) {
		for i := 0; i < len(header); i += 2 {
			c.w.Header().Set(header[i], header[i+1])
		}
		c.reply(status, contentType, body)
	}
}

// complain answers a wrong request. The shape of the body is a guess.
func (c call) complain(m *mistake) {
	body, _ := json.Marshal(struct { // of nothing that JSON cannot express
		Detail   string   `json:"detail"`
		Problems []string `json:"problems"`
		Note     string   `json:"note"`
	}{strings.Join(m.problems, "; "), m.problems, "These are the simulator's words. The documentation shows no error responses."})
	c.reply(m.status, typeJSON, string(body))
}

// grant plays the documented response: mint makes its token, and deliver sends
// its body.
func grant(mint func(call) string, deliver func(call, string)) func(call) {
	return func(c call) { deliver(c, beforeToken+mint(c)+afterToken) }
}

// whole sends the body as it should be sent.
func (c call) whole(body string) { c.reply(http.StatusOK, typeJSON, body) }
