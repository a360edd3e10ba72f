package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// The forms of the documentation's examples: ETHEREUM, USDT, 1000 and 4321.35.
var (
	networkShape = phrase.NewShape(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)
	cryptoShape  = phrase.NewShape(`^[A-Za-z0-9]*[A-Z][A-Za-z0-9]*$`)
	amountShape  = phrase.NewShape(`^[0-9]+(\.[0-9]+)?$`)
	zeroShape    = phrase.NewShape(`^[0.]+$`)
	// commaShape is a number with one comma and at most two digits behind it.
	commaShape = phrase.NewShape(`^[0-9]+,[0-9]{1,2}$`)
	// groupedShape is a number whose thousands are separated.
	groupedShape = phrase.NewShape(`^[0-9]{1,3}([,.' ][0-9]{3})+([.,][0-9]{1,2})?$`)
)

// checkValue looks at the value of a parameter that is not an address.
func checkValue(name, value string, environment ripio.EnvironmentName) (findings []finding.Finding) {
	add := func(code finding.Code, found, replacement string) {
		findings = append(findings, finding.New(code, finding.Field(name), found).WithReplacement(replacement))
	}
	if at := strings.IndexFunc(value, unicode.IsControl); at >= 0 {
		bare := strings.TrimFunc(value, unicode.IsControl)
		if strings.ContainsFunc(bare, unicode.IsControl) {
			bare = ""
		}
		add("widget-value-control", phrase.QuoteCharacter(value[at:]), bare)
		return findings
	}
	bare := pasted.Tidy(value)
	if bare != value {
		add("widget-value-untidy", "", bare)
	}
	if bare == "" {
		return findings
	}
	switch name {
	case NameNetwork:
		checkNetwork(bare, environment, add)
	case NameAmount:
		checkAmount(bare, add)
	case NameCrypto:
		checkCrypto(bare, environment, add)
	case NameSession:
		switch at := strings.IndexByte(bare, '@'); {
		case redact.HoldsToken(bare):
			add("widget-session-token", "", "")
		case at > 0 && strings.Contains(bare[at:], "."):
			add("widget-session-email", "", "")
		}
	}
	return findings
}

// isTestNetwork reports whether a network's name names a test network.
func isTestNetwork(name string) bool {
	return phrase.ContainsAny(strings.ToUpper(name), "SEPOLIA", "TESTNET", "GOERLI", "HOLESKY", "AMOY", "MUMBAI", "ALFAJORES", "FUJI")
}

// isTestCrypto reports whether a crypto is the one that was seen in the sandbox only.
func isTestCrypto(code string) bool { return strings.EqualFold(code, "RTEST") }

func checkNetwork(name string, environment ripio.EnvironmentName, add func(finding.Code, string, string)) {
	if !networkShape.Matches(name) {
		meant := strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(name))
		if !networkShape.Matches(meant) {
			meant = ""
		}
		add("widget-network-shape", "", meant)
	}
	if environment == ripio.Production && isTestNetwork(name) {
		add("widget-test-in-production", "a test network", "")
	}
}

func checkCrypto(code string, environment ripio.EnvironmentName, add func(finding.Code, string, string)) {
	if !cryptoShape.Matches(code) {
		meant := strings.ToUpper(code)
		if !cryptoShape.Matches(meant) {
			meant = ""
		}
		add("widget-crypto-shape", "", meant)
	}
	if environment == ripio.Production && isTestCrypto(code) {
		add("widget-test-in-production", "a crypto that was seen in the sandbox only", "")
	}
}

func checkAmount(text string, add func(finding.Code, string, string)) {
	whole, decimals, _ := strings.Cut(text, ".")
	switch {
	case commaShape.Matches(text):
		add("widget-amount-shape", "a comma for decimals", strings.Replace(text, ",", ".", 1))
	case !amountShape.Matches(text):
		found := ""
		switch {
		case groupedShape.Matches(text):
			found = "the thousands are separated"
		case strings.HasPrefix(text, "-"):
			found = "a minus"
		case strings.ContainsFunc(text, unicode.IsLetter), strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Sc, r) }):
			found = "a currency or another word; the fiat currency is not part of the amount"
		}
		add("widget-amount-shape", found, "")
	case zeroShape.Matches(text):
		add("widget-amount-zero", "", "")
	case len(decimals) == 3 && len(whole) <= 3:
		add("widget-amount-decimals", "three decimals: if the dot separates thousands, it is read as a decimal point", "")
	case len(decimals) > 2:
		add("widget-amount-decimals", phrase.Plural(utf8.RuneCountInString(decimals), "decimal"), "")
	}
}

// evmNetworks begin the names of networks whose addresses are EVM addresses, as far as
// names were seen in Ripio's pages or in public integrations.
var evmNetworks = []string{"ETHEREUM", "POLYGON", "BASE", "CELO", "ARBITRUM", "OPTIMISM"}

// otherNetworks are chains of other families, by the beginning of their plain names.
// Whether Ripio writes them so is not known.
var otherNetworks = map[field.AddressFamily]string{
	field.FamilyBitcoin: "BITCOIN", field.FamilyTron: "TRON", field.FamilySolana: "SOLANA",
	field.FamilyStellar: "STELLAR", field.FamilyAlgorand: "ALGORAND",
}

// familyOf is the family of the addresses of a network; false for one that is not
// known.
func familyOf(network string) (field.AddressFamily, bool) {
	network = strings.ToUpper(network)
	first, _, _ := strings.Cut(network, "_")
	for _, name := range evmNetworks {
		if first == name {
			return field.FamilyEVM, true
		}
	}
	for family, name := range otherNetworks {
		if first == name {
			return family, true
		}
	}
	return "", false
}

// mismatch says how an address does not fit its network; empty when it fits, or when
// that is not known.
func mismatch(address, network string) string {
	kind := field.DescribeAddress(pasted.Tidy(address))
	family, known := familyOf(pasted.Tidy(network))
	if !known || kind.Family == field.FamilyUnknown || kind.Family == family {
		return ""
	}
	return string(kind.Family) + " address, and the network is one of " + string(family)
}

// checkFamily compares the address with the network.
func (p Parameters) checkFamily() []finding.Finding {
	if found := mismatch(p.Address, p.Network); found != "" {
		return []finding.Finding{finding.New("widget-network-family", NameNetwork, found)}
	}
	return nil
}

// CheckOrigin compares the environment of a link with the one that granted the token,
// which is empty when it is not known.
func CheckOrigin(environment, granted ripio.EnvironmentName) []finding.Finding {
	if granted == "" || granted == environment {
		return nil
	}
	found := string(granted) + ", not " + string(environment)
	return []finding.Finding{finding.New("widget-token-elsewhere", finding.FieldToken, found)}
}
