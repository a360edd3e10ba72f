package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/simulator"
)

func TestSendsAreListed(t *testing.T) {
	d := newHistoryDesk(t)
	if ids := d.ids(t); len(ids) != 0 {
		t.Errorf("a new history lists %v", ids)
	}
	d.history(t, "list").check(t, result{err: "ripio-explorer: no attempt in the history fits\n"})

	first := d.day
	good := d.send(t)
	bad := d.send(t, "--scenario", "rejected", "--external-ref", otherRef)
	wrong := d.send(t, "--negative-test", "wrong-secret")
	d.run(t, "token", "--env", "simulator", "--config-dir", d.folder) // not kept
	for _, test := range []struct {
		args []string
		want []string
	}{
		{nil, []string{wrong, bad, good}},
		{[]string{"--outcome", "token"}, []string{good}},
		{[]string{"--outcome", "failed"}, []string{wrong, bad}},
		{[]string{"--outcome", "Rejected"}, []string{wrong, bad}},
		{[]string{"--user", strings.ToUpper(otherRef[:8])}, []string{bad}},
		{[]string{"--env", "simulator", "--user", simulator.ExampleAddress}, []string{wrong, bad, good}},
		{[]string{"--env", "sandbox"}, []string{}},
		{[]string{"--profile", "acme"}, []string{}},
		{[]string{"--text", "nothing of that kind"}, []string{}},
	} {
		if got := d.ids(t, test.args...); !slices.Equal(got, test.want) {
			t.Errorf("%v lists %v, want %v", test.args, got, test.want)
		}
	}
	limited := d.history(t, "list", "--limit", "1", "--json")
	if limited.err != "ripio-explorer: 2 older sends more; --limit 0 shows all\n" || strings.Count(limited.out, `"id"`) != 1 {
		t.Errorf("messages %q, output %s", limited.err, limited.out)
	}
	if ids := d.ids(t, "--limit", "0"); len(ids) != 3 {
		t.Errorf("--limit 0 lists %v", ids)
	}
	day := func(later int) string { return first.AddDate(0, 0, later).Format(time.DateTime) }
	width := len(good)
	cell := func(text string) string { return text + strings.Repeat(" ", width-len(text)) }
	want := cell("ID") + "  SENT (UTC)           ENVIRONMENT  PROFILE  OUTCOME                  STATUS  EXTERNAL_REF\n" +
		wrong + "  " + day(2) + "  simulator    -        rejected (wrong-secret)  401     " + newRef + "\n" +
		bad + "  " + day(1) + "  simulator    -        rejected                 401     " + otherRef + "\n" +
		good + "  " + day(0) + "  simulator    -        token                    200     " + newRef + "\n"
	if got := d.shown(t, "list"); got != want {
		t.Errorf("output\n%s\nwant\n%s", got, want)
	}
}

