package jwt

import (
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// extractFromJSON finds the token in a JSON text: in the member "token" of the
// documented answer (source: auth, "Response"), in the JSON serialisation of
// RFC 7515 section 7.2, or in another member.
func extractFromJSON(text string) (extraction, bool) {
	if found, ok := tokenFromObject(text); ok {
		return found, true
	}
	// A terminal may have broken the string itself.
	unbroken := joinLines(text)
	if unbroken == text {
		return extraction{}, false
	}
	found, ok := tokenFromObject(unbroken)
	if ok {
		found.add("token-white-space", "line breaks inside the JSON string")
	}
	return found, ok
}

// joinLines drops line breaks with the indentation after them.
func joinLines(text string) string {
	var joined strings.Builder
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		joined.WriteString(strings.TrimLeft(line, " \t"))
	}
	return joined.String()
}

func tokenFromObject(text string) (extraction, bool) {
	object, fault := WalkJSONObject(text)
	found, ok := chooseMember(object, text)
	if ok && fault != nil {
		found.add("token-answer-json", fault.Error())
	}
	return found, ok
}

// chooseMember picks the member that holds the token. Names are compared
// exactly, so "TOKEN" counts as another member.
func chooseMember(object JsonObject, text string) (extraction, bool) {
	if member, ok := object.Last("token"); ok && member.Kind == JsonStringKind && member.Text != "" {
		found := extractMember(member)
		for _, name := range object.Duplicates() {
			if name == "token" {
				found.add("token-answer-duplicate", "")
			}
		}
		return found, true
	}
	if found, ok := compactSerialisation(object, text); ok {
		return found, true
	}
	for _, member := range object.Members {
		if member.Kind == JsonStringKind && LooksLikeToken(trimPasted(member.Text)) {
			found := extractMember(member)
			found.add("token-other-member", phrase.ShowName(member.Name))
			return found, true
		}
	}
	return extraction{}, false
}

// extractMember takes a string as the token it should be, even when it does not
// look like one.
func extractMember(member jsonMember) extraction {
	text := trimPasted(member.Text)
	rest, isBearer := cutBearer(text)
	if isBearer {
		text = trimPasted(rest)
	}
	if found, ok := extractWords(text, FormJSON); ok {
		if isBearer {
			found.add("token-surroundings", "")
		}
		return found
	}
	return extraction{raw: member.Text, form: FormJSON}
}

// compactSerialisation turns a JSON-serialised JWS or JWE (RFC 7515 section 7.2,
// RFC 7516 section 7.2) into its compact form: of several signatures or
// recipients, with the first.
func compactSerialisation(object JsonObject, text string) (extraction, bool) {
	signatures, recipients := firstElement(text, "signatures"), firstElement(text, "recipients")
	value := func(from JsonObject, name string) string {
		member, _ := from.Last(name)
		if member.Kind != JsonStringKind {
			return ""
		}
		return member.Text
	}
	found := extraction{form: FormJSONSerialised}
	if ciphertext := value(object, "ciphertext"); ciphertext != "" {
		key := value(object, "encrypted_key") + value(recipients, "encrypted_key")
		found.raw = strings.Join([]string{value(object, "protected"), key, value(object, "iv"), ciphertext, value(object, "tag")}, ".")
	} else if payload := value(object, "payload"); payload != "" {
		header, signature := value(object, "protected"), value(object, "signature")
		if len(signatures.Members) > 0 {
			header, signature = value(signatures, "protected"), value(signatures, "signature")
		}
		if header == "" && signature == "" {
			return extraction{}, false
		}
		found.raw = strings.Join([]string{header, payload, signature}, ".")
	} else {
		return extraction{}, false
	}
	found.add("token-json-serialised", "")
	return found, true
}

// firstElement is the first object of the array member of that name. It is
// looked for in the text itself, so that a text that was cut off has one too.
func firstElement(text, name string) JsonObject {
	_, after, _ := strings.Cut(text, `"`+name+`"`)
	after, isMember := strings.CutPrefix(strings.TrimSpace(after), ":")
	after, isArray := strings.CutPrefix(strings.TrimSpace(after), "[")
	if !isMember || !isArray {
		return JsonObject{}
	}
	// For the walk, what follows the object is trailing data; the members
	// before it are given all the same.
	element, _ := WalkJSONObject(after)
	return element
}
