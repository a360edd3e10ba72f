package checklist_test

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/checklist"
)

var lines = []checklist.Line{
	{Name: "host", Verdict: checklist.OK, Found: "127.0.0.1:443", Took: 1500 * time.Millisecond},
	{Name: "lifetime", Verdict: checklist.Warning, Found: "30 s", Fix: "Ask.", Source: "auth"},
	{Name: "mint", Verdict: checklist.Failure, Found: "401 <b>|`x`\x1b[31m\x00\u202e]]>", Fix: "Use another secret.", Took: 2000 * time.Second},
	{Name: "second mint", Verdict: checklist.NotRun, Found: "no token"},
}

var heading = checklist.Heading{
	Title: "Readiness", About: [][2]string{{"environment", "simulator\x07"}}, At: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
}

func TestTheWorstLineCounts(t *testing.T) {
	for _, test := range []struct {
		lines []checklist.Line
		want  checklist.Verdict
	}{{nil, checklist.NotRun}, {lines[3:], checklist.NotRun}, {lines[:1], checklist.OK}, {lines[:2], checklist.Warning}, {lines, checklist.Failure}} {
		if got := checklist.Worst(test.lines); got != test.want {
			t.Errorf("the worst of %d lines is %q, want %q", len(test.lines), got, test.want)
		}
	}
	if got, want := checklist.Summary(append(lines, lines[1])), "1 failure, 2 warnings, 1 ok, 1 not run"; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
}

// TestJUnitFollowsTheSchema validates reports with the schema of Jenkins' xunit plugin.
func TestJUnitFollowsTheSchema(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("there is no xmllint; it is in Debian's libxml2-utils")
	}
	validate := func(report []byte) (string, error) {
		file := filepath.Join(t.TempDir(), "report.xml")
		if err := os.WriteFile(file, report, 0o600); err != nil {
			t.Fatal(err)
		}
		output, err := exec.Command(xmllint, "--noout", "--nonet", "--schema", "testdata/junit-10.xsd", file).CombinedOutput()
		return string(output), err
	}
	for name, list := range map[string][]checklist.Line{"lines": lines, "none": nil} {
		for _, strict := range []bool{false, true} {
			if output, err := validate(checklist.JUnit(heading, list, strict)); err != nil {
				t.Errorf("%s: %v\n%s", name, err, output)
			}
		}
	}
	broken := strings.Replace(string(checklist.JUnit(heading, lines, false)), ` tests="4"`, "", 1)
	if _, err := validate([]byte(broken)); err == nil {
		t.Error("the schema takes a report without the number of tests")
	}
}

func TestJUnitSaysWhatFailedAndWhatDidNotRun(t *testing.T) {
	for _, test := range []struct {
		strict   bool
		failures string
	}{{false, "1"}, {true, "2"}} {
		var read struct {
			Suite struct {
				Failures string `xml:"failures,attr"`
				Skipped  string `xml:"skipped,attr"`
				Cases    []struct {
					Name    string `xml:"name,attr"`
					Failure *struct {
						Message string `xml:"message,attr"`
						Text    string `xml:",chardata"`
					} `xml:"failure"`
					Out string `xml:"system-out"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal(checklist.JUnit(heading, lines, test.strict), &read); err != nil {
			t.Fatal(err)
		}
		suite := read.Suite
		if suite.Failures != test.failures || suite.Skipped != "1" || len(suite.Cases) != 4 {
			t.Errorf("strict %v: %s failures, %s skipped, %d cases", test.strict, suite.Failures, suite.Skipped, len(suite.Cases))
		}
		if failure := suite.Cases[2].Failure; failure == nil || !strings.Contains(failure.Message, "401 <b>") || failure.Text != "fix: Use another secret." {
			t.Errorf("the failure is %+v", failure)
		}
		if !test.strict && suite.Cases[1].Out != "warning: 30 s\nfix: Ask.\nsource: auth" {
			t.Errorf("the warning's output is %q", suite.Cases[1].Out)
		}
	}
}

func TestMarkdownKeepsOutsideTextLiteral(t *testing.T) {
	text := checklist.Markdown(heading, lines)
	for _, want := range []string{
		"- environment: `simulator", "- result: 1 failure, 1 warning, 1 ok, 1 not run", "| host | ok | `127.0.0.1:443` |  |",
		"| mint | failure | ``401 <b>\\|`x`", "`30 s` | auth |", "## What to do\n\n- lifetime (warning): Ask.\n- mint (failure): Use another secret.\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	if strings.ContainsAny(text, "\x00\x07\x1b\u202e") {
		t.Errorf("control characters in %q", text)
	}
}
