package cause

import (
	"net/http"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// topic is something that the server's own words are about.
type topic int

const (
	topicCredentials   topic = iota // wrong or unknown
	topicNoCredentials              // none were seen
	topicFormMissed                 // a field that was sent was not seen
	topicUsername
	topicExternalRef
	topicAddress
	topicOtherUser // external_ref or address is said to be another user's
	topicForm      // how a value is written
	topicRate      // too many requests
	topicIP
	topicAccount
	topicCountry
	topicGateway // words of a gateway, none of the API's
	topicURL     // the path or the method is not known
	topicGrantType
	topicClientIDField // client_id is missed as a field of its own
)

// topics are what the server's words are about. Its words outrank what a request
// looks like and what a status may mean.
type topics map[topic]bool

// aboutRequest reports whether the words are about who asks or for whom, which only the API
// itself can know.
func (t topics) aboutRequest() bool {
	return t.any(topicCredentials, topicNoCredentials, topicFormMissed, topicUsername, topicExternalRef, topicAddress, topicIP, topicAccount, topicCountry)
}

func (t topics) any(list ...topic) bool {
	return slices.ContainsFunc(list, func(each topic) bool { return t[each] })
}

// against reports whether the server speaks of something else than a field of the
// request.
func (t topics) against(field finding.Field) bool {
	about := map[finding.Field][]topic{
		finding.FieldClientID: {topicCredentials, topicUsername}, finding.FieldSecret: {topicCredentials},
		finding.FieldExternalRef: {topicExternalRef, topicUsername}, finding.FieldAddress: {topicAddress, topicUsername},
		finding.FieldUsername: {topicUsername, topicExternalRef, topicAddress},
	}
	fits, ofRequest := about[field]
	return ofRequest && t.aboutRequest() && !t.any(fits...)
}

// Words by topic, in lower case, "_" and "-" as spaces. Spanish and Portuguese are
// Ripio's languages.
var (
	credentialWords = []string{
		"credential", "credencia", "password", "contraseña", "contrasena", "senha", "client secret", "clientsecret", "invalid secret",
		"invalid client", "unknown client", "client not found", "invalid grant", "unauthorized client", "client authentication",
		"authentication failed", "authentication failure", "failed to authenticate", "could not authenticate", "invalid login", "login failed",
		"unknown partner", "partner not found", "invalid partner",
	}
	noCredentialWords = []string{"credentials were not provided", "credentials not provided", "no credentials", "missing credentials", "not authenticated"}
	missingWords      = []string{
		"required", "missing", "not be blank", "not be empty", "be blank", "not be null", "not provided", "requerido", "obligatorio", "obrigat",
	}
	externalRefWords = []string{"external ref", "externalref", "external reference", "uuid"}
	otherUserWords   = []string{
		"belongs to", "another user", "other user", "different user", "another wallet", "different wallet", "another address", "different address",
		"already", "in use", "taken", "not match", "mismatch", "pertenece a", "otro usuario", "otra billetera", "ya existe", "pertence a", "outro usuário", "outra carteira", "já existe",
	}
	formWords    = []string{"valid uuid", "be a uuid", "be uuid", "not a uuid", "invalid uuid", "uuid parsing", "badly formed", "uuid v4", "uuidv4", "uuid válido", "uuid valido"}
	rateWords    = []string{"too many", "throttle", "rate limit", "ratelimit", "quota", "demasiad", "muitas"}
	addressWords = []string{"address", "wallet", "billetera", "carteira", "dirección", "direccion", "endereço"}
	// otherAddresses are called so and are not the user's.
	otherAddresses = strings.NewReplacer("ip address", "ip", "email address", "", "e mail address", "", "mac address", "", "remote address", "ip",
		"dirección ip", "ip", "direccion ip", "ip", "endereço ip", "ip")
	ipListWords  = []string{"whitelist", "white list", "allowlist", "allow list", "lista blanca"}
	ownerWords   = []string{"account", "user", "client", "partner", "merchant", "tenant", "cuenta", "usuario", "conta", "usuário"}
	stateWords   = []string{"disabled", "inactive", "blocked", "suspended", "not active", "not enabled", "deactivated", "locked", "closed", "deleted", "inactiv", "bloquead", "suspendid", "deshabilitad"}
	unknownWords = []string{"user not found", "unknown user", "no such user", "user does not exist", "usuario no encontrado"}
	urlWords     = []string{
		"cannot post", "cannot get", "no route matched", "page not found", "resource not found", "no static resource", "url was not found",
		"no handler found", "unknown path", "method not allowed", `method "post" not allowed`, "missing authentication token",
	}
	// gatewayWords are those of Envoy, Kong, AWS, Azure, Google and Cloudflare.
	gatewayWords = []string{
		"rbac: access denied", "no api key found", "subscription key", "jwt is missing", "iap credentials", "error code: 10",
		"not authorized to perform: execute api",
	}
	statusWords = []string{"access denied", "unauthenticated", "not authorized", "unauthorised", "error"}
)

// topicsOf reads a failure's error code and message, with the status. Words that repeat
// the status say nothing of their own.
func topicsOf(code, message string, status int) topics {
	if phrase.IsNumber(code) || strings.HasPrefix(message, code) {
		code = ""
	}
	words := strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSpace(code + " " + message)))
	bare := strings.Trim(words, " .!")
	if bare == "" || bare == strings.ToLower(strings.ReplaceAll(http.StatusText(status), "-", " ")) {
		return topics{topicURL: status == http.StatusNotFound || status == http.StatusMethodNotAllowed}
	}
	if slices.Contains(statusWords, bare) {
		return nil
	}
	has := func(list ...string) bool { return phrase.ContainsAny(words, list...) }
	t := topics{}
	t[topicURL] = has(urlWords...) || bare == "not found" || bare == "error: not found"
	t[topicGateway] = has(gatewayWords...) || phrase.HasWord(words, "api key", "apikey")
	if t[topicURL] || t[topicGateway] {
		return t
	}
	if has("grant type") {
		t[topicGrantType] = true
		return t
	}
	missed := has(missingWords...)
	t[topicNoCredentials] = has(noCredentialWords...)
	t[topicFormMissed] = missed && !t[topicNoCredentials] && phrase.HasWord(words, "username", "password")
	t[topicClientIDField] = missed && has("client id", "clientid", "client secret")
	t[topicCredentials] = has(credentialWords...) && !t[topicNoCredentials] && !t[topicFormMissed] && !t[topicClientIDField]
	t[topicExternalRef] = has(externalRefWords...)
	t[topicAddress] = phrase.ContainsAny(otherAddresses.Replace(words), addressWords...)
	t[topicOtherUser] = (t[topicExternalRef] || t[topicAddress]) && has(otherUserWords...)
	t[topicForm] = has(formWords...)
	t[topicRate] = has(rateWords...)
	t[topicIP] = phrase.HasWord(words, "ip", "ips") || has(ipListWords...)
	t[topicAccount] = phrase.HasWord(words, ownerWords...) && has(stateWords...)
	t[topicCountry] = phrase.HasWord(words, "country", "país", "pais", "region", "jurisdiction")
	t[topicUsername] = !t[topicCredentials] && !t[topicFormMissed] && !t[topicAccount] && (phrase.HasWord(words, "username", "user name") || has(unknownWords...))
	return t
}
