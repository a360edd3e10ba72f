package field

// FormatV4 makes a UUID v4 of random bytes.
var FormatV4 = formatV4
