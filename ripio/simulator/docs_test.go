package simulator_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/simulator"
)

// TestDocumentationListsEveryScenario keeps docs/simulator.md true.
func TestDocumentationListsEveryScenario(t *testing.T) {
	text, err := os.ReadFile("../../docs/simulator.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, scenario := range simulator.Scenarios() {
		row := fmt.Sprintf("| `%s` | %s | %s |\n", scenario.Name, scenario.Summary, scenario.Expect)
		if !strings.Contains(string(text), row) {
			t.Errorf("the table lacks %q", row)
		}
	}
	if got, want := strings.Count(string(text), "\n| `"), len(simulator.Scenarios()); got != want {
		t.Errorf("the table has %d scenarios, there are %d", got, want)
	}
}
