package ripio

// TokenCodes lists the codes of all findings about tokens.
func TokenCodes() []Code {
	var codes []Code
	for code := range tokenWords() {
		codes = append(codes, code)
	}
	return codes
}
