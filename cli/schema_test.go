package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/cli/internal/console"
)

// schemaDir has the schemas of all JSON objects.
const schemaDir = "../docs/schema"

// schemas are the schemas of schemaDir by the names that objects carry. The validator
// holds each against the meta-schema, and instants against RFC 3339.
var schemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	all := map[string]*jsonschema.Schema{}
	files, err := filepath.Glob(schemaDir + "/*.json")
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".json"); name != "definitions" && err == nil {
			all[name], err = compiler.Compile(file)
		}
	}
	return all, err
})

// asksForJSON reports whether a run prints JSON on its output, or logs it beside.
func asksForJSON(args []string) (output, log bool) {
	for i, arg := range args {
		output = output || arg == "--json" || arg == "-j"
		log = log || arg == "--log=json" || arg == "json" && i > 0 && args[i-1] == "--log"
	}
	return output, log
}

// printedObject is a JSON object that a run printed.
type printedObject struct {
	schema  string
	members map[string]any
}

func (o printedObject) failed() bool { return o.members["failure"] != nil }

// validate reads what a run printed: JSON objects, or arrays of them. Each must follow the
// schema that it names, which must be of the command, and with a member more it must not.
func validate(args []string, text string) (objects []printedObject, err error) {
	known, err := schemas()
	if err != nil {
		return nil, err
	}
	cmd, _, _ := cli.Root(&console.Console{}).Find(args)
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	for {
		var value any
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, fmt.Errorf("%w in %s", err, text)
		}
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		for _, each := range list {
			members, _ := each.(map[string]any)
			name, _ := members["schema"].(string)
			switch schema := known[name]; {
			case schema == nil:
				return nil, fmt.Errorf("no schema is called %q: %s", name, text)
			case name != console.SchemaOf(cmd) && !strings.HasPrefix(name, console.SchemaOf(cmd)+"-"):
				return nil, fmt.Errorf("the schema %q is not one of %s", name, cmd.CommandPath())
			default:
				if err := schema.Validate(each); err != nil {
					return nil, fmt.Errorf("%w\n%s", err, text)
				}
				more := maps.Clone(members)
				more["undocumented"] = true
				if schema.Validate(more) == nil {
					return nil, fmt.Errorf("the schema %q lets an undocumented member through", name)
				}
			}
			objects = append(objects, printedObject{name, members})
		}
	}
}

// recordVariable names the folder in which a run of the program leaves the JSON that it
// printed, for the test that started it.
const recordVariable = "RIPIO_EXPLORER_TEST_JSON"

// recordedRun is such a file.
type recordedRun struct {
	Args []string
	Text string
}

// recorder is a stream that keeps what is written to it. It is a terminal if the file is.
type recorder struct {
	*os.File
	kept strings.Builder
}

func (r *recorder) Write(text []byte) (int, error) {
	r.kept.Write(text)
	return r.File.Write(text)
}

func (r *recorder) WriteString(text string) (int, error) { return r.Write([]byte(text)) }

// recorded runs the program with its streams, and leaves the JSON that it printed.
func recorded(args []string, run func(cli.Streams) int) int {
	out, log := &recorder{File: os.Stdout}, &recorder{File: os.Stderr}
	streams := cli.Streams{In: os.Stdin, Out: out, Err: log}
	dir := os.Getenv(recordVariable)
	toOutput, toLog := asksForJSON(args)
	if dir == "" || !toOutput && !toLog {
		streams.Out, streams.Err = os.Stdout, os.Stderr
		return run(streams)
	}
	code := run(streams)
	for _, each := range []struct {
		wanted bool
		text   string
	}{{toOutput, out.kept.String()}, {toLog && code == 0, log.kept.String()}} {
		if !each.wanted {
			continue
		}
		if err := record(dir, args, each.text); err != nil {
			panic(err)
		}
	}
	return code
}

// record leaves what a run printed in the folder.
func record(dir string, args []string, text string) error {
	file, err := os.CreateTemp(dir, "*.json")
	if err != nil {
		return err
	}
	return errors.Join(json.NewEncoder(file).Encode(recordedRun{args, text}), file.Close())
}

// neverFail are schemas whose commands have no failure to tell.
var neverFail = []string{"guide-list", "simulate-list", "simulate-log"}

// checkRecorded validates what the runs of all scripts printed. When the scripts are
// complete, each command with --json must have printed its object, and its failure.
func checkRecorded(t *testing.T, dir string, complete bool) {
	played, failed := map[string]bool{}, map[string]bool{}
	files, _ := filepath.Glob(dir + "/*.json")
	for _, file := range files {
		text, err := os.ReadFile(file)
		var run recordedRun
		if err == nil {
			err = json.Unmarshal(text, &run)
		}
		if err != nil {
			t.Fatal(err)
		}
		objects, err := validate(run.Args, run.Text)
		if err != nil {
			t.Errorf("ripio-explorer %s: %v", strings.Join(run.Args, " "), err)
		}
		for _, object := range objects {
			if object.failed() {
				failed[object.schema] = true
			} else {
				played[object.schema] = true
			}
		}
	}
	if !complete || t.Failed() {
		return
	}
	for _, name := range schemaNames() {
		if !played[name] && name != "failure" {
			t.Errorf("no script prints the object %q", name)
		}
		if !failed[name] && !slices.Contains(neverFail, name) {
			t.Errorf("no script prints the object %q of a failure", name)
		}
	}
}

// schemaNames are the names of all JSON objects, by the commands that have --json.
func schemaNames() []string {
	names := []string{"decode-compare", "failure", "guide-list", "simulate-list", "simulate-log"}
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Flags().Lookup("json") != nil {
			names = append(names, console.SchemaOf(cmd))
		}
		for _, each := range cmd.Commands() {
			walk(each)
		}
	}
	walk(cli.Root(&console.Console{}))
	slices.Sort(names)
	return names
}

func TestEachJSONObjectHasASchema(t *testing.T) {
	known, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	if there, want := slices.Sorted(maps.Keys(known)), schemaNames(); !slices.Equal(there, want) {
		t.Errorf("the schemas are\n%v, want\n%v", there, want)
	}
}

// TestTheDocumentedTablesNameTheirSchema looks at the tables of keys in docs/scripts.md.
func TestTheDocumentedTablesNameTheirSchema(t *testing.T) {
	page, err := os.ReadFile("../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	known, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	tables := strings.Split(string(page), "\n| key | what it holds |\n| --- | --- |\n")[1:]
	if len(tables) < 7 {
		t.Errorf("only %d tables were found", len(tables))
	}
	for _, table := range tables {
		row, _, _ := strings.Cut(table, "\n")
		keys, value, _ := strings.Cut(strings.TrimPrefix(row, "| "), " | ")
		name, _, _ := strings.Cut(strings.TrimPrefix(value, "`"), "`")
		if !strings.HasPrefix(keys, "`schema`, `version`") || known[name] == nil {
			t.Errorf("a table begins with %q", row)
		}
	}
}
