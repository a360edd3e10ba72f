package exchangejson

import (
	"time"

	"devtools/ripio-explorer/ripio"
	ripiofinding "devtools/ripio-explorer/ripio/finding"
)

// response is ripio.Response.
type response struct {
	Status   int    `json:"status"`
	Reason   text   `json:"reason,omitempty"`
	Protocol string `json:"protocol,omitempty"`
	Header   header `json:"header,omitempty"`
	Body     text   `json:"body,omitempty"`
	// BodyLength is the body's length before it was shortened here; 0 when it was
	// not.
	BodyLength int  `json:"body_length,omitempty"`
	Encoding   text `json:"encoding,omitempty"`
	Cut        bool `json:"cut,omitempty"`
}

func newResponse(r *ripio.Response, cut cutter) *response {
	if r == nil {
		return nil
	}
	body, shortened := cut.body(string(r.Body))
	kept := &response{
		Status: r.Status, Reason: pack(cut.text(r.Reason)), Protocol: r.Protocol, Header: newHeader(r.Header, cut.value),
		Body: pack(body), Encoding: pack(r.Encoding), Cut: r.Cut || shortened,
	}
	if shortened {
		kept.BodyLength = len(r.Body)
	}
	return kept
}

func (r *response) response() *ripio.Response {
	if r == nil {
		return nil
	}
	return &ripio.Response{
		Status: r.Status, Reason: r.Reason.unpack(), Protocol: r.Protocol, Header: r.Header.unpack(),
		Body: r.Body.bytes(), Encoding: r.Encoding.unpack(), Cut: r.Cut,
	}
}

// failure is ripio.Failure without the error underneath.
type failure struct {
	Kind          ripio.FailureKind `json:"kind"`
	Reason        ripio.Reason      `json:"reason,omitempty"`
	Phase         ripio.Phase       `json:"phase,omitempty"`
	Message       text              `json:"message,omitempty"`
	Code          text              `json:"code,omitempty"`
	Location      text              `json:"location,omitempty"`
	RetryAfter    time.Duration     `json:"retry_after_ns,omitempty"`
	RetryAfterRaw text              `json:"retry_after,omitempty"`
	Evidence      text              `json:"evidence,omitempty"`
}

func newFailure(f *ripio.Failure, cut cutter) *failure {
	if f == nil {
		return nil
	}
	return &failure{
		Kind: f.Kind, Reason: f.Reason, Phase: f.Phase, Message: pack(cut.text(f.Message)), Code: pack(cut.text(f.Code)),
		Location: pack(cut.text(f.Location)), RetryAfter: f.RetryAfter,
		RetryAfterRaw: pack(cut.text(f.RetryAfterRaw)), Evidence: pack(cut.text(f.Evidence)),
	}
}

func (f *failure) failure() *ripio.Failure {
	if f == nil {
		return nil
	}
	return &ripio.Failure{
		Kind: f.Kind, Reason: f.Reason, Phase: f.Phase, Message: f.Message.unpack(), Code: f.Code.unpack(), Location: f.Location.unpack(),
		RetryAfter: f.RetryAfter, RetryAfterRaw: f.RetryAfterRaw.unpack(), Evidence: f.Evidence.unpack(),
	}
}

// finding is ripio.Finding. Words that stand in the table of its rule are left
// out.
type finding struct {
	Code        ripiofinding.Code  `json:"code"`
	Level       string             `json:"level"`
	Field       ripiofinding.Field `json:"field,omitempty"`
	Title       string             `json:"title,omitempty"`
	Found       text               `json:"found,omitempty"`
	Rule        string             `json:"rule,omitempty"`
	Fix         string             `json:"fix,omitempty"`
	Source      string             `json:"source,omitempty"`
	Replacement text               `json:"replacement,omitempty"`
	Part        ripiofinding.Field `json:"part,omitempty"`
	Trims       bool               `json:"trims,omitempty"`
	Blocking    bool               `json:"blocking,omitempty"`
}

func newFindings(list []ripiofinding.Finding, cut cutter) []finding {
	kept := make([]finding, len(list))
	for i, f := range list {
		f = f.WithoutWords()
		kept[i] = finding{
			Code: f.Code, Level: f.Level.String(), Field: f.Field, Title: f.Title, Found: pack(cut.text(f.Found)),
			Rule: f.Rule, Fix: f.Fix, Source: f.Source, Replacement: pack(cut.text(f.Replacement)), Part: f.Part, Trims: f.Trims, Blocking: f.Blocking,
		}
	}
	return kept
}

func findings(kept []finding) []ripiofinding.Finding {
	if len(kept) == 0 {
		return nil
	}
	list := make([]ripiofinding.Finding, len(kept))
	for i, f := range kept {
		list[i] = ripiofinding.Finding{
			Code: f.Code, Level: parseLevel(f.Level), Field: f.Field, Title: f.Title, Found: f.Found.unpack(),
			Rule: f.Rule, Fix: f.Fix, Source: f.Source, Replacement: f.Replacement.unpack(), Part: f.Part, Trims: f.Trims, Blocking: f.Blocking,
		}.WithWords()
	}
	return list
}

// parseLevel reads a level's name. An unknown one is a note.
func parseLevel(name string) ripiofinding.Level {
	for level := ripiofinding.LevelOK; level <= ripiofinding.LevelFailure; level++ {
		if level.String() == name {
			return level
		}
	}
	return ripiofinding.LevelNote
}
