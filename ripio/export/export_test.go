package export

// SnippetFile is the name under which a language expects its program.
func SnippetFile(language Format) string { return snippetFiles[language] }
