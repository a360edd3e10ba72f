package webhook

import (
	"bytes"
	"cmp"
	"embed"
	"time"

	"devtools/ripio-explorer/ripio/redact"
)

//go:embed bodies
var bodyFiles embed.FS

// MakeOptions are what a made webhook differs in.
type MakeOptions struct {
	Secret   redact.Secret
	IssuedAt time.Time
	// Envelope is the key of the event's object; empty takes the documented one of the
	// event, or transactionObject where none is documented.
	Envelope Envelope
	// ExternalRef takes the place of the sample's; empty leaves that.
	ExternalRef string
	// WrongSignature signs with another secret.
	WrongSignature bool
	// HeaderName is the signature's header; empty takes the documented one.
	HeaderName string
}

// Make makes a signed webhook of an event, as the documentation describes it: compact
// JSON with \uXXXX for what is not ASCII, signed over its bytes. The object holds only
// members that are documented; a real one has more.
func Make(event Event, o MakeOptions) Delivery {
	envelope := cmp.Or(o.Envelope, event.Envelope, EnvelopeTransactionObject)
	if event.Envelope == EnvelopeAccount {
		envelope = EnvelopeAccount
	}
	file := "bodies/transaction.json"
	if envelope == EnvelopeAccount {
		file = "bodies/account.json"
	}
	text, err := bodyFiles.ReadFile(file)
	if err != nil {
		panic("ripio: " + err.Error()) // it is in the program
	}
	object, ok := readNode(text)
	if !ok {
		panic("ripio: " + file + " is not JSON")
	}
	if envelope != EnvelopeAccount && o.ExternalRef != "" {
		object.members[0].value = textNode(o.ExternalRef)
	}
	root := node{members: []member{
		{"eventType", textNode(event.Name)},
		{"issueDatetime", textNode(o.IssuedAt.UTC().Format(time.RFC3339))},
		{string(envelope), object},
	}}
	body := style{escape: escapes[0]}.write(root)
	key := o.Secret
	if o.WrongSignature {
		key = redact.NewSecret("not " + key.Reveal())
	}
	return Delivery{
		Form:    FormRequest,
		Headers: []Header{{"Content-Type", "application/json"}, {cmp.Or(o.HeaderName, HeaderDocumented), Sign(key, body)}},
		Body:    body,
	}
}

func textNode(text string) node { return node{text: &text} }

// Bytes writes a webhook as Parse reads it: headers, an empty line, the raw body.
func (d Delivery) Bytes() []byte {
	var out bytes.Buffer
	for _, header := range d.Headers {
		out.WriteString(header.Name + ": " + header.Value + "\r\n")
	}
	out.WriteString("\r\n")
	out.Write(d.Body)
	return out.Bytes()
}
