package accessible

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/webhook"
	"devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
)

// longestPaste is how many bytes of a text are read.
const longestPaste = 1 << 20

// explain reads what a text is that another program sent or got. Nothing is sent, and
// nothing of it is kept.
func (s *session) explain() {
	s.say("Paste a request of another program, such as a curl command, a webhook, the URL that the widget sent a person back to, or a token. Then type a line with a single dot.")
	s.say("The terminal shows what you paste: put XXXX in place of a client_secret. Nothing is sent.")
	text, ok := s.paste()
	if !ok {
		return
	}
	delivery, err := webhook.Parse([]byte(text))
	unchecked := delivery.Verify(webhook.Options{})
	reading := foreign.Read(text)
	_, fromLink := widget.EnvironmentOf(text)
	raw, _, isToken := jwt.ExtractToken(text)
	redirect, notBack := widget.ParseRedirect(text)
	switch {
	case err == nil && (unchecked.Signature.Header != "" || unchecked.Event.Name != ""):
		s.explainWebhook(delivery)
	case reading.IsRequest() && !fromLink:
		s.explainRequest(reading)
	case isToken:
		s.explainToken(raw)
	case reading.Kind != foreign.KindUnknown && !fromLink:
		s.explainRequest(reading)
	case notBack == nil && len(redirect.Parameters) > 0:
		s.explainRedirect(redirect)
	default: // it is not repeated: it may be a secret
		s.say("Nothing was recognised in the text.")
	}
}

// paste reads lines up to one with a single dot; the end of the input ends it as well.
func (s *session) paste() (text string, ok bool) {
	var all strings.Builder
	long := false
	for {
		line, err := s.lines.read()
		if strings.TrimSpace(string(line)) == "." && err == nil {
			break
		}
		if long = long || len(line) > longestLine || all.Len()+len(line) > longestPaste; !long {
			all.Write(line)
			all.WriteByte('\n')
		}
		if err != nil {
			break
		}
	}
	switch {
	case long:
		s.say("The text is too long. ripio-explorer explain FILE reads longer ones.")
		return "", false
	case strings.TrimSpace(all.String()) == "":
		s.say("Nothing was pasted.")
		return "", false
	}
	return all.String(), true
}

// explainRequest reads how a request differs from the one that this program would send.
func (s *session) explainRequest(reading foreign.Reading) {
	s.say("Found: %s.", reading.Kind)
	s.part("Note", reading.Note)
	if !reading.IsRequest() {
		s.value("Environment", reading.Environment.Label())
		s.value("Variables", strings.Join(reading.Variables, ", "))
		s.value("client_id", reading.ClientID)
		s.value("external_ref", reading.ExternalRef)
		s.value("address", reading.Address)
		s.readDifferences(reading.Check())
		return
	}
	c := reading.Compare("")
	assumed := ""
	if c.Assumed {
		c, assumed = reading.Compare(s.environment), ", which nothing in the text tells"
	}
	s.say("Compared with the request to %s%s.", c.Environment.Name.Label(), assumed)
	for _, row := range c.Rows {
		found := phrase.CutText(visible.Line(row.Found), longestValue)
		if found == "" {
			found = "not told"
		}
		if row.Same {
			s.say("The same, %s: %s", row.Name, found)
			continue
		}
		s.say("Other, %s: %s. It should be %s", row.Name, found, phrase.CutText(visible.Line(row.Ours), longestValue))
	}
	s.readDifferences(c.Differences)
	switch {
	case c.Fails():
		s.say("It differs so that it may fail.")
	case len(c.Differences) > 0:
		s.say("It would be sent like this, too. Something is worth a look.")
	default:
		s.say("It is as this program would send it.")
		return
	}
	s.say("As documented, with the secret from $%s:", export.SecretVariable)
	s.lines.print(visible.Text(strings.TrimRight(export.Curl(reading.Corrected(c.Environment), export.POSIX), "\n")) + "\n")
}

// longestValue is how many characters of a value are read.
const longestValue = 200

func (s *session) readDifferences(differences []foreign.Difference) {
	var found []finding.Finding
	for _, each := range differences {
		found = append(found, each.Finding)
	}
	s.readNotices(found)
}

// readNotices reads findings from notes on, the worst first, with the codes that the guide
// takes.
func (s *session) readNotices(found []finding.Finding) {
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, item := range found {
			if item.Level != level {
				continue
			}
			s.say("%s, %s: %s", draw.Capital(level.String()), item.Field.Label(), draw.Sentence(item.Title))
			s.value("Found", item.Found)
			s.part("What to do", item.Fix)
			s.say("guide %s explains it.", item.Code)
		}
	}
}

// explainWebhook verifies a webhook where its secret is given, and reads it.
func (s *session) explainWebhook(delivery webhook.Delivery) {
	s.lines.print("Found: a webhook. Its shared secret; it is not shown, enter leaves the signature unchecked: ")
	typed, err := s.deps.ReadHidden()
	s.lines.print("\n")
	if err != nil {
		return
	}
	secret := redact.NewSecret(typed)
	checked := strings.TrimSpace(typed) != ""
	v := delivery.Verify(webhook.Options{Secret: secret, Now: s.deps.Now()})
	if checked {
		s.say("Signature: %s.", v.Verdict)
	} else {
		s.say("The signature was not checked: no shared secret was given. Anybody could have written the body.")
	}
	s.value("Header", v.Signature.Header)
	if v.Event.Name != "" {
		s.value("Event", phrase.JoinNonEmpty("; ", v.Event.Name, v.Event.Meaning, string(v.Event.Standing)))
	}
	if v.Dated {
		s.value("Issued", phrase.UTC(v.IssuedAt))
	}
	for _, each := range v.Fields {
		meaning := ""
		if each.Meaning != "" {
			meaning = " (" + each.Meaning + ")"
		}
		s.value(each.Path, phrase.CutText(each.Text, longestValue)+meaning)
	}
	var found []finding.Finding
	for _, each := range v.Findings {
		if checked || each.Level != finding.LevelFailure { // without a secret nobody knows why it does not hold
			found = append(found, each)
		}
	}
	s.readNotices(found)
}

// explainToken reads a token that was not requested here.
func (s *session) explainToken(raw string) {
	token, err := jwt.Decode(raw)
	if err != nil {
		s.say("Found a token that cannot be read: %s", sentence(err.Error()))
		return
	}
	s.say("Found: a token.")
	s.readTokenOf(ripio.Exchange{Token: &token})
}

// explainRedirect reads the URL with which the widget sent a person back.
func (s *session) explainRedirect(redirect widget.Redirect) {
	s.say("Found: a URL with which the widget sends a person back.")
	s.value("URL", redirect.Endpoint)
	s.value("Flow", string(redirect.Flow))
	for _, each := range redirect.Parameters {
		meaning := ""
		if each.Meaning != "" {
			meaning = " (" + each.Meaning + ")"
		}
		s.value(each.Name, each.Value+meaning)
	}
	s.value("Documented, and not there", strings.Join(redirect.Missing, ", "))
	s.readNotices(redirect.Findings)
}
