// Package decode is the command decode, which reads a token. Nothing is sent
// anywhere.
package decode

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
)

// inputLimit is how many bytes of a text are searched for a token.
const inputLimit = 1 << 20

const introduction = `Reads a token: its header, its claims and its expiry. Nothing is sent anywhere.

TOKEN may be the token itself, a "Bearer" line, the JSON response it came in, or a
widget link. Without TOKEN, or with -, it is read from the input. That is the safer
way: arguments can be read in the process list and stay in the shell's history.`

const examples = `  ripio-explorer decode < response.json
  ripio-explorer token --env simulator --json | ripio-explorer decode --json
  ripio-explorer decode --key-env HMAC_KEY < response.json
  ripio-explorer decode --compare < two-tokens.txt`

const notes = `Ripio publishes no key to check the signature with, so it is not checked unless you give
a key: its text, base64 and hexadecimal digits are tried. A key is kept in memory only.
An expired token is read like any other; see "expired" in the JSON object.

Exit codes:
  0  the token's header and claims were read
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the key or the profile's client_secret cannot be read
  4  the key does not verify the signature
  8  there is no token, or its header or claims cannot be read
`

// NewCommand returns the command decode.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "decode [flags] [TOKEN|-]", Short: "read a token",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: cobra.ArbitraryArgs, ValidArgsFunction: cobra.NoFileCompletions,
	}
	var o options
	o.define(cmd, c)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), c, args, &o) }
	return cmd
}

func run(ctx context.Context, c *console.Console, args []string, o *options) error {
	if o.compare {
		c.Schema += "-compare"
		return compare(c, args)
	}
	if len(args) == 0 && c.IsTerminal(c.In) {
		return console.Usage("there is no token: give one as the argument, or pipe it into the command")
	}
	key, clientSecret, err := readKeys(ctx, c, o, args)
	if err != nil {
		return err
	}
	var token jwt.Token
	text, err := tokenText(c, args)
	if err == nil {
		token, err = jwt.Decode(text)
	}
	var failure *console.Error
	if message := unread(token, err); message != "" {
		failure = console.NotReadable(message)
	}
	var done check
	if failure == nil {
		done = verify(&token, key, clientSecret)
		failure = done.failure()
	}
	now := c.Now() // by the local clock: no server is asked
	findings := slices.Concat(token.Findings, token.CheckTime(now))
	var printed error
	switch {
	case c.JSON:
		printed = c.PrintJSON(document(token, failure, findings, now, done))
	case err == nil:
		s := &console.Sheet{}
		s.Line("form", string(token.Form))
		s.Line("expires", sendview.ExpiryText(token.Expiry, now))
		s.Line("client_secret", done.secretText())
		sendview.WriteToken(s, &token)
		sendview.WriteFindings(s, findings)
		printed = c.Print(s.String())
	}
	if failure == nil || printed != nil {
		return printed
	}
	c.Say("decode: %s", failure.Message)
	failure.Shown = true
	return failure
}

// tokenText is the text to look for a token in. Several arguments are a text
// that was typed without quotes, such as a "Bearer" line.
func tokenText(c *console.Console, args []string) (string, error) {
	if len(args) > 0 && !slices.Equal(args, []string{"-"}) {
		return strings.Join(args, " "), nil
	}
	text, err := io.ReadAll(io.LimitReader(c.In, inputLimit+1))
	switch {
	case err != nil:
		return "", errors.New("the input could not be read to its end")
	case len(text) > inputLimit:
		return "", errors.New("the input is longer than 1 MiB, so it cannot be a token")
	case pasted.LooksUTF16(text):
		return "", errors.New("the input is UTF-16, as PowerShell's > and Out-File write it; save it as UTF-8, or paste the token as the argument")
	}
	return string(text), nil
}

// unread says what of the token was not read, or not to its end; empty when all was.
func unread(token jwt.Token, err error) string {
	switch {
	case errors.Is(err, jwt.ErrNoToken):
		return "there is no token in the text"
	case err != nil:
		return err.Error()
	case token.ClaimsUnread == jwt.UnreadTooLarge:
		return "the token is too large to be decoded"
	}
	var why []string
	if token.HeaderUnread != "" {
		why = append(why, token.HeaderUnread.Of("header"))
	}
	if token.ClaimsUnread != "" {
		why = append(why, token.ClaimsUnread.Of("claims"))
	}
	switch {
	case why == nil:
		return ""
	case len(token.Header) == 0 && len(token.Claims) == 0:
		return "nothing of the token can be read: " + strings.Join(why, "; ")
	}
	return "not all of the token can be read: " + strings.Join(why, "; ")
}

// document is the output of decode --json. Its keys are stable.
func document(token jwt.Token, failure *console.Error, findings []finding.Finding, now time.Time, done check) console.Object {
	var expired, remaining any
	if token.Expiry.State == jwt.ExpiryPresent {
		expired, remaining = token.Expiry.Expired(now), sendview.SecondsUntil(token.Expiry.At, now)
	}
	return slices.Concat(console.Object{
		{"failure", failure},
		{"form", console.Optional(token.Form)},
		{"algorithm", console.Optional(token.Algorithm)},
	}, sendview.TokenObject(&token, [2]any{"expired", expired}, [2]any{"remaining_seconds", remaining}), console.Object{
		{"key", object(done.key)},
		{"client_secret", object(done.clientSecret)},
		{"findings", sendview.FindingObjects(findings)},
	})
}
