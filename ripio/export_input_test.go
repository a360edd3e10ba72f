package ripio

import "net/url"

// FormOf returns the body's fields before they are encoded.
func FormOf(r Request) url.Values { return r.form() }
