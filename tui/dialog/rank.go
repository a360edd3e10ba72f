package dialog

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// rank returns the indexes of the choices that hold every word of a text, letter by
// letter in this order, best first. What is in a name counts more than what is in a
// detail. An empty text keeps all of them as they are.
func rank(choices []Choice, text string) []int {
	scores := make([]int, len(choices))
	places := make([]int, len(choices))
	for i := range choices {
		places[i] = i
	}
	for word := range strings.FieldsSeq(text) {
		best := map[int]int{}
		for _, match := range fuzzy.FindFrom(word, source{choices, func(c Choice) string { return c.Name + " " + c.Detail }}) {
			best[match.Index] = match.Score - detailMalus
		}
		for _, match := range fuzzy.FindFrom(word, source{choices, func(c Choice) string { return c.Name }}) {
			best[match.Index] = match.Score
			if strings.Contains(strings.ToLower(choices[match.Index].Name), strings.ToLower(word)) {
				best[match.Index] += togetherBonus
			}
		}
		places = slices.DeleteFunc(places, func(i int) bool { _, holds := best[i]; return !holds })
		for i, score := range best {
			scores[i] += score
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { return scores[b] - scores[a] })
	return places
}

const (
	// detailMalus puts what is found in a detail only behind what is found in names.
	detailMalus = 1000
	// togetherBonus puts a word that stands in a name before its scattered letters.
	togetherBonus = 500
)

// source is the choices as the matcher reads them.
type source struct {
	choices []Choice
	text    func(Choice) string
}

func (s source) String(i int) string { return s.text(s.choices[i]) }
func (s source) Len() int            { return len(s.choices) }
