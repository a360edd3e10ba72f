package history

// ParseBefore is tested by itself, as it reads what people type.
var ParseBefore = parseBefore
