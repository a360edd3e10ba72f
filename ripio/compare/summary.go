package compare

import (
	"fmt"
	"slices"
	"strconv"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// summarise says in a sentence what changed.
func summarise(rows []Row, secretsKnown bool) string {
	inputs := changedNames(rows, GroupInputs)
	outcome := outcomeChange(rows)
	switch {
	case len(inputs) == 1:
		return "One input differs: " + phrase.JoinNonEmpty("; ", inputs[0], outcome) + "."
	case len(inputs) > 1:
		return fmt.Sprintf("%d inputs differ: %s.", len(inputs), phrase.JoinNonEmpty("; ", phrase.List(inputs), outcome))
	}
	if outcome == "" {
		outcome = otherChange(rows)
	}
	switch {
	case outcome != "" && secretsKnown:
		return "The inputs are the same; " + outcome + "."
	case outcome != "":
		return "The known inputs are the same; " + outcome + "."
	case slices.ContainsFunc(rows, func(row Row) bool { return row.Verdict == VerdictNoise }):
		return "Nothing changed apart from noise."
	}
	return "Nothing changed."
}

// outcomeChange says how the two sends ended differently; empty when they did
// not.
func outcomeChange(rows []Row) string {
	status, result := findRow(rows, GroupStatus, "status"), findRow(rows, GroupOutcome, "result")
	_, leftFault := strconv.Atoi(status.Left)
	_, rightFault := strconv.Atoi(status.Right)
	switch {
	case status.Verdict == VerdictChanged && leftFault == nil && rightFault == nil:
		return "the status changed from " + status.Left + " to " + status.Right
	case result.Verdict == VerdictChanged:
		return fmt.Sprintf("the outcome changed from %q to %q", result.Left, result.Right)
	}
	if names := changedNames(rows, GroupOutcome); len(names) > 0 {
		return "the outcome is the same, but the " + phrase.List(names) + " changed"
	}
	return ""
}

// otherChange names what changed beside inputs and outcome.
func otherChange(rows []Row) string {
	const most = 3
	var names []string
	for _, group := range Groups {
		names = append(names, changedNames(rows, group)...)
	}
	if len(names) == 0 {
		return ""
	}
	if len(names) > most {
		names = append(names[:most:most], phrase.Plural(len(names)-most, "other thing"))
	}
	return visible.Line(phrase.List(names)) + " changed"
}

func findRow(rows []Row, group Group, name string) Row {
	for _, row := range rows {
		if row.Group == group && row.Name == name {
			return row
		}
	}
	return Row{}
}

func changedNames(rows []Row, group Group) []string {
	var names []string
	for _, row := range rows {
		if row.Group == group && row.Verdict == VerdictChanged {
			names = append(names, row.Name)
		}
	}
	return names
}
