package ripio

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// constantsOf reads the text constants of a type from a source file.
func constantsOf(t *testing.T, file, typeName string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(parsed, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if name, isName := spec2type(spec, ok); isName && name == typeName {
			for _, value := range spec.Values {
				if literal, isLiteral := value.(*ast.BasicLit); isLiteral {
					text, _ := strconv.Unquote(literal.Value)
					values = append(values, text)
				}
			}
		}
		return true
	})
	return values
}

func spec2type(spec *ast.ValueSpec, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	name, isName := spec.Type.(*ast.Ident)
	if !isName {
		return "", false
	}
	return name.Name, true
}

func TestFailureKindsListsAll(t *testing.T) {
	var listed []string
	for _, kind := range FailureKinds {
		listed = append(listed, string(kind))
	}
	if constants := constantsOf(t, "failure.go", "FailureKind"); !slices.Equal(constants, listed) {
		t.Errorf("constants %q, list %q", constants, listed)
	}
	if len(failures.Codes()) != len(FailureKinds) {
		t.Errorf("%d kinds have words, %d exist", len(failures.Codes()), len(FailureKinds))
	}
}

// sentence is how texts for people look: they begin with a capital letter, a
// name or a header, and end in a full stop.
var sentence = regexp.MustCompile(`^[A-Z][^!]*\.$`)

func TestEveryFailureHasWords(t *testing.T) {
	titles := map[string]FailureKind{}
	for _, kind := range FailureKinds {
		failure := &Failure{Kind: kind}
		if title := failure.Title(); title == "" || len(title) > 50 || strings.HasSuffix(title, ".") {
			t.Errorf("%s: title %q", kind, title)
		} else if other, taken := titles[title]; taken {
			t.Errorf("%s and %s have the title %q", kind, other, title)
		}
		titles[failure.Title()] = kind
		if !sentence.MatchString(failure.Explanation()) {
			t.Errorf("%s: explanation %q", kind, failure.Explanation())
		}
	}
}

// TestNoFailureClaimsACause guards what the documentation does not say.
func TestNoFailureClaimsACause(t *testing.T) {
	const rejected = "The server refused the request. No error is documented, so the status alone does not tell why."
	if got := failures.Of(FailureRejected).What; got != rejected {
		t.Errorf("rejected: %q", got)
	}
	for message, want := range map[string]string{
		"": rejected, `{"succeed":false}`: rejected,
		"No such client": "The server refused the request, and says more in its body. What its words mean is not documented.",
	} {
		if got := (&Failure{Kind: FailureRejected, Message: message}).Explanation(); got != want {
			t.Errorf("rejected with %q: %q", message, got)
		}
	}
	for _, kind := range FailureKinds {
		words := failures.Of(kind)
		for _, text := range []string{words.Title, words.What, words.Told} {
			for _, claim := range []string{"wrong password", "invalid credentials", "10 hours", "01:00"} {
				if strings.Contains(strings.ToLower(text), claim) {
					t.Errorf("%s claims %q: %s", kind, claim, text)
				}
			}
		}
	}
}

func TestUnknownFailureHasNoWords(t *testing.T) {
	failure := &Failure{Kind: "other"}
	if failure.Title() != "" || failure.Source() != "" {
		t.Error("words for an unknown kind")
	}
}

func TestFailureErrorIsOneSafeLine(t *testing.T) {
	failure := &Failure{Kind: FailureServer, Evidence: "a\nb\x1b[2Jc \u202e eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln"}
	if got, want := failure.Error(), `server-error: a\nb\x1b[2Jc \u{202e} eyJhbGciOiJIUzI1NiJ9.`+redact.Mask; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// answerWords are the words of the findings about an answer and the clocks.
func answerWords() map[finding.Code]finding.Finding {
	about := map[finding.Code]finding.Finding{}
	for _, code := range finding.Codes() {
		if name := string(code); strings.HasPrefix(name, "answer-") || strings.HasPrefix(name, "clock-") || name == "no-server-date" {
			about[code] = finding.New(code, "", "")
		}
	}
	return about
}

// TestAnswerFindingsHaveWords checks the codes that the source files mention.
func TestAnswerFindingsHaveWords(t *testing.T) {
	for code, words := range answerWords() {
		if words.Title == "" || !sentence.MatchString(words.Rule) || words.Source == "" || words.Blocking {
			t.Errorf("%s: %+v", code, words)
		}
		if (words.Fix == "") != (words.Level == finding.LevelOK) || words.Fix != "" && !sentence.MatchString(words.Fix) {
			t.Errorf("%s: level %v, fix %q", code, words.Level, words.Fix)
		}
	}
	used := map[finding.Code]bool{}
	for _, file := range []string{"contract.go", "classify_response.go", "clock.go"} {
		for _, code := range codesIn(t, file) {
			used[code] = true
			if _, known := answerWords()[code]; !known {
				t.Errorf("%s uses %q, which has no words", file, code)
			}
		}
	}
	for code := range answerWords() {
		if !used[code] {
			t.Errorf("nothing makes the finding %s", code)
		}
	}
}

// codesIn reads the codes of findings from a source file.
func codesIn(t *testing.T, file string) []finding.Code {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`^"((answer|clock|no-server)-[a-z-]+)"$`)
	var codes []finding.Code
	ast.Inspect(parsed, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok {
			if found := code.FindStringSubmatch(literal.Value); found != nil {
				codes = append(codes, finding.Code(found[1]))
			}
		}
		return true
	})
	return codes
}

// TestATimeOutSaysWhetherTheRequestWasSent where the phase tells.
func TestATimeOutSaysWhetherTheRequestWasSent(t *testing.T) {
	for phase, want := range map[Phase]string{
		"": "before the request was sent", PhaseDNS: "before the request was sent", PhaseTLS: "before the request was sent",
		PhaseFirstByte: "The request was sent", PhaseBody: "The request was sent",
	} {
		if got := (&Failure{Kind: FailureTimeout, Phase: phase}).Explanation(); !strings.Contains(got, want) {
			t.Errorf("in %q: %q", phase, got)
		}
	}
}
