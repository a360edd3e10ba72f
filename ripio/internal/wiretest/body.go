package wiretest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"testing"
)

// Gzipped is a text compressed.
func Gzipped(t testing.TB, text string) string {
	t.Helper()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, err := io.WriteString(writer, text)
	if err != nil || writer.Close() != nil {
		t.Fatal("gzip", err)
	}
	return packed.String()
}

// WithLength is a response with more header fields and a Content-Length.
func WithLength(fields, body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s", fields, len(body), body)
}

// GzipField is the header field of a compressed body.
const GzipField = "Content-Encoding: gzip\r\n"

type vectorFile[T any] struct {
	Cases []T `json:"cases"`
}

// ReadVectors reads the cases of a file of test vectors.
func ReadVectors[T any](t testing.TB, path string) []T {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file vectorFile[T]
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) == 0 {
		t.Fatal("no cases in " + path)
	}
	return file.Cases
}

// DecodeBase64 is a text of a test vector.
func DecodeBase64(t testing.TB, text string) string {
	t.Helper()
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(decoded)
}
