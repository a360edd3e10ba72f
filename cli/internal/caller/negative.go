package caller

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
)

const (
	allTests = "all"
	noTests  = "none"
)

// NegativeTests gives a command the flag --negative-tests, and returns what it says.
func NegativeTests(cmd *cobra.Command, byDefault ripio.Deviation) *[]ripio.Deviation {
	tests := &[]ripio.Deviation{byDefault}
	cmd.Flags().Func("negative-tests", "`names` of requests to make wrong on purpose, with commas; all or none (default "+string(byDefault)+")",
		func(text string) (err error) {
			*tests, err = parseTests(text)
			return err
		})
	console.CompleteWords(cmd, "negative-tests", testNames()...)
	return tests
}

func testNames() []string {
	names := []string{allTests, noTests}
	for _, deviation := range AllTests() {
		names = append(names, string(deviation))
	}
	return names
}

// AllTests lists the negative tests.
func AllTests() (all []ripio.Deviation) {
	for _, test := range ripio.NegativeTests() {
		all = append(all, test.Deviation)
	}
	return all
}

// parseTests reads names of negative tests. An unknown one lists all.
func parseTests(text string) (tests []ripio.Deviation, err error) {
	switch text {
	case allTests:
		return AllTests(), nil
	case noTests:
		return nil, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		deviation := ripio.Deviation(strings.TrimSpace(name))
		if _, known := deviation.NegativeTest(); !known {
			return nil, console.Usage("--negative-tests has an unknown name; there are " + strings.Join(testNames(), ", "))
		}
		if !slices.Contains(tests, deviation) {
			tests = append(tests, deviation)
		}
	}
	return tests, nil
}
