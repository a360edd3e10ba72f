package compare

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/jwt"
)

// lifetimeTolerance is what two measures of one lifetime may differ by: the Date
// header has whole seconds, and minting takes a moment.
const lifetimeTolerance = 5 * time.Second

// fleetingClaims have another value in every token.
var fleetingClaims = []string{"session", "exp", "iat", "nbf", "jti"}

// compareTokens compares headers, claims and lifetimes. When one side has no
// token, the outcome says so and there is nothing to compare.
func (p *pair) compareTokens() {
	left, right := p.left.Token, p.right.Token
	if left == nil || right == nil {
		return
	}
	p.compareMembers("header ", left.Header, right.Header)
	p.compareMembers("", left.Claims, right.Claims)
	p.add(GroupClaims, "length of the signature", phrase.Plural(left.SignatureBytes, "byte"), phrase.Plural(right.SignatureBytes, "byte"), false)
	leftLife, leftKnown := p.left.Lifetime()
	rightLife, rightKnown := p.right.Lifetime()
	near := leftKnown && rightKnown && (leftLife-rightLife).Abs() <= lifetimeTolerance
	p.add(GroupClaims, "lifetime", phrase.LifetimeWords(leftLife, leftKnown), phrase.LifetimeWords(rightLife, rightKnown), near)
}

// compareMembers compares the union of two objects' members, in the order in
// which they stand, the left object first.
func (p *pair) compareMembers(prefix string, left, right []jwt.Member) {
	var names []string
	for _, member := range slices.Concat(left, right) {
		if !slices.Contains(names, member.Name) {
			names = append(names, member.Name)
		}
	}
	for _, name := range names {
		leftOnes, rightOnes := membersNamed(left, name), membersNamed(right, name)
		isNoise := prefix == "" && slices.Contains(fleetingClaims, name) && sameShape(leftOnes, rightOnes)
		row := ComparedRow{Group: GroupClaims, Name: prefix + phrase.ShowName(name), Left: memberText(leftOnes), Right: memberText(rightOnes)}
		p.addShown(row, memberJSON(leftOnes), memberJSON(rightOnes), isNoise)
	}
}

func membersNamed(members []jwt.Member, name string) []jwt.Member {
	var found []jwt.Member
	for _, member := range members {
		if member.Name == name {
			found = append(found, member)
		}
	}
	return found
}

// memberJSON is what is compared.
func memberJSON(members []jwt.Member) string {
	var texts []string
	for _, member := range members {
		texts = append(texts, member.JSON)
	}
	return strings.Join(texts, "\n")
}

// memberText writes a member, or all of those that share a name. The value of an
// opaque session is not repeated in full: it may be as good as the token.
func memberText(members []jwt.Member) string {
	var texts []string
	for _, member := range members {
		text := member.Text
		switch {
		case member.Name == "session" && member.JSON != text:
			text = phrase.LeaveOutMiddle(text, 6, 6) + " (" + phrase.Plural(utf8.RuneCountInString(text), "character") + ")"
		case text == "":
			text = `""`
		case phrase.IsNumber(text) && member.JSON != text:
			text = member.JSON // a number in quotation marks is none
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " and ")
}

// sameShape reports whether two values of a claim are of one kind: both texts of
// one length, or both numbers of as many digits.
func sameShape(left, right []jwt.Member) bool {
	if len(left) != 1 || len(right) != 1 {
		return false
	}
	return shapeOf(left[0]) == shapeOf(right[0])
}

// shapeOf writes a value with a 0 in place of every digit, and of every letter
// of a text; a text that is not hexadecimal has an x there.
func shapeOf(member jwt.Member) string {
	letter := 'x'
	if phrase.AllHex(member.Text) {
		letter = '0'
	}
	return strings.Map(func(char rune) rune {
		switch {
		case char >= '0' && char <= '9':
			return '0'
		case char >= 'a' && char <= 'z', char >= 'A' && char <= 'Z':
			return letter
		}
		return char
	}, member.JSON)
}
