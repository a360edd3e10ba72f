package ripio

import "strings"

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
	object, fault := walkJSONObject(text)
	found, ok := chooseMember(object)
	if ok && fault != nil {
		found.add("token-answer-json", fault.Error())
	}
	return found, ok
}

// chooseMember picks the member that holds the token. Names are compared
// exactly, so "TOKEN" counts as another member.
func chooseMember(object jsonObject) (extraction, bool) {
	if member, ok := object.last("token"); ok && member.kind == jsonStringKind && member.text != "" {
		found := extractMember(member)
		for _, name := range object.duplicates() {
			if name == "token" {
				found.add("token-answer-duplicate", "")
			}
		}
		return found, true
	}
	if found, ok := compactSerialisation(object); ok {
		return found, true
	}
	for _, member := range object.members {
		if member.kind == jsonStringKind && looksLikeToken(trimPasted(member.text)) {
			found := extractMember(member)
			found.add("token-other-member", showName(member.name))
			return found, true
		}
	}
	return extraction{}, false
}

// extractMember takes a string as the token it should be, even when it does not
// look like one.
func extractMember(member jsonMember) extraction {
	if found, ok := extractWords(trimPasted(member.text), FormJSON); ok {
		return found
	}
	return extraction{raw: member.text, form: FormJSON}
}

// compactSerialisation turns a JSON-serialised JWS or JWE (RFC 7515 section 7.2,
// RFC 7516 section 7.2) into its compact form: of several signatures or
// recipients, with the first.
func compactSerialisation(object jsonObject) (extraction, bool) {
	signatures, recipients := firstElement(object, "signatures"), firstElement(object, "recipients")
	text := func(from jsonObject, name string) string {
		member, _ := from.last(name)
		if member.kind != jsonStringKind {
			return ""
		}
		return member.text
	}
	found := extraction{form: FormJSONSerialised}
	if ciphertext := text(object, "ciphertext"); ciphertext != "" {
		key := text(object, "encrypted_key") + text(recipients, "encrypted_key")
		found.raw = strings.Join([]string{text(object, "protected"), key, text(object, "iv"), ciphertext, text(object, "tag")}, ".")
	} else if payload := text(object, "payload"); payload != "" {
		header, signature := text(object, "protected"), text(object, "signature")
		if len(signatures.members) > 0 {
			header, signature = text(signatures, "protected"), text(signatures, "signature")
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

// firstElement is the first object of an array member.
func firstElement(object jsonObject, name string) jsonObject {
	member, ok := object.last(name)
	if !ok || member.kind != jsonArrayKind {
		return jsonObject{}
	}
	// Everything from the first element on is an object with trailing data,
	// and the walk gives its members.
	element, _ := walkJSONObject(strings.TrimPrefix(member.raw, "["))
	return element
}
