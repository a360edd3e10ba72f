package foreign

import (
	"cmp"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// readCurl reads the call of curl in a text; of several the one that is likeliest the
// request for a token.
func readCurl(s source) (Reading, bool) {
	if !strings.Contains(strings.ToLower(s.text), "curl") {
		return Reading{}, false
	}
	calls := cmdCalls(s)
	if calls == nil {
		calls = shellCalls(joinBackticks(s))
	}
	var requests []*request
	for _, call := range calls {
		if len(call.words) > 0 {
			requests = append(requests, curlRequest(s, call))
		}
	}
	best, others := likeliest(requests)
	if best == nil || best.address.text == "" && len(best.fields) == 0 {
		return Reading{}, false
	}
	return Reading{Kind: KindCurl, request: best, Note: otherRequests(others, "command")}, true
}

// joinBackticks makes a backtick before a line break, with which PowerShell goes on in
// the next line, what it is in other shells. A text with other backticks stays.
func joinBackticks(s source) source {
	joined := strings.NewReplacer("`\r\n", " \\\n", "`\n", "\\\n").Replace(s.text)
	if !strings.Contains(joined, "`") {
		s.text = joined
	}
	return s
}

// The options of curl that matter here, by what they do. Source: the manual of curl.
var (
	curlLong = map[string]byte{
		"request": 'X', "header": 'H', "data": 'd', "data-ascii": 'd', "data-binary": 'b', "data-raw": 'r', "data-urlencode": 'e',
		"form": 'F', "form-string": 's', "json": 'j', "user": 'u', "insecure": 'k', "proxy-insecure": 'k', "proxy": 'x', "location": 'L',
		"location-trusted": 'L', "url": 'l', "get": 'G', "head": 'I', "user-agent": 'A', "basic": 0, "oauth2-bearer": 'o',
		"connect-to": 'c', "resolve": 'c', "next": ':', "url-query": 'q', "cookie": 'i', "referer": 'i', "ssl-no-revoke": 0, "digest": 'g',
		"ntlm": 'g', "negotiate": 'g', "upload-file": 'T', "socks5": 'x', "socks5-hostname": 'x', "socks4": 'x', "preproxy": 'x',
	}
	curlShort = map[byte]byte{
		'X': 'X', 'H': 'H', 'd': 'd', 'F': 'F', 'u': 'u', 'k': 'k', 'x': 'x', 'L': 'L', 'G': 'G', 'I': 'I', 'A': 'A', ':': ':',
		'b': 'i', 'e': 'i', 'T': 'T',
	}
	// curlTakes are what other options take an argument.
	curlTakes = " abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout continue-at " +
		"cookie-jar create-file-mode crlfile curves data-file delegation dns-interface dns-servers doh-url dump-header ech egd-file engine " +
		"expect100-timeout ftp-port happy-eyeballs-timeout-ms haproxy-clientip hostpubmd5 hsts interface ip-tos ipfs-gateway key key-type " +
		"keepalive-time limit-rate local-port login-options max-filesize max-redirs max-time netrc-file noproxy output output-dir " +
		"parallel-max pass pinnedpubkey proto proto-default proto-redir proxy-cacert proxy-cert proxy-header proxy-key proxy-pass " +
		"proxy-user pubkey quote random-file range rate request-target retry retry-delay retry-max-time service-name speed-limit " +
		"speed-time stderr tls-max tls13-ciphers trace trace-ascii trace-config unix-socket variable vlan-priority write-out "
	curlShortTakes = "CDEKmMoPQrtUwYyzc"
)

var curlVariable = phrase.NewShape(`\{\{([A-Za-z0-9_]+)[^{}]*\}\}`)

// without are the options, as they are known here, that take no argument.
const without = "kLGI:g"

func curlRequest(s source, c call) *request {
	b := curlBuilder{request: newRequest(s), input: c.input}
	for i := 0; i < len(c.words); i++ {
		current := c.words[i]
		next := func() word {
			if i+1 == len(c.words) {
				return word{at: current.at}
			}
			i++
			return c.words[i]
		}
		text := current.text
		switch {
		case strings.HasPrefix(text, "--") && len(text) > 2:
			name, glued, isGlued := strings.Cut(text[2:], "=")
			name, expands := strings.CutPrefix(strings.ToLower(name), "expand-")
			option, known := curlLong[name]
			if expands { // {{NAME}} is a variable of curl's then
				plain := next
				next = func() word {
					argument := plain()
					argument.text = curlVariable().ReplaceAllString(argument.text, variable("$1"))
					return argument
				}
			}
			switch {
			case !known && strings.Contains(curlTakes, " "+name+" ") && !isGlued:
				next()
			case option == 0 || strings.IndexByte(without, option) >= 0:
				b.apply(option, word{at: current.at}, current.at)
			case isGlued:
				b.apply(option, word{glued, current.at}, current.at)
			default:
				b.apply(option, next(), current.at)
			}
		case strings.HasPrefix(text, "-") && len(text) > 1:
			b.short(text[1:], current, next)
		default:
			b.setURL(current)
		}
		if b.ended {
			break
		}
	}
	return b.finish()
}

// curlBuilder puts a request together from the options of curl.
type curlBuilder struct {
	*request
	input *word
	data  []value
	get   bool
	ended bool
	// kind is the Content-Type that the options of the data imply.
	kind string
}

// short reads options of one letter that stand together, such as -sSLd.
func (b *curlBuilder) short(letters string, whole word, next func() word) {
	for j := 0; j < len(letters); j++ {
		rest := word{letters[j+1:], whole.at}
		option, known := curlShort[letters[j]]
		switch {
		case !known && strings.IndexByte(curlShortTakes, letters[j]) < 0:
		case known && strings.IndexByte(without, option) >= 0:
			b.apply(option, word{}, whole.at)
		default:
			if rest.text == "" {
				rest = next()
			}
			b.apply(option, rest, whole.at)
			return
		}
	}
}

func (b *curlBuilder) setURL(w word) {
	if b.address.text == "" {
		b.address = value{text: w.text, at: w.at}
	}
}

// apply does what an option does. w is its argument.
func (b *curlBuilder) apply(option byte, w word, at spot) {
	switch option {
	case 'X':
		b.method = value{text: w.text, at: at}
	case 'H':
		name, content, _ := strings.Cut(w.text, ":")
		b.headers = append(b.headers, value{name: strings.TrimSpace(name), text: strings.TrimSpace(content), at: w.at})
	case 'A':
		b.headers = append(b.headers, value{name: "User-Agent", text: w.text, at: w.at})
	case 'o':
		b.headers = append(b.headers, value{name: "Authorization", text: "Bearer " + w.text, at: w.at})
	case 'd', 'b', 'r', 'j', 'e':
		b.addData(option, w)
	case 'F', 's':
		b.body = bodyMultipart
		name, content, _ := strings.Cut(w.text, "=")
		file := option == 'F' && strings.IndexAny(content, "@<") == 0
		b.fields = append(b.fields, value{name: name, raw: content, text: content, at: w.at, encoded: true, unseen: file})
		b.kind = "multipart/form-data"
	case 'u':
		b.basic = &value{name: "-u", text: w.text, at: at}
	case 'l':
		b.setURL(w)
	case 'q':
		b.query = append(b.query, parseForm(w.text, w.at)...)
	case 'G':
		b.get = true
	case 'I':
		b.method = value{text: "HEAD", at: at}
	case 'T':
		b.method, b.body, b.bodyAt = value{text: "PUT", at: at}, bodyUnseen, at
	case 'k':
		b.flags["verification-off"] = at
	case 'L':
		b.flags["follows-redirects"] = at
	case 'x':
		b.flags["proxy"] = at
	case 'c':
		b.flags["connects-elsewhere"] = at
	case 'g':
		b.flags["other-authentication"] = at
	case ':':
		b.ended = b.address.text != ""
	}
}

// addData takes what -d and its relatives send.
func (b *curlBuilder) addData(option byte, w word) {
	b.kind = cmp.Or(b.kind, formType)
	if option == 'j' {
		b.kind = "application/json"
	}
	if option == 'e' {
		b.data = append(b.data, urlencoded(w))
		return
	}
	if strings.HasPrefix(w.text, "@") && option != 'r' {
		if w.text != "@-" || b.input == nil {
			b.data = append(b.data, value{at: w.at, unseen: true})
			return
		}
		w = *b.input
		if option == 'd' { // curl leaves the line breaks of a file out
			w.text = strings.NewReplacer("\r", "", "\n", "").Replace(w.text)
		}
	}
	b.data = append(b.data, value{raw: w.text, at: w.at})
}

// urlencoded reads the argument of --data-urlencode.
func urlencoded(w word) value {
	at := strings.IndexAny(w.text, "=@")
	switch {
	case at < 0:
		return value{raw: url.QueryEscape(w.text), at: w.at}
	case w.text[at] == '@':
		return value{name: w.text[:at], at: w.at, unseen: true, encoded: true}
	}
	name, content := w.text[:at], w.text[at+1:]
	return value{name: name, raw: url.QueryEscape(content), text: content, at: w.at, encoded: true}
}

// finish puts the data together, as curl does with an ampersand between the pieces.
func (b *curlBuilder) finish() *request {
	if b.kind != "" && !b.get {
		b.implyType(b.kind)
	}
	if len(b.data) == 1 && !b.data[0].encoded && !b.data[0].unseen && !b.get {
		b.setBody(b.data[0].raw, b.data[0].at)
		if b.body == bodyNone {
			b.body = bodyOther
		}
		return b.request
	}
	for i, piece := range b.data {
		if i == 0 {
			b.body, b.bodyAt = bodyForm, piece.at
		}
		switch {
		case piece.encoded:
			b.fields = append(b.fields, piece)
		case piece.unseen:
			b.body = bodyUnseen
		default:
			b.fields = append(b.fields, parseForm(piece.raw, piece.at)...)
		}
	}
	if b.get {
		b.query, b.fields, b.body = append(b.query, b.fields...), nil, bodyNone
		b.method.text = cmp.Or(b.method.text, "GET")
	}
	return b.request
}
