package jwt

import "devtools/ripio-explorer/ripio/redact"

// scrub takes the secret out of what was read of the token: a server may repeat
// it in a claim. Raw stays, it has to be usable.
func (t *Token) Scrub(scrubber *redact.Scrubber) {
	clean := func(text string) string { return scrubber.Scrub(text) }
	for _, data := range []*[]byte{&t.HeaderJSON, &t.ClaimsJSON} {
		if scrubbed := clean(string(*data)); scrubbed != string(*data) {
			*data = []byte(scrubbed)
		}
	}
	for _, list := range [][]Member{t.Header, t.Claims} {
		var texts []string
		for _, member := range list {
			texts = append(texts, member.Text)
		}
		for i, text := range scrubber.ScrubParts(texts) { // several claims may hold it together
			list[i].Text = text
		}
		for i := range list {
			list[i].Name, list[i].JSON, list[i].Text = clean(list[i].Name), clean(list[i].JSON), clean(list[i].Text)
		}
	}
	t.Algorithm, t.Expiry.Raw = clean(t.Algorithm), clean(t.Expiry.Raw)
	for i := range t.Findings {
		t.Findings[i].Found = clean(t.Findings[i].Found)
	}
}
