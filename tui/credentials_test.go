package tui

import (
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
)

func TestEditCredentialsStandsAtTheRow(t *testing.T) {
	d := inSandbox(t)
	d.failing(causeOf(cause.RemedyEditCredentials, 10))
	d.press("A", "enter")
	d.shows("▌ client_id")
}

// TestTypedSecretIsTypedAgain is for a secret that stands in no profile.
func TestTypedSecretIsTypedAgain(t *testing.T) {
	profile := acme()
	profile.Sandbox.Secret = profiles.Ask
	d := start(t, withProfiles(profile))
	d.answer = rejected
	d.press("enter")
	d.typeText("wrong-one")
	d.press("enter")
	d.model.result.Causes = []cause.Cause{causeOf(cause.RemedyEditCredentials, 10)}
	d.press("A", "enter")
	d.shows("Type the client_secret again")
	d.press("1")
	d.typeText("right-one")
	d.press("enter")
	if len(d.requests) != 2 || d.requests[1].Secret.Reveal() != "right-one" {
		t.Errorf("%d requests", len(d.requests))
	}
}

func TestTrimmedSecret(t *testing.T) {
	d := inSandbox(t)
	d.env["ACME_SECRET"] = " s3cr3t-of-acme "
	d.failing(causeOf(cause.RemedyTrimSecret, 90))
	d.shows("Press A, then enter: cut the stray characters off the secret and send")
	d.answer = accepted
	d.press("A", "enter")
	if len(d.requests) != 2 || d.requests[1].Secret.Reveal() != "s3cr3t-of-acme" {
		t.Fatalf("%d requests, the last with a secret that was not trimmed", len(d.requests))
	}
	d.shows("Token received", "Sent without the stray characters of the secret", "from $ACME_SECRET. Correct it there")
	d.press("enter")
	if d.requests[len(d.requests)-1].Secret.Reveal() != "s3cr3t-of-acme" {
		t.Error("the next send was not trimmed")
	}
}

// TestLineBreakInASecretIsCut is for a stray character that stops the send.
func TestLineBreakInASecretIsCut(t *testing.T) {
	d := inSandbox(t)
	d.env["ACME_SECRET"] = "s3cr3t-of-acme\n"
	d.press("enter")
	d.shows("Not sent: client_secret: control character", "Cut it off and send")
	d.press("1")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != "s3cr3t-of-acme" {
		t.Fatalf("%d requests", len(d.requests))
	}
	d.shows("Token received", "Correct it there")
}

func TestTrimmedSecretIsStored(t *testing.T) {
	profile := acme()
	profile.Sandbox.Secret = profiles.SecretReference(profiles.KindKeyring)
	d := start(t, withProfiles(profile), size(80, 100))
	key := profiles.SecretKey{Profile: profile.Name, Environment: ripio.Sandbox}
	if err := d.manager.Secrets.Store(t.Context(), key, profile.Sandbox.Secret, redact.NewSecret("kept ")); err != nil {
		t.Fatal(err)
	}
	d.failing(causeOf(cause.RemedyTrimSecret, 90))
	d.press("A", "enter")
	d.shows("still has them", "Store the trimmed secret")
	d.press("ctrl+p")
	d.typeText("store the trimmed")
	d.press("enter")
	d.shows("It takes the place of the secret", "OS keyring")
	d.press("2")
	d.shows("the trimmed secret is stored")
	secret, err := d.manager.Secrets.Resolve(t.Context(), key, profile.Sandbox.Secret)
	if err != nil || secret.Reveal() != "kept" {
		t.Errorf("the keyring holds another secret than the trimmed one, error %v", err)
	}
	d.press("ctrl+p")
	d.typeText("store the trimmed")
	d.press("enter")
	d.shows("no secret was trimmed in this run")
}
