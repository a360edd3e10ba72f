package compare

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
)

// compareOutcomes compares what came of the two sends.
func (p *pair) compareOutcomes() {
	add := func(name, left, right string) { p.add(GroupOutcome, name, left, right, false) }
	add("result", ripio.ResultWords(p.left), ripio.ResultWords(p.right))
	var left, right ripio.Failure
	if p.left.Failure != nil {
		left = *p.left.Failure
	}
	if p.right.Failure != nil {
		right = *p.right.Failure
	}
	add("server's message", left.Message, right.Message)
	add("server's code", left.Code, right.Code)
	add("location", left.Location, right.Location)
	p.add(GroupOutcome, "evidence", left.Evidence, right.Evidence, digitsApart(left.Evidence) == digitsApart(right.Evidence))
}

// digitsApart is a text without its digits: ports and counters differ in every
// send.
func digitsApart(text string) string {
	return strings.Map(func(char rune) rune {
		if char >= '0' && char <= '9' {
			return -1
		}
		return char
	}, text)
}

// compareAnswers compares the two answers but for their headers. When one side
// has none, that is the only difference worth a row.
func (p *pair) compareAnswers() {
	add := func(name, left, right string) { p.add(GroupStatus, name, left, right, false) }
	left, right := p.left.Response, p.right.Response
	add("status", statusWords(left), statusWords(right))
	if left == nil || right == nil {
		return
	}
	add("reason", left.Reason, right.Reason)
	add("protocol", left.Protocol, right.Protocol)
	add("content type", left.Header.Get("Content-Type"), right.Header.Get("Content-Type"))
	leftKeys, rightKeys := bodyKeys(left.Body), bodyKeys(right.Body)
	add("keys of the body", leftKeys, rightKeys)
	near := leftKeys == rightKeys && leftKeys != noJSONObject || nearSizes(len(left.Body), len(right.Body))
	p.add(GroupStatus, "size of the body", ripio.BodySize(left), ripio.BodySize(right), near)
	add("whole body", wholeWords(left), wholeWords(right))
}

// statusWords returns the status of an answer, or says that there is none.
func statusWords(response *ripio.Response) string {
	if response == nil {
		return "no answer"
	}
	return strconv.Itoa(response.Status)
}

// wholeWords says whether the body was read to its end.
func wholeWords(response *ripio.Response) string {
	if response.Cut {
		return "no, cut"
	}
	return "yes"
}

const noJSONObject = "no JSON object"

// bodyKeys lists the names of a JSON body. Their order means nothing.
func bodyKeys(body []byte) string {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte(pasted.ByteOrderMark)))
	if len(body) == 0 {
		return "empty"
	}
	value, _ := ripio.DecodeExactly(body)
	object, isObject := value.(map[string]any)
	if !isObject {
		return noJSONObject
	}
	names := phrase.SortedNames(object)
	for i, name := range names {
		names[i] = phrase.ShowName(name)
	}
	return strings.Join(slices.Compact(names), ", ")
}

// nearSizes reports whether two sizes differ by less than a tenth: the ids and
// dates in a page do that.
func nearSizes(left, right int) bool { return max(left, right)-min(left, right) <= max(left, right)/10 }
