// Package redact carries a client_secret and finds one in a text, in whatever
// spelling it stands there: it decodes and compares. A list of spellings would
// always lack one.
//
// A text is read as it is and with its escapes undone: percent (also %uNNNN, and
// plus for a space), HTML entities, backslash escapes, one after the other in any
// order up to maxNesting deep. Words of base64 and hexadecimal are decoded at
// every alignment and read in the same way, up to maxDecoding deep. Each byte of
// what comes of it knows its place in the text, so that just the writing of the
// secret is masked. How much is read is limited: where a text holds more escapes
// or words than that, those that are left are masked unread.
//
// Found are the whole secret in any case, a piece of it of ten bytes and more in
// its own case, and what a cut left of it at an edge: six bytes and more. Not
// taken for a piece are whole words of the secret that any text may hold, and
// what repeats less than four different bytes. A secret of fewer than ten bytes
// is found whole only; if it is all letters, in its own case only, as it may be
// an ordinary word. A secret of fewer than six characters is not looked for.
package redact
