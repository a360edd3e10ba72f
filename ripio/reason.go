package ripio

// Reason tells the failures of one kind apart where more is known than the kind.
// It is set where the failure is made. The names are stable.
type Reason string

// The reasons, by the kinds that have them.
const (
	ReasonNone Reason = "" // the kind says all, or nothing more is known

	ReasonResolver   Reason = "resolver"     // timeout: the resolver itself gave up
	ReasonNoSuchHost Reason = "no-such-host" // dns, proxy: the name does not exist
	ReasonForbidden  Reason = "forbidden"    // unreachable: the operating system does not allow it

	ReasonProxyPassword Reason = "proxy-407"     // proxy: it wants a user name and password
	ReasonProxyForbids  Reason = "proxy-403"     // proxy: it answered 403 or 405
	ReasonProxyStatus   Reason = "proxy-status"  // proxy: it answered any other status than 200
	ReasonProxyDown     Reason = "proxy-refused" // proxy: nobody listens at its address

	ReasonNotYetValid       Reason = "not-yet-valid"      // tls-expired: the certificate's time lies ahead
	ReasonNoRoots           Reason = "no-roots"           // tls-unknown-issuer: this machine has no list of authorities
	ReasonTLSVersion        Reason = "tls-version"        // tls: no common version
	ReasonPlainHTTP         Reason = "plain-http"         // tls: the port speaks HTTP
	ReasonNotTLS            Reason = "not-tls"            // tls: the port speaks something else
	ReasonClientCertificate Reason = "client-certificate" // tls: the server wants one

	ReasonHTTPSPort Reason = "https-port" // malformed-http and status 400: the port speaks TLS, the request did not
	ReasonBotCheck  Reason = "bot-check"  // html-instead-of-api: the page wants a browser to prove itself

	ReasonEmptyBody  Reason = "empty-body"  // not-json
	ReasonEncoding   Reason = "encoding"    // not-json: the body could not be decoded
	ReasonNotObject  Reason = "not-object"  // no-token: JSON, but no object
	ReasonTokenValue Reason = "token-value" // no-token: the key is there, its value is no token
)
