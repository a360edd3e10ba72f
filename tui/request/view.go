package request

import (
	"github.com/charmbracelet/x/ansi"

	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// LabelWidth is the column of the labels.
const LabelWidth = 15

// formRows is where the parts of the form begin. Gaps between them appear as
// far as the height allows.
type formRows struct{ externalRef, address, username, button, end int }

func (f *Model) rowsFor(height int) formRows {
	const input, username = 2, 3
	credentials := f.credentialRows(height)
	bare := credentials + 2*input + username + 1
	gaps := min(max(height-bare, 0), 4)
	gap := func(n int) int {
		if gaps >= n {
			return 1
		}
		return 0
	}
	var r formRows
	r.externalRef = credentials + gap(1)
	r.address = r.externalRef + input + gap(2)
	r.username = r.address + input + gap(3)
	r.button = r.username + username + gap(4)
	r.end = r.button + 1
	return r
}

// part is the name of the form's parts, whose numbers are the places of the focus.
// credentialsPart is where the profile's credentials stand.
const part, credentialsPart = "form", "credentials"

// Clicked is the place of the focus that was clicked.
func Clicked(target zone.Target) (Focus, bool) {
	at, ok := target.Part(part)
	return Focus(at), ok
}

// ClickedCredentials reports whether the credentials were clicked.
func ClickedCredentials(target zone.Target) bool {
	_, ok := target.Part(credentialsPart)
	return ok
}

// View draws the form in an area of the given size. shownSecret stands in place
// of the mask for a moment; it is empty otherwise.
func (f *Model) View(s theme.Styles, shownSecret string, width, height int) []string {
	rows := f.rowsFor(height)
	lines := draw.Blank(0, rows.end)
	copy(lines, zone.Rows(zone.Part(credentialsPart, 0), f.credentials(s, shownSecret, width)[:f.credentialRows(height)], width))
	copy(lines[rows.externalRef:], f.input(s, &f.ExternalRef, finding.FieldExternalRef, FocusExternalRef, width))
	copy(lines[rows.address:], f.input(s, &f.Address, finding.FieldAddress, FocusAddress, width))
	copy(lines[rows.username:], f.username(s, width))
	lines[rows.button] = f.button(s, width)
	return append(lines, f.adviceLines(s, width, height-rows.end)...)
}

// credentialRows is how many rows the credentials take: the record is left out
// where there is little room.
func (f *Model) credentialRows(height int) int {
	const roomy = 20
	if f.Record == "" && f.Fingerprint == "" || height < roomy {
		return 2
	}
	return 3
}

func (f *Model) credentials(s theme.Styles, shownSecret string, width int) []string {
	id := s.Failure.Render("none yet; enter adds it")
	if f.ClientID != "" {
		id = s.Text.Render(draw.Shorten(visible.Line(ripiofield.ShowClientID(f.ClientID)), width-LabelWidth-2, s.Glyphs.Ellipsis))
	}
	secret := s.Muted.Render("none")
	switch {
	case shownSecret != "":
		secret = s.Warning.Render(draw.Shorten(visible.Line(shownSecret), width-LabelWidth-2, s.Glyphs.Ellipsis))
	case f.HasSecret:
		secret = f.maskedSecret(s, width-LabelWidth-2)
	}
	return []string{
		"  " + s.Label.Render(draw.Fit("client_id", LabelWidth, "")) + id,
		"  " + s.Label.Render(draw.Fit("client_secret", LabelWidth, "")) + secret,
		f.record(s, width),
	}
}

// record tells how the credentials last fared, and the fingerprint of the secret where
// there is room for both.
func (f *Model) record(s theme.Styles, width int) string {
	label, text := "last", f.Record
	switch both := f.Record + ", fingerprint " + f.Fingerprint; {
	case f.Record == "":
		label, text = "fingerprint", f.Fingerprint
	case f.Fingerprint != "" && LabelWidth+2+ansi.StringWidth(both) <= width:
		text = both
	}
	return "  " + s.Label.Render(draw.Fit(label, LabelWidth, "")) + s.Muted.Render(text)
}

// maskedSecret is the mask and where the secret is kept; the place alone where there is no
// room for both.
func (f *Model) maskedSecret(s theme.Styles, width int) string {
	place := visible.Line(f.secretLabel)
	whole := s.Text.Render(s.Glyphs.Mask) + "  " + s.Muted.Render(place)
	if ansi.StringWidth(whole) <= width || place == "" {
		return whole
	}
	return s.Muted.Render(ansi.Truncate(place, width, s.Glyphs.Ellipsis))
}

// input draws a field: its name and verdict, and the whole value under them.
func (f *Model) input(s theme.Styles, in *field.Field, name finding.Field, at Focus, width int) []string {
	bar, label := "  ", s.Label
	if f.Focus == at {
		bar, label = s.Accent.Render(s.Glyphs.Focus)+" ", s.Accent
	}
	inner := width - 2
	verdict := f.verdict(s, name)
	if len(name)+1+ansi.StringWidth(verdict) > inner {
		// The title is whole or not there; it stands under the form then.
		verdict = s.Mark(finding.Worst(finding.ForField(f.Findings, name)))
	}
	return zone.Rows(zone.Part(part, int(at)), []string{
		bar + draw.Spread(label.Render(string(name)), verdict, inner, s.Glyphs.Ellipsis),
		bar + in.View(s, inner),
	}, width)
}

// verdict is the worst finding of a field in a few words.
func (f *Model) verdict(s theme.Styles, name finding.Field) string {
	return draw.VerdictOf(s, finding.ForField(f.Findings, name))
}

func (f *Model) button(s theme.Styles, width int) string {
	text := "[ Send to " + f.environment.Label() + "  " + s.Glyphs.Enter + " ]"
	return zone.Row(zone.Part(part, int(FocusSend)), draw.Button(s, text, f.Focus == FocusSend, s.Environment(f.environment), width), width)
}

// mostWorst is how many lines the worst finding takes under its title at most.
const mostWorst = 3

// adviceLines lists what is worth saying, one finding a line, each with the key of its
// fix; the worst one says a little more where there is room.
func (f *Model) adviceLines(s theme.Styles, width, room int) []string {
	advice := f.advice()
	if len(advice) == 0 || room <= 0 {
		return nil
	}
	var titles [][]string
	need := 0
	for _, item := range advice {
		p := draw.NewWriter(s, width)
		p.Finding(item, draw.Brief, f.keyOf(item))
		titles = append(titles, p.Lines)
		need += len(p.Lines)
	}
	p := draw.NewWriter(s, width)
	if need < room {
		p.Begin(0, 0)
		p.End()
	}
	for i, title := range titles {
		left := len(advice) - i
		if i > 0 && len(p.Lines)+len(title) > room {
			if len(p.Lines) < room {
				p.Add(s.Muted.Render(phrase.Plural(left, "more remark")))
			}
			break
		}
		p.Add(title...)
		if i == 0 {
			more := f.worstLines(s, advice[0], width)
			p.Add(more[:max(min(len(more), mostWorst, room-need-1), 0)]...)
		}
	}
	return p.Lines[:min(len(p.Lines), room)]
}

// worstLines are what was found and what to do, at most mostWorst lines. What to do goes
// first where both do not fit.
func (f *Model) worstLines(s theme.Styles, worst finding.Finding, width int) []string {
	found, fix := draw.NewWriter(s, width), draw.NewWriter(s, width)
	found.Found(worst)
	fix.Fix(worst, f.keyOf(worst))
	do := fix.Lines[:min(len(fix.Lines), mostWorst)]
	seen := found.Lines
	if room := mostWorst - len(do); len(seen) > room {
		if seen = seen[:room]; room > 0 {
			seen[room-1] = draw.GoesOn(s, seen[room-1], width)
		}
	}
	return append(seen, do...)
}

// keyOf is the key that does a finding's fix; empty where none does.
func (f *Model) keyOf(item finding.Finding) string {
	if fix, ok := f.Fix(); ok && fix.Code == item.Code && fix.Field == item.Field {
		return f.fix
	}
	if item.Field == finding.FieldExternalRef && item.Replacement == "" && item.Level >= finding.LevelWarning {
		return f.newRef
	}
	return ""
}