func TestASendIsShown(t *testing.T) {
	d := newHistoryDesk(t)
	sent := d.day
	id := d.send(t)
	text := d.shown(t, "show", id)
	for _, part := range []string{
		"sent          " + sent.Format(time.DateTime) + " UTC\n", "environment   SIMULATOR  127.0.0.1:", "\nhistory       " + id + "\n",
		"\nexpires       " + sent.Add(10*time.Hour).Format(time.DateTime) + " UTC, expired 14 h 0 min ago\n", "\nlifetime      10 h 0 min (exp minus the server's Date header)\n",
		"\nclaims\n", "\nfindings\n", "\nrequest\n  POST ", "\nform, decoded\n  username ", "\n  password          ********\n",
		"\nconnection\n  peer ", "\n  server clock      ", "\nresponse\n  HTTP/1.1                    200 OK\n", "\ntoken         not kept in the history\n", "\nbody\n  {\n", "\nbody as it came\n  {",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
	object := d.object(t, "show", id[:len(id)-2])
	if object["id"] != id || object["sent_at"] != sent.Format(time.RFC3339) || object["token"] != nil || object["environment"] != "simulator" ||
		fmt.Sprint(member(object, "claims", "exp")) != fmt.Sprint(sent.Add(10*time.Hour).Unix()) {
		t.Errorf("shown %v", object)
	}

	dead := d.send(t, "--scenario", "expired-token")
	if text := d.shown(t, "show", dead); !strings.Contains(text, "\nlifetime      none: it had expired when it came (exp minus") || strings.Contains(text, " -") && strings.Contains(text, "-3600") {
		t.Errorf("of a token that came expired it says\n%s", text)
	}

	bad := d.send(t, "--scenario", "rejected")
	text = d.shown(t, "show", bad)
	for _, part := range []string{"\nfailure       rejected", "\npossible causes, the likeliest first\n  1  ", "\nresponse\n  HTTP/1.1                    401 Unauthorized\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
	if causes := d.object(t, "show", bad)["causes"].([]any); len(causes) == 0 {
		t.Error("the failure has no causes")
	}
}

// TestAKeptTokenIsShown keeps one as the explorer can.
func TestAKeptTokenIsShown(t *testing.T) {
	d := newHistoryDesk(t)
	exchange := success()
	exchange.SentAt = d.day
	kept, err := d.manager(d.folder).History.Append(profiles.Attempt{Exchange: exchange}, true)
	if err != nil {
		t.Fatal(err)
	}
	if object := d.object(t, "show", kept.ID); object["token"] != "aaa.bbb.ccc" {
		t.Errorf("token %v", object["token"])
	}
	if text := d.shown(t, "show", kept.ID); !strings.Contains(text, "\ntoken         aaa.bbb.ccc\n") {
		t.Errorf("no token in\n%s", text)
	}
}

// TestOneChangedInputIsTheOnlyChange compares sends that differ in the address.
func TestOneChangedInputIsTheOnlyChange(t *testing.T) {
	const other = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
	d := newHistoryDesk(t)
	sent := d.day
	left, right := d.send(t), d.send(t, "--address", other)
	object := d.object(t, "compare", left, right)
	if member(object, "left", "id") != left || member(object, "right", "id") != right || object["summary"] == "" {
		t.Errorf("compared %v", object)
	}
	var inputs []string
	for _, row := range object["rows"].([]any) {
		row := row.(map[string]any)
		if row["group"] == string(compare.GroupInputs) && row["verdict"] == string(compare.VerdictChanged) {
			inputs = append(inputs, fmt.Sprint(row["name"], " ", row["left"], " ", row["right"]))
		}
	}
	if want := "address " + simulator.ExampleAddress + " " + other; !slices.Contains(inputs, want) || len(inputs) != 1 {
		t.Errorf("changed inputs %q, want %q", inputs, want)
	}
	short, long := d.shown(t, "compare", left, right), d.shown(t, "compare", left, right, "--noise")
	lines := strings.Split(short, "\n")
	if !strings.HasPrefix(lines[0], "left   "+left+"  "+sent.Format(time.DateTime)+" UTC  simulator  -  token  200") ||
		!strings.HasPrefix(lines[1], "right  "+right+"  "+sent.AddDate(0, 0, 1).Format(time.DateTime)+" UTC") {
		t.Errorf("the heading is\n%s\n%s", lines[0], lines[1])
	}
	if !strings.Contains(short, "left   "+simulator.ExampleAddress+"\n") || !strings.Contains(short, "right  "+other+"\n") ||
		!strings.Contains(short, "; --noise shows them\n") || strings.Contains(short, "\nsame\n") {
		t.Errorf("compared\n%s", short)
	}
	if !strings.Contains(long, "\ndiffers in every attempt\n") || !strings.Contains(long, "\nsame\n") || strings.Contains(long, "--noise") {
		t.Errorf("compared with --noise\n%s", long)
	}
	if swapped := d.object(t, "compare", right, left); member(swapped, "left", "id") != right {
		t.Error("the order of the arguments is not kept")
	}
}

func TestAReportIsPrinted(t *testing.T) {
	d := newHistoryDesk(t)
	d.Version = "v9.8.7"
	id := d.send(t, "--scenario", "rejected")
	report := d.shown(t, "report", id)
	for _, part := range []string{"# ", newRef, "v9.8.7", "401"} {
		if !strings.Contains(report, part) {
			t.Errorf("no %q in\n%s", part, report)
		}
	}
	if strings.Contains(report, simulator.ExampleAddress) || strings.Contains(report, simulator.ExampleSecret) {
		t.Errorf("the whole address or the secret is in\n%s", report)
	}
}

// TestTheShapesOfTheHistory pins the keys and their order.
func TestTheShapesOfTheHistory(t *testing.T) {
	attempt := []string{"id", "sent_at", "environment", "profile", "external_ref", "address", "outcome", "http_status", "total_ms",
		"negative_test", "swap_test"}
	d := newHistoryDesk(t)
	one, two := d.send(t), d.send(t, "--scenario", "rejected")
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(d.shown(t, "list", "--json")), &list); err != nil || len(list) != 2 {
		t.Fatalf("%d sends: %v", len(list), err)
	}
	compared := d.shown(t, "compare", one, two, "--json")
	var parts struct {
		Left, Right json.RawMessage
		Rows        []json.RawMessage
	}
	if err := json.Unmarshal([]byte(compared), &parts); err != nil || len(parts.Rows) == 0 {
		t.Fatalf("%v in %s", err, compared)
	}
	sent := d.run(t, "token", "--env", "simulator", "--json").out
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"list", string(list[0]), append([]string{"schema", "version"}, attempt...)},
		{"show", d.shown(t, "show", one, "--json"), keys(t, sent)},
		{"compare", compared, []string{"schema", "version", "summary", "left", "right", "rows"}},
		{"left", string(parts.Left), attempt},
		{"right", string(parts.Right), attempt},
		{"row", string(parts.Rows[0]), []string{"group", "name", "left", "right", "verdict"}},
		{"purge", d.shown(t, "purge", "--all", "--yes", "--json"), []string{"schema", "version", "removed"}},
	} {
		if got := keys(t, test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: keys %v, want %v", test.name, got, test.want)
		}
	}
}

