package profiles_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

const dotenvText = `RIPIO_CLIENT_ID_AR_SANDBOX=ar-sandbox
RIPIO_CLIENT_SECRET_AR_SANDBOX=` + canary + `1
RIPIO_CLIENT_ID_AR_PRODUCTION=ar-live
RIPIO_CLIENT_SECRET_AR_PRODUCTION=` + canary + `2
RIPIO_CLIENT_ID_BR=br
`

func proposals(t *testing.T, place profiles.StoreKind) []profiles.Proposal {
	t.Helper()
	found, err := dotenv.Parse([]byte(dotenvText))
	if err != nil {
		t.Fatal(err)
	}
	proposals, err := profiles.ProposalsFrom(found.Proposals, place)
	if err != nil {
		t.Fatal(err)
	}
	return proposals
}

func TestPlanAndApply(t *testing.T) {
	h := newHouse(t)
	existing := profiles.Profile{Name: "Ripio BR", Sandbox: profiles.Account{ClientID: "old", Secret: "env:BR"}}
	h.save(t, "", existing, nil)
	book := load(t, h.Store)
	before := readFile(t, h.Store.Path())
	plan, err := profiles.Plan(book, proposals(t, profiles.KindKeyring))
	if err != nil || len(plan.Changes) != 2 {
		t.Fatalf("got %+v, %v", plan, err)
	}
	both := []ripio.EnvironmentName{ripio.Sandbox, ripio.Production}
	ar, br := plan.Changes[0], plan.Changes[1]
	wantAR := profiles.Profile{
		Name: "ripio AR", Country: "AR",
		Sandbox:    profiles.Account{ClientID: "ar-sandbox", Secret: profiles.InKeyring},
		Production: profiles.Account{ClientID: "ar-live", Secret: profiles.InKeyring},
	}
	if !ar.IsNew() || ar.After != wantAR || !slices.Equal(ar.Secrets, both) || len(ar.Replaces) != 0 {
		t.Errorf("AR: %+v", ar)
	}
	wantBR := profiles.Profile{Name: "Ripio BR", Country: "BR", Sandbox: profiles.Account{ClientID: "br", Secret: "env:BR"}}
	if br.IsNew() || *br.Before != existing || br.After != wantBR || len(br.Secrets) != 0 || !slices.Equal(br.Replaces, both[:1]) {
		t.Errorf("BR: %+v", br)
	}
	if !slices.ContainsFunc(br.Remarks, func(r string) bool { return strings.HasPrefix(r, "the client_secret is missing") }) {
		t.Errorf("BR's remarks are %q", br.Remarks)
	}
	if readFile(t, h.Store.Path()) != before || len(h.ring.items) != 0 {
		t.Fatal("the plan wrote something")
	}

	saved, warnings, err := h.Apply(t.Context(), plan)
	if err != nil || len(warnings) != 0 || !slices.Equal(saved, []string{"ripio AR", "Ripio BR"}) {
		t.Fatalf("got %q, %v, %v", saved, warnings, err)
	}
	book = load(t, h.Store)
	if !slices.Equal(book.Profiles, []profiles.Profile{wantBR, wantAR}) {
		t.Errorf("profiles %+v", book.Profiles)
	}
	h.wantItems(t, map[string]string{"ripio ar/sandbox": canary + "1", "ripio ar/production": canary + "2"})
	again, err := profiles.Plan(book, proposals(t, profiles.KindKeyring))
	if err != nil || again.Changes[1].HasEffect() {
		t.Errorf("the same import once more: %+v, %v", again, err)
	}
}

func TestPlanWithReferencesStoresNothing(t *testing.T) {
	h := newHouse(t)
	plan, err := profiles.Plan(profiles.Book{}, proposals(t, profiles.KindVariable))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Apply(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	ar, _ := load(t, h.Store).Find("ripio AR")
	if ar.Sandbox.Secret != "env:RIPIO_CLIENT_SECRET_AR_SANDBOX" || ar.Production.Secret != "env:RIPIO_CLIENT_SECRET_AR_PRODUCTION" {
		t.Errorf("got %+v", ar)
	}
	h.wantItems(t, map[string]string{})
	wantNowhere(t, canary, h.config, h.state)
}

func TestApplyMeetsAChange(t *testing.T) {
	h := newHouse(t)
	plan, err := profiles.Plan(profiles.Book{}, proposals(t, profiles.KindKeyring))
	if err != nil {
		t.Fatal(err)
	}
	put(t, profiles.NewStore(h.config), "", profile("RIPIO AR"))
	saved, _, err := h.Apply(t.Context(), plan)
	var conflict *profiles.ConflictError
	if !errors.As(err, &conflict) || conflict.Theirs.Name != "RIPIO AR" || len(saved) != 0 {
		t.Errorf("got %q, %v", saved, err)
	}
	h.wantItems(t, map[string]string{})
}

func TestPlanRefuses(t *testing.T) {
	good := profiles.Proposal{Name: "a", Environment: ripio.Sandbox, ClientID: "x", Secret: redact.NewSecret(canary), Reference: profiles.InKeyring}
	tests := []struct {
		name   string
		change func(*profiles.Proposal)
		want   error
	}{
		{"the simulator", func(p *profiles.Proposal) { p.Environment = ripio.Simulator }, profiles.ErrProposalEnvironment},
		{"no name", func(p *profiles.Proposal) { p.Name = "" }, profiles.ErrNameEmpty},
		{"a secret for a reference", func(p *profiles.Proposal) { p.Reference = canary }, profiles.ErrReferenceForm},
		{"a secret for a variable", func(p *profiles.Proposal) { p.Reference = "env:A" }, profiles.ErrNotKeeping},
		{"a secret for no place", func(p *profiles.Proposal) { p.Reference = "" }, profiles.ErrNotKeeping},
		{"bytes that are not text", func(p *profiles.Proposal) { p.ClientID = "\xff" }, profiles.ErrNotText},
	}
	for _, test := range tests {
		proposal := good
		test.change(&proposal)
		_, err := profiles.Plan(profiles.Book{}, []profiles.Proposal{good, proposal})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
			continue
		}
		wantNoCanary(t, err.Error())
	}
	_, err := profiles.ProposalsFrom([]dotenv.Proposal{{Name: "a"}}, profiles.KindCommand)
	wantError(t, err, profiles.ErrNotKeeping)
}
