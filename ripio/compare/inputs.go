package compare

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// compareInputs compares what the person chose and typed.
func (p *pair) compareInputs(leftSecret, rightSecret string) {
	left, right := p.left.Request, p.right.Request
	add := func(name, left, right string) { p.add(GroupInputs, name, left, right, false) }
	add("environment", string(p.left.Environment.Name), string(p.right.Environment.Name))
	add("profile", p.left.Profile, p.right.Profile)
	leftID, rightID := shortenIDs(left.ClientID, right.ClientID)
	add(string(finding.FieldClientID), leftID, rightID)
	leftSecret, rightSecret = compareSecrets(leftSecret, rightSecret)
	add(string(finding.FieldSecret), leftSecret, rightSecret)
	add(string(finding.FieldExternalRef), left.ExternalRef, right.ExternalRef)
	leftAddress, rightAddress := field.ShowAddress(left.Address), field.ShowAddress(right.Address)
	if leftAddress == rightAddress && left.Address != right.Address {
		rightAddress += " (another)"
	}
	add(string(finding.FieldAddress), leftAddress, rightAddress)
	add("negative test", titleOfTest(left.Deviation), titleOfTest(right.Deviation))
	if left.Deviation == right.Deviation { // otherwise the row above says it
		add("form of username", usernameForm(left.Deviation), usernameForm(right.Deviation))
	}
}

// fingerprintsTell says whether two fingerprints show if the secrets are the same.
func fingerprintsTell(left, right string) bool {
	return left != "" && right != "" && (left != right || !strings.Contains(left, " "))
}

// compareSecrets words two fingerprints. They themselves are not shown: what
// matters is whether they are equal.
func compareSecrets(left, right string) (leftWords, rightWords string) {
	switch {
	case !fingerprintsTell(left, right):
		return "not known", "not known"
	case left == right:
		return "same", "same"
	}
	return "one secret", "another secret"
}

// shortenIDs shortens two client_ids as far as they can still be told apart.
func shortenIDs(left, right string) (shortLeft, shortRight string) {
	shortLeft, shortRight = phrase.ShortenID(left), phrase.ShortenID(right)
	if shortLeft == shortRight && left != right {
		return left, right
	}
	return shortLeft, shortRight
}

// titleOfTest names a deviation in a few words.
func titleOfTest(deviation ripio.Deviation) string {
	if deviation == ripio.DeviationNone {
		return "none"
	}
	if test, known := deviation.NegativeTest(); known {
		return test.Title
	}
	return string(deviation)
}

// usernameForm writes the username with names in place of values.
func usernameForm(deviation ripio.Deviation) string {
	return ripio.Request{
		ClientID: string(finding.FieldClientID), ExternalRef: string(finding.FieldExternalRef), Address: string(finding.FieldAddress), Deviation: deviation,
	}.Username()
}
