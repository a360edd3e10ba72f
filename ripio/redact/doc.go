// Package redact finds a secret in a text in whatever spelling it stands there:
// it decodes and compares. A list of spellings would always lack one.
//
// A text is read as a graph. From each byte one step leads to the next byte,
// and where an escape begins, further steps lead behind it and are labelled
// with what it stands for: percent (also %uNNNN and quoted-printable), plus for
// a space, HTML entities, backslash escapes; escapes of escapes up to maxNesting
// deep, in any mix. The secret is found where a path spells it. Words of base64
// and hexadecimal are decoded at every alignment and searched in the same way.
//
// Found are the whole secret in any case, a piece of it of ten bytes and more in
// its own case, and what a cut left of it at an edge: six bytes and more. Not
// taken for a piece are whole words of the secret that any text may hold, and
// what repeats less than four different bytes. A secret of fewer than ten bytes
// is found whole only; if it is all letters, in its own case only, as it may be
// an ordinary word. A secret of fewer than six characters is not looked for.
package redact

const (
	// shortest is the number of characters from which on a secret is looked for.
	shortest = 6
	// pieceLength is the number of bytes from which on a piece counts.
	pieceLength = 10
	// edgeLength is the same for what is left at a cut.
	edgeLength = 6
	// wordyLength is the length from which on a piece counts even if it is made
	// of whole words.
	wordyLength = 16
	// maxNesting is how deep escapes may be escaped, and maxDecoding how often
	// base64 or hexadecimal may be decoded.
	maxNesting, maxDecoding = 3, 3
)
