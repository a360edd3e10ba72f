# On a machine with Go, make and git:
#   make run     builds the program and starts it; ARGS="--env sandbox" passes flags
#   make test    fetches what the tests need and runs them all

VERSION     := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
BINARY      := bin/ripio-explorer
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    ?= 20s

.PHONY: run build test golden pictures lint fuzz bench bench-simulate man figures clean

run: build
	@./$(BINARY) $(ARGS)

# Without cgo the program is one static file, which starts faster and takes less memory.
build:
	@CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $(BINARY) .

test:
	@.ci/test

# Writes the golden screens anew; read the difference before you keep it.
golden:
	go test ./tui -update
	git diff --stat -- '*.golden' '*.ansi'

# Draws the pictures of the README anew from the screens that they show.
pictures:
	go test ./tui -run TestPictures -update
	git diff --stat -- docs/pictures

lint:
	@unformatted="$$(gofmt -l .)"; if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted"; exit 1; fi
	go vet ./...
	go run $(STATICCHECK) ./...
	@.ci/spell || [ $$? = 77 ]
	@if command -v golangci-lint >/dev/null; then golangci-lint run; else echo "golangci-lint is not installed: skipped"; fi

# Runs every fuzz target for a while; FUZZTIME=5m runs them longer.
fuzz:
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$package || exit 1; \
		done; \
	done

# Measures the program beside its peers; docs/performance.md explains the figures.
bench: build
	@go run ./tui/bench -binary $(BINARY)

# Measures the simulator as a server beside a bare handler of net/http.
bench-simulate:
	go test ./cli -run '^$$' -bench BenchmarkSimulate -benchtime 20000x

# Writes the manual pages; man -l man/ripio-explorer-token.1 shows one.
man:
	@go run ./cli/internal/man man

# Prints the lines of Go and data, without tests, of each folder and of the halves of the house.
figures:
	@git ls-files 'ripio/*' 'cli/*' 'tui/*' 'profiles/*' | grep -E '\.(go|toml|tmpl)$$' | grep -vE '_test\.go$$|/testdata/' | \
		while read -r file; do echo "$$(dirname $$file) $$(wc -l < $$file)"; done | \
		awk '{ lines[$$1] += $$2; files[$$1]++; split($$1, at, "/"); half[at[1]] += $$2 } \
			END { for (f in lines) printf "%-28s %3d files %6d lines\n", f, files[f], lines[f] | "sort"; close("sort"); \
			printf "ripio and cli %d, tui and profiles %d\n", half["ripio"] + half["cli"], half["tui"] + half["profiles"] }'
	@echo "methods of the explorer's root model: $$(grep -hE '^func \(m \*?Model\)' tui/*.go | wc -l)"

clean:
	rm -rf bin man
