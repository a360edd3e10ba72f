package simulate

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// grace is how long running responses may go on after a signal. A second signal ends
// the program at once.
const grace = 5 * time.Second

// serve answers requests until a signal comes.
func serve(ctx context.Context, c *console.Console, o *options) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	journal := &journal{console: c, form: o.log}
	settings, authority, err := o.settings(ctx, c, journal)
	if err != nil {
		return err
	}
	server, err := simulator.Start(o.scenario, settings...)
	if err != nil {
		return notListening(err)
	}
	defer server.Close() //nolint:errcheck // it only ends what Shutdown has not
	if authority != nil {
		if err := writeAuthority(o.caFile, authority); err != nil {
			return err
		}
	}
	journal.say("an imitation of Ripio's authentication call, made from the public documentation; its error responses and its token lifetimes are guesses")
	if !server.OnLoopback() {
		journal.say(exposed(o))
	}
	if err := c.Show(console.Object{
		{"url", server.URL()}, {"auth_url", server.URL() + "/api/v1/auth"},
		{"scenario", server.Scenario()}, {"ca_file", console.Optional(o.caFile)},
	}, server.URL()+"\n"); err != nil {
		return err
	}
	<-ctx.Done()
	stop()
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err = server.Shutdown(limited)
	end := "stopped after " + phrase.Plural(int(journal.requests.Load()), "request")
	if errors.Is(err, context.DeadlineExceeded) {
		end += "; responses that took longer than " + phrase.InSeconds(grace) + " were cut"
	}
	journal.say(end)
	return nil
}

// settings are the options of the simulator, and the authority's certificate for --tls.
func (o *options) settings(ctx context.Context, c *console.Console, journal *journal) (all []simulator.Option, authority []byte, err error) {
	all = []simulator.Option{simulator.WithAddress(o.listen), simulator.WithLifetime(o.lifetime), simulator.WithLog(journal.write)}
	if o.clientID != "" {
		secret, err := o.secret(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, simulator.WithCredentials(o.clientID, secret))
	}
	if !o.tls {
		return all, nil, nil
	}
	host, _, _ := net.SplitHostPort(o.listen)
	certificate, authority, err := simulator.NewCertificate(c.Now(), host)
	if err != nil {
		return nil, nil, &console.Error{Code: console.ExitInternal, Kind: "certificate", Title: "no certificate", Message: console.Sentence(err)}
	}
	return append(all, simulator.WithTLS(certificate)), authority, nil
}

// secret reads the client_secret that is accepted.
func (o *options) secret(ctx context.Context, c *console.Console) (redact.Secret, error) {
	if !o.secretStdin {
		return c.SecretFromVariable("secret-env", o.secretEnv)
	}
	lines, _, err := c.ReadPipe(ctx, console.Pipe{Wanted: []string{"client_secret"}, Otherwise: ", or use --secret-env NAME"})
	if err != nil {
		return redact.Secret{}, err
	}
	return lines[0], nil
}

// notListening says why the address was not had.
func notListening(err error) error {
	failed := console.Missing("The address of --listen cannot be listened at.", "Write it as HOST:PORT, such as 127.0.0.1:8787.")
	failed.Kind, failed.Title = "not-listening", "it does not listen"
	var number syscall.Errno
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		failed.Message = "Another program listens at the address of --listen."
		failed.Hints = []string{"End that program, or use another port; port 0 takes a free one."}
	case errors.As(err, &number):
		failed.Message = "The address of --listen cannot be listened at: " + visible.Line(number.Error()) + "."
	}
	return failed
}

// exposed warns of an address that others reach.
func exposed(o *options) string {
	text := "warning: it listens beyond this machine; whoever reaches it can use it"
	if !o.tls {
		text += ", and what is sent to it can be read on the way: use no real secret, or --tls"
	}
	return text
}

// largestAuthority is more than a file has that holds an authority.
const largestAuthority = 1 << 20

// writeAuthority writes the file of --ca-out. It replaces certificates, and nothing else.
func writeAuthority(path string, authority []byte) error {
	failed := func(message string, hints ...string) error {
		return &console.Error{Code: console.ExitInternal, Kind: console.KindDisk, Title: "the authority was not written", Message: message, Hints: hints}
	}
	old, err := atomicfile.Read(path, largestAuthority)
	switch {
	case err == nil && !strings.Contains(string(old), "-----BEGIN CERTIFICATE-----"):
		return failed("The file of --ca-out holds something other than certificates and was left as it is.", "Name another file.")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return failed("The file of --ca-out cannot be replaced: " + console.Sentence(err))
	}
	if err := atomicfile.Replace(path, authority); err != nil {
		return failed("The file of --ca-out cannot be written: " + console.Sentence(err))
	}
	return nil
}
