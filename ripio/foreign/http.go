package foreign

import (
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

var (
	requestLine = phrase.NewShape(`(?m)^[ \t]*(?:> ?)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(https?://\S+|/\S*)(?:[ \t]+HTTP/[\d.]+)?[ \t]*\r?$`)
	headerLine  = phrase.NewShape(`^(:?[A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]?(.*)$`)
	pseudoLine  = phrase.NewShape(`\[(:?[A-Za-z][A-Za-z0-9-]*): (.*)\]\s*$`)
	sentBytes   = phrase.NewShape(`(?s)\bb?(['"])((?:GET|POST|PUT) \S+ HTTP/1\.[01]\\r\\n.*)`)
)

// readHTTP reads an HTTP request as proxies, editors and curl -v show it.
func readHTTP(s source) (Reading, bool) {
	if found := sentBytes().FindStringSubmatchIndex(s.text); found != nil {
		return readSentBytes(s, s.text[found[4]:found[5]], s.text[found[2]:found[3]], found[4])
	}
	lines := requestLine().FindAllStringSubmatchIndex(s.text, -1)
	var requests []*request
	for i, at := range lines {
		end := len(s.text)
		if i+1 < len(lines) {
			end = lines[i+1][0]
		}
		requests = append(requests, dump(source{s.text[:end], s.base, s.path}, s.text, at))
	}
	best, others := likeliest(requests)
	if best == nil {
		return readPseudoHeaders(s)
	}
	return Reading{Kind: KindHTTP, request: best, Note: otherRequests(others, "request")}, true
}

// dump reads one request, whose request line was found. Lines of curl -v begin with a
// mark: "> " for what was sent; curl shows no body there.
func dump(s source, whole string, at []int) *request {
	r := newRequest(source{text: whole})
	target := s.text[at[4]:at[5]]
	r.method = value{text: s.text[at[2]:at[3]], at: s.spot(at[2])}
	r.address = value{text: target, at: s.spot(at[4])}
	verbose := strings.HasPrefix(strings.TrimLeft(s.text[at[0]:], " \t"), ">")
	offset := at[1]
	if offset < len(s.text) {
		offset++
	}
	for offset < len(s.text) {
		line, _, _ := strings.Cut(s.text[offset:], "\n")
		start := offset
		offset += len(line) + 1
		line = strings.TrimRight(line, "\r")
		if verbose {
			sent, is := strings.CutPrefix(strings.TrimLeft(line, " \t"), ">")
			if !is {
				if strings.HasPrefix(strings.TrimLeft(line, " "), "<") {
					break
				}
				continue
			}
			line = strings.TrimPrefix(sent, " ")
		}
		if strings.TrimSpace(line) == "" {
			break
		}
		if header := headerLine().FindStringSubmatch(line); header != nil {
			r.headers = append(r.headers, value{name: header[1], text: strings.TrimSpace(header[2]), at: s.spot(start)})
		}
	}
	r.verboseFlags(whole, s.base)
	r.hostFromHeaders(verbose || strings.Contains(whole, "https://"), whole)
	length, _ := r.header("Content-Length")
	switch rest := strings.TrimRight(s.text[min(offset, len(s.text)):], "\r\n"); {
	case verbose && length.text != "" && length.text != "0":
		r.body, r.bodyAt = bodyUnseen, length.at
	case verbose:
	case strings.TrimSpace(rest) == "" && length.text != "" && length.text != "0":
		r.body, r.bodyAt = bodyUnseen, length.at
	default:
		r.setBody(withoutAnswer(rest), s.spot(min(offset, len(s.text))))
	}
	return r
}

// withoutAnswer drops the response that a dump shows behind the body.
func withoutAnswer(body string) string {
	if at := answerLine().FindStringIndex(body); at != nil {
		body = body[:at[0]]
	}
	return strings.TrimRight(body, "\r\n")
}

var answerLine = phrase.NewShape(`(?m)^(?:< )?HTTP/[\d.]+ \d{3}`)

// verboseFlags reads what curl -v says beside the request.
func (r *request) verboseFlags(text string, base int) {
	if at := notVerified().FindStringIndex(text); at != nil {
		r.flags["verification-off"] = spot{offset: base + at[0]}
	}
}

var notVerified = phrase.NewShape(`SSL certificate verify result:.{0,90}continuing anyway|skipping SSL peer certificate verification|skip peer verification`)

// hostFromHeaders makes the URL whole. A dump does not tell the scheme unless the host
// has a port or something else speaks for it; https is assumed then.
func (r *request) hostFromHeaders(secure bool, whole string) {
	host, has := r.header("Host")
	if !has {
		host, has = r.header(":authority")
	}
	if strings.Contains(r.address.text, "://") || !has {
		return
	}
	scheme := "https://"
	if !secure && strings.HasSuffix(host.text, ":80") || strings.Contains(whole, "port 80)") || strings.Contains(whole, "port 80\n") ||
		isLoopback(strings.Split(host.text, ":")[0]) {
		scheme = "http://"
	}
	r.address.text = scheme + host.text + r.address.text
}

// readSentBytes reads what Python's http.client prints of a request: bytes with escapes.
// Its body may stand in the same text or in the next.
func readSentBytes(s source, text, mark string, at int) (Reading, bool) {
	text = strings.NewReplacer(mark+"\nsend: b"+mark, "", mark+"\r\nsend: b"+mark, "").Replace(text)
	if end := strings.Index(text, mark+"\n"); end >= 0 {
		text = text[:end]
	}
	text = strings.TrimRight(strings.TrimSpace(text), mark)
	plain := strings.NewReplacer(`\r`, "\r", `\n`, "\n", `\\`, `\`, `\'`, `'`, `\"`, `"`).Replace(text)
	found := requestLine().FindStringSubmatchIndex(plain)
	if found == nil {
		return Reading{}, false
	}
	r := dump(source{text: plain}, plain, found)
	r.relocate(s, at)
	return Reading{Kind: KindLog, request: r}, true
}

// relocate puts everything at one place of another text.
func (r *request) relocate(s source, at int) {
	here := s.spot(at)
	r.text, r.method.at, r.address.at, r.bodyAt = s.text, here, here, here
	for _, list := range [][]value{r.headers, r.fields} {
		for i := range list {
			list[i].at = here
		}
	}
	for each := range r.flags {
		r.flags[each] = here
	}
}

// readPseudoHeaders reads the headers of HTTP/2 as curl -v prints them:
// "[HTTP/2] [1] [:method: POST]".
func readPseudoHeaders(s source) (Reading, bool) {
	r := newRequest(s)
	offset := 0
	scheme, path, authority := "https", "", ""
	for line := range strings.Lines(s.text) {
		if found := pseudoLine().FindStringSubmatch(strings.TrimRight(line, "\r\n")); found != nil {
			at := s.spot(offset)
			switch name, text := found[1], found[2]; name {
			case ":method":
				r.method = value{text: text, at: at}
			case ":scheme":
				scheme = text
			case ":authority":
				authority = text
			case ":path":
				path, r.address.at = text, at
			default:
				r.headers = append(r.headers, value{name: name, text: text, at: at})
			}
		}
		offset += len(line)
	}
	if r.method.text == "" || authority == "" {
		return Reading{}, false
	}
	r.address.text = scheme + "://" + authority + path
	r.body = bodyUnseen
	r.verboseFlags(s.text, s.base)
	return Reading{Kind: KindHTTP, request: r}, true
}