func TestAnIDThatNamesNoSend(t *testing.T) {
	d := newHistoryDesk(t)
	one := d.send(t)
	d.send(t)
	for _, args := range [][]string{
		{"show", "nope\x1b"}, {"show", one[:4]}, {"show", ""}, {"compare", one, "nope"}, {"compare", "nope", one}, {"report", "nope"},
	} {
		for _, more := range [][]string{nil, {"--json"}} {
			if args[0] == "report" && more != nil {
				continue
			}
			r := d.history(t, append(slices.Clone(args), more...)...)
			checkHarmless(t, r.err)
			if more != nil && failure(r.object(t), "kind") != "missing-input" || more == nil && r.out != "" {
				t.Errorf("%q: output %q", args, r.out)
			}
			if r.code != cli.ExitBlocked || !strings.HasPrefix(r.err, "ripio-explorer: history "+args[0]+": ") {
				t.Errorf("%q: exit code %d, output %q, messages %q", args, r.code, r.out, r.err)
			}
		}
	}
}

func TestAHistoryThatCannotBeReadOrPrinted(t *testing.T) {
	d := newHistoryDesk(t)
	id := d.send(t)
	for _, args := range [][]string{{"list"}, {"list", "--json"}, {"show", id}, {"compare", id, id}, {"report", id}, {"purge", "--all", "--yes"}} {
		var messages strings.Builder
		streams := cli.Streams{In: strings.NewReader(""), Out: brokenWriter{}, Err: &messages}
		code := cli.Run(t.Context(), append(append([]string{"history"}, args...), "--config-dir", d.folder), streams, d.Deps)
		if want := "ripio-explorer: write the output: broken pipe\n"; code != cli.ExitInternal || messages.String() != want {
			t.Errorf("%v: exit code %d, messages %q", args, code, messages.String())
		}
	}
	// A folder in the place of the file cannot be read.
	broken := newHistoryDesk(t)
	if err := os.MkdirAll(filepath.Join(broken.folder, "state", "history.jsonl"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list", "--json"}, {"show", id}, {"purge", "--all", "--yes"}} {
		r := broken.history(t, args...)
		if slices.Contains(args, "--json") && failure(r.object(t), "kind") != "disk" {
			t.Errorf("%v: output %q", args, r.out)
		}
		if r.code != cli.ExitInternal || r.out != "" && args[0] != "list" || !strings.HasPrefix(r.err, "ripio-explorer: history "+args[0]+": ") {
			t.Errorf("%v: exit code %d, output %q, messages %q", args, r.code, r.out, r.err)
		}
	}
}
