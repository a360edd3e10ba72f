package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
)

// inputLimit is how many bytes of a text are searched for a token.
const inputLimit = 1 << 20

var (
	errNoInput = errors.New("there is no token: give one as the argument, or pipe it into the command")
	errUTF16   = errors.New("the input is UTF-16, as PowerShell's > and Out-File write it; save it as UTF-8, or paste the token as the argument")
	errTooLong = errors.New("the input is longer than 1 MiB, so it cannot be a token")
)

// decodeFlags are the flags of the command decode.
type decodeFlags struct {
	set  *pflag.FlagSet
	json bool
}

func newDecodeFlags() *decodeFlags {
	f := &decodeFlags{set: newFlags("decode")}
	f.set.BoolVar(&f.json, "json", false, "print one JSON object")
	return f
}

// runDecode is the command decode.
func runDecode(_ context.Context, s *session, args []string) int {
	flags := newDecodeFlags()
	err := parseFlags(flags.set, args)
	if errors.Is(err, pflag.ErrHelp) {
		return s.print(decodeHelp())
	}
	if err != nil {
		return s.wrongUsage("decode", err)
	}
	text, err := s.tokenText(flags.set.Args())
	if errors.Is(err, errNoInput) {
		return s.wrongUsage("decode", err)
	}
	r := &decodeReport{now: s.Now()}
	if err == nil {
		r.token, err = jwt.Decode(text)
	}
	return s.finishDecode(r, flags.json, err)
}

// tokenText is the text to look for a token in. Several arguments are a text
// that was typed without quotes, such as a "Bearer" line.
func (s *session) tokenText(args []string) (string, error) {
	fromInput := len(args) == 0 || slices.Equal(args, []string{"-"})
	if !fromInput {
		return strings.Join(args, " "), nil
	}
	if len(args) == 0 && s.IsTerminal(s.In) {
		return "", errNoInput
	}
	text, err := io.ReadAll(io.LimitReader(s.In, inputLimit+1))
	switch {
	case err != nil:
		return "", errors.New("the input could not be read to its end")
	case len(text) > inputLimit:
		return "", errTooLong
	case pasted.LooksUTF16(text):
		return "", errUTF16
	}
	return string(text), nil
}

// finishDecode shows what was read and gives the exit code.
func (s *session) finishDecode(r *decodeReport, asJSON bool, err error) int {
	r.judge(err)
	printed := ExitOK
	switch {
	case asJSON:
		printed = s.printJSON(r.document())
	case err == nil:
		printed = s.print(r.text())
	}
	if r.failure != nil {
		s.say("decode: %s", r.failure.Message)
	}
	switch {
	case printed != ExitOK:
		return printed
	case r.failure != nil:
		return ExitNotReadable
	}
	return ExitOK
}

// header and claims are the token's two objects; nil for one that was not read.
func (r *decodeReport) header() json.RawMessage {
	return object(r.token.HeaderJSON, r.token.Header, unchanged)
}

func (r *decodeReport) claims() json.RawMessage {
	return object(r.token.ClaimsJSON, r.token.Claims, unchanged)
}

func unchanged(text string) string { return text }
