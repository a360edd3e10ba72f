package foreign

import (
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

var (
	powerShellCall  = phrase.NewShape(`(?i)\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[^\n]*-|\b(?:Invoke-WebRequest|Invoke-RestMethod)\b`)
	powerShellSets  = phrase.NewShape(`(?m)^\s*\$(?:env:)?([A-Za-z_]\w*)\s*=\s*`)
	powerShellName  = phrase.NewShape(`^\$(?:\{)?(?:env:)?[A-Za-z_]\w*\}?`)
	powerShellQuote = strings.NewReplacer("`n", "\n", "`r", "\r", "`t", "\t", "`0", "", "``", "`")
)

// readPowerShell reads a call of Invoke-WebRequest or Invoke-RestMethod, with the hash
// tables that it is given.
func readPowerShell(s source) (Reading, bool) {
	at := powerShellCall().FindStringIndex(s.text)
	if at == nil {
		return Reading{}, false
	}
	p := powerShell{source: s, variables: map[string]term{}}
	for _, set := range powerShellSets().FindAllStringSubmatchIndex(s.text[:at[0]], -1) {
		p.at = set[1]
		p.variables[strings.ToLower(s.text[set[2]:set[3]])] = p.term()
	}
	p.at = at[0]
	for p.at < len(s.text) && !strings.ContainsRune(" \t\n(", rune(s.text[p.at])) {
		p.at++
	}
	return Reading{Kind: KindPowerShell, request: p.request()}, true
}

// term is a value of PowerShell: a text or a hash table.
type term struct {
	word
	table  []value
	isJSON bool
}

type powerShell struct {
	source
	at        int
	variables map[string]term
}

// request reads the parameters of the call, up to the end of the command.
func (p *powerShell) request() *request {
	r := newRequest(p.source)
	var body term
	for {
		p.space(false)
		if p.at >= len(p.text) || strings.IndexByte("\n;|)", p.text[p.at]) >= 0 {
			break
		}
		start := p.at
		if p.text[p.at] != '-' {
			if positional := p.term(); r.address.text == "" {
				r.address = value{text: positional.text, at: positional.word.at}
			}
			p.at = max(p.at, start+1)
			continue
		}
		name := strings.ToLower(p.bare()[1:])
		switch {
		case name == "skipcertificatecheck":
			r.flags["verification-off"] = p.spot(start)
		case phrase.HasWord(" usebasicparsing disablekeepalive allowunencryptedauthentication usedefaultcredentials skipheadervalidation skiphttperrorcheck verbose ", name):
		default:
			p.space(false)
			p.set(r, name, p.term(), &body)
		}
	}
	p.finish(r, body)
	return r
}

func (p *powerShell) set(r *request, name string, given term, body *term) {
	single := value{text: given.text, at: given.word.at}
	switch name {
	case "uri", "url":
		r.address = single
	case "method", "custommethod":
		r.method = single
	case "headers":
		r.headers = append(r.headers, given.table...)
	case "contenttype":
		single.name = "Content-Type"
		r.headers = append(r.headers, single)
	case "body":
		*body = given
		if body.text == "" && body.table == nil {
			body.text = variable("Body")
		}
	case "form":
		r.body, r.fields, r.bodyAt = bodyMultipart, given.table, given.word.at
	case "proxy":
		r.flags["proxy"] = given.word.at
	case "infile":
		r.body, r.bodyAt = bodyUnseen, given.word.at
	}
}

// finish sets the body. A hash table becomes a form, unless it was made JSON.
func (p *powerShell) finish(r *request, body term) {
	switch {
	case body.isJSON:
		r.body, r.fields, r.bodyAt = bodyJSON, body.table, body.word.at
	case body.table != nil:
		r.body, r.fields, r.bodyAt = bodyForm, body.table, body.word.at
	case body.text != "" && hasVariable(body.text) && !strings.Contains(body.text, "="):
		r.body, r.bodyAt = bodyUnseen, body.word.at
	case body.text != "":
		r.setBody(body.text, body.word.at)
	}
	if r.body == bodyForm && strings.EqualFold(r.method.text, "POST") {
		r.implyType(formType)
	}
	if r.body == bodyMultipart {
		r.headers = append(r.headers, value{name: "Content-Type", text: "multipart/form-data", at: spotOfNothing})
	}
}

// space skips white space and, in a hash table, line ends.
func (p *powerShell) space(lines bool) {
	for p.at < len(p.text) {
		rest := p.text[p.at:]
		switch {
		case strings.HasPrefix(rest, "`\r\n"):
			p.at += 3
		case strings.HasPrefix(rest, "`\n"):
			p.at += 2
		case rest[0] == ' ', rest[0] == '\t', rest[0] == '\r', lines && (rest[0] == '\n' || rest[0] == ';'):
			p.at++
		default:
			return
		}
	}
}

// bare reads up to white space or a delimiter.
func (p *powerShell) bare() string {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n;|=(){}\"',", p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[start:p.at]
}

func (p *powerShell) term() (read term) {
	if p.at >= len(p.text) {
		return term{}
	}
	read.word.at = p.spot(p.at)
	switch rest := p.text[p.at:]; {
	case rest[0] == '"' || rest[0] == '\'':
		read.text = p.quoted(rest[0])
	case strings.HasPrefix(rest, "@{"):
		read.table = p.hashTable()
	case rest[0] == '(':
		p.at++
		p.space(true)
		read = p.term()
		inner := p.text[p.at:]
		end := strings.IndexByte(inner, ')')
		if end < 0 {
			end = len(inner)
		}
		read.isJSON = read.isJSON || strings.Contains(strings.ToLower(inner[:end]), "convertto-json")
		p.at += min(end+1, len(inner))
		return read
	case rest[0] == '$' && powerShellName.Matches(rest):
		full := powerShellName().FindString(rest)
		p.at += len(full)
		read = p.known(full)
	default:
		read.text = p.bare()
	}
	if line, _, _ := strings.Cut(p.text[min(p.at, len(p.text)):], "\n"); pipedToJSON().MatchString(line) {
		read.isJSON = true
		p.at += pipedToJSON().FindStringIndex(line)[1]
	}
	return read
}

var pipedToJSON = phrase.NewShape(`(?i)^\s*\|\s*ConvertTo-Json(?:\s+-\w+(?:\s+\d+)?)*`)

// known is the value of a variable, if the text sets it.
func (p *powerShell) known(name string) term {
	name = strings.Trim(name, "${}")
	plain := strings.ToLower(name[strings.IndexByte(name, ':')+1:])
	if known, set := p.variables[plain]; set {
		return known
	}
	return term{word: word{variable(name), p.spot(p.at)}}
}

// quoted reads a text in quotation marks; a doubled mark stands for one.
func (p *powerShell) quoted(mark byte) string {
	var out strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		rest := p.text[p.at:]
		switch {
		case len(rest) > 1 && rest[0] == mark && rest[1] == mark:
			out.WriteByte(mark)
			p.at++
		case rest[0] == mark:
			p.at++
			return out.String()
		case mark == '"' && rest[0] == '`' && len(rest) > 1:
			if escape := rest[:2]; powerShellQuote.Replace(escape) != escape {
				out.WriteString(powerShellQuote.Replace(escape))
			} else {
				out.WriteByte(rest[1])
			}
			p.at++
		case mark == '"' && rest[0] == '$' && powerShellName.Matches(rest):
			full := powerShellName().FindString(rest)
			out.WriteString(p.known(full).text)
			p.at += len(full) - 1
		default:
			out.WriteByte(rest[0])
		}
	}
	return out.String()
}

// hashTable reads @{ name = value; … }.
func (p *powerShell) hashTable() (table []value) {
	table = []value{}
	for p.at += len("@{"); ; {
		p.space(true)
		if p.at >= len(p.text) || p.text[p.at] == '}' {
			p.at++
			return table
		}
		start := p.at
		name := p.term().text
		p.space(false)
		if p.at < len(p.text) && p.text[p.at] == '=' {
			p.at++
			p.space(true)
			content := p.term()
			table = append(table, value{
				name: name, raw: url.QueryEscape(content.text), text: content.text, at: content.word.at, encoded: true,
			})
		}
		p.at = max(p.at, start+1)
	}
}
