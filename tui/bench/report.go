//go:build unix

package main

import (
	"fmt"
	"strings"
	"time"
)

// row is one line of the report.
type row struct {
	what string
	// got and beside are measurements in the same unit; beside is that of the
	// peer, zero when there is none.
	got, beside float64
	unit        unit
	peer        string
	// limit is the budget: of the ratio to the peer, or of got itself.
	limit limit
	// missing says why nothing was measured.
	missing string
}

// unit prints a measurement.
type unit func(value float64) string

// The units; times are given in nanoseconds, sizes in bytes.
func duration(value float64) string {
	took := time.Duration(value)
	switch {
	case took >= time.Second:
		return fmt.Sprintf("%.2f s", took.Seconds())
	case took >= time.Millisecond:
		return fmt.Sprintf("%.2f ms", float64(took)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.1f µs", float64(took)/float64(time.Microsecond))
}

func megabytes(value float64) string { return fmt.Sprintf("%.1f MB", value/1e6) }
func kilobytes(value float64) string { return fmt.Sprintf("%.1f KB", value/1e3) }
func number(value float64) string    { return fmt.Sprintf("%.0f", value) }
func perSecond(value float64) string { return fmt.Sprintf("%.0f /s", value) }
func busy(value float64) string      { return fmt.Sprintf("%.1f ms/s", value) }

// limit is a budget: a greatest ratio, or a greatest measurement.
type limit struct {
	ratio, value float64
	isValue      bool
}

func atMostTimes(ratio float64) limit { return limit{ratio: ratio} }
func atMost(value float64) limit      { return limit{value: value, isValue: true} }
func (l limit) isNone() bool          { return l == limit{} }
func (r row) ratio() float64          { return r.got / r.beside }

// kept reports whether the budget was kept.
func (r row) kept() bool {
	if r.limit.isValue {
		return r.got <= r.limit.value
	}
	return r.ratio() <= r.limit.ratio
}

const layout = "%-36s  %11s  %-24s  %6s  %-11s  %s\n"

func printHead() {
	fmt.Printf(layout, "what", "measured", "beside", "ratio", "budget", "")
	fmt.Println(strings.Repeat("-", 104))
}

// print prints the row with its verdict.
func (r row) print() {
	if r.missing != "" {
		fmt.Printf("%-36s  not measured: %s\n", r.what, r.missing)
		return
	}
	beside, ratio := "", ""
	if r.peer != "" {
		beside = fmt.Sprintf("%s %s", r.peer, r.unit(r.beside))
		ratio = fmt.Sprintf("%.2f", r.ratio())
	}
	budget, verdict := "", ""
	if !r.limit.isNone() {
		budget = fmt.Sprintf("%.4g x", r.limit.ratio)
		if r.limit.isValue {
			budget = r.unit(r.limit.value)
		}
		verdict = "over"
		if r.kept() {
			verdict = "within"
		}
	}
	fmt.Printf(layout, r.what, r.unit(r.got), beside, ratio, budget, verdict)
}
