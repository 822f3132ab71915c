# Two commands are all that a newcomer needs: `make read` and `make test`. Both keep their environment in .venv.

PYTHON ?= python3
BIN := .venv/bin
# Half as many again as there are processors: many tests wait for a terminal or for another process.
WORKERS := $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))

.PHONY: read test check bench soak fuzz picture docs lock clean

## read: set everything up and open the app on the sample articles
read: .venv/ready
	@$(BIN)/dateline read seeds

## test: set everything up and pass the tests
test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

## check: style, types and the borders between modules
check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

## bench: every benchmark, beside its peers; `make bench DATA=folder` for real articles
bench: .venv/ready-dev
	$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA))

## soak: an hour of random keys, sizes and themes; `make soak DATA=file` on real articles, SECONDS=… for another time
soak: .venv/ready-dev
	DATELINE_WALK_SECONDS=$(or $(SECONDS),3600) DATELINE_WALK_FILES=$(DATA) DATELINE_WALK_SEED=$(or $(SEED),$(shell date +%s)) \
	  $(BIN)/python -m pytest tests/tui/test_walk.py

## fuzz: twenty minutes of damaged files for each format; `make fuzz SECONDS=60 SEED=7 FILES=folder` for others, and real ones
fuzz: .venv/ready-dev
	DATELINE_FUZZ_SECONDS=$(or $(SECONDS),1200) DATELINE_FUZZ_SEED=$(or $(SEED),$(shell date +%s)) \
	  DATELINE_FUZZ_FILES=$(FILES) \
	  $(BIN)/python -m pytest -n auto tests/index/test_fuzz.py

## picture: draw the README's picture of the app anew
picture: .venv/ready-dev
	$(BIN)/python -m tests.picture docs/reading.svg

## docs: write the manual page, the shells' scripts and the tables of the README anew
docs: .venv/ready-dev
	$(BIN)/python -m tests.documents

## lock: pin what the two environments install
lock: .venv/ready-dev
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/python -m piptools compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-options --allow-unsafe --no-header \
	  --extra build -o requirements.lock pyproject.toml
	$(BIN)/python -m piptools compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-options --allow-unsafe --no-header \
	  --extra build --extra dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'dateline needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo 'This Python has no venv; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo 'Setting up .venv …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
