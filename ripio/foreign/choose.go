package foreign

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// likeliest returns the request that is likeliest the one for a token, the last of
// several that are equally likely, and how many others there are.
func likeliest(requests []*request) (best *request, others int) {
	top := -1
	for _, each := range requests {
		if score := each.likelihood(); score >= top {
			best, top = each, score
		}
	}
	return best, len(requests) - 1
}

// likelihood counts what speaks for a request for a token.
func (r *request) likelihood() (score int) {
	address := strings.ToLower(r.address.text)
	for weight, words := range map[int][]string{
		4: {"b2b-widget-onramp-api"}, 2: {"ripio.com"}, 3: {"/v1/auth", "/oauth2/token", "auth"},
	} {
		if phrase.ContainsAny(address, words...) {
			score += weight
		}
	}
	if _, has := r.find("password", "client_secret"); has {
		score += 3
	}
	if _, has := r.find("username", "client_id"); has {
		score += 2
	}
	if strings.EqualFold(r.method.text, "OPTIONS") { // a browser asks before it sends
		score -= 4
	}
	return max(score, 0)
}

// otherRequests says that there were more; nothing for none.
func otherRequests(others int, what string) string {
	if others <= 0 {
		return ""
	}
	return fmt.Sprintf("there are %s more in the text; the likeliest request for a token was taken", phrase.Plural(others, what))
}
