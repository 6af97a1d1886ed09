# Set-up and chores. Needs make and a Python 3.10 to 3.13 with its venv module, nothing else.
PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo-output
WORKERS ?= 2

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test newest ui lint script contract licences docs release bench mutants constraints clean help

help:
	@echo "make demo   align the sample and cut clips from it into $(DEMO)/"
	@echo "make test   run all tests"
	@echo "make ui     open the page with the sample"
	@echo "make lint   check format, lint and types"
	@echo "make script    check the types of the page's script and run its tests (needs node)"
	@echo "make contract  write the page's contract anew for its script's types"
	@echo "make docs   build the documentation into site/"
	@echo "make licences  list the licences of all that is installed, and refuse unknown ones"
	@echo "make release  build and check what is published, in dist/"
	@echo "make bench  measure accuracy and cost"
	@echo "make mutants      plant small faults and count those that no test notices"
	@echo "make newest       run all tests with the newest versions of everything"
	@echo "make constraints  write anew which versions are tested"

# A stamp is newer than pyproject.toml when what that asks for is installed.
$(VENV)/.made:
	$(PYTHON) -c "import sys; sys.exit(0 if (3, 10) <= sys.version_info[:2] <= (3, 13) else 'Pullquote needs Python 3.10 to 3.13; this is %d.%d. Name another: make PYTHON=python3.12 ...' % sys.version_info[:2])"
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: pyproject.toml setup.py constraints.txt $(VENV)/.made
	$(PIP) --constraint constraints.txt --editable .
	touch $@

$(VENV)/.dev: pyproject.toml setup.py constraints.txt $(VENV)/.made
	$(PIP) --constraint constraints.txt --editable ".[dev]"
	touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@mkdir -p $(DEMO)
	$(BIN)/pullquote align samples/interview.mp4 samples/interview.txt --engine sphinx -o $(DEMO)/interview.alignment.json
	$(BIN)/pullquote clip samples/interview.mp4 $(DEMO)/interview.alignment.json --quote "singing so loudly that it covered the whole machine" -o $(DEMO)/wren.mp3 --force
	$(BIN)/pullquote clip samples/interview.mp4 $(DEMO)/interview.alignment.json --quote "You put the microphone down, you walk away, and you wait." --highlight --sidecar srt -o $(DEMO)/patience.mp4 --force
	$(BIN)/pullquote subtitles $(DEMO)/interview.alignment.json -o $(DEMO)/interview.srt --force
	$(BIN)/pullquote subtitles $(DEMO)/interview.alignment.json -o $(DEMO)/interview.vtt --force
	@echo
	@echo "Made in $(DEMO)/:"
	@ls $(DEMO)
	@echo
	@echo "Open the page with your own recording:  $(BIN)/pullquote ui"
	@echo "Open it with the sample:                make ui"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# Finds out early what a new version of something breaks. Bounds go into pyproject.toml.
newest:
	$(PYTHON) -m venv $(VENV)-newest
	$(VENV)-newest/$(notdir $(BIN))/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable ".[dev]"
	$(VENV)-newest/$(notdir $(BIN))/python -m pytest -n $(WORKERS)

# The versions that `make` and `.ci/run` install, for every Python and system, without addresses.
constraints: $(VENV)/.made
	$(PIP) "uv>=0.5"
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.10 --all-extras \
	    --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
	    --output-file constraints.txt pyproject.toml

ui: $(VENV)/.installed
	$(BIN)/pullquote ui --sample

# mypy and import-linter see the folders at the top as packages of one namespace through a link.
build/namespace/pullquote:
	mkdir -p build/namespace
	ln -sfn ../.. $@

lint: $(VENV)/.dev build/namespace/pullquote
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=build/namespace $(BIN)/lint-imports

# The types of the page's script and its own tests; node is needed for nothing else.
script: node_modules/.made
	node node_modules/typescript/bin/tsc --project tsconfig.json
	node --test tests/ui/web/script/*.test.js

node_modules/.made: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

# What the page's script sends and is sent, as TypeScript says it; a test compares the two.
contract: $(VENV)/.dev
	$(BIN)/python .ci/contract.py

# Only the packages: whatever else lies in the repository is not searched for docstrings.
build/documented/pullquote:
	mkdir -p $@
	ln -sfn ../../../align ../../../clips $@

# The documentation, in site/: no page asks another machine for anything.
docs: $(VENV)/.dev build/documented/pullquote
	$(PIP) --constraint constraints.txt --editable ".[docs]"
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

licences: $(VENV)/.dev
	$(BIN)/python .ci/licences.py

# Wheel and sources in dist/, looked into and used far away from here, with a bill of materials,
# checksums and notes.
release: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist .
	PULLQUOTE_DIST=dist $(BIN)/python -m pytest -q tests/test_wheel.py
	$(BIN)/python .ci/licences.py --sbom dist/sbom.cdx.json
	$(BIN)/python .ci/release.py dist

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.captions.broken_rules
	$(BIN)/python -m benchmarks.accuracy.labelled_speech
	$(BIN)/python -m benchmarks.accuracy.passages
	$(BIN)/python -m benchmarks.accuracy.long_recordings

# An hour for all modules; make mutants MODULES=clips/passages/cut.py tries one.
mutants: $(VENV)/.dev
	$(PIP) "mutmut==3.8.1"
	$(BIN)/python -m benchmarks.trust.mutants $(MODULES)

clean:
	rm -rf $(VENV) $(VENV)-newest $(DEMO) build dist site node_modules
