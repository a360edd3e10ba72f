package export

// SnippetFile is the name under which a language expects the program of Snippet.
func SnippetFile(language Language) string { return snippetFiles[language] }
