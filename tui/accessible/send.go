package accessible

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/sending"
)

// outcome is what came of a send, and what is known beside it.
type outcome struct {
	sending.Send
	exchange ripio.Exchange
	causes   []cause.Cause
	// id names it in the history; empty when it is not kept there.
	id string
}

// send sends what is selected now: it is captured once, and every question about it comes
// before the request.
func (s *session) send() {
	s.reload()
	environment, err := s.target()
	if err != nil {
		s.say("Not sent: %s", sentence(err.Error()))
		return
	}
	send := sending.Send{Owner: s.owner(), Environment: environment, Request: s.request(), Secret: s.source(), Kind: sending.Ordinary}
	if why := s.pauses.Refuse(s.environment, s.deps.Now(), s.zone()); why != "" {
		s.say("Not sent: %s.", why)
		return
	}
	if !s.addressConfirmed(&send.Request) || s.blocked(s.findings(send.Request)) || !s.productionConfirmed(send.Owner) {
		return
	}
	if send.Request.Secret = s.secret(send); send.Request.Secret.IsEmpty() {
		return
	}
	s.say("Sending to %s, %s. Control and C cancels.", environment.Name.Label(), visible.Line(environment.Host()))
	interruptible, stop := s.deps.Interruptible(s.context)
	exchange := s.deps.Authenticate(interruptible, environment, send.Request)
	stop()
	exchange.Profile = send.Owner.Profile
	exchange.Findings = slices.Concat(s.drift(), exchange.Findings)
	s.answered(send, exchange)
}

// answered keeps an outcome, writes it down and reads it.
func (s *session) answered(send sending.Send, e ripio.Exchange) {
	s.pauses.After(e)
	s.last = &outcome{Send: send, exchange: e}
	earlier, live := s.kept.Live(send.Owner, s.deps.Now())
	stays := live && e.Failure != nil // the failure takes no good token away
	if !stays {
		s.kept.Keep(send.Owner, e)
	}
	known := s.writeDown(send, e)
	s.last.causes, s.last.id = cause.Rank(e, known.Background), known.Attempt.ID
	s.result()
	if stays {
		s.say("The token of %s is still good; token reads it.", s.clock(earlier.SentAt))
	}
}

// writeDown puts a send into the history and notes how user and credentials fared. What a
// custom host answers says nothing of Ripio's, so nothing is kept of it.
func (s *session) writeDown(send sending.Send, e ripio.Exchange) (known sending.RememberedMsg) {
	if e.Environment.Name == ripio.Custom {
		return known
	}
	manager := s.deps.Profiles
	journal := sending.Journal{Manager: manager, Fingerprint: s.deps.Fingerprint}
	if write := journal.Write(sending.AnswerMsg{Send: send, Exchange: e}); write != nil {
		known, _ = write().(sending.RememberedMsg)
	}
	s.warn(known.Warnings)
	if send.Owner.Profile == "" || e.ReceivedAt.IsZero() {
		return known
	}
	s.warnOf(manager.Users.RecordExchange(e, sending.UserOf(send)))
	if !send.Secret.IsSimulators() {
		s.warnOf(manager.Records.NoteExchange(e))
	}
	s.warn(manager.Warnings())
	return known
}

// target is where a request goes. The simulator starts with the first one.
func (s *session) target() (ripio.Environment, error) {
	fixed, ok := ripio.EnvironmentFor(s.environment)
	if s.environment == ripio.Custom {
		fixed, ok = s.custom, true
	}
	if ok {
		if s.profile == "" {
			return fixed, errors.New("no profile is selected; type new to make one")
		}
		return fixed, nil
	}
	if s.simulator == nil {
		server, err := s.deps.StartSimulator(s.scenario)
		if err != nil {
			return ripio.Environment{}, fmt.Errorf("the simulator did not start: %w", err)
		}
		s.simulator = server
	}
	return ripio.SimulatorAt(s.simulator.URL())
}

// request is what would be sent, without its secret.
func (s *session) request() ripio.Request {
	return ripio.Request{
		ClientID: s.account().ClientID, ExternalRef: s.user.ExternalRef, Address: s.user.Address,
		ConfirmedAddress: s.confirmed, CredentialsFor: s.credentialsFrom(),
	}
}

// source is where the secret of a request is found.
func (s *session) source() sending.Source {
	if s.environment == ripio.Simulator {
		return sending.Source{}
	}
	key := profiles.SecretKey{Profile: s.profile, Environment: s.credentialsFrom()}
	return sending.Source{Key: key, Reference: s.account().Secret, Trim: s.trimmed[key]}
}

// findings are those of a request whose secret is not there yet.
func (s *session) findings(request ripio.Request) []finding.Finding {
	request.Secret = redact.NewSecret(simulator.ExampleSecret) // a stand-in, of which nothing is said
	found := slices.DeleteFunc(request.Check(), func(f finding.Finding) bool { return f.Field == finding.FieldSecret })
	return slices.Concat(s.drift(), found)
}

