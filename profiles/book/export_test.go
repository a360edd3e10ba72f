package book

// Rewrite reads a file's bytes and writes them again without a change.
func Rewrite(data []byte) (book Book, warnings []Warning, out []byte, err error) {
	d, fault := parseDocument(data)
	if fault != nil {
		return Book{}, nil, nil, fault
	}
	out, _, err = d.render()
	return d.book(), d.warnings, out, err
}
