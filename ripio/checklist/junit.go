package checklist

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// Heading is what a report says above the lines. Its texts may come from outside.
type Heading struct {
	// Title is such as "Readiness".
	Title string
	// About are names and values, such as the environment.
	About [][2]string
	// At is when the checks began.
	At time.Time
}

// junitSuites is the root element of a JUnit report. The order of the elements is the
// one that the schemas of Ant and of Jenkins both allow.
// Source: Jenkins' xunit plugin, junit-10.xsd.
type junitSuites struct {
	XMLName xml.Name   `xml:"testsuites"`
	Suite   junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Time       string          `xml:"time,attr"`
	Timestamp  string          `xml:"timestamp,attr"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name      string     `xml:"name,attr"`
	ClassName string     `xml:"classname,attr"`
	Time      string     `xml:"time,attr"`
	Skipped   *junitText `xml:"skipped"`
	Failure   *junitText `xml:"failure"`
	Out       string     `xml:"system-out,omitempty"`
}

type junitText struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes the lines as JUnit XML, one test case a line. JUnit knows no warnings: a
// warning is a test that passed, with the word in its output, unless strict makes a
// failure of it.
func JUnit(heading Heading, lines []Line, strict bool) []byte {
	suite := junitSuite{
		Name: outside(heading.Title), Tests: len(lines), Skipped: Count(lines, NotRun),
		Timestamp: heading.At.UTC().Format("2006-01-02T15:04:05"),
	}
	for _, each := range heading.About {
		suite.Properties = append(suite.Properties, junitProperty{outside(each[0]), outside(each[1])})
	}
	var total time.Duration
	for _, line := range lines {
		total += line.Took
		test := junitCase{Name: outside(line.Label()), ClassName: suite.Name, Time: junitSeconds(line.Took)}
		switch {
		case line.Verdict == NotRun:
			test.Skipped = &junitText{Message: outside(line.Found)}
		case line.Verdict == Failure, strict && line.Verdict == Warning:
			suite.Failures++
			test.Failure = &junitText{Type: string(line.Verdict), Message: outside(line.Found), Text: outside(details(line))}
		default:
			test.Out = outside(phrase.JoinNonEmpty("\n", string(line.Verdict)+": "+line.Found, details(line)))
		}
		suite.Cases = append(suite.Cases, test)
	}
	suite.Time = junitSeconds(total)
	text, err := xml.MarshalIndent(junitSuites{Suite: suite}, "", "  ")
	if err != nil { // texts and numbers always have a form in XML
		panic(fmt.Sprintf("checklist: write JUnit XML: %v", err))
	}
	return append([]byte(xml.Header), append(text, '\n')...)
}

// details are the fix and the source, a line each.
func details(line Line) string {
	var parts []string
	for _, part := range [][2]string{{"fix", line.Fix}, {"source", line.Source}} {
		if part[1] != "" {
			parts = append(parts, part[0]+": "+part[1])
		}
	}
	return strings.Join(parts, "\n")
}

// outside makes a text fit for XML 1.0, which has no form for most control characters.
func outside(text string) string { return visible.Text(text) }

// junitSeconds is a time as the schema wants it: at most three digits in front of the
// point, or groups of them.
func junitSeconds(took time.Duration) string {
	const limit = 999999 * time.Millisecond
	return strconv.FormatFloat(min(took, limit).Seconds(), 'f', 3, 64)
}
