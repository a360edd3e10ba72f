package webhook

import (
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/known"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/webhook"
	"devtools/ripio-explorer/ripio/widget"
)

const verifyIntroduction = `Verifies a webhook with the shared secret, says why its signature does not hold, and
explains the event. Nothing is sent.

FILE (or -, the input) holds the headers, an empty line and the raw body. The output
of curl -v, or a log with the signature and the body, is read as well; whether the
body in it is what was sent is not sure then.`

const verifyExamples = `  ripio-explorer webhook verify --secret-env RIPIO_WEBHOOK_SECRET webhook.txt
  ripio-explorer webhook verify --secret-env RIPIO_WEBHOOK_SECRET --max-age 5m --json - < webhook.txt`

const verifyNotes = `When the signature does not hold, the reason is found by trying: a body that was
written anew, line ends, encodings, spellings of the secret, other algorithms.

Exit codes:
  0  the signature holds, and the webhook is not older than --max-age
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the file or the secret cannot be read
  4  the signature is missing or does not hold, or the webhook is too old
  8  there is no webhook in the text
`

// verifyOptions are the flags.
type verifyOptions struct {
	secretEnv, configDir string
	maxAge               time.Duration
}

func newVerify(c *console.Console) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use: "verify [flags] FILE|-", Short: "verify and explain a webhook",
		Long: verifyIntroduction, Example: verifyExamples, Annotations: console.Notes(verifyNotes), Args: cobra.ArbitraryArgs,
	}
	secretFlag(cmd, &o.secretEnv)
	cmd.Flags().DurationVar(&o.maxAge, "max-age", 0, "how old a webhook may be, by its issueDatetime; 0 leaves that open")
	cmd.Flags().StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(_ *cobra.Command, args []string) error { return verify(c, args, o) }
	return cmd
}

func verify(c *console.Console, args []string, o verifyOptions) error {
	switch {
	case len(args) != 1:
		return console.Usage("write webhook verify FILE, or webhook verify - to read the input")
	case o.maxAge < 0:
		return console.Usage("--max-age must not be negative")
	}
	key, err := secret(c, o.secretEnv)
	if err != nil {
		return err
	}
	text, err := c.ReadText(args[0], console.TextFile{What: "webhook", Limit: webhook.MaxDelivery, UTF8: "Save the bytes as they came."})
	if err != nil {
		return err
	}
	delivery, err := webhook.Parse(text)
	if err != nil {
		return &console.Error{
			Code: console.ExitNotReadable, Kind: console.KindNotReadable, Title: "no webhook", Message: console.Sentence(err),
			Hints: []string{"Save the headers, an empty line and the raw body in one file."},
		}
	}
	var seen []widget.Seen
	v := delivery.Verify(webhook.Options{
		Secret: key, Now: c.Now(), MaxAge: o.maxAge,
		Lookup: func(ref string) []widget.Match {
			if seen == nil {
				seen = append([]widget.Seen{}, known.Users(c, o.configDir)...)
			}
			return widget.MatchUser(ref, "", seen)
		},
	})
	if err = c.Show(document(v), sheet(v)); err != nil || v.Accepted() {
		return err
	}
	return &console.Error{Code: console.ExitRejected, Kind: "not-accepted", Title: "not accepted", Message: "it is not accepted", Printed: true, Shown: true}
}

// sheet is the output as text.
func sheet(v webhook.Verification) string {
	s := &console.Sheet{}
	s.Line("signature", string(v.Verdict))
	if v.Signature.Header != "" {
		s.Line("header", v.Signature.Header+"  ("+string(v.Signature.Standing)+")")
	}
	s.Line("found in", string(v.Form)+", "+phrase.Plural(v.BodyBytes, "byte")+" of body")
	if v.Event.Name != "" {
		s.Line("event", phrase.Shorten(v.Event.Name)+"  ("+string(v.Event.Standing)+")")
		s.Line("", v.Event.Meaning)
	}
	s.Line("issued", issuedText(v))
	if len(v.ExternalRefs) > 0 {
		s.List("belongs to", known.Lines(v.Matches))
	}
	var rows [][2]string
	for _, field := range v.Fields {
		meaning := field.Meaning
		if meaning == "" {
			meaning = "not documented in what this program knows"
		}
		rows = append(rows, [2]string{phrase.CutText(field.Path, 60), phrase.CutText(field.Text, 80) + "  (" + meaning + ")"})
	}
	if len(rows) > 0 {
		title := "body"
		if v.Verdict != webhook.Holds {
			title = "body (anybody could have written it)"
		}
		s.Rows(title, rows)
	}
	sendview.WriteFindings(s, v.Findings)
	return s.String()
}

func issuedText(v webhook.Verification) string {
	switch {
	case v.IssuedAt.IsZero():
		return ""
	case v.Age < 0:
		return phrase.UTC(v.IssuedAt) + ", " + phrase.TwoUnits(-v.Age) + " ahead of this machine's clock"
	}
	return phrase.UTC(v.IssuedAt) + ", " + phrase.TwoUnits(v.Age) + " ago"
}

// document is the output of webhook verify --json. Its keys are stable.
func document(v webhook.Verification) console.Object {
	var age any
	if v.Dated {
		age = int64(v.Age / time.Second)
	}
	fields, refs := []console.Object{}, []console.Object{}
	for _, field := range v.Fields {
		fields = append(fields, console.Object{{"path", field.Path}, {"value", field.Text}, {"meaning", console.Optional(field.Meaning)}})
	}
	for _, ref := range v.ExternalRefs {
		refs = append(refs, console.Object{{"path", ref.Path}, {"value", ref.Value}})
	}
	return console.Object{
		{"failure", nil},
		{"accepted", v.Accepted()},
		{"verdict", v.Verdict},
		{"header", console.Optional(v.Signature.Header)},
		{"header_standing", console.Optional(v.Signature.Standing)},
		{"form", v.Form},
		{"body_bytes", v.BodyBytes},
		{"event", console.Optional(v.Event.Name)},
		{"event_standing", console.Optional(v.Event.Standing)},
		{"event_meaning", console.Optional(v.Event.Meaning)},
		{"event_source", console.Optional(v.Event.Source)},
		{"envelope", console.Optional(v.Envelope)},
		{"issued_at", console.Instant(v.IssuedAt)},
		{"age_seconds", age},
		{"too_old", v.TooOld},
		{"external_refs", refs},
		{"matches", known.Objects(v.Matches)},
		{"fields", fields},
		{"findings", sendview.FindingObjects(v.Findings)},
	}
}
