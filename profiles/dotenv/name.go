package dotenv

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"devtools/ripio-explorer/ripio"
)

// part is what a variable holds.
type part int

const (
	clientID part = iota
	clientSecret
	environmentName
)

// meaning is what a variable's name says.
type meaning struct {
	part    part
	country string
	// environment is empty when the name does not tell it.
	environment ripio.EnvironmentName
	// public tells a name that makes a build tool put the value into web pages.
	public bool
}

// countries are those that variables in public code name.
var countries = []string{"AR", "BR", "CO", "MX"}

var environments = map[string]ripio.EnvironmentName{
	"SANDBOX": ripio.Sandbox, "PRODUCTION": ripio.Production, "PROD": ripio.Production,
}

const prefix = "RIPIO_"

// publicPrefixes begin the variables that build tools put into what a browser
// loads. Sources: the documentation of Vite, Next.js, Create React App, Vue CLI,
// Nuxt, Expo, Gatsby, SvelteKit and ng-app-env.
var publicPrefixes = []string{
	"VITE_", "NEXT_PUBLIC_", "REACT_APP_", "VUE_APP_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "GATSBY_", "PUBLIC_", "NG_APP_",
}

// cutPublic drops such a beginning from a name in capitals.
func cutPublic(name string) (rest string, public bool) {
	for _, each := range publicPrefixes {
		if rest, public := strings.CutPrefix(name, each); public {
			return rest, true
		}
	}
	return name, false
}

// parseName reads names such as RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET_AR_SANDBOX,
// RIPIO_SANDBOX_CLIENT_ID and RIPIO_ENV_BR, in any letter case: a country and an
// environment may stand anywhere after RIPIO, each once.
func parseName(name string) (meaning, bool) {
	name, public := cutPublic(strings.ToUpper(name))
	rest, ours := strings.CutPrefix(name, prefix)
	if !ours {
		return meaning{}, false
	}
	words := strings.Split(rest, "_")
	found, at, length := findPart(words)
	if at < 0 {
		return meaning{}, false
	}
	for _, word := range slices.Delete(words, at, at+length) {
		environment, names := environments[word]
		switch {
		case slices.Contains(countries, word) && found.country == "":
			found.country = word
		case names && found.environment == "" && found.part != environmentName:
			found.environment = environment
		default:
			return meaning{}, false
		}
	}
	found.public = public
	return found, true
}

// findPart finds the words that tell what the variable holds; at is -1 without
// them.
func findPart(words []string) (found meaning, at, length int) {
	for i, word := range words {
		switch next := strings.Join(words[i:min(i+2, len(words))], "_"); {
		case next == "CLIENT_ID":
			return meaning{part: clientID}, i, 2
		case next == "CLIENT_SECRET":
			return meaning{part: clientSecret}, i, 2
		case word == "ENV", word == "ENVIRONMENT":
			return meaning{part: environmentName}, i, 1
		}
	}
	return meaning{}, -1, 0
}

var credentialName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:[A-Z0-9_]{0,40}RIPIO_[A-Z0-9_]{0,40}(?:CLIENT|SECRET)[A-Z0-9_]{0,40}|(?:[A-Z]{2,8}_(?:PUBLIC_|APP_)?)?CLIENT_(?:ID|SECRET))$`)
})

// looksLikeCredential tells a name that is not understood but should be shown.
func looksLikeCredential(name string) bool { return credentialName().MatchString(name) }
