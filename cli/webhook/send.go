package webhook

import (
	"crypto/x509"
	"errors"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/ripio/webhook"
)

const sendIntroduction = `Posts made webhooks to your receiver, signed as the documentation describes it: one
event, or all that are documented. They are imitations; Ripio has no part in them.

The URL must lead to this machine: a loopback address, or a name that has no other.
Redirects are not followed, and no proxy is used.`

const sendExamples = `  ripio-explorer webhook send --to http://127.0.0.1:8080/webhook --event all --secret-env RIPIO_WEBHOOK_SECRET
  ripio-explorer webhook send --to http://127.0.0.1:8080/webhook --event ACCOUNT.CLOSED --wrong-signature --secret-env RIPIO_WEBHOOK_SECRET`

const sendNotes = `The body has the documented envelope and those members that the documentation names. A
real one has more. Which header arrives is not sure: see --header.

Exit codes:
  0  your receiver answered 2xx to each; with --wrong-signature: to none
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the secret or the file of --cacert cannot be read
  4  it answered something else, or took a wrong signature
  5  there was no answer; nothing more was posted
  7  refused, because the URL leads to another machine
`

// sendOptions are the flags.
type sendOptions struct {
	to, event, secretEnv, header, envelope, externalRef string
	authorityFile                                       string
	late                                                time.Duration
	twice, outOfOrder, wrongSignature, dryRun           bool
}

func newSend(c *console.Console) *cobra.Command {
	var o sendOptions
	cmd := &cobra.Command{
		Use: "send [flags]", Short: "post made webhooks to your receiver on this machine",
		Long: sendIntroduction, Example: sendExamples, Annotations: console.Notes(sendNotes), Args: console.NoArguments,
	}
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "", "`URL` of your receiver, on this machine")
	f.StringVar(&o.event, "event", "all", "`name` of the event, or all for those that are documented")
	secretFlag(cmd, &o.secretEnv)
	f.DurationVar(&o.late, "late", 0, "issue them so long ago, such as 2h")
	f.BoolVar(&o.twice, "twice", false, "post each one twice, byte for byte")
	f.BoolVar(&o.outOfOrder, "out-of-order", false, "post the last one first")
	f.BoolVar(&o.wrongSignature, "wrong-signature", false, "sign them with another secret")
	f.StringVar(&o.header, "header", "documented", "`name` of the signature's header: documented (Http-X-Wh-Signature-256) or seen (X-Wh-Signature-256)")
	f.StringVar(&o.envelope, "envelope", "", "`key` of the transaction: transactionObject or transaction (default: as documented for the event)")
	f.StringVar(&o.externalRef, "external-ref", "", "`external_ref` in place of the sample's")
	f.StringVar(&o.authorityFile, "cacert", "", "`file` of certificates in PEM form to trust beside this machine's authorities, for a URL with https")
	f.BoolVar(&o.dryRun, "dry-run", false, "print the webhook as verify reads it, and post nothing")
	console.JSONFlag(cmd, "print one JSON object")
	console.Complete(cmd, map[string]cobra.CompletionFunc{"event": console.Offer(func(*cobra.Command) []string {
		names := []string{"all"}
		for _, event := range webhook.Events() {
			names = append(names, event.Name)
		}
		return names
	})}) // read when a shell asks, not whenever the command is made
	console.CompleteWords(cmd, "header", "documented", "seen")
	console.CompleteWords(cmd, "envelope", webhook.EnvelopeTransactionObject, webhook.EnvelopeTransaction)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return send(cmd, c, o) }
	return cmd
}

func send(cmd *cobra.Command, c *console.Console, o sendOptions) error {
	plan, err := o.plan(c)
	if err != nil {
		return err
	}
	if o.dryRun {
		if len(plan) != 1 || c.JSON {
			return console.Usage("--dry-run prints one webhook: name one event, and leave --twice and --json out")
		}
		return c.Print(string(plan[0].Delivery.Bytes()))
	}
	if o.to == "" {
		return console.Usage("--to URL is missing: where your receiver listens, such as http://127.0.0.1:8080/webhook")
	}
	var roots *x509.CertPool
	if cmd.Flags().Changed("cacert") {
		authorities, err := caller.ReadAuthorities(o.authorityFile)
		if err != nil {
			return err
		}
		roots = ripio.Roots(authorities)
	}
	poster, err := webhook.NewPoster(o.to, roots)
	switch {
	case errors.Is(err, webhook.ErrNotLoopback):
		return notLoopback()
	case err != nil:
		return console.Usage("--to: " + err.Error())
	}
	var answers []webhook.Answer
	var failure *console.Error
	for _, posting := range plan {
		answer, err := poster.Post(cmd.Context(), posting.Delivery)
		if errors.Is(err, webhook.ErrNotLoopback) {
			failure = notLoopback()
		} else if err != nil {
			failure = &console.Error{
				Code: console.ExitNetwork, Kind: "no-answer", Title: "no answer", Message: "The receiver did not answer: " + visible.Line(err.Error()) + ".",
				Hints: []string{"Start your receiver, and look at the port and the path of --to."},
			}
		}
		if failure != nil {
			break
		}
		answers = append(answers, answer)
	}
	if failure == nil {
		failure = o.judge(answers)
	}
	table := ""
	if len(answers) > 0 {
		table = sendTable(plan, answers)
	}
	return failure.After(c.Show(sendDocument(plan, answers, failure), table))
}

