# Everything a newcomer types. Needs make and Python 3.11 or newer; the rest is set up in .venv.
#
#   make serve                  serve the sample articles at http://127.0.0.1:8000
#   make test                   lint, types, tests, gate
#   make gate                   ask the sample gold set; fail if the answers got worse
#   make screenshots            write docs/screenshots/ from the running product (needs Chromium)
#   make format                 write the code as ruff would
#   make train DATA=FOLDER      train the reader into OUT (var/reader); ARGS goes to it,
#                               such as --steps 1300 or --continue-from FOLDER
#   make export                 make the reader in OUT the shipped one; ARGS goes to it,
#                               such as --mean-with FOLDER
#   make calibrate DATA=FOLDER  fit the confidence of the shipped reader; ARGS goes to it
#   make held-out DATA=FOLDER   write what it was not trained on to var/held-out
#   make clean                  remove what was set up; var/ with its articles stays

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
OUT ?= var/reader

.PHONY: setup serve test lint types unit gate screenshots format train export calibrate held-out clean
.DEFAULT_GOAL := test

setup: .venv/.stamp

# The stamp makes a second run instant; a change of what is needed sets up anew.
.venv/.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo 'Dateline needs Python 3.11 or newer: name it, as in `make PYTHON=/usr/bin/python3.11`.' >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
	    echo 'The virtual environment cannot be made: install the venv module (on Debian: python3-venv).' >&2; \
	    rm -rf .venv; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,eval]'
	@$(BIN)/python -m qa.reader.published > /dev/null
	@touch $@

serve: setup
	$(BIN)/dateline serve --samples --host $(HOST) --port $(PORT)

test: lint types gate unit

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: setup
	$(BIN)/mypy

# Two processes of one thread a library: spinning threads would slow them.
unit: export OMP_NUM_THREADS := 1
unit: export OMP_WAIT_POLICY := PASSIVE
unit: export TOKENIZERS_PARALLELISM := false
unit: export HF_HUB_OFFLINE := 1
unit: setup
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

screenshots: export OMP_NUM_THREADS := 1
screenshots: export HF_HUB_OFFLINE := 1
screenshots: setup
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

# Worse than eval/baselines/sample.json says so; what is meant is accepted with
# `dateline-eval gate var/gate --accept`. The report of the run is var/gate/report.html.
gate: export HF_HUB_OFFLINE := 1
gate: export COLUMNS := 120
gate: setup
	$(BIN)/dateline-eval run eval/gold_sets/sample.jsonl --out var/gate --json > /dev/null
	$(BIN)/dateline-eval gate var/gate

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Two processes of one thread read 1.7 times as many tokens a second as one of two threads;
# with the allocator's thresholds raised, freed pages are kept and not faulted in again.
train: export OMP_NUM_THREADS := 1
train: export OMP_WAIT_POLICY := PASSIVE
train: export MALLOC_MMAP_THRESHOLD_ := 1073741824
train: export MALLOC_TRIM_THRESHOLD_ := 4294967296
train: export MALLOC_TOP_PAD_ := 268435456
train: setup
	@test -n '$(DATA)' || { echo 'Say where the training data is: make train DATA=FOLDER' >&2; exit 2; }
	$(BIN)/torchrun --standalone --nproc-per-node 2 -m qa.training.train --data '$(DATA)' \
	    --base "$$($(BIN)/python -m qa.reader.published)" --out '$(OUT)' $(ARGS)

export: setup
	$(BIN)/python -m qa.training.export '$(OUT)/model' qa/reader/model dateline-reader-11 $(ARGS)

calibrate: setup
	@test -n '$(DATA)' || { echo 'Say where the data is: make calibrate DATA=FOLDER' >&2; exit 2; }
	$(BIN)/python -m qa.training.calibrate --data '$(DATA)' $(ARGS)

held-out: setup
	@test -n '$(DATA)' || { echo 'Say where the data is: make held-out DATA=FOLDER' >&2; exit 2; }
	$(BIN)/python -m qa.training.held_out --data '$(DATA)' $(ARGS)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
