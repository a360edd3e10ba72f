package jwt_test

import (
	"testing"

	"github.com/golang-jwt/jwt/v5"

	ripiojwt "devtools/ripio-explorer/ripio/jwt"
)

// BenchmarkDecode sets Decode beside the library it calls: the budget is twice
// the library's time with exact numbers.
func BenchmarkDecode(b *testing.B) {
	b.Run("ripio", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ripiojwt.Decode(documentedSample); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, parser := range map[string]*jwt.Parser{
		"golang-jwt exact numbers": jwt.NewParser(jwt.WithJSONNumber()),
		"golang-jwt defaults":      jwt.NewParser(),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := parser.ParseUnverified(documentedSample, jwt.MapClaims{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