// plan makes the webhooks.
func (o sendOptions) plan(c *console.Console) ([]webhook.Posting, error) {
	events, err := webhook.ChooseEvents(o.event)
	switch {
	case err != nil:
		return nil, console.Usage("--event: no event has that name; use all, or press the completion key for the names")
	case o.late < 0:
		return nil, console.Usage("--late must not be negative")
	}
	header, known := map[string]string{"documented": webhook.HeaderDocumented, "seen": webhook.HeaderWire}[o.header]
	if !known {
		return nil, console.Usage("--header takes documented or seen")
	}
	switch webhook.Envelope(o.envelope) {
	case "", webhook.EnvelopeTransactionObject, webhook.EnvelopeTransaction:
	default:
		return nil, console.Usage("--envelope takes transactionObject or transaction")
	}
	key, err := secret(c, o.secretEnv)
	if err != nil {
		return nil, err
	}
	return webhook.Plan(events, webhook.PlanOptions{
		Make: webhook.MakeOptions{
			Secret: key, HeaderName: header, Envelope: webhook.Envelope(o.envelope), ExternalRef: o.externalRef, WrongSignature: o.wrongSignature,
		},
		Now: c.Now(), Late: o.late, Twice: o.twice, OutOfOrder: o.outOfOrder,
	}), nil
}

func notLoopback() *console.Error {
	return &console.Error{
		Code: console.ExitRefused, Kind: "not-loopback", Title: "another machine", Message: "The URL leads to another machine. Nothing was posted there.",
		Hints: []string{"Made webhooks go to a loopback URL only, such as http://127.0.0.1:8080/webhook."},
	}
}

// judge says whether the receiver did what it should.
func (o sendOptions) judge(answers []webhook.Answer) *console.Error {
	taken := 0
	for _, answer := range answers {
		if answer.Taken() {
			taken++
		}
	}
	failed := func(kind, title, message, hint string) *console.Error {
		return &console.Error{Code: console.ExitRejected, Kind: kind, Title: title, Message: message, Hints: []string{hint}}
	}
	switch {
	case o.wrongSignature && taken > 0:
		return failed("wrong-signature-taken", "a wrong signature was taken",
			"The receiver answered 2xx to "+phrase.Plural(taken, "webhook")+" with a wrong signature.", "Verify the signature before anything else, and answer 401.")
	case !o.wrongSignature && taken < len(answers):
		return failed("not-taken", "not all were taken",
			"The receiver did not answer 2xx to "+phrase.Plural(len(answers)-taken, "webhook")+".", "Look at the statuses, and at your receiver's log.")
	}
	return nil
}

// sendTable is the output as text.
func sendTable(plan []webhook.Posting, answers []webhook.Answer) string {
	rows := [][]string{{"event", "issued", "status", ""}}
	for i, answer := range answers {
		note := ""
		if plan[i].Again {
			note = "again"
		}
		if answer.Location != "" {
			note = phrase.JoinNonEmpty(", ", note, "not followed to "+visible.Cut(answer.Location, 60))
		}
		rows = append(rows, []string{plan[i].Event.Name, phrase.UTC(plan[i].IssuedAt), strconv.Itoa(answer.Status), note})
	}
	return console.Table(rows)
}

// sendDocument is the output of webhook send --json. Its keys are stable.
func sendDocument(plan []webhook.Posting, answers []webhook.Answer, failure *console.Error) console.Object {
	posted := []console.Object{}
	for i, answer := range answers {
		posted = append(posted, console.Object{
			{"event", plan[i].Event.Name}, {"event_standing", plan[i].Event.Standing}, {"issued_at", console.Instant(plan[i].IssuedAt)},
			{"again", plan[i].Again}, {"status", answer.Status}, {"location", console.Optional(answer.Location)}, {"body", answer.Body},
		})
	}
	return console.Object{
		{"failure", failure},
		{"planned", len(plan)},
		{"posted", posted},
	}
}
