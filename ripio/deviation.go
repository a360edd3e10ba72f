package ripio

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// Deviation is a way in which a request is made wrong on purpose, to learn what
// the server answers. Only sandbox and simulator are sent such requests.
type Deviation string

// The deviations.
const (
	DeviationNone          Deviation = ""
	DeviationWrongSecret   Deviation = "wrong-secret"
	DeviationNoAddress     Deviation = "no-address"
	DeviationTwoParts      Deviation = "two-parts"
	DeviationPlainRef      Deviation = "plain-external-ref"
	DeviationEmptyClientID Deviation = "empty-client-id"
)

// The values that negative tests send. They are this program's own, so that no
// test can hit a real secret or a user that somebody else made; the simulator
// knows and refuses them.
const (
	// WrongSecret is sent by DeviationWrongSecret as the password.
	WrongSecret = "ripio-explorer-wrong-secret"
	// PlainExternalRef is sent by DeviationPlainRef as external_ref. It has the
	// style of the documentation's own example, USER_1111.
	PlainExternalRef = "NEGATIVE_TEST_1111"
)

// NegativeTest describes a deviation for a person.
type NegativeTest struct {
	Deviation Deviation
	// Title is a few words, such as "wrong secret"; When completes "seen before,
	// when ...", such as "the secret was wrong".
	Title, When string
	// What says what is sent instead.
	What string

	replaces finding.Field
}

// NegativeTests lists all of them in the order in which they are run.
func NegativeTests() []NegativeTest { return slices.Clone(negativeTests) }

// NegativeTest returns the words of a deviation. It is false for DeviationNone and
// for a name that does not exist.
func (d Deviation) NegativeTest() (NegativeTest, bool) {
	at := slices.IndexFunc(negativeTests, func(test NegativeTest) bool { return test.Deviation == d })
	if at < 0 {
		return NegativeTest{}, false
	}
	return negativeTests[at], true
}

// Title returns a few words, such as "wrong secret"; empty for DeviationNone. Of a
// test that this version does not know, as a history may name it, it returns the
// name, made safe to show.
func (d Deviation) Title() string {
	if test, known := d.NegativeTest(); known {
		return test.Title
	}
	return visible.Line(strings.ReplaceAll(string(d), "-", " "))
}

// When completes "seen before, when ...", such as "the secret was wrong"; empty for
// DeviationNone.
func (d Deviation) When() string {
	if test, known := d.NegativeTest(); known || d == DeviationNone {
		return test.When
	}
	return "the test was: " + d.Title()
}

// Replaces reports whether what the caller gave for a field is not sent.
func (d Deviation) Replaces(field finding.Field) bool {
	test, ok := d.NegativeTest()
	return ok && test.replaces == field
}

// sentParts are the parts of the username that is sent.
func (r Request) sentParts() []string {
	switch r.Deviation {
	case DeviationNoAddress:
		return []string{r.ClientID, r.ExternalRef, ""}
	case DeviationTwoParts:
		return []string{r.ClientID, r.ExternalRef}
	case DeviationPlainRef:
		return []string{r.ClientID, PlainExternalRef, r.Address}
	case DeviationEmptyClientID:
		return []string{"", r.ExternalRef, r.Address}
	}
	return []string{r.ClientID, r.ExternalRef, r.Address}
}

// password is the client_secret, or surely another text in its place.
func (r Request) password() string {
	switch {
	case r.Deviation != DeviationWrongSecret:
		return r.Secret.Reveal()
	case strings.EqualFold(redact.TrimSecret(r.Secret).Reveal(), WrongSecret):
		return WrongSecret + "-2"
	}
	return WrongSecret
}

// checkDeviation returns the reason why a request that is wrong on purpose must
// not be sent. An unknown deviation would send a request that is right.
func checkDeviation(env Environment, deviation Deviation) *Failure {
	if deviation == DeviationNone {
		return nil
	}
	test, known := deviation.NegativeTest()
	switch {
	case !known:
		return &Failure{Kind: FailureRefusedTest, Evidence: string(deviation) + " is not a negative test"}
	case env.Name != Sandbox && env.Name != Simulator && env.Name != Custom:
		return &Failure{Kind: FailureRefusedTest, Evidence: "the test is " + test.Title + ", the environment is " + string(env.Name)}
	}
	return nil
}

// negativeTests are the words about requests that are wrong on purpose, in the
// order in which they are run.
var negativeTests = []NegativeTest{
	{
		Deviation: DeviationWrongSecret, replaces: finding.FieldSecret, Title: "wrong secret", When: "the secret was wrong",
		What: "The fixed text " + WrongSecret + " is sent as the password. The client_secret itself is not sent.",
	},
	{
		Deviation: DeviationNoAddress, replaces: finding.FieldAddress, Title: "no address", When: "the address was empty",
		What: "The username is client_id:external_ref:, with nothing after the second colon.",
	},
	{
		Deviation: DeviationTwoParts, replaces: finding.FieldAddress, Title: "two parts", When: "the username had two parts",
		What: "The username is client_id:external_ref, as older pages of the documentation had it.",
	},
	{
		Deviation: DeviationPlainRef, replaces: finding.FieldExternalRef, Title: "plain external_ref", When: "external_ref was not a UUID",
		What: "The external_ref is " + PlainExternalRef + ", in the style of the documentation's own example, USER_1111. " +
			"If the server accepts it, the token is for that user.",
	},
	{
		Deviation: DeviationEmptyClientID, replaces: finding.FieldClientID, Title: "empty client_id", When: "client_id was empty",
		What: "The username is :external_ref:address, with nothing before the first colon.",
	},
}