func (s *session) drift() []finding.Finding {
	found, err := s.deps.Profiles.Users.Drift(s.environment, s.profile, s.user)
	s.warnOf(err)
	return found
}

// blocked reads what is wrong with a request, and reports whether it stops it.
func (s *session) blocked(found []finding.Finding) bool {
	s.readFindings(found)
	if finding.Blocked(found) {
		s.say("Not sent: correct what stops the request first.")
		return true
	}
	return false
}

// addressConfirmed asks about an address that may be a private key.
func (s *session) addressConfirmed(request *ripio.Request) bool {
	if !field.NeedsConfirmation(request.Address) || request.Address == s.confirmed {
		return true
	}
	noted := field.CheckAddress(request.Address)[0]
	s.say("The address %s: %s. It may also be an address of another chain, a hash or an identifier.", noted.Title, visible.Line(noted.Found))
	if !s.yes("Is it certain that this is not a private key? It is sent to Ripio then.") {
		s.say("Not sent.")
		return false
	}
	s.confirmed, request.ConfirmedAddress = request.Address, request.Address
	return true
}

// productionConfirmed asks for the profile's name before production, and before a second
// token is requested there while one is good.
func (s *session) productionConfirmed(owner sending.Owner) bool {
	if owner.Environment != ripio.Production {
		return true
	}
	now := s.deps.Now()
	if !s.allowed[owner.Profile].After(now) {
		answer, err := s.lines.ask("This goes to PRODUCTION. Type the name of the profile, " + visible.Line(owner.Profile) + ", to send it; enter leaves it")
		if err != nil || !strings.EqualFold(answer, owner.Profile) {
			s.say("Not sent.")
			return false
		}
		s.allowed[owner.Profile] = now.Add(s.settings.ConfirmProduction)
	}
	if e, live := s.kept.Live(owner, now); live && s.settings.ConfirmRenewal {
		s.say("There is a good token already: %s", s.life(e))
		if !s.yes("Request a second one in PRODUCTION?") {
			s.say("Not sent.")
			return false
		}
	}
	return true
}

// secret finds the secret, and asks for what it needs; it is empty when it cannot be had.
func (s *session) secret(send sending.Send) redact.Secret {
	for {
		secret, err := send.Secret.Fetch(s.context, s.deps.Profiles.Secrets)
		switch {
		case err == nil:
			again, usable := s.checkSecret(&send.Secret, secret)
			if again {
				continue
			}
			if !usable {
				return redact.Secret{}
			}
			return secret
		case errors.Is(err, profiles.ErrSecretNeeded):
			typed := s.hidden("client_secret of " + visible.Line(send.Owner.Profile) + " for " + send.Owner.Environment.Label() +
				"; it is not shown and stays in memory")
			if typed.IsEmpty() {
				s.say("Not sent: the client_secret is empty.")
				return typed
			}
			s.deps.Profiles.Secrets.Remember(send.Secret.Key, typed)
		case errors.Is(err, profiles.ErrPassphraseNeeded):
			if !s.unlock() {
				return redact.Secret{}
			}
		default:
			s.say("Not sent: the client_secret is not there: %s", sentence(err.Error()))
			s.say("Type credentials to give another one.")
			return redact.Secret{}
		}
	}
}

// checkSecret judges a secret that was found; again means that it is to be fetched anew,
// without its stray characters.
func (s *session) checkSecret(source *sending.Source, secret redact.Secret) (again, usable bool) {
	for _, item := range field.CheckSecret(secret) {
		if item.Level >= finding.LevelWarning {
			s.say("Client_secret: %s. %s", item.Title, item.Rule)
		}
		if !item.Blocking {
			continue
		}
		if item.Trims && !source.IsSimulators() && !source.Trim && s.yes("Cut it off and send? What is stored stays as it is.") {
			s.trimmed[source.Key], source.Trim = true, true
			return true, false
		}
		s.deps.Profiles.Secrets.Forget(source.Key.Profile)
		s.say("Not sent.")
		return false, false
	}
	return false, true
}

// hidden reads a line that is not shown.
func (s *session) hidden(question string) redact.Secret {
	s.lines.print(question + ": ")
	text, err := s.deps.ReadHidden()
	s.lines.print("\n")
	s.warnOf(err)
	return redact.NewSecret(text)
}

// passphraseTries is how often a passphrase is asked for.
const passphraseTries = 3

// unlock opens the encrypted file.
func (s *session) unlock() bool {
	for range passphraseTries {
		passphrase := s.hidden("Passphrase of the encrypted file; it is not shown")
		if passphrase.IsEmpty() {
			break
		}
		err := s.deps.Profiles.Secrets.UnlockSealed(passphrase)
		s.warn(s.deps.Profiles.Secrets.Settled())
		if err == nil {
			return true
		}
		s.say("%s", sentence(err.Error()))
		if !errors.Is(err, secretfile.ErrWrongPassphrase) {
			break
		}
	}
	s.say("Not sent: the encrypted file is locked.")
	return false
}
