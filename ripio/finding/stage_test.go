package finding

import (
	"strings"
	"testing"
)

func TestStages(t *testing.T) {
	for code, want := range map[Code]Stage{
		"connection-tls": StageDuring, "clock-skew": StageDuring, "clock-agrees": StageDuring, "clock-unknown": StageDuring,
		"no-server-date": StageDuring,
	} {
		field := FieldAnswer
		if strings.HasPrefix(string(code), "connection-") {
			field = FieldConnection
		}
		if got := New(code, field, "").Stage(); got != want {
			t.Errorf("%s: stage %d", code, got)
		}
	}
	for field, want := range map[Field]Stage{
		FieldClientID: StageBefore, FieldSecret: StageBefore, FieldExternalRef: StageBefore, FieldAddress: StageBefore,
		FieldUsername: StageBefore, FieldConnection: StageDuring, FieldAnswer: StageAfter, FieldToken: StageAfter,
	} {
		if got := (Finding{Field: field}).Stage(); got != want {
			t.Errorf("%s: stage %d", field, got)
		}
	}
}
