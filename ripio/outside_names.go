package ripio

// RedactCredentials takes out of a text from outside what could be used: tokens of
// every kind, and the values of members and parameters that are called like a
// token or a password. RedactTokens finds tokens of the documented form only, and
// leaves their first segment.
func RedactCredentials(text string) string { return redactCredentials(text) }

// IsRequestIDHeader tells whether a header of that name names a single request, so
// that the server's side can find it in its logs.
func IsRequestIDHeader(name string) bool { return isRequestID(name) }
